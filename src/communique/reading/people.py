"""Persons with their offices: "le ministre russe des Affaires étrangères, Sergueï Lavrov" is one noun phrase and one role."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from communique.grammar.agreement import is_several
from communique.grammar.units import Units
from communique.languages.closed import Closed
from communique.model.fold import fold
from communique.reading.offices import ABROAD, Office, Person, actor_at, entry_of, read_office

_SURNAME_LAST: Final = ",;xVhCdaPegwWzRTGEQ"
"""what may follow an office and a surname: "Prime Minister Modi's" """
_INITIALS: Final = frozenset("-.'")


class Naming(NamedTuple):
    """A person with an office: the tokens of the whole phrase, and those of the name alone."""

    person: Person
    phrase: tuple[int, int]
    name: tuple[int, int]


def _last_state(units: Units, k: int) -> str:
    """The state named last before a unit: "with Fiji and its prime minister"."""
    for j in range(k - 1, -1, -1):
        entry = entry_of(units, j, "actor") if units.cats[j] == "O" else None
        if entry is not None:
            return entry.value
    return ""


def _first_state(units: Units, stop: int) -> str:
    """The first actor named before unit `stop`."""
    for k in range(stop):
        if units.cats[k] == "H" or units.cats[k] in "OJ":
            entry = entry_of(units, k, "actor")
            if entry is not None:
                return entry.value
    return ""


def find_people(
    units: Units,
    *,
    known: dict[str, Person],
    homologue: str,
    closed: Closed,
    last_role: Office | None = None,
    body: str = "",
) -> tuple[Units, list[Naming], Office | None]:
    """Join every office and its person into one unit H, whose data is the Person.

    `known` holds the persons met so far, by folded name and by surname, and learns new ones; `homologue` is the role word that repeats the last role,
    `body` the organisation named last. Gives the new units, each person with an office, and the office named last.
    """
    cats, former = units.cats, closed.former
    found: list[Naming] = []
    replace: list[tuple[int, int, Person]] = []
    k, length = 0, len(cats)
    while k < length:
        letter = cats[k]
        if letter == "F":
            office = read_office(units, k)
            if office.role == homologue:
                if last_role is not None:
                    _repeat(office, last_role)
                else:  # "à l'invitation de son homologue X, le Premier ministre lao Y": that of the office behind it
                    ahead = cats.find("F", office.end)
                    following = read_office(units, ahead) if ahead >= 0 else None
                    if following is not None and following.role != homologue:
                        office.role, office.level = following.role, following.level
                    else:
                        office.role = ""
            elif (
                (k and units.norm(k - 1 - (cats[k - 1] == "h")) in former)
                or (office.start < k and units.norm(office.start) in former)
                or (office.start and units.head_last and units.norm(office.start - 1) in former)  # "former Kenyan president X"
            ):
                office.role = office.level = ""  # "l'ancien ambassadeur", "l'ex-ministre"
            elif office.role:
                last_role = office
            if office.group:
                _serve(office, body)
            elif not office.actor and k and units.norm(k - 1) in closed.possessive and not _is_homologue(units, k, homologue):
                office.actor = _last_state(units, k) if units.head_last else _first_state(units, k)  # "le Japon, par la voix de sa ministre"
            start, end, at = min(k, office.start), office.end, -1
            if units.head_last:
                while start and cats[start - 1] in "Et" and units.norm(start - 1) not in former:
                    start -= 1
            if end < length and cats[end] == "H":
                at = end
            elif (
                end + 1 < length
                and cats[end] == ","
                and cats[end + 1] == "H"
                and (end + 2 >= length or cats[end + 2] in ",;xVcCziaPdgEWeR")
                and not (cats[end + 2 : end + 3] in ("x", "V") and _is_topic(cats, start))
            ) or (end + 1 < length and cats[end] == "t" and cats[end + 1] in "HU"):
                at = end + 1
            elif cats[end : end + 3] == ",EH" and office.actors:
                at = end + 2  # "les ministres russe et chinois, respectivement A et B"
            elif (
                cats[end : end + 4] in (",DJH", ",DOH")
                and (nationality := entry_of(units, end + 2, "actor")) is not None
                and nationality.extra in ("demonym", "adjective")
            ):
                at = end + 3  # "l'émissaire du bloc, le Malaisien X"
                office.actor = office.actor or nationality.value
            elif cats[end : end + 3] in (",tH", ",tU"):
                at = end + 2  # "Bộ trưởng Ngoại giao Lào, ông X"
            elif cats[end : end + 4] in (",DtH", ",DtU"):
                at = end + 3  # "chef d'état-major des armées, le général X"
            elif end < length and cats[end] == "U" and end + 1 < length and cats[end + 1] in (_SURNAME_LAST if units.head_last else ",;xVcz"):
                at = end
            if at >= 0:
                person = _person(units, at, at + 1, known, office)
                stop = at + 1
                second = _office_follows(units, stop + 1) if stop < length and cats[stop] == "," else 0
                if second:
                    more = _apposed(units, second, homologue, office)
                    if not (office.actor and more.actor and more.actor != office.actor and office.role != "other"):
                        more.actor = more.actor or office.actor
                        person = _person(units, at, at + 1, known, more)
                        stop = more.end  # but "le président congolais X, président de l'Union africaine" holds two
                replace.append((start, stop, person))
                found.append(Naming(person, (units.begin[start], units.end[stop - 1]), (units.begin[at], units.end[at])))
                head, k = k, stop
                if is_several(units, head, closed):
                    k = _share(units, at, known, office, replace, found)
                    k = _distribute(units, k, known, office, replace, found)
                continue
            back = k - 1
            while back >= 0 and cats[back] in "DA":
                back -= 1
            if back >= 1 and cats[back] in ",h" and cats[back - 1] == "H" and not (replace and replace[-1][1] >= back):
                person = _person(units, back - 1, back, known, office)
                replace.append((back - 1, end, person))
                found.append(Naming(person, (units.begin[back - 1], units.end[end - 1]), (units.begin[back - 1], units.end[back - 1])))
            k = max(end, k + 1)
            continue
        if letter == "t" and k + 1 < length and cats[k + 1] in "HU":
            title = units.entry(k, "title")
            person = _person(units, k + 1, k + 2, known, None)
            if title is not None and title.extra:
                person.gender = person.gender or title.extra
            if person.role:
                last_role = Office(k, k, person.role, person.level)
            end = k + 2
            if end + 1 < length and cats[end] == "," and _office_follows(units, end + 1):
                head = _office_follows(units, end + 1)
                office = _apposed(units, head, homologue, last_role)
                person = _person(units, k + 1, k + 2, known, office)
                end = office.end
                found.append(Naming(person, (units.begin[k], units.end[end - 1]), (units.begin[k + 1], units.end[k + 1])))
                last_role = office
            replace.append((k, end, person))
            k = end
            continue
        if letter == "H":
            if k and cats[k - 1] in "OJ" and k + 1 < length and cats[k + 1] == ",":
                nationality = entry_of(units, k - 1, "actor")
                if nationality is not None and nationality.extra in ("demonym", "adjective"):
                    _person(units, k, k + 1, known, None).actor = nationality.value
            if k + 1 < length and cats[k + 1] == "," and _office_follows(units, k + 2):
                head = _office_follows(units, k + 2)
                office = _apposed(units, head, homologue, last_role)
                if office.group:
                    _serve(office, body)
                person = _person(units, k, k + 1, known, office)
                found.append(Naming(person, (units.begin[k], units.end[office.end - 1]), (units.begin[k], units.end[k])))
                replace.append((k, office.end, person))
                last_role = office
                k = office.end
                continue
            person = _person(units, k, k + 1, known, None)
            first = k
            nationality = entry_of(units, k - 1, "actor") if k and cats[k - 1] in "OJ" else None
            if nationality is not None and nationality.extra in ("demonym", "adjective"):
                person.actor, first = nationality.value, k - 1  # "le Malien Abdoulaye Diop"
            if person.role:
                last_role = Office(k, k, person.role, person.level)
            replace.append((first, k + 1, person))
        elif letter == "U" and (taken_up := _known(units, fold(units.words(k, k + 1)), known)) is not None:
            replace.append((k, k + 1, taken_up))  # a surname alone: "MM. Ishiba et Modi"
        k += 1
    return (_merged(units, replace) if replace else units), found, last_role


def _is_topic(cats: str, start: int) -> bool:
    """Whether an office stands in a phrase that opens the sentence: "Face au président sénégalais, Vladimir Poutine a promis …"."""
    before = cats[:start].rstrip("DAuCJh")
    return bool(before) and before[-1] in "aPdweg" and "x" not in before and "V" not in before and "," not in before


def _serve(office: Office, body: str) -> None:
    """Fill in the body that an office names by a group noun: "Moscow's ambassador to the bloc"."""
    if not office.actor:
        office.actor = body
    elif not office.at and body and body != office.actor:
        office.at = (body,)


def _repeat(office: Office, last: Office) -> None:
    """Give a counterpart the office named last; an envoy's is that to the other's state: "l'ambassadeur d'Iran, … son homologue saoudien"."""
    office.role, office.level = last.role, last.level
    if last.role in ABROAD and last.actor and last.actor != office.actor and not office.at:
        office.at = (last.actor,)


def _share(units: Units, at: int, known: dict[str, Person], office: Office, replace: list[tuple[int, int, Person]], found: list[Naming]) -> int:
    """Give an office in the plural to every name of a list: "les ministres russe et chinois, A et B", in order. Gives the unit behind the list."""
    cats, names = units.cats, [at]
    while step := _to_next(units, names[-1]):
        names.append(names[-1] + step)
        if "C" in cats[names[-2] : names[-1]]:
            break
    if len(names) < 2:
        return at + 1
    pairs = office.actors if len(office.actors) == len(names) else ("",) * len(names)
    first = replace.pop()
    found.pop()
    for name, actor in zip(names, pairs, strict=True):
        own = Office(name, name + 1, office.role, office.level, actor or (office.actor if len(set(office.actors)) <= 1 else ""), office.at)
        person = _person(units, name, name + 1, known, own)
        silent = name != at and units.masks is not None and units.begin[name - 1] == units.end[name - 1]  # the case marked is the office's
        replace.append((first[0] if name == at else name - silent, name + 1, person))
        # "les ministres ivoirien et français, A et B": the second needs the office too
        start = first[0] if name == at or len(set(office.actors)) > 1 else name
        found.append(Naming(person, (units.begin[start], units.end[name]), (units.begin[name], units.end[name])))
    return names[-1] + 1


def _to_next(units: Units, k: int) -> int:
    """How many units behind the name at k the next one of its list stands; 0 if none does. A case may be marked before a name that has none."""
    ahead = units.cats[k + 1 : k + 4]
    if ahead[:2] in ("CH", ",H"):
        return 2
    return 3 if ahead == "CdH" and units.begin[k + 2] == units.end[k + 2] else 0


def _apposed(units: Units, k: int, homologue: str, last: Office | None) -> Office:
    """The office behind a name, with a second one joined to it; "son homologue" has the role of the office named last.

    Of "conseiller d'État et ministre des Affaires étrangères" it is the one with a role of its own.
    """
    office, cats = read_office(units, k), units.cats
    if office.role == homologue:
        if last is not None and last.role != homologue:
            _repeat(office, last)
        else:
            office.role = ""
    m = office.end + 1
    while cats[m : m + 1] and cats[m] in ("D" if not units.head_last else "DJOhY"):
        m += 1
    if cats[office.end : office.end + 1] == "C" and cats[m : m + 1] == "F":
        second = read_office(units, m)
        if cats[second.end : second.end + 1] in ("", ",", ";", "x", "V", "c", "z"):
            if office.role == "other":
                office.role, office.level, office.body = second.role, second.level, second.body
                office.actor = second.actor or office.actor
            office.actor, office.at, office.end = office.actor or second.actor, office.at or second.at, second.end
    return office


_PORTFOLIOS: Final = re.compile(r"(?:,C|;|C|,)[dD]D?Y(?:[,C]+[dD]D?[YuU]+)*,?H").match
"""How another holder of an office in the plural follows with a portfolio: "et des Transports, B", "; du Commerce B" """
_ALSO: Final = (
    ",CJ,H", ",CJH", "CJ,H", "CJH", ",J,H", ",CdO,H", ",CdDO,H", "CdO,H", "CdDO,H", ",dO,H", ",dDO,H", ",dOH", "CdOH", ",CO,H", "CO,H", ",O,H"
)  # fmt: skip
"""How another holder of an office in the plural follows: "et congolais, B", ", et du Rwanda, B", "и Лаоса B", ", Uganda, B" """


def _is_homologue(units: Units, k: int, homologue: str) -> bool:
    entry = units.entry(k, "office")
    return entry is not None and entry.value == homologue


def _distribute(units: Units, k: int, known: dict[str, Person], office: Office, replace: list[tuple[int, int, Person]], found: list[Naming]) -> int:
    """Give an office in the plural to who follows with another nationality: "les présidents rwandais, A, et congolais, B". Gives the unit behind."""
    cats = units.cats
    while office.role == "minister" and (listed := _PORTFOLIOS(cats, k)) is not None:
        at, first = listed.end() - 1, cats.index("Y", k)
        entry = units.entry(first, "portfolio")
        own = Office(first, at, entry.value if entry is not None else office.role, office.level, office.actor)
        person = _person(units, at, at + 1, known, own)
        replace.append((first, at + 1, person))
        found.append(Naming(person, (units.begin[first], units.end[at]), (units.begin[at], units.end[at])))
        k = at + 1
    while joined := next((p for p in _ALSO if cats.startswith(p, k)), ""):
        at, nation = k + len(joined) - 1, k + next(i for i, letter in enumerate(joined) if letter in "JO")
        own = Office(nation, at, office.role, office.level, actor_at(units, nation))
        person = _person(units, at, at + 1, known, own)
        if joined.startswith(",C"):
            replace[-1] = (replace[-1][0], k + 1, replace[-1][2])  # the comma closes the name, and parts nobody
        replace.append((nation, at + 1, person))
        found.append(Naming(person, (units.begin[nation], units.end[at]), (units.begin[at], units.end[at])))
        k = at + 1
    return k


def _office_follows(units: Units, k: int) -> int:
    """The unit of an office head that begins an apposition at k ("vice-ministre …", "le chef …"), or 0; not where it belongs to the next name."""
    cats = units.cats
    definite = cats[k : k + 1] == "D"
    while k < len(cats) and cats[k] in ("DtAE" if not units.head_last else "DtAEJOhYuUo"):
        k += 1
    if k < len(cats) and cats[k] == "F":
        office = read_office(units, k)
        after = office.end
        if definite and cats[after : after + 1] in ("x", "V", "z", "c"):
            return 0  # "reçu par le chancelier X, le président ukrainien a réclamé …": the subject, not an apposition
        if after >= len(cats) or (cats[after] in ",;CxVzcRdaPT" and not (definite and cats[after : after + 2] == ",H")):
            return k
    return 0


def _known(units: Units, name: str, known: dict[str, Person]) -> Person | None:
    """The person of a folded surname; where nouns decline, of one that differs in its ending alone: "Путина" for Путин."""
    found = known.get(name)
    if found is not None or units.masks is None or len(name) < 4:
        return found
    for other, person in known.items():
        stem = min(len(name), len(other)) - 1
        if stem >= 3 and abs(len(name) - len(other)) <= 2 and name[:stem] == other[:stem]:
            return person
    return None


def _person(units: Units, start: int, end: int, known: dict[str, Person], office: Office | None) -> Person:
    words = units.words(start, end)
    folded = fold(words)
    entry = units.entry(start, "person")
    person = known.get(folded) or (_known(units, folded.split()[-1], known) if len(folded.split()) == 1 or office is None else None)
    if person is None or (office is not None and person.name and len(words.split()) >= len(person.name.split())):
        base = person
        person = Person(
            words, actor=base.actor if base else "", role=base.role if base else "", level=base.level if base else "", id=base.id if base else ""
        )
        known[folded] = person
        known[person.surname] = person
        for part in folded.split():
            if len(part) > 1 and part not in _INITIALS:
                known.setdefault(part, person)  # "Mme Retno" for Retno Marsudi
    if entry is not None and not person.id:
        person.id = entry.value
    if office is not None:
        person.office = True
        person.role, person.level = office.role, office.level
        person.actor = office.actor or person.actor
        person.country = office.country
        person.at = office.at
        person.gender = office.gender or person.gender
        if office.body and person.role in ("head_of_state", "secretary_general"):
            person.role, person.level = "other", ""
        if office.elsewhere and not office.actor and person.role in _OF_ANYTHING:
            person.role = person.level = person.actor = ""
    return person


_OF_ANYTHING = frozenset({"head_of_state", "head_of_government", "other"})
"""Offices that towns and regions have too."""


def _merged(units: Units, replace: list[tuple[int, int, Person]]) -> Units:
    cats, begin, end, data = [], [], [], []
    masks: list[int] | None = None if units.masks is None else []
    k = 0
    for start, stop, person in sorted(replace, key=lambda item: item[0]):
        if start < k:
            continue
        cats.append(units.cats[k:start])
        begin += units.begin[k:start]
        end += units.end[k:start]
        data += units.data[k:start]
        if masks is not None and units.masks is not None:
            masks += [*units.masks[k:start], units.masks[start] or units.masks[stop - 1]]
        cats.append("H")
        begin.append(units.begin[start])
        end.append(units.end[stop - 1])
        data.append(person)
        k = stop
    cats.append(units.cats[k:])
    if masks is not None and units.masks is not None:
        masks += units.masks[k:]
    return Units(
        units.tokens, "".join(cats), begin + units.begin[k:], end + units.end[k:], data + units.data[k:], head_last=units.head_last, masks=masks
    )
