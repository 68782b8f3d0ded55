"""Whom a noun phrase stands for: names, nationalities, metonyms, offices, persons, group nouns, pronouns."""

from __future__ import annotations

import re
from collections.abc import Mapping

from communique.grammar.agreement import is_several
from communique.grammar.sentence import Clause, Sentence
from communique.languages.pack import Pack
from communique.languages.phrases import Entry
from communique.model.mentions import Mention
from communique.reading.dropped import is_impersonal, of_dropped, with_pronoun
from communique.reading.firms import firm_in
from communique.reading.offices import Person, entry_of, noun_of, read_office
from communique.reading.reference import Discourse, Party
from communique.reading.shape import head

_MEMBERS = 12
_OF_STATE = frozenset({"head_of_state", "head_of_government", "foreign_minister", "minister"})
"""Offices of a state: with none named they are of the story's own country."""
_OWN = frozenset({"government", "ministry", "parliament", "presidency"})  # those of the wire's own state, in a language of one state
_NAMED = re.compile("[NJOHF]").finditer


class Actors:
    """Resolves noun phrases of one story, with the discourse as its memory."""

    def __init__(self, pack: Pack, discourse: Discourse, persons: Mapping[str, str]) -> None:
        self.pack, self.discourse, self._persons = pack, discourse, persons

    def actor_of(self, person: Person) -> str:
        """The state or body a person answers for: by office, else by what the world knows, else the story's own country."""
        if not person.actor and person.id:
            person.actor = self._persons.get(person.id, "")
        own = self.pack.settings.get("home_names")  # "Ngoại trưởng Lavrov" is none of this state's
        if not person.actor and person.office and person.role in _OF_STATE and (not own or not person.name or person.name.split()[0] in own):
            return self.discourse.home
        return person.actor

    def party(self, sentence: Sentence, span: tuple[int, int] | None) -> Party:
        """Whom units `span` stand for."""
        if span is None:
            return Party()
        cats = sentence.units.cats
        start, end = span
        result = Party()
        if cats[start] == "i":
            return self._pronoun(sentence, start)
        heads = 0
        marked = start > 0 and bool(self.pack.closed.object_marker) and cats[start - 1] in "aw"
        joint = "C" + cats[start - 1] if marked else ""  # "a China y a Nueva Zelanda"
        for index, chunk in enumerate(sentence.chunks):
            if chunk.start < start or chunk.start >= end:
                continue
            if cats[chunk.start] == "W" or not (chunk.bare or chunk.start == start or (joint and cats[chunk.prep - 1 : chunk.start] == joint)):
                continue
            if (
                heads
                and chunk.prep
                and cats[chunk.prep - 1] == ","
                and not (chunk.prep >= 2 and "C" in cats[chunk.prep - 2 : chunk.prep])
                and heads == 1
            ):
                following = cats[chunk.end : chunk.end + 2]
                if not following.startswith(("C", ",")) or cats[chunk.start : chunk.end].strip("D")[:1] in "FHuN":
                    continue  # an apposition, not another party
            heads += 1
            self._head(sentence, index, end, result)
        result.plural = result.plural or len(result.ids) > 1
        return result

    def subject(self, sentence: Sentence, clause: Clause) -> Party:
        """Whom the subject of a clause stands for; an infinitive has that of the verb it hangs on."""
        governor = clause.governor
        if clause.form in ("infinitive", "gerund"):
            if clause.form == "infinitive" and governor is not None and governor.lemma in self.pack.closed.object_control:
                told = self._told(sentence, governor, clause)
                if told.ids:
                    return told
            return self.subject(sentence, governor) if governor is not None else Party()
        said = self._as_said(sentence, clause) or self._as_owned(sentence, clause)
        if said:
            return said
        if clause.subject is None and clause.form == "finite" and self.pack.closed.dropped_subjects and not is_impersonal(sentence, clause):
            return of_dropped(self, sentence, clause)
        party = with_pronoun(self, sentence, clause, self.party(sentence, clause.subject))
        if party.person is not None and clause.form == "finite" and (bodies := self._on_behalf(sentence, clause)).ids:
            bodies.person = party.person
            return bodies
        if (
            clause.relation == "relative"
            and party.by_reference
            and clause.opener > 0
            and clause.subject is not None
            and clause.subject[0] > clause.opener
        ):
            owner = self._owner(sentence, clause.opener)  # "Mme X, dont le pays …": the country of the person before
            if owner:
                return Party([owner], [clause.subject[0]], by_reference=True)
        return party

    def _told(self, sentence: Sentence, governor: Clause, clause: Clause) -> Party:
        """Whom one asks to do something: the object between "inviter" and "à venir"; the subject of a passive."""
        if governor.voice == "passive":
            return self.party(sentence, governor.subject)
        for chunk in sentence.chunks:
            if governor.end <= chunk.prep and chunk.end <= clause.begin and (chunk.bare or sentence.units.cats[chunk.prep] == "a"):
                found = self.party(sentence, (chunk.start, clause.begin))
                if found.ids and not found.thing:
                    return found
        return Party()

    def _as_said(self, sentence: Sentence, clause: Clause) -> Party:
        """Whom a pronoun in somebody's words stands for: "je" the one who says so, "il" behind "a dit qu'" the subject of the saying."""
        closed, units = self.pack.closed, sentence.units
        if clause.subject is None or units.cats[clause.subject[0]] != "i":
            return Party()
        word, found = units.norm(clause.subject[0]), Party()
        if word in closed.speaker_pronouns:
            for other in sentence.clauses:
                if other is not clause and other.form == "finite" and other.lemma in closed.saying and not found.ids:
                    found = self.party(sentence, other.subject)
        elif word in closed.personal_pronouns and clause.relation == "that":
            governor = clause.governor
            while governor is not None and governor.form == "infinitive":  # "a fait savoir qu'il …"
                governor = governor.governor
            if governor is not None and governor.form == "finite" and governor.plural == clause.plural:
                found = self.subject(sentence, governor)
                if found.thing or (found.gender and (found.gender == "f") != (word in closed.feminine_pronouns)):
                    return Party()
        return Party(list(found.ids), [], found.person, gender=found.gender, plural=found.plural, by_reference=True)

    def _as_owned(self, sentence: Sentence, clause: Clause) -> Party:
        """Whom "son pays" in somebody's words stands for: "X a annoncé que son pays …"."""
        units, governor = sentence.units, clause.governor
        if clause.relation != "that" or clause.subject is None or governor is None or governor.form != "finite":
            return Party()
        at = clause.subject[0]
        possessive = self.pack.closed.possessive
        if units.cats[at] == "D":
            owned, at = units.norm(at) in possessive, at + 1
        else:
            owned = units.norm(at).split()[0] in possessive
        group = entry_of(units, at, "group") if owned and units.cats[at] == "N" else None
        if group is None or group.value != "state":
            return Party()
        owner = self.subject(sentence, governor)
        return Party(owner.ids[:1], [at], by_reference=True) if owner.ids and not owner.thing else Party()

    def _on_behalf(self, sentence: Sentence, clause: Clause) -> Party:
        """Whom a person acts for: "M. X a, au nom de l'ASEAN, appelé à …"."""
        units = sentence.units
        for chunk in sentence.chunks_in(clause.left, clause.right):
            if chunk.bare or units.cats[chunk.prep] != "P":
                continue
            closed = units.entry(chunk.prep, "closed")
            if closed is not None and closed.extra in self.pack.closed.on_behalf:
                found = self.party(sentence, (chunk.start, chunk.end))
                if found.ids and not found.thing:
                    return Party(found.ids, found.units)
        return Party()

    def topic(self, sentence: Sentence, right: int) -> Party:
        """The one person with a state named before unit `right`, for a sentence that has no actor as its subject."""
        units = sentence.units
        persons = [(units.data[k], k) for k in range(right) if units.cats[k] == "H"]
        if len(persons) != 1 or not self.actor_of(persons[0][0]):
            return Party()
        person, at = persons[0]
        return Party([person.actor], [at], person, gender=person.gender, by_reference=True)

    def _owner(self, sentence: Sentence, opener: int) -> str:
        k = opener - 1
        while k >= 0 and sentence.units.cats[k] in ",E":
            k -= 1
        index = sentence.chunk_at.get(k)
        if index is None:
            return ""
        chunk = sentence.chunks[index]
        party = self.party(sentence, (chunk.start, chunk.end))
        return party.ids[-1] if party.ids else ""

    def _pronoun(self, sentence: Sentence, at: int) -> Party:
        closed, word = self.pack.closed, sentence.units.norm(at)
        if word in closed.personal_pronouns:
            if word not in closed.plural_pronouns and not self.discourse.told:
                topic = self.topic(sentence, at)  # "Au Brésilien Lula revenait l'honneur de …: il a …"
                if topic.ids and topic.gender in ("", "f" if word in closed.feminine_pronouns else "m"):
                    return topic
            return self.discourse.pronoun(plural=word in closed.plural_pronouns, feminine=word in closed.feminine_pronouns)
        return Party()

    def _head(self, sentence: Sentence, index: int, end: int, result: Party) -> None:
        """Add whom one chunk (with its genitive complements) stands for."""
        units, cats = sentence.units, sentence.units.cats
        chunk = sentence.chunks[index]
        firm = firm_in(sentence, index, self.discourse.home)
        if firm is not None:
            result.add(*firm)
            return
        k = next((j for j in range(chunk.start, chunk.end) if cats[j] in "OHFNuUL#"), None) if not units.head_last else head(sentence, chunk)
        if k is None:
            k = next((j for j in range(chunk.start, chunk.end) if cats[j] == "J"), chunk.start)
        letter = cats[k]
        if letter in "OL" or (letter == "J"):
            for j in range(k, chunk.end):
                if cats[j] in "OJ" or (cats[j] == "L" and j == k):
                    entry = entry_of(units, j, "actor") or entry_of(units, j, "company")
                    if entry is not None:
                        result.add(entry.value, j)
                        if j == k and entry.gender:
                            result.gender = "" if entry.gender == "p" else entry.gender
            return
        if letter == "H":
            person = units.data[k]
            if isinstance(person, Person):
                result.person = result.person or person
                result.gender = person.gender
                result.add(self.actor_of(person), k)
                if not result.ids:
                    result.thing = ""
            return
        if letter == "F":
            self._office(sentence, index, k, chunk.end, result)
            for joined in sentence.chunks[index + 1 :]:  # "les ministres de l'ASEAN et de la Chine"
                if joined.start >= end or not result.ids:
                    break
                if cats[joined.prep] == "d" and cats[joined.prep - 1] == "C" and cats[joined.start : joined.end].strip("D")[:1] == "O":
                    self._named_in(sentence, sentence.chunk_at[joined.start], joined.end, result)
            return
        if letter == "N":
            group = entry_of(units, k, "group")
            if group is not None:
                self._group(sentence, index, end, group, k, result)
                return
            noun = noun_of(units, k)
            class_ = noun.value if noun is not None else "meeting"
            if noun is not None:
                result.gender = noun.gender
            if class_ == "mission" and any(entry.value == "party" for entry in units.data[k]):  # "l'ambassade du Japon au Laos a remis …"
                self._named_in(sentence, index, chunk.end + _MEMBERS if chunk.end < end else end, result)
                result.ids, result.units = result.ids[:1], result.units[:1]
                result.thing = "" if result.ids else class_
                return
            if class_ in ("party", "group", "firm"):
                result.plural = class_ == "group"
                self._named_in(sentence, index, end, result)
                if not result.ids and units.norm(chunk.start) in self.pack.closed.possessive and self.discourse.subjects:
                    owner = self.discourse.subjects[0]  # "son pays", "leur gouvernement": the last subject's
                    for actor in owner.ids:
                        result.add(actor, k)
                own = class_ == "party" and noun is not None and noun.extra in _OWN and self.pack.settings.get("home")
                if not result.ids and own and units.tokens.text[units.tokens.starts[units.begin[k]]].isupper():
                    result.add(self.discourse.home, k)  # "Quốc hội", "Chính phủ": those of the wire's own state
                elif not result.ids and class_ == "party":
                    result.by_reference = True
                elif not result.ids and units.norm(chunk.start) in self.pack.closed.indefinite:
                    result.plural = False  # "un chercheur", "plusieurs ONG": whom the story does not name
                elif not result.ids and class_ == "group":
                    for actor in self.discourse.pair():
                        result.add(actor, k)
                    result.by_reference = True
                return
            result.thing = class_
            if class_ == "meeting":
                self._named_in(sentence, index, end, result)
                held = entry_of(units, k, "mechanism") if self.pack.closed.particles else None
                for actor in held.extra.partition(";")[0].split("|") if held is not None and not result.ids else ():
                    if actor:
                        result.add(actor, k)
                if not result.ids:
                    for actor in self.discourse.pair():
                        result.add(actor, k)
            return
        if letter == "u":
            for j in range(k + 1, chunk.end) if not units.head_last else range(chunk.start, k):
                if cats[j] in ("JO" if units.head_last or self.pack.closed.particles else "J"):
                    entry = entry_of(units, j, "actor")
                    if entry is not None:
                        result.add(entry.value, j)
            result.thing = "" if result.ids else "thing"
            return
        if letter == "#" and isinstance(units.data[k], Mention) and units.data[k].value.unit in ("country", "state", "nation", "member"):
            self._named_in(sentence, index, end, result)
            result.plural = True
            if result.ids:
                return
        result.thing = "amount" if letter == "#" else "name"

    def _office(self, sentence: Sentence, index: int, k: int, end: int, result: Party) -> None:
        office = read_office(sentence.units, k)
        actor = office.actor
        person = None
        plural = is_several(sentence.units, k, self.pack.closed.plural_endings)
        if not actor and not plural:
            for candidate in (self.discourse.last_person, *self.discourse.people.values()):
                if candidate is not None and (candidate.role == office.role or (office.role == "minister" and candidate.role == "foreign_minister")):
                    person = candidate
                    actor = self.actor_of(candidate)
                    break
        if not actor:
            inner = Party()
            self._named_in(sentence, index, end + _MEMBERS, inner)
            for position, named in enumerate(inner.ids):
                result.add(named, inner.units[position])
            if not inner.ids and plural:
                for member in self.discourse.pair():
                    result.add(member, k)
            result.plural = len(result.ids) > 1
        result.person = result.person or person or Person("", office.role, office.level, actor)
        result.gender = office.gender
        result.add(actor, k)
        if plural:  # "les ministres des Affaires étrangères du Gabon et du Bénin"
            self._named_in(sentence, index, end + _MEMBERS, result)
            result.plural = len(result.ids) > 1

    def _named_in(self, sentence: Sentence, index: int, end: int, result: Party) -> None:
        """Add the actors named in a chunk and in the complements that hang on it."""
        units, cats = sentence.units, sentence.units.cats
        position = sentence.chunks[index].start
        for chunk in sentence.chunks[index:]:
            if chunk.start >= end or chunk.start - position > _MEMBERS:
                break
            if chunk.start != position and chunk.bare and cats[chunk.prep - 1] not in "C,h":
                break
            if chunk.start != position and chunk.bare and cats[chunk.prep - 1] in "C," and not result.ids:
                break
            if chunk.start != position and chunk.bare and cats[chunk.start : chunk.end].strip("D")[:1] not in "OJ":
                break
            for j in range(chunk.start, chunk.end):
                if cats[j] in "OJ":
                    entry = entry_of(units, j, "actor")
                    if entry is not None:
                        result.add(entry.value, j)

    def _group(self, sentence: Sentence, index: int, end: int, group: Entry, k: int, result: Party) -> None:
        """Add whom a group noun stands for: those it names, else those in focus."""
        discourse, rule, region = self.discourse, group.value, group.extra
        found: tuple[str, ...]
        if rule in ("pair", "person_pair", "participants", "members", "other_side", "several"):
            self._named_in(sentence, index, end, result)
            if result.ids:
                result.plural = True
                return
            regional = self.pack.closed.regional
            if regional and any(sentence.units.norm(j) in regional for j in range(sentence.chunks[index].start, k)):
                return  # "African leaders"
        if rule == "state_pair":
            found = discourse.state_pair(self.named(sentence, 0, k, groups=False).ids)
        elif rule == "pair":
            beside = self.named(sentence, 0, k, groups=True).ids
            found = tuple(beside) if len(beside) == 2 else discourse.pair()
        elif rule in ("participants", "person_pair"):
            found = discourse.pair()
        elif rule == "several":
            found = discourse.wide
        elif rule == "other_side":
            mine = discourse.subjects[0].ids if discourse.subjects else []
            others = [actor for actor in self.named(sentence, 0, k, groups=False).ids if actor not in mine]
            found = tuple(discourse.counterpart(mine)) or (tuple(others) if len(others) == 1 else ())
        elif rule == "organisation" and not region and (own := self._adjective(sentence, index, k)):
            found = (own,)  # "l'organisation panafricaine", "le bloc européen"
        elif rule in ("organisation", "members"):
            named = discourse.organisation(region)
            found = (named,) if named else ()
        elif rule == "state":
            owned = sentence.units.norm(k).split()[0] in self.pack.closed.possessive
            speaker = self.topic(sentence, k).ids if owned and not discourse.told else []  # "Selon M. X, son pays livrera …"
            states = speaker or discourse.subjects[0].ids[:1] if owned and (speaker or discourse.subjects) else [discourse.state(region)]
            found = tuple(state for state in states if state)
        elif rule in ("last_person", "latter"):
            before = [unit for unit in sentence.units.data[:k] if isinstance(unit, Person)] if rule == "latter" else []
            person = before[-1] if before else discourse.last_named if rule == "latter" and discourse.last_named else discourse.last_person
            found = (self.actor_of(person),) if person is not None and self.actor_of(person) else ()
            result.person = person
        else:
            found = ()
        for actor in found:
            result.add(actor, k)
        result.plural = len(found) > 1 or rule in ("members", "participants")
        result.by_reference = True

    def _adjective(self, sentence: Sentence, index: int, k: int) -> str:
        """The organisation an adjective behind unit k names."""
        units = sentence.units
        for j in range(k + 1, sentence.chunks[index].end) if not units.head_last else range(sentence.chunks[index].start, k):
            entry = entry_of(units, j, "actor") if units.cats[j] == "J" else None
            if entry is not None and not self.discourse.is_state(entry.value):
                return entry.value
        return ""

    def named(self, sentence: Sentence, left: int, right: int, *, groups: bool = True) -> Party:
        """Every actor named between two units, in text order: names, adjectives, persons, group nouns."""
        units, cats = sentence.units, sentence.units.cats
        result = Party()
        past = left
        for match in _NAMED(cats, left, right):
            k = match.start()
            if k < past:
                continue
            letter = cats[k]
            index = sentence.chunk_at.get(k) if letter in "NJ" and cats[k - 1] in "Dadgw" else None
            if index is not None and (firm := firm_in(sentence, index, self.discourse.home)) is not None:
                result.add(*firm)
                past = sentence.chunks[index].end
                continue
            if letter in "OJ":
                entry = entry_of(units, k, "actor") or entry_of(units, k, "company")
                if entry is not None:
                    result.add(entry.value, k)
            elif letter == "H" and isinstance(units.data[k], Person):
                result.add(self.actor_of(units.data[k]), k)
            elif letter == "N" and groups:
                group = entry_of(units, k, "group")
                if group is not None and group.value in ("organisation", "members", "pair", "state_pair", "state"):
                    inner = Party()
                    index = sentence.chunk_at.get(k)
                    if index is not None:
                        self._group(sentence, index, right, group, k, inner)
                    for actor in inner.ids:
                        result.add(actor, k)
            elif letter == "F":
                office = read_office(units, k)
                if office.actor:
                    result.add(office.actor, k)
        return result
