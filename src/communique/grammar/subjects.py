"""Who is the subject of what: openers, insertions, inversion, coordination, and how far each clause reaches."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from communique.grammar.agreement import by_case, is_impersonal, nominative
from communique.grammar.antecedents import antecedent, antecedents
from communique.grammar.asides import closed_aside, parenthetical
from communique.grammar.joints import (
    done_to,
    enumerated,
    insertion_start,
    listed,
    lists_deeds,
    names_before,
    of_both,
    second_of_two,
    shares_preposition,
    told_beside,
    told_of_before,
    told_without_word,
    with_its_own,
)
from communique.grammar.postposed import behind_relative, inverted_subject, of_object_relative, postposed, read_passives, shares_subject
from communique.grammar.sentence import Chunk, Clause, Sentence
from communique.languages.pack import Pack

_BREAK: Final = frozenset("QRS;")
_ASIDE: Final = re.compile(r",E?D?[eP]?E?c?\Z")
"""What stands before a gerund that is set off: it tells what the subject of the sentence does."""


def relate(sentence: Sentence, pack: Pack) -> None:
    """Find openers, subjects, regions and governors, left to right."""
    cats, masked, clauses = sentence.units.cats, sentence.masked, sentence.clauses
    length = len(cats)
    last_finite: Clause | None = None
    previous: Clause | None = None
    for clause in clauses:
        if clause.form == "finite":
            low = last_finite.end if last_finite is not None else 0
            clause.opener = _opener(masked, low, clause.begin)
            if cats[clause.begin] == "T" and last_finite is not None:  # "ont adopté un plan et publié une déclaration"
                clause.subject, clause.governor, clause.relation = last_finite.subject, last_finite.governor, "coordinated"
                clause.left = max(masked.rfind("C", last_finite.end, clause.begin), last_finite.end)
            elif not parenthetical(sentence, clause, masked, pack, last_finite):
                _finite_subject(sentence, clause, last_finite, masked, pack)
            if clause.relation == "parenthetical" and last_finite is not None and closed_aside(sentence, clause, masked):
                clause.right = clause.end  # ", a-t-elle ajouté," inside a clause that goes on
                previous = last_finite
                continue
            if last_finite is not None and last_finite.begin < clause.left < last_finite.right:
                last_finite.right = clause.left
            clause.right = length
            last_finite = clause
        else:
            aside = clause.form == "gerund" and _ASIDE.search(cats, max(clause.begin - 5, 0), clause.begin) is not None
            if clause.form == "gerund" and previous is not None and previous.form == "participle" and "," in cats[previous.end : clause.begin]:
                aside = last_finite is not None  # "a ouvert le sommet, organisé à X, en promettant de …"
            clause.governor = last_finite if aside else previous  # "agreed to …, winding up a summit"
            if aside and previous is not None and previous.form == "infinitive":
                previous.right = min(previous.right, cats.rfind(",", 0, clause.begin))  # "à renoncer à …, promettant une aide"
            if pack.closed.particles and previous is not None and previous.form == "infinitive" and listed(masked, clause.begin):
                clause.governor = previous.governor  # "nhất trí tăng cường A, mở rộng B"
            clause.left, clause.right = clause.begin, length
            if clause.form == "participle":
                clause.relation = "participial"
                clause.subject = antecedent(sentence, clause.begin, clause.plural, pack)
                stop = clause.end
                while stop < length and (masked[stop] not in ",;QRS!" or (masked[stop] == "," and cats[stop + 1 : stop + 3] in ("W,", "W;", "W"))):
                    stop += 1  # "tenue à Bruxelles, les 6 et 7 février"
                clause.right = stop
            else:
                clause.relation = "infinitive"
                if aside or masked.find(",w", 0, clause.begin) >= 0 or masked[:1] == "w":
                    clause.subject = with_its_own(sentence, masked, clause.begin) if pack.closed.chain and clause.form == "gerund" else None
                if clause.subject is not None:
                    clause.left = clause.subject[0]
                    if last_finite is not None and last_finite.begin < clause.left < last_finite.right:
                        last_finite.right = clause.left - 1
        previous = clause
    finite = [clause for clause in clauses if clause.form == "finite"]
    for clause in clauses:
        if clause.form == "finite":
            continue
        for other in finite:
            if other.begin > clause.begin:
                start = other.left
                if start <= clause.begin:
                    start = other.subject[0] if other.subject is not None and other.subject[0] > clause.begin else other.begin
                clause.right = min(clause.right, start)
                break
    for clause, following in pairwise(clauses):
        # "Signé à Hanoï en 2019, l'accord a reçu …": a participle that opens the sentence has the subject of the clause behind it
        if clause.form != "participle" or clause.subject is not None or following.form != "finite" or following.subject is None:
            continue
        if following.subject[0] > clause.end and not masked[: clause.begin].strip("E"):
            clause.subject, clause.fronted = following.subject, True
    opening = clauses[0] if clauses and pack.closed.chain else None
    if opening is not None and opening.form == "gerund" and opening.governor is None and not masked[: opening.begin].strip("E"):
        close = masked.find(",", opening.end)
        opening.governor = next((c for c in finite if close > 0 and c.begin > close), None)  # "Accusing the EU of meddling, Belarus …"
        if opening.governor is not None:
            opening.right = min(opening.right, close)
    for clause, following in pairwise(clauses):
        # "Signé à Hanoï mais resté sans suite, l'accord …": two that open the sentence together
        if clause.form == following.form == "participle" and clause.subject is None and not masked[: clause.begin].strip("E"):
            after = next(
                (other for other in clauses if other.form == "finite" and other.subject is not None and other.subject[0] > following.end), None
            )
            joint = masked[clause.end : following.begin]
            if after is not None and "C" in joint and "," not in joint and "!" not in joint:
                clause.subject, clause.fronted = after.subject, True
                clause.right = min(clause.right, clause.end + joint.index("C"))
    if pack.closed.pronominal:
        read_passives(sentence, pack)
    for clause in clauses:
        strong = masked.find(";", clause.end, clause.right)
        if strong >= 0:
            clause.right = strong


def _opener(masked: str, low: int, begin: int) -> int:
    """Where the word stands that opens the clause of the verb at `begin`, or -1."""
    for k in range(begin - 1, low - 1, -1):
        if masked[k] in _BREAK:
            close = masked.find(",", k, begin)
            if masked[k] == "R" and close > 0 and "!" not in masked[k:close]:
                continue  # an insertion without a verb: ", dont 210 milliards de prêts,"
            return k
    return -1


def _finite_subject(sentence: Sentence, clause: Clause, last: Clause | None, masked: str, pack: Pack) -> None:
    cats = sentence.units.cats
    opener = clause.opener
    floor = opener + 1 if opener >= 0 else 0
    letter = cats[opener] if opener >= 0 else ""
    if letter == ";" and pack.closed.particles and masked[floor : clause.begin].rstrip("E") in ("", "C"):
        letter = ""  # "…; đồng thời khẳng định sẵn sàng …": who did the one did the other
    if (
        letter == "R"
        and clause.begin - opener <= 1 + _blank(masked, opener + 1, clause.begin)
        and nominative(sentence, opener)
        and not is_impersonal(sentence, clause, pack)
    ):
        clause.relation, clause.left = "relative", opener
        clause.subject = antecedent(sentence, opener, clause.plural, pack)
        if sentence.units.norm(opener) in pack.closed.that_or_relative:
            of_object_relative(sentence, clause, last, pack)
        cleft = last is not None and last.lemma == pack.closed.be and last.subject is not None and cats[last.subject[0]] == "i"
        if cleft and last is not None and clause.subject is not None:  # "c'est un accord sur l'énergie qui a été signé"
            outer = antecedents(sentence, opener)[-1]
            if outer.start >= last.end:
                clause.subject = (outer.start, max(clause.subject[1], outer.end))
        clause.governor = last
        return
    joints = ("C", ",", ";") if pack.closed.particles else "C"  # "… et soutient"; "hai bên ký …, thông qua …; nhất trí …"
    shared = not letter and last is not None and masked[last.end : clause.begin].rstrip("E").endswith(joints)
    if pack.closed.dropped_subjects and not letter and last is not None and not shared:
        shared = shares_subject(sentence, masked, last.end, clause.begin)
        before = behind_relative(sentence, clause, last, masked, pack)
        if before is not None:  # "los acuerdos que firmó Rusia fueron …"
            clause.subject, clause.left, last.right = before, before[0], min(last.right, clause.begin)
            return
    shared = shared or (not letter and last is not None and lists_deeds(sentence, masked, last, clause))
    found = None if shared else _walk_left(sentence, masked, clause.begin, floor, clause.plural, last)
    if found is not None and pack.closed.chain and not letter and last is not None and found[0] >= last.end:
        joint = masked.rfind(",C", found[0], found[1])
        if joint >= 0 and masked.count(",", found[0], found[1]) == 1:
            found = (joint + 2, found[1])  # "… made the agreement more difficult, and Japan urged …"
        elif found[0] == last.end and last.voice == "active" and last.lemma not in pack.closed.saying | pack.closed.wishing:
            found = (masked.rfind("C", *found) + 1 or found[0], found[1])  # "… sent wheat to Mali and Niger signed a deal"
    if found is not None and pack.closed.particles and not letter and last is not None and found[0] == last.end and cats[last.end] == "#":
        joint = masked.find("C", found[0], found[1])
        found = (joint + 1, found[1]) if joint >= 0 else found  # "… tăng 9% và nhập khẩu từ Lào cũng tăng": the object is the verb's before
    inverted: tuple[int, int] | None = None
    if found is not None and pack.closed.on_doing and clause.voice == "passive" and done_to(sentence, found[0], pack):
        inverted = postposed(sentence, clause, pack)  # "Al finalizar la reunión se suscribió el acta"
        found = found if inverted is None else None
    if sentence.units.masks is not None and not shared:
        found, inverted = by_case(sentence, clause, found, lambda start: _walk(sentence, masked, start, floor, clause.plural, last, []), pack)
    if letter and (found is None or found[0] >= floor):
        clause.relation = {"R": "relative", "Q": "that", "S": "sub"}.get(letter, "main")
        clause.left = opener if letter != ";" else opener + 1
        clause.governor = last if letter != ";" else None
    if found is not None and pack.closed.chain and not letter and told_of_before(sentence, clause, found[0]):
        clause.subject, clause.relation, clause.opener, clause.left = found, "relative", found[0], found[0]
        clause.governor = last
        return
    if found is not None:
        clause.subject = found
        if not letter:
            clause.left = _left_edge(masked, found[0], last)
            if pack.closed.particles and last is not None and told_without_word(masked, last, found[0], pack):
                clause.relation, clause.governor, clause.left = "that", last, found[0]
        return
    behind_it = not letter and last is not None and last.relation == "relative" and not {"C", ","} & set(masked[last.end : clause.begin])
    if pack.closed.particles and behind_it and last is not None:  # "Pertemuan yang digelar di Jakarta membahas …"
        clause.subject, clause.governor, clause.left, last.right = last.subject, last.governor, clause.begin, min(last.right, clause.begin)
        return
    behind = clause.voice != "active" and clause.lemma not in pack.closed.pronominal  # "… y se suscribieron tres acuerdos"
    if sentence.units.masks is None and (not shared or (behind and pack.closed.dropped_subjects)):
        inverted = postposed(sentence, clause, pack) if pack.closed.dropped_subjects else inverted_subject(sentence, clause)
    if inverted is not None:
        clause.subject = inverted
        if not letter:
            clause.left = last.end if last is not None else 0
            if pack.closed.dropped_subjects and last is not None:
                clause.left = max(masked.rfind("C", last.end, clause.begin), last.end)
        return
    if not letter and last is not None and last.opener > 0 and cats[last.opener] == "Q" and not {"C", ","} & set(masked[last.end : clause.begin]):
        before = antecedent(sentence, last.opener, clause.plural, pack)
        if before is not None:  # "les doses que la Russie a livrées au Laos ont été …"
            clause.subject, clause.left, last.right = before, clause.begin, min(last.right, clause.begin)
            return
    if not letter and last is not None:
        joint = masked.rfind("C", last.end, clause.begin)
        comma = masked.rfind(",", last.end, clause.begin)
        clause.relation = "coordinated"
        clause.subject = last.subject
        apart = (joint >= 0 and sentence.units.norm(joint) in pack.closed.clausal) or clause.lemma in pack.closed.volition
        apart = apart or ";" in masked[last.end : clause.begin]
        if pack.closed.chain and told_beside(last, clause, pack) and last.governor is not None:
            clause.subject, clause.governor = last.governor.subject, last.governor.governor
            clause.left = max(joint, comma, last.end)
            return
        if pack.closed.particles and last.relation == "that" and last.governor is not None and apart:
            clause.subject = last.governor.subject  # "nhấn mạnh Việt Nam coi trọng …, đồng thời đề nghị …": who says the first asks the second
        clause.left = max(joint, comma, last.end, masked.rfind(";", last.end, clause.begin) + 1)
        clause.governor = last.governor
        if pack.closed.dropped_subjects and clause.plural != last.plural:
            clause.subject = None
    elif pack.closed.dropped_subjects and not letter:
        clause.left = 0  # "Del 4 al 8 de julio mantendrán …"


def _blank(masked: str, low: int, high: int) -> int:
    """How many of the units between hold no noun phrase (adverbs, times, clitics)."""
    return sum(1 for k in range(low, high) if masked[k] in "EWzcPe,")


def _left_edge(masked: str, start: int, last: Clause | None) -> int:
    low = last.end if last is not None else 0
    if last is None:
        return low
    for k in range(start - 1, low - 1, -1):
        if masked[k] in "C;":
            return k
    return start


def _walk_left(sentence: Sentence, masked: str, begin: int, floor: int, plural: bool | None, last: Clause | None) -> tuple[int, int] | None:
    """The subject noun phrase before the verb at `begin`; where jumping over an insertion finds none, the insertion may be the subject itself."""
    skipped: list[tuple[int, int]] = []
    found = _walk(sentence, masked, begin, floor, plural, last, skipped)
    fronted = found is not None and found[0] == 0 and masked[0] == "U" and masked[1:2] in ("a", "e", "P", "d")  # "Présent à Luanda, X, a annoncé"
    if fronted and skipped and masked[skipped[-1][0] + 1 : skipped[-1][0] + 2] == "H":
        return _walk(sentence, masked, skipped[-1][1], skipped[-1][0] + 1, plural, last, [])
    listing = len(skipped) > 1 and masked[skipped[-1][1] + 1 : skipped[-1][1] + 2] == "P"  # "En 2020, sus ventas, incluidos café y té, sumaron"
    for opened, closed in skipped[-1:] if listing and found is None else skipped[:1] if found is None else ():
        inside = masked[opened + 1 : closed]
        if "!" not in inside and inside[:1] not in ("R", "P", "a", "e", "d", "w"):
            return _walk(sentence, masked, closed, opened + 1, plural, last, [])
    return found


def _walk(
    sentence: Sentence, masked: str, begin: int, floor: int, plural: bool | None, last: Clause | None, skipped: list[tuple[int, int]]
) -> tuple[int, int] | None:
    """Walk left over adverbials and insertions (kept in `skipped`) to a noun phrase without preposition; stop at another verb."""
    pos, right, listed = begin - 1, begin, 0
    crossed_comma = False
    while pos >= floor:
        letter = masked[pos]
        if letter == ",":
            j = insertion_start(masked, pos, floor, sentence)
            goes_on = j is not None and plural is not False and second_of_two(masked, j, pos)
            if j is None or goes_on:
                listed = listed or (pos if goes_on else 0)
                crossed_comma = True
                pos -= 1
            else:
                skipped.append((j, pos))
                for inner in sentence.clauses:
                    if j < inner.begin < pos:
                        inner.right = min(inner.right, pos)
                pos = j - 1
            right = max(pos + 1, listed)
            continue
        if letter in "EWzPgwae":
            pos -= 1
            continue
        if letter == "i":
            if nominative(sentence, pos):
                return (pos, pos + 1)
            pos -= 1
            continue
        index = sentence.chunk_at.get(pos)
        if index is not None:
            chunk = sentence.chunks[index]
            if chunk.prep < floor:
                return None
            if not chunk.bare or masked[chunk.start] == "W":
                if plural and masked[chunk.start] == "H" and masked[chunk.prep - 1 : chunk.start] in ("Cd", ",d"):
                    listed = listed or chunk.end  # "les présidents du Laos X et du Togo Y ont …"
                pos = chunk.prep - 1
                continue
            if index and shares_preposition(sentence, masked, index):
                pos = chunk.start - 2
                continue
            if index and (names_before(sentence, index) or of_both(sentence, index)):
                pos = sentence.chunks[index - 1].prep - 1
                continue
            first = chunk
            if index and masked[chunk.start - 1] == "C" and sentence.chunks[index - 1].bare and sentence.chunks[index - 1].end == chunk.start - 1:
                first = sentence.chunks[index - 1]  # "le traité liant le Mali et la France a été …"
            holder = next((c for c in sentence.clauses if c.form == "gerund" and c.end == first.start and c.begin > floor), None)
            if holder is not None and sentence.chunk_at.get(holder.begin - 1) is not None:
                pos = holder.begin - 1  # "un sommet réunissant les dirigeants s'est tenu"
                continue
            joined = sentence.chunks[index - 1] if index and masked[chunk.start - 1] == "C" else None
            if (
                joined is not None
                and plural is False
                and not joined.bare
                and joined.end == chunk.start - 1
                and (last is None or last.end <= floor or (sentence.units.head_last and chunk.end <= last.begin))
            ):
                pos = joined.prep - 1  # "l'accord entre la Russie et le Laos est …"
                continue
            above = next(
                (
                    c
                    for c in sentence.clauses
                    if c.end == chunk.start and (c.form == "infinitive" or (c.form == "participle" and c.voice == "active"))
                ),
                None,
            )
            if above is not None and not crossed_comma:  # "la promesse de verser cent millions a été …": the object of the infinitive
                further = _walk(sentence, masked, above.begin, floor, plural, last, skipped)
                if further is not None:
                    return further[0], max(right, further[1])
            return _extended(sentence, masked, index, right, floor, plural)
        if letter == "!":
            owner = next((c for c in reversed(sentence.clauses) if c.begin <= pos < c.end), None)
            if owner is not None and owner.relation == "relative" and owner.subject is not None and owner.opener == owner.subject[0]:
                owner.right = min(owner.right, begin)  # "the deal Ethiopia signed with Somalia is illegal"
                pos = owner.opener - 1
                continue
            if owner is None or owner.form == "finite":
                if owner is not None and crossed_comma and owner.relation == "relative" and owner.opener >= 0:
                    owner.right = min(owner.right, begin)
                    pos = owner.opener - 1
                    right = pos + 1
                    floor = min(floor, owner.opener)
                    crossed_comma = False
                    continue
                return None
            pos = owner.begin - 1
            continue
        if letter in "QS;":
            return None
        pos -= 1
    return None


def _extended(sentence: Sentence, masked: str, index: int, right: int, floor: int, plural: bool | None) -> tuple[int, int]:
    """Extend a bare chunk leftwards over coordination, if the verb is plural."""
    chunk = sentence.chunks[index]
    start = chunk.start
    if plural is False:
        return (start, max(right, chunk.end))
    end = max(right, chunk.end)
    names = enumerated(sentence, index, floor)
    if names >= 0:
        return (names, end)
    listed = False
    while start - 1 >= floor and masked[start - 1] in "C,":
        joined = masked[start - 1] == "C"
        if not joined and not listed:
            break
        listed = True
        k = start - 2
        if joined and k >= floor and masked[k] == ",":
            k -= 1
        while k >= floor and masked[k] == ",":
            k -= 1
        found: Chunk | None = None
        while k >= floor:
            i = sentence.chunk_at.get(k)
            if i is None:
                if masked[k] == "," and joined:
                    k -= 1
                    continue
                break
            candidate = sentence.chunks[i]
            if masked[candidate.start] == "W":
                break
            if candidate.bare:
                found = candidate
                break
            k = candidate.prep - 1
        if found is None:
            break
        start = found.start
    return (start, end)
