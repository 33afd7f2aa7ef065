"""Where the fillers of a role stand around a trigger: the places that frames name."""

from collections.abc import Callable
from dataclasses import dataclass

from orewire.facts.forms import noun_forms, verb_forms
from orewire.facts.frames import Frame, Slots, Trigger
from orewire.facts.grammar import Grammar
from orewire.facts.items import Item
from orewire.facts.lists import word_list
from orewire.facts.nouns import stands_for
from orewire.facts.scene import Scene
from orewire.facts.status import status_words
from orewire.schema import FactType, Label

Labels = frozenset[Label]

#: Prepositions before what an amount is compared with.
COMPARING = frozenset(
    {"against", "than", "versus", "vs", "compared", "with", "below", "above", "from", "after"}
)
_COUNTRIES: Labels = frozenset({Label.GPE, Label.NORP})
_VALUES: Labels = frozenset({Label.QUANTITY, Label.MONEY, Label.PERCENT})
_TIMES = frozenset(
    {
        "in",
        "on",
        "during",
        "by",
        "since",
        "from",
        "for",
        "over",
        "until",
        "to",
        "between",
        "of",
        "at",
        "through",
        "within",
        "before",
        "after",
        "late",
        "throughout",
        "as",
    }
)
_CONTRACTS = word_list("places", "contracts")
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ"})
#: Prepositions before a meeting in which the clause's subject takes part.
_AFTER = frozenset({"after", "following"})
_TAKING_PART = _AFTER | {"for"}
_SHORT = 10
_NARROW = 4
_NEAR = 16
_REPORTING = word_list("places", "reporting")
_AMOUNTING = word_list("places", "amounting")
_PURPOSES = tuple(sorted(word_list("places", "purposes")))
_WHOLES = word_list("places", "wholes")
#: Parts of speech between a nationality and what it describes.
_WITHIN_PHRASE = frozenset({"NOUN", "PROPN", "ADJ", "CCONJ", "NUM", "SYM"})


@dataclass(frozen=True, slots=True)
class Hit:
    """Words of the text that are a trigger.

    Attributes:
        frame: the frame.
        trigger: the trigger in it.
        first: first token.
        last: last token.
        head: the token that arguments hang from.
        is_noun: whether that is a noun.
    """

    frame: Frame
    trigger: Trigger
    first: int
    last: int
    head: int
    is_noun: bool

    @property
    def rule(self) -> str:
        """The rule's name: type and trigger."""
        return f"{self.frame.type.lower()}.{self.trigger.name}"


class Places:
    """Finds fillers around one trigger."""

    def __init__(self, scene: Scene, hit: Hit) -> None:
        """Look around a trigger.

        Args:
            scene: the document.
            hit: the trigger.
        """
        self.scene = scene
        self.grammar: Grammar = scene.grammar
        self.hit = hit
        self.sentence = self.grammar.sentence[hit.head]
        self.verb = self._verb()
        self.clauses = self._clauses()
        self._found: dict[tuple[str, Labels], list[Item]] = {}
        self._heads_found: dict[str, list[int]] = {}

    def read(self, slots: Slots, labels: Labels, taken: set[str]) -> tuple[list[Item], str]:
        """Read the places of a role.

        Args:
            slots: the places.
            labels: what may fill the role.
            taken: ids of mentions that fill other roles.

        Returns:
            The fillers, and the place where the first was found.
        """
        places = slots.noun if self.hit.is_noun else slots.verb
        if slots.prefer:
            return self._preferred(slots, places, labels, taken)
        if slots.labels is not None:
            labels &= slots.labels
        found: list[Item] = []
        where = ""
        for place in (*places, *slots.fallback):
            if found and (not slots.union or place in slots.fallback):
                break
            for item in self.at(place, labels):
                known = item.id in taken or any(item.is_same(other) for other in found)
                if not known and item.first not in self.scene.dateline:
                    found.append(item)
                    where = where or place
        return found, where

    def _preferred(
        self, slots: Slots, places: tuple[str, ...], labels: Labels, taken: set[str]
    ) -> tuple[list[Item], str]:
        """Return the fillers at the place that holds the most telling label."""
        best: tuple[int, list[Item], str] | None = None
        for place in (*places, *slots.fallback):
            if place in slots.fallback and best is not None:
                break
            found = [
                i for i in self.at(place, labels) if i.id not in taken and i.first not in self.scene.dateline
            ]
            if found:
                rank = (
                    slots.prefer.index(found[0].label)
                    if found[0].label in slots.prefer
                    else len(slots.prefer)
                )
                if best is None or rank < best[0]:
                    best = (rank, found, place)
        return (best[1], best[2]) if best is not None else ([], "")

    def at(self, place: str, labels: Labels) -> list[Item]:
        """Return the mentions with some labels at a place, the likeliest or first coordinated ones."""
        key = (place, labels)
        if key not in self._found:
            # A share is a percentage, whatever it stands for.
            looked_for = frozenset({Label.PERCENT}) if place == "share" else labels
            known = not looked_for.isdisjoint(self.scene.items.labels)
            self._found[key] = self._look(place, labels) if known else []
        return self._found[key]

    def _look(self, place: str, labels: Labels) -> list[Item]:
        reader = _READERS.get(place)
        if reader is not None:
            return reader(self, labels)
        if place == "possessive":
            owner = self._owner(labels)
            if owner is not None:
                return [owner]
        for head in self.heads(place):
            found = self.scene.fill(head, labels)
            found = [
                item for item in found if not item.first <= self.hit.head <= item.last or place == "head"
            ]
            if found:
                return found
        return self._written(place, labels) if place not in _HEADS else []

    def _written(self, preposition: str, labels: Labels) -> list[Item]:
        """Return what follows a preposition soon after the trigger, whatever the parse makes of it."""
        grammar, hit = self.grammar, self.hit
        stop = min(hit.last + _NEAR, grammar.bounds[self.sentence][1] - 1)
        if preposition not in grammar.words[hit.last + 1 : stop]:
            return []
        for token in range(hit.last + 1, stop):
            if grammar.words[token] == preposition and grammar.pos[token] != "ADV" and self._follows(token):
                if preposition == "of" and hit.is_noun and token > hit.last + 1:
                    return []
                return self.scene.following(token + 1, labels)
        return []

    def has_object(self, lemmas: tuple[str, ...]) -> bool:
        """Tell whether the verb's object is one of some nouns; true when none are named."""
        if not lemmas or self.verb is None:
            return not lemmas
        forms = {form for lemma in lemmas for form in noun_forms(lemma)}
        return any(self.grammar.words[head] in forms for head in self.grammar.objects(self.verb))

    def has_needed(self, places: tuple[str, ...]) -> bool:
        """Tell whether one of some places holds a noun phrase; true when none are named."""
        return not places or any(self.heads(place) for place in places)

    def heads(self, place: str) -> list[int]:
        """Return the heads of noun phrases at a place."""
        if place not in self._heads_found:
            reader = _HEADS.get(place)
            self._heads_found[place] = reader(self) if reader is not None else self._prepositional(place)
        return self._heads_found[place]

    def _possessive(self) -> list[int]:
        return [c for c in self.grammar.children[self.hit.head] if self.grammar.dep[c] == "nmod:poss"]

    def _owner(self, labels: Labels) -> Item | None:
        """Return the name whose *'s* stands right before the trigger's phrase, where the parse lost it."""
        mark = self.grammar.left_edge(self.hit.head) - 1
        if mark < 1 or self.grammar.words[mark] not in ("'s", "’s"):
            return None
        owner = self.scene.items.at[mark - 1]
        return owner if owner is not None and owner.label in labels else None

    def _modified(self) -> list[int]:
        head = self.hit.head
        return [self.grammar.head[head]] if self.grammar.base[head] in ("compound", "amod", "nmod") else []

    def _verb(self) -> int | None:
        if not self.hit.is_noun:
            return self.hit.head
        if self.hit.frame.type == FactType.MEETING and self.grammar.preposition(self.hit.head) in _AFTER:
            # *he said after talks with …*
            before = self.grammar.left_edge(self.hit.head) - 2
            if before >= 0 and self.grammar.words[before] in _REPORTING:
                return before
        return self.grammar.governor(self.hit.head)

    def _clauses(self) -> frozenset[int]:
        """Return the clauses that arguments may stand in: the trigger's, and participles on its object."""
        grammar = self.grammar
        own = grammar.clause[self.hit.head]
        found = {own}
        if self.hit.is_noun and self.verb is not None:
            found.add(grammar.clause[self.verb])
        for child in grammar.related(self.sentence, "acl"):
            participle = grammar.dep[child] != "acl:relcl" and child > self.hit.head
            if participle and grammar.clause[grammar.head[child]] == own:
                found.add(child)
        for child in grammar.related(self.sentence, "advcl"):
            gerund = grammar.words[child].endswith("ing") and grammar.clause[grammar.head[child]] == own
            if gerund and (grammar.pos[child - 1] in ("ADP", "SCONJ") or grammar.words[child] in _AMOUNTING):
                found.add(child)
        if self.hit.frame.type == FactType.MEETING and not self.hit.is_noun and own == self.hit.head:
            # *will fly to Seoul to meet …*: who travels somewhere to meet somebody meets there
            purpose = grammar.base[own] == "advcl" and grammar.words[own - 1] == "to"
            found |= {grammar.clause[grammar.head[own]]} if purpose else set()
        return frozenset(found)

    def _subjects(self) -> list[int]:
        verb = self.verb
        if verb is None:
            return []
        grammar = self.grammar
        if grammar.is_passive(verb):
            return self._compounded(verb) or self._prepositional("by")
        light = self.hit.trigger.light
        # *came for talks*, *said after talks with*
        joined = (
            self.hit.frame.type == FactType.MEETING and grammar.preposition(self.hit.head) in _TAKING_PART
        )
        if self.hit.is_noun and light and not joined and not _is_form(grammar.words[verb], light):
            return []
        subjects = self._controllers(verb) or grammar.subjects(verb)
        if self.hit.is_noun and any(
            grammar.under(self.hit.head, s) and s != verb and not grammar.under(verb, s) for s in subjects
        ):
            return []
        return subjects

    def _controllers(self, verb: int) -> list[int]:
        """Return who has the contract or plan that an infinitive spells out: *signed a deal to ship*."""
        grammar = self.grammar
        if grammar.base[verb] != "acl" or not any(grammar.words[c] == "to" for c in grammar.children[verb]):
            return []
        if any(grammar.base[c] == "nsubj" for c in grammar.children[verb]):
            return []
        noun = grammar.head[verb]
        governor = grammar.governor(noun)
        apart = {";", ":"} & set(grammar.words[noun:verb])
        if status_words().nouns.get(grammar.words[noun]) is None or governor is None or apart:
            return []
        return [] if grammar.is_passive(governor) else grammar.subjects(governor)

    def _compounded(self, verb: int) -> list[int]:
        """Return who is named in *Chinese-owned*, *EU-funded*."""
        grammar = self.grammar
        named = verb >= 2 and grammar.words[verb - 1] == "-" and self.scene.items.at[verb - 2] is not None
        return [verb - 2] if named else []

    def _objects(self) -> list[int]:
        verb = self.verb
        if verb is None:
            return []
        grammar = self.grammar
        if self.hit.is_noun:
            return [head for head in grammar.objects(verb) if not grammar.under(self.hit.head, head)]
        if grammar.is_passive(verb):
            return [*grammar.subjects(verb), *grammar.objects(verb)]
        return grammar.objects(verb)

    def _predicate(self) -> list[int]:
        """Return what is said of a noun that is subject: *output reached 5 tonnes*, *trade was $3bn*."""
        grammar, hit = self.grammar, self.hit
        governor = grammar.governor(hit.head)
        if governor is None:
            return []
        found = []
        if grammar.base[governor] in ("root", "ccomp", "conj", "advcl", "acl", "parataxis", "xcomp"):
            if any(grammar.base[c] == "cop" for c in grammar.children[governor]):
                found.append(governor)
            chain = [governor, *(c for c in grammar.children[governor] if grammar.continues(c))]
            for verb in chain:
                found.extend(grammar.objects(verb))
                for preposition in ("to", "at", "of"):
                    found.extend(
                        c
                        for c in grammar.children[verb]
                        if grammar.base[c] == "obl"
                        and grammar.preposition(c) == preposition
                        and c not in found
                    )
        return [head for head in found if head > hit.head]

    def _modifiers(self) -> list[int]:
        grammar, head = self.grammar, self.hit.head
        return [
            child
            for child in grammar.children[head]
            if child < head
            and grammar.base[child] in ("compound", "amod", "nmod", "nummod", "flat")
            and grammar.dep[child] != "nmod:poss"
            and grammar.preposition(child) is None
        ]

    def _adjective(self, labels: Labels) -> list[Item]:
        """Return a place or nationality right inside the trigger's noun phrase: *Brazilian exports*."""
        edge = self.grammar.left_edge(self.hit.head)
        found = [self.scene.items.at[t] for t in range(edge, self.hit.head)]
        return [item for item in found if item is not None and item.label in labels][:1]

    def _relative_subjects(self) -> list[int]:
        """Return who does what a relative clause says of the trigger: *a contract which the two signed*."""
        grammar, head = self.grammar, self.hit.head
        light = self.hit.trigger.light
        for child in grammar.children[head]:
            if (
                grammar.base[child] == "acl"
                and child > head
                and (not light or _is_form(grammar.words[child], light))
            ):
                if grammar.is_passive(child):
                    continue
                own = [
                    c
                    for c in grammar.children[child]
                    if grammar.base[c] == "nsubj" and grammar.words[c] not in ("which", "that")
                ]
                if own:
                    return own
        return []

    def _receiver(self) -> list[int]:
        """Return the first of two objects: *sold Morocco 340,000 tonnes*, *awarded it $34 million*."""
        verb = self.verb
        if verb is None:
            return []
        grammar = self.grammar
        token = verb + 1
        while grammar.words[token : token + 1] == ["the"]:
            token += 1
        item = self.scene.items.at[token] if token < len(grammar.words) else None
        if item is not None and item.first == token and item.last + 1 < len(grammar.words):
            follows = item.last + 1
            amount = grammar.pos[follows] in ("NUM", "SYM") or self.scene.items.at[follows] is not None
            if amount or grammar.words[follows] in (
                "a",
                "an",
                "another",
                "up",
                "some",
                "about",
                "more",
                "the",
            ):
                return [item.head]
            if grammar.words[follows] == "with" and item.label in (Label.GPE, Label.ORG):
                return [item.head]
        objects = [o for o in self.grammar.objects(verb) if o > verb]
        indirect = [o for o in objects if self.grammar.base[o] == "iobj"]
        return indirect or (sorted(objects)[:1] if len(objects) > 1 else [])

    def _intransitive(self) -> list[int]:
        verb = self.verb
        if verb is None or self.grammar.objects(verb) or self.grammar.is_passive(verb):
            return []
        return self.grammar.subjects(verb)

    def _origin(self, labels: Labels) -> list[Item]:
        """Return a place inside the object: *Chinese antimony*, *Peru's copper*."""
        grammar, items = self.grammar, self.scene.items
        heads = self._prepositional("of") if self.hit.is_noun else self._objects() or self._intransitive()
        for head in heads:
            if not self._is_goods(head):
                continue
            minerals = [item.first for item in self.scene.fill(head, frozenset({Label.MINERAL}))]
            for start in (head, *(first for first in minerals if grammar.sentence[first] == self.sentence)):
                token = start - 1
                while token >= 0 and (grammar.pos[token] in _WITHIN_PHRASE or grammar.words[token] == "'s"):
                    item = items.at[token]
                    if item is not None and item.label in labels & {Label.GPE, Label.NORP}:
                        return [item]
                    token -= 1
        return []

    def _is_goods(self, head: int) -> bool:
        """Tell whether a noun phrase is about a commodity itself: no *Chilean copper firm*."""
        item = self.scene.items.at[head]
        if item is not None:
            return item.label in _VALUES | {Label.MINERAL}
        return Label.MINERAL in stands_for(self.grammar.words[head]) or self.grammar.find(("of",), head + 1)

    def _purpose(self) -> list[int]:
        """Return what money is for: the object of an infinitive after it, and where that is."""
        grammar, hit = self.grammar, self.hit
        own = self.verb if self.verb is not None else hit.head
        for token in range(hit.last + 1, grammar.bounds[self.sentence][1]):
            if grammar.pos[token] != "VERB" or not _is_form(grammar.words[token], _PURPOSES):
                continue
            infinitive = any(grammar.words[c] == "to" for c in grammar.children[token])
            if infinitive and (grammar.under(token, own) or grammar.under(token, hit.head)):
                objects = grammar.objects(token)
                places = [
                    child
                    for node in (token, *objects)
                    for child in grammar.children[node]
                    if child > token and grammar.preposition(child) in ("in", "at", "on")
                ]
                return [*objects, *places]
        return []

    def _share(self, _: Labels) -> list[Item]:
        """Return the part of a whole that is produced or held: *mines 60 pct of the world's cobalt*."""
        grammar, hit = self.grammar, self.hit
        for item in self.scene.items.by_sentence[self.sentence]:
            if item.label != Label.PERCENT or not grammar.find(("of",), item.last + 1):
                continue
            before_noun = hit.is_noun and 0 < hit.first - item.last <= _SHORT
            after_verb = not hit.is_noun and 0 < item.first - hit.last <= _NARROW
            if (before_noun or after_verb) and self._is_world(item.last + 2):
                return [item]
        return []

    def _is_world(self, token: int) -> bool:
        """Tell whether a noun phrase is about the whole of something: *of the world's*, *of global*."""
        return any(word in _WHOLES for word in self.grammar.words[token : token + 3])

    def _modifier(self, labels: Labels) -> list[Item]:
        """Return a place right before the object's noun: *its Lima office*."""
        return [
            item
            for head in self._objects()
            for item in self.scene.items.by_sentence[self.sentence]
            if item.label in labels & {Label.GPE, Label.LOC}
            and self.grammar.head[item.head] == head
            and item.last < head
            and self.grammar.words[item.last + 1] not in ("'s", "’s", "-")
        ][:1]

    def _left(self, labels: Labels) -> list[Item]:
        """Return the last name shortly before the trigger: *X, a mine in the north, owned by Y*."""
        grammar = self.grammar
        for token in range(
            self.hit.first - 1, max(self.hit.first - _SHORT, grammar.bounds[self.sentence][0]) - 1, -1
        ):
            item = self.scene.items.at[token]
            if item is not None and item.label in labels:
                return [item]
            if grammar.pos[token] == "VERB" and grammar.words[token + 1 : token + 2] != ["-"]:
                break
        return []

    def _counterpart(self, labels: Labels) -> list[Item]:
        """Return the other side of a contract in the sentence: *a deal with X under which it …*."""
        grammar = self.grammar
        start = grammar.bounds[self.sentence][0]
        if not any(word in _CONTRACTS for word in grammar.words[start : self.hit.head]):
            return []
        own = {item.id for place in ("subject", "object", "to") for item in self.at(place, labels)}
        own_entities = {i.entity for i in self.scene.items.all if i.id in own}
        found: dict[str, Item] = {}
        for item in self.scene.items.by_sentence[self.sentence]:
            side = item.label in labels & {Label.ORG, Label.GPE} and item.first not in self.scene.dateline
            if side and item.last < self.hit.head and item.entity not in own_entities:
                found.setdefault(item.entity, item)
        orgs = [item for item in found.values() if item.label == Label.ORG]
        sides = orgs or list(found.values())
        return sides if len(sides) == 1 else []

    def _apposition(self, labels: Labels) -> list[Item]:
        """Return the name that a noun is said of: *X, owner of Y*; *X is the owner of Y*."""
        grammar, head = self.grammar, self.hit.head
        before = self.scene.apposed(head, labels)
        if before is not None:
            return [before]
        if grammar.base[head] == "appos":
            found = self.scene.fill(grammar.head[head], labels)
            if found:
                return found[:1]
        if any(grammar.base[c] == "cop" for c in grammar.children[head]):
            for subject in grammar.subjects(head):
                found = self.scene.fill(subject, labels)
                if found:
                    return found[:1]
        for child in grammar.children[head]:
            item = self.scene.items.at[child]
            close = grammar.base[child] in ("appos", "flat") or grammar.dep[child] == "nmod:desc"
            if close and child > head and item is not None and item.label in labels:
                return [item]
        following = self.scene.items.at[self.hit.last + 1] if self.hit.last + 1 < len(grammar.words) else None
        if following is not None and following.label in labels and following.first == self.hit.last + 1:
            return [following]
        return []

    def _site(self, labels: Labels) -> list[Item]:
        """Return the mine, plant or project that the text has last been about."""
        return self.scene.before(self.hit.head, labels & {Label.FAC}, sentences=2)[:1]

    def _whole(self, labels: Labels) -> list[Item]:
        """Return what a share is of: *85 per cent of X*, *a 5% stake in X*, *40 pct of the shares of X*."""
        grammar = self.grammar
        for item in self.scene.items.by_sentence[self.sentence]:
            near = grammar.clause[item.head] in self.clauses or self._follows(item.first)
            if item.label != Label.PERCENT or not near:
                continue
            token = item.last + 1
            for _ in range(_SHORT):
                if token + 1 >= len(grammar.words):
                    break
                if grammar.words[token] in ("of", "in") and (
                    found := self.scene.following(token + 1, labels)
                ):
                    return found
                if grammar.words[token] not in ("of", "in", "the") and grammar.pos[token] not in _NOMINAL:
                    break
                token += 1
        return []

    def _complement(self) -> list[int]:
        verb = self.verb
        if verb is None:
            return []
        return [
            c for c in self.grammar.children[verb] if self.grammar.base[c] in ("xcomp", "ccomp") and c > verb
        ]

    def _destination(self) -> list[int]:
        """Return where somebody goes for what the trigger says: *flew to Oslo to meet …*."""
        own = self.grammar.clause[self.hit.head]
        return [head for head in self._prepositional("to") if self.grammar.clause[head] != own]

    def _prepositional(self, preposition: str) -> list[int]:
        """Return noun phrases after a preposition: those of the trigger first, then those of its clause."""
        grammar, hit = self.grammar, self.hit
        direct: list[int] = []
        after: list[int] = []
        front: list[int] = []
        for head in self.scene.after_preposition(self.sentence, preposition):
            if head == hit.head or hit.first <= head <= hit.last:
                continue
            if grammar.head[head] == hit.head:
                direct.append(head)
            elif hit.is_noun and preposition == "of":
                # *of* hardly ever leaves its noun
                if (
                    grammar.words[hit.last + 1 : hit.last + 2] == ["of"]
                    and hit.last < grammar.left_edge(head) <= hit.last + 3
                ):
                    direct.append(head)
            elif grammar.under(head, hit.head) and grammar.clause[head] in self.clauses:
                after.append(head)
            elif grammar.clause[head] in self.clauses or self._follows(head):
                if head > hit.head:
                    after.append(head)
                elif not hit.is_noun or preposition in ("in", "at") or self._is_given(preposition, head):
                    front.append(head)
        return [*direct, *after, *reversed(front)]

    def _is_given(self, preposition: str, head: int) -> bool:
        """Tell who is given something between verb and noun: *offers help to X, including the supply of*."""
        return preposition == "to" and self.verb is not None and self.verb < head

    def _time(self, labels: Labels) -> list[Item]:
        """Return the date of the trigger's clause: the nearest one, at best hanging from it."""
        grammar, hit = self.grammar, self.hit
        if not hit.is_noun and grammar.base[hit.head] == "amod":
            return []
        ranked = []
        for item in self.scene.items.by_sentence[self.sentence]:
            if item.label not in labels or item.first in self.scene.dateline:
                continue
            if item.value and item.value.get("kind") == "set":
                continue
            if not self._may_tell_time(item):
                continue
            clause = grammar.clause[item.head]
            near = grammar.under(item.head, hit.head)
            if clause not in self.clauses and not self._follows(item.first):
                continue
            distance = item.first - hit.last if item.first > hit.last else 2 * (hit.first - item.last)
            lasting = hit.frame.type == FactType.AGREEMENT and (item.value or {}).get("kind") == "duration"
            ranked.append((lasting, not near, distance, item))
        ranked.sort(key=lambda entry: entry[:3])
        return [item for _, _, _, item in ranked[:1]]

    def _follows(self, token: int) -> bool:
        """Tell whether nothing that begins another clause stands between the trigger and a token after it."""
        grammar = self.grammar
        if token <= self.hit.last or token - self.hit.last > _NEAR:
            return False
        return not any(
            grammar.pos[index] in ("VERB", "AUX", "SCONJ")
            or grammar.words[index] in (",", ";", ":", "said", "(")
            for index in range(self.hit.last + 1, token)
        )

    def _may_tell_time(self, item: Item) -> bool:
        grammar = self.grammar
        before = item.first - 1
        # *said on Friday* dates the saying, not what was said
        governor = grammar.head[item.head]
        if self.hit.frame.type == FactType.MEETING and grammar.preposition(item.head) == "since":
            return False
        if grammar.words[governor] in _REPORTING and governor not in range(self.hit.first, self.hit.last + 1):
            return False
        steps = 0
        while before >= 0 and grammar.words[before] in ("on", "late", "early", "the") and steps < 3:
            before -= 1
            steps += 1
        return not (
            before >= 0
            and grammar.words[before] in _REPORTING
            and before not in range(self.hit.first, self.hit.last + 1)
        )

    def _nearest(self, labels: Labels, *, in_clause: bool) -> list[Item]:
        grammar = self.grammar
        fitting = []
        for item in self.scene.items.by_sentence[self.sentence]:
            if item.label not in labels or item.first in self.scene.dateline:
                continue
            here = grammar.clause[item.head] in self.clauses
            near = self._follows(item.first) or (self.hit.is_noun and self._is_next(item))
            if in_clause and not here and not near:
                continue
            if item.label in _VALUES and self.is_compared(item):
                continue
            fitting.append(item)
        return self.scene.nearest(self.hit.head, fitting)[:1]

    def _is_next(self, item: Item) -> bool:
        """Tell whether an amount comes soon after a noun, with no more than one verb between."""
        grammar = self.grammar
        if item.label not in _VALUES or not 0 < item.first - self.hit.last <= _NEAR:
            return False
        between = range(self.hit.last + 1, item.first)
        return sum(grammar.pos[t] == "VERB" for t in between) <= 1 and not any(
            grammar.words[t] in (";", ",") for t in between
        )

    def is_compared(self, item: Item) -> bool:
        """Tell whether an amount is only what another one is compared with."""
        return comparing_word(self.grammar, item) is not None

    def _lead(self, labels: Labels) -> list[Item]:
        """Return what the paragraph or article is about: the subject of the sentence before, or the title."""
        grammar = self.grammar
        above = [
            index
            for index in grammar.related(self.sentence, "nsubj")
            if index < self.hit.head and grammar.clause[index] not in self.clauses
        ]
        for index in above:
            found = self.scene.fill(index, labels - {Label.PERSON})
            if found:
                own = [
                    i
                    for i in self._owners(index, labels)
                    if grammar.words[index] in ("ministry", "office", "agency", "government")
                ]
                return (own or found)[:1]
        if self._is_there():
            sites = self.scene.before(self.hit.head, labels & {Label.FAC, Label.GPE, Label.LOC})
            if sites:
                return sites[:1]
        for back in range(self.sentence - 1, max(self.sentence - 3, -1), -1):
            for index in grammar.related(back, "nsubj"):
                found = self.scene.fill(index, labels)
                if found:
                    return found[:1]
        return self.scene.titled(labels)[:1]

    def _owners(self, index: int, labels: Labels) -> list[Item]:
        edge = self.grammar.left_edge(index)
        found = [self.scene.items.at[token] for token in range(edge, index)]
        return [item for item in found if item is not None and item.label in labels & {Label.GPE, Label.NORP}]

    def _is_there(self) -> bool:
        grammar = self.grammar
        after = range(self.hit.last + 1, min(self.hit.last + 3, len(grammar.words)))
        return any(grammar.words[token] == "there" for token in after)

    def _self(self, labels: Labels) -> list[Item]:
        found = [self.scene.items.at[t] for t in range(self.hit.first, self.hit.last + 1)]
        return [item for item in found if item is not None and item.label in labels]


#: What stands at a place: as mentions, or as the heads of noun phrases that name them.
_READERS: dict[str, Callable[[Places, Labels], list[Item]]] = {
    "time": Places._time,
    "clause": lambda places, labels: places._nearest(labels, in_clause=True),
    "nearest": lambda places, labels: places._nearest(labels, in_clause=True)[:1],
    "sentence": lambda places, labels: places._nearest(labels, in_clause=False),
    "before": lambda places, labels: places.scene.before(places.hit.head, labels, sentences=2)[:1],
    "title": lambda places, labels: places.scene.titled(labels)[:1],
    "lead": Places._lead,
    "self": Places._self,
    "adjective": Places._adjective,
    "apposition": Places._apposition,
    "pair": lambda places, labels: places.scene.pair(places.hit.head, labels & _COUNTRIES),
    "origin": Places._origin,
    "modifier": Places._modifier,
    "counterpart": Places._counterpart,
    "left": Places._left,
    "site": Places._site,
    "national": lambda places, labels: places._adjective(labels & {Label.NORP}),
    "share": Places._share,
    "whole": Places._whole,
}
_HEADS: dict[str, Callable[[Places], list[int]]] = {
    "subject": Places._subjects,
    "object": Places._objects,
    "predicate": Places._predicate,
    "possessive": Places._possessive,
    "compound": Places._modifiers,
    "within": lambda places: [places.hit.head],
    "head": Places._modified,
    "complement": Places._complement,
    "relative": Places._relative_subjects,
    "iobject": Places._receiver,
    "intransitive": Places._intransitive,
    "purpose": Places._purpose,
    "destination": Places._destination,
}


def _is_form(word: str, lemmas: tuple[str, ...]) -> bool:
    return any(word in verb_forms(lemma.split()[0]) for lemma in lemmas)


def comparing_word(grammar: Grammar, item: Item) -> str | None:
    """Return the word that makes an amount the lesser part of a comparison: *against*, *compared with*."""
    index = item.first - 1
    steps = 0
    skipped = (
        "about",
        "nearly",
        "around",
        "some",
        "just",
        "over",
        "more",
        "less",
        "than",
        "almost",
        "only",
        "a",
        "the",
        "record",
        "at",
        "least",
        "roughly",
        "approximately",
        "an",
        "of",
        "estimated",
    )
    if index >= 0 and grammar.words[index] in ("below", "under", "above", "over"):
        return None
    while index >= 0 and grammar.words[index] in skipped and steps < 5:
        index -= 1
        steps += 1
    word = grammar.words[index] if index >= 0 else ""
    if word in ("against", "versus", "vs"):
        return word
    if word in ("with", "to") and grammar.words[index - 1] in ("compared", "compares", "comparing"):
        return "compared"
    if word == "from":
        earlier = grammar.words[max(index - 14, 0) : index]
        if "to" in earlier or "up" in earlier[-3:] or "down" in earlier[-3:] or "at" in earlier:
            return "from"
    return None
