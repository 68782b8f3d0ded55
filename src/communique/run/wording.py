"""What assembly is handed beside the statements: their origins as the world knows them, what their words are about, and the ground of its rules."""

from __future__ import annotations

from collections import defaultdict

from communique.assembly.ground import Ground
from communique.assembly.tellings import ACRONYM, NO_WORDS, Origin, Words, origin_of
from communique.languages.load import load_pack
from communique.languages.terms import is_common, terms
from communique.model.documents import Sighting
from communique.model.statements import Content, Statement
from communique.world.load import World


def words_of(statement: Statement, language: str, world: World) -> Words:
    """What the words of a statement are about; nothing where its language has no pack. Types of meetings become mechanisms by the parties."""
    return words_in(statement.content, " . ".join(piece.quote.exact for piece in statement.evidence), language, world)


def words_in(content: Content, quoted: str, language: str, world: World) -> Words:
    """The same of a content and the words of its quotes."""
    pack = load_pack(language)
    if pack is None:
        return NO_WORDS
    told = " . ".join(part for part in (content.name, content.what) if part)
    own = terms(told, pack)
    near = terms(quoted, pack)
    parties = frozenset((*content.by, *content.to))
    common = frozenset(word for word in ACRONYM.findall(told) if is_common(word, language))
    return Words(_mechanisms(own, parties, world), _mechanisms(near - own, parties, world), common)


def _mechanisms(found: frozenset[str], parties: frozenset[str], world: World) -> frozenset[str]:
    """`mechanism:.JCC` of ASEAN and Russia as `mechanism:ASEAN-RU.JCC`; left out where the parties have none."""
    if not any(term.startswith(_UNNAMED) for term in found):
        return found
    known: set[str] = set()
    for term in found:
        if term.startswith(_UNNAMED):
            named = world.mechanism_ids.get((term.removeprefix("mechanism:"), parties))
            known.update({f"mechanism:{named}"} if named else ())
        else:
            known.add(term)
    return frozenset(known)


_UNNAMED = "mechanism:."


def origin_in(world: World, sighting: Sighting, *, language: str) -> Origin:
    """The origin that a sighting makes, with country and class of its publisher."""
    outlet = world.outlets.get(sighting.publisher or "")
    return origin_of(sighting, language=language, country=outlet.country if outlet else "", outlet=outlet.kind if outlet else "")


def ground_of(world: World) -> Ground:
    """What the rules of assembly ask of the world."""
    members: dict[str, set[str]] = defaultdict(set)
    for membership in world.memberships:
        members[membership.organisation].add(membership.member)
    companies = frozenset(id_ for id_, actor in world.actors.items() if actor.kind == "company")
    return Ground({name: frozenset(found) for name, found in members.items()}, world.place_states, world.state_names, companies)
