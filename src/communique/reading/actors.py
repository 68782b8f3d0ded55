"""Whom a noun phrase stands for: names, nationalities, metonyms, offices, persons, group nouns, pronouns."""

from __future__ import annotations

import re
from typing import Final

from communique.grammar.agreement import is_several
from communique.grammar.heads import head
from communique.grammar.joints import names_before
from communique.grammar.sentence import Chunk, Clause, Sentence
from communique.grammar.unreal import hangs_on
from communique.grammar.words import DASHES
from communique.model.mentions import Mention
from communique.reading.dropped import is_impersonal, of_dropped, with_pronoun
from communique.reading.firms import firm_in
from communique.reading.names import Names
from communique.reading.offices import Person, entry_of, noun_of, read_office
from communique.reading.reference import Party

_MEMBERS: Final = 12
_VERB: Final = re.compile("[VxGI]|,E*T").search
_OWN: Final = frozenset({"government", "ministry", "parliament", "presidency"})  # those of the wire's own state, in a language of one state


class Actors(Names):
    """Resolves noun phrases of one story, with the discourse as its memory."""

    def party(self, sentence: Sentence, span: tuple[int, int] | None) -> Party:
        """Whom units `span` stand for."""
        if span is None:
            return Party()
        cats = sentence.units.cats
        start, end = span
        result = Party()
        if cats[start] == "i":
            return self._pronoun(sentence, start)
        if cats[start:end] == "Du":
            if sentence.units.norm(start + 1) in self.pack.closed.the_two:
                return self._the_two(start + 1)
            if sentence.units.norm(start + 1) in self.pack.closed.the_several:
                wide = list(self.discourse.wide)
                return Party(wide, [start + 1] * len(wide), plural=True, by_reference=True)
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
                listed = following.startswith(("C", ",")) and (
                    cats[chunk.start : chunk.end].strip("D")[:1] not in "FHuN" or self._another(sentence, chunk, result)
                )
                if not listed:
                    continue  # an apposition, not another party
            if heads and index and names_before(sentence, index):
                continue
            heads += 1
            self._head(sentence, index, end, result)
        result.plural = result.plural or len(result.ids) > 1
        return result

    def _another(self, sentence: Sentence, chunk: Chunk, party: Party) -> bool:
        """Whether a chunk is a person who acts for another than the person before: "le ministre lao X, le ministre thaï Y et …"."""
        k = head(sentence, chunk)
        person = sentence.units.data[k] if sentence.units.cats[k] == "H" else None
        return isinstance(person, Person) and party.person is not None and bool(person.actor) and person.actor not in party.ids

    def subject(self, sentence: Sentence, clause: Clause) -> Party:
        """Whom the subject of a clause stands for; an infinitive has that of the verb it hangs on."""
        governor = clause.governor
        if clause.form in ("infinitive", "gerund"):
            answered = governor is not None and governor.lemma in self.pack.closed.answering and hangs_on(sentence, clause)
            if governor is not None and (answered or (governor.lemma in self.pack.closed.object_control and _asked_of_object(sentence, clause))):
                told = self.told(sentence, governor, clause)
                if told.ids or answered:
                    return told  # "a remercié le Chili d'avoir livré …": never the one who thanks
            if clause.form == "gerund" and (own := self._beside(sentence, clause)).ids:
                return own
            if clause.form == "gerund" and not self.pack.closed.chain and sentence.units.cats[clause.begin - 1 : clause.begin] in ("N", "u", "J"):
                index = sentence.chunk_at.get(clause.begin - 1)  # "lors du vote de la résolution condamnant la Russie"
                if index is not None and not sentence.chunks[index].bare:
                    return self.party(sentence, (sentence.chunks[index].start, sentence.chunks[index].end))
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
            and sentence.units.cats[clause.subject[0]] != "i"  # "s'est rendu au Laos, où il …"
        ):
            owner = self._owner(sentence, clause.opener)  # "Mme X, dont le pays …": the country of the person before
            if owner:
                return Party([owner], [clause.subject[0]], by_reference=True)
        return party

    def told(self, sentence: Sentence, governor: Clause, clause: Clause) -> Party:
        """Whom one asks to do something: the object between "inviter" and "à venir"; the subject of a passive."""
        if governor.voice == "passive":
            return self.party(sentence, governor.subject)
        for chunk in sentence.chunks:
            if governor.end <= chunk.prep and chunk.end <= clause.begin and (chunk.bare or sentence.units.cats[chunk.prep] == "a"):
                found = self.party(sentence, (chunk.start, clause.begin))
                if found.ids and not found.thing:
                    return found
        return Party()

    def _beside(self, sentence: Sentence, clause: Clause) -> Party:
        """The subject a gerund has of its own: "with Luxembourg opening its embassy"."""
        index = sentence.chunk_at.get(clause.begin - 1)
        chunk = sentence.chunks[index] if index is not None else None
        if chunk is None or chunk.bare or chunk.end != clause.begin or not sentence.units.head_last:
            return Party()
        if sentence.units.cats[chunk.prep] != "w" and sentence.units.norm(chunk.prep) not in self.pack.closed.beneficiary:
            return Party()
        found = self.party(sentence, (chunk.start, chunk.end))
        return Party() if found.thing else found

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
            pair = self.discourse.pair()
            if word in closed.plural_pronouns and clause.lemma in closed.asides and clause.lemma in closed.deciding and set(found.ids) < set(pair):
                return Party(list(pair), [], found.person, plural=True, by_reference=True)  # "We agreed to …"
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
            feminine, human = word in closed.feminine_pronouns, word in closed.human_pronouns
            return self.discourse.pronoun(plural=word in closed.plural_pronouns, feminine=feminine, human=human)
        if self._points(sentence, at):
            plural, feminine = word in closed.plural_pronouns, word in closed.feminine_pronouns
            return self.discourse.pronoun(plural=True, feminine=feminine) if plural else self._latter(feminine=feminine)
        return self._the_two(at) if word in closed.the_two else Party()

    def _points(self, sentence: Sentence, at: int) -> bool:
        """Whether the pronoun at a unit points at who was named last: "celui-ci"."""
        pointing, units = self.pack.closed.pointing, sentence.units
        after = units.end[at] + 1
        return bool(pointing) and after < len(units.tokens) and units.tokens.norms[after] in pointing and units.tokens.norms[after - 1] in DASHES

    def _latter(self, *, feminine: bool) -> Party:
        """The person named last, if gender does not forbid it."""
        person = self.discourse.last_named
        actor = self.actor_of(person) if person is not None else ""
        if person is None or not actor or (person.gender and (person.gender == "f") != feminine):
            return Party()
        return Party([actor], [], person, by_reference=True)

    def _the_two(self, at: int) -> Party:
        """Whom "both" and "the two" stand for: the parties in focus."""
        pair = list(self.discourse.pair())
        return Party(pair, [at] * len(pair), plural=True, by_reference=True)

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
        if cats[k : k + 2] == "NH" and k + 1 < chunk.end and (noun := noun_of(units, k)) is not None and noun.value == "group":
            k += 1  # "l'homme d'affaires X": a person, whom the noun only describes
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
            for joined in sentence.chunks[index + 1 :]:  # "ses homologues du Cambodge, A, et du Laos, B"
                alike = joined.start < end and cats[joined.prep] == "d" and cats[joined.prep - 1] in "C," and cats[joined.start] == "H"
                if not alike:
                    break
                if isinstance(other := units.data[joined.start], Person):
                    result.add(self.actor_of(other), joined.start)
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
                    if noun is not None and noun.extra in _OWN and units.norm(chunk.start) in self.pack.closed.definite and self.discourse.told_last:
                        result.add(self.discourse.told_last, k)  # "…, a dit le ministère": that of the state told of last
                elif not result.ids and units.norm(chunk.start) in self.pack.closed.indefinite:
                    result.plural = False  # "un chercheur", "plusieurs ONG": whom the story does not name
                elif not result.ids and class_ == "group" and (before := self._apposed_to(sentence, index)):
                    result.add(before, k)  # "Ghana, nước giữ chức chủ tịch …, bày tỏ": the one named before
                elif not result.ids and class_ == "group" and not (noun is not None and noun.extra == "region"):
                    for actor in self.discourse.pair():
                        result.add(actor, k)
                    result.by_reference = True
                return
            result.thing = class_
            if class_ == "meeting":
                self._named_in(sentence, index, end, result)
                held = entry_of(units, k, "mechanism")
                holders = [actor for actor in held.extra.partition(";")[0].split("|") if actor] if held is not None and not result.ids else []
                for actor in holders if self.pack.closed.particles or len(holders) == 1 else ():  # "the Foreign Affairs Council" is the EU's
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

    def _apposed_to(self, sentence: Sentence, index: int) -> str:
        """The name straight before a chunk and its comma, where names are told of so with no article."""
        units, chunk = sentence.units, sentence.chunks[index]
        before = sentence.chunks[index - 1] if index and self.pack.closed.particles else None
        if before is None or before.end != chunk.start - 1 or units.cats[before.end] != "," or units.cats[before.end - 1] != "O":
            return ""
        entry = entry_of(units, before.end - 1, "actor")
        return entry.value if entry is not None else ""

    def _office(self, sentence: Sentence, index: int, k: int, end: int, result: Party) -> None:
        office = read_office(sentence.units, k)
        actor = office.actor
        person = None
        plural = is_several(sentence.units, k, self.pack.closed)
        verb = _VERB(sentence.units.cats, k)
        reach = min(end + _MEMBERS, verb.start()) if verb is not None else end + _MEMBERS
        if not actor and not plural:
            for candidate in [self.discourse.last_person, *self.discourse.people.values()]:
                if candidate is not None and (candidate.role == office.role or (office.role == "minister" and candidate.role == "foreign_minister")):
                    person = candidate
                    actor = self.actor_of(candidate)
                    break
        if not actor:
            inner = Party()
            if plural and sentence.units.head_last and sentence.units.cats[end : end + 1] == "w":
                reach = end  # "the Heads of Government with responsibility for Haiti"
            self._named_in(sentence, index, reach, inner)
            for position, named in enumerate(inner.ids):
                result.add(named, inner.units[position])
            if plural and not inner.ids:
                for member in self.discourse.colleges.get(office.role) or self.discourse.gathered():
                    result.add(member, k)
            result.plural = len(result.ids) > 1 or not all(map(self.discourse.is_state, result.ids))  # ministers of one body are many
        result.person = result.person or person or Person("", office.role, office.level, actor)
        result.gender = office.gender
        result.add(actor, k)
        if plural:  # "les ministres des Affaires étrangères du Gabon et du Bénin"
            self._named_in(sentence, index, reach, result)
            result.plural = len(result.ids) > 1 or not all(map(self.discourse.is_state, result.ids))  # ministers of one body are many
            self.discourse.colleges[office.role] = tuple(result.ids)


def _asked_of_object(sentence: Sentence, clause: Clause) -> bool:
    """Whether an infinitive is what somebody is asked to do ("invitó a Rusia a ir"), not what it is done for ("convocó a Rusia para protestar")."""
    cats, units = sentence.units.cats, sentence.units
    return clause.form == "infinitive" and (units.head_last or clause.begin == 0 or cats[clause.begin - 1] != "P")
