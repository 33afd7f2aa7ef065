"""What a document offers to the engine: its parse, its mentions, and what pronouns and nouns stand for."""

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc

from orewire.facts.drafts import is_country
from orewire.facts.grammar import Grammar
from orewire.facts.items import Item, Items
from orewire.facts.lists import word_list
from orewire.facts.nouns import acting_nouns, stands_for
from orewire.schema import Label

Labels = frozenset[Label]

_MINERAL: Labels = frozenset({Label.MINERAL})
PLACES: Labels = frozenset({Label.GPE, Label.NORP, Label.LOC})
_NAMES: Labels = frozenset({Label.ORG, Label.FAC, Label.PERSON})
_CLOSE = frozenset({"appos", "flat", "compound", "nmod:desc", "nmod:unmarked", "nmod:appos"})
_OWNER = frozenset({"nmod:poss", "amod", "det"})
_IN = frozenset({"in", "at", "near", "on", "across"})
_THINGS: Labels = frozenset({Label.GPE, Label.ORG, Label.FAC, Label.LOC})
_PRONOUNS: dict[str, Labels] = {
    "it": _THINGS,
    "its": _THINGS,
    "itself": _THINGS,
    "they": _THINGS | {Label.PERSON},
    "their": _THINGS | {Label.PERSON},
    "them": _THINGS | {Label.PERSON},
    "he": frozenset({Label.PERSON}),
    "she": frozenset({Label.PERSON}),
    "his": frozenset({Label.PERSON}),
    "her": frozenset({Label.PERSON}),
    "him": frozenset({Label.PERSON}),
}
_PHRASE_HEADS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "X", "ADJ", "DET"})
#: Relations of words that are no phrase of their own.
_PHRASE_PARTS = frozenset({"compound", "flat", "nummod", "amod", "det", "conj", "case", "punct"})
_OWNED = frozenset({"its", "their", "his", "her"})
_DEFINITE = frozenset({"the", "this", "that", "both", "these", "those"}) | _OWNED
_MEASURES: Labels = frozenset({Label.QUANTITY, Label.MONEY, Label.PERCENT})
#: Plurals that stand for two that the text is about.
_BEFORE_NAME = word_list("scene", "before_name")
_PAIRS = frozenset({"countries", "sides", "neighbours", "neighbors", "nations", "partners", "parties"})
_PAIR_BACK = 5
#: Mentions that a noun phrase does not go on behind.
_ENDS_PHRASE = frozenset({Label.PERSON, Label.DATE, Label.MONEY, Label.PERCENT, Label.QUANTITY})
_PHRASE = 14
_FAR = 9
_LOOK_BACK = 3
_FAR_BACK = 8


class Scene:
    """A parsed document with its mentions.

    Attributes:
        grammar: the parse.
        items: the mentions.
        title: the number of the title's sentence, None when the text begins with a paragraph.
    """

    def __init__(self, doc: Doc, text: str) -> None:
        """Read a document.

        Args:
            doc: with a parse, ``doc._.mentions`` and ``doc._.entities``.
            text: its text.
        """
        self.grammar = Grammar(doc, text)
        self.items = Items(doc, self.grammar)
        self.offsets = self.grammar.offsets
        self.ends = self.grammar.ends
        self.dateline = self._find_datelines()
        self._phrases: dict[int, dict[str, list[int]]] = {}
        self._anaphora: dict[tuple[int, Labels], list[Item]] = {}
        self._phrase_items: dict[tuple[int, Labels], list[tuple[int, Item]]] = {}

    def _find_datelines(self) -> frozenset[int]:
        """Find the places and days that open a report: ``TOKYO, March 19 -``; they are no arguments."""
        grammar = self.grammar
        found: set[int] = set()
        for start, end in grammar.bounds:
            opening: list[int] = []
            for token in grammar.between(start, min(end, start + 24)):
                word = grammar.raw[token]
                if not opening and not word[:1].isupper():
                    break
                if word in ("-", "--", "–", "—") and self._stands_free(token):
                    found.update(opening)
                    break
                if word == ":" and len(opening) <= 3 and all(grammar.raw[t].isupper() for t in opening):
                    found.update(opening)
                    break
                if grammar.pos[token] in ("VERB", "AUX", "DET"):
                    break
                opening.append(token)
        return frozenset(found)

    def _stands_free(self, token: int) -> bool:
        return self.offsets[token] > self.ends[token - 1]

    def text(self, first: int, last: int) -> str:
        """Return the words of a token range as written, with single spaces."""
        return " ".join(self.grammar.raw[first : last + 1])

    # --- noun phrases by preposition ----------------------------------------------------------

    def after_preposition(self, sentence: int, preposition: str) -> list[int]:
        """Return the heads of a sentence's noun phrases that follow a preposition, in text order."""
        if sentence not in self._phrases:
            self._phrases[sentence] = self._prepositional_phrases(sentence)
        return self._phrases[sentence].get(preposition, [])

    def _prepositional_phrases(self, sentence: int) -> dict[str, list[int]]:
        grammar = self.grammar
        named = {item.head for item in self.items.by_sentence[sentence]}
        found: dict[str, list[int]] = {}
        for index in range(*grammar.bounds[sentence]):
            if grammar.pos[index] not in _PHRASE_HEADS:
                continue
            if grammar.base[index] in _PHRASE_PARTS and not (index in named and self._is_own_phrase(index)):
                continue
            preposition = grammar.preposition(index)
            if preposition is None and grammar.base[index] == "obj":
                preposition = self._gerund_preposition(index)
            if preposition is not None:
                found.setdefault(preposition, []).append(index)
        return found

    def _is_own_phrase(self, index: int) -> bool:
        """Tell whether a name that the parse made part of another phrase stands right after a preposition."""
        grammar = self.grammar
        item = self.items.at[index]
        if item is None or item.first == 0:
            return False
        after = grammar.words[min(item.last + 1, len(grammar.words) - 1)]
        before = grammar.words[item.first - 1]
        return after not in ("-", "'s", "’s") and before in (grammar.preposition(index), "the")

    def _gerund_preposition(self, index: int) -> str | None:
        """Return the preposition before the gerund that a noun is object of: *on expanding its mine*."""
        grammar = self.grammar
        verb = grammar.head[index]
        before = grammar.words[verb - 1] if verb else ""
        return (
            before
            if grammar.words[verb].endswith("ing") and grammar.pos[verb - 1] in ("ADP", "SCONJ")
            else None
        )

    # --- what a noun phrase names -------------------------------------------------------------

    def fill(self, head: int, labels: Labels) -> list[Item]:
        """Return the mentions that a noun phrase and those coordinated with it name, in text order.

        Args:
            head: the head of the first noun phrase.
            labels: what they may be.

        Returns:
            One mention for each coordinated phrase that names one; of minerals all.
        """
        found: list[Item] = []
        for conjunct in self.grammar.conjuncts(head):
            for item in self._fill_one(conjunct, labels):
                if item not in found:
                    found.append(item)
        found += [item for item in self._listed(found, labels) if item not in found]
        if Label.MINERAL not in labels and (not found or self.items.at[head] is None):
            found = self._included(head, labels) or found
        if (
            labels == _MINERAL
            and not found
            and self.grammar.words[head] in ("fines", "concentrate", "bullion")
        ):
            found = self._antecedent(head, labels)
        return sorted(found, key=lambda item: item.start)

    def first(self, heads: Iterable[int], labels: Labels) -> Item | None:
        """Return the first mention that one of some noun phrases names.

        Args:
            heads: the heads of the phrases, the likeliest first.
            labels: what it may be.
        """
        return next((item for head in heads for item in self.fill(head, labels)), None)

    def _included(self, head: int, labels: Labels) -> list[Item]:
        """Return the names given as examples: *officials of several firms, including X, Y and Z*."""
        grammar = self.grammar
        token = head + 1
        if "including" not in grammar.words[token : head + _PHRASE]:
            return []
        stop = grammar.bounds[grammar.sentence[head]][1]
        while token < min(head + _PHRASE, stop) and grammar.words[token] != "including":
            if grammar.pos[token] not in ("ADP", "DET", "ADJ", "NOUN", "PROPN", "PUNCT", "NUM"):
                return []
            token += 1
        if token >= stop or grammar.words[token] != "including" or grammar.words[token - 1] == ")":
            return []
        found: list[Item] = []
        bodies: list[Item] = []
        for index in range(token + 1, stop):
            if grammar.pos[index] in ("VERB", "AUX", "SCONJ", "PRON") or grammar.words[index] == ";":
                break
            item = self.items.at[index]
            if item is None or item.first != index or item.label not in labels:
                continue
            holder = self._held_by(item) if Label.PERSON in labels else item
            bodies += [item] if holder is not item else []
            if not any(holder.is_same(other) for other in (*found, *bodies)):
                found.append(holder)
        return found

    def _held_by(self, body: Item) -> Item:
        """Return who holds an office in a body: *the head of the Fund (FND), Jane Doe*."""
        grammar = self.grammar
        token = body.last + 1
        while token < len(grammar.words) and (
            grammar.words[token] in ("(", ")", ",") or grammar.words[token - 1] == "("
        ):
            token += 1
        person = self.items.at[token] if token < len(grammar.words) else None
        office = any(
            stands_for(grammar.words[t]) == {Label.PERSON} or grammar.words[t] == "officer"
            for t in range(max(body.first - 5, 0), body.first)
        )
        held = person is not None and person.label == Label.PERSON and person.first == token
        return person if held and office and person is not None else body

    def _listed(self, found: list[Item], labels: Labels) -> Iterator[Item]:
        """Yield mentions that follow in a list, where the parse lost the coordination."""
        for item in found:
            listed: list[Item] = []
            last, joined = item, False
            while not joined:
                following, joined = self._next_in_list(last, labels)
                if following is None:
                    break
                listed.append(following)
                last = following
            # *Peru, Chile and Bolivia* is a list; *Lima, Peru* is one place. Minerals need no *and*.
            headline = item.sentence == 0 and item.label in (Label.GPE, Label.ORG)
            headline = headline and all(other.label == item.label for other in listed)
            if joined or item.label == Label.MINERAL or headline:
                yield from listed

    def _next_in_list(self, item: Item, labels: Labels) -> tuple[Item | None, bool]:
        """Return the mention after a comma or *and*, and whether it is the list's last."""
        grammar = self.grammar
        token = item.last + 1
        seen = 0
        if item.label == Label.QUANTITY and grammar.find(("of",), token) and token + 1 < len(grammar.words):
            # *262,000 tonnes of zinc, 9,100 tonnes of tin and …*
            mineral = self.items.at[token + 1]
            token = mineral.last + 1 if mineral is not None else token
        while token < len(grammar.words) and grammar.words[token] in (",", "and", "or", "&", "plus"):
            token += 1
            seen += 1
        while (
            seen and token < len(grammar.words) and grammar.words[token] in ("the", "its", "some", "refined")
        ):
            token += 1
        if not seen or token >= len(grammar.words) or grammar.sentence[token] != item.sentence:
            return None, False
        following = self.items.at[token]
        if following is None or following.label not in labels or following.first != token:
            return None, False
        if following.label != item.label and Label.MINERAL in (following.label, item.label):
            return None, False
        between = grammar.words[item.last + 1 : token]
        following = self._owned_by(following, labels)
        return following, "and" in between or "or" in between

    def following(self, token: int, labels: Labels) -> list[Item]:
        """Return the mentions that a noun phrase names which begins at a token, by the order of words alone.

        Where the parse hangs a name on the wrong word, its preposition still stands before it.

        Args:
            token: the first token of the phrase.
            labels: what they may be.
        """
        grammar = self.grammar
        stop = min(token + _PHRASE, grammar.bounds[grammar.sentence[token]][1])
        best: Item | None = None
        noun = -1
        while token < stop:
            item = self.items.at[token]
            if item is not None and item.label in labels and item.first not in self.dateline:
                best = item
            if item is not None and (item.label in _ENDS_PHRASE or (best and best.label not in PLACES)):
                break
            if item is None and not self._is_inside_phrase(token):
                break
            noun = token if grammar.pos[token] == "NOUN" else noun
            token = token + 1 if item is None else item.last + 1
        if best is None:
            return self.stands_for(noun, labels) if noun >= 0 else []
        return [best, *(item for item in self._listed([best], labels) if item is not best)]

    def _is_inside_phrase(self, token: int) -> bool:
        grammar = self.grammar
        word, pos = grammar.words[token], grammar.pos[token]
        based = pos == "VERB" and grammar.words[token - 1] == "-"
        return (
            based
            or word in ("'s", "’s", "-", "about")
            or pos in ("DET", "ADJ", "NOUN", "PROPN", "NUM", "ADV")
        )

    def _fill_one(self, head: int, labels: Labels) -> list[Item]:
        kinds = stands_for(self.grammar.words[head])
        if kinds == {Label.PERSON} and self.items.at[head] is None and Label.PERSON in labels:
            labels = labels & kinds
        ranked = sorted(self._inside(head, labels), key=lambda pair: (pair[0], -pair[1].start))
        ranked = [pair for pair in ranked if pair[1].first not in self.dateline]
        if not ranked:
            return self.stands_for(head, labels)
        best = self._owned_by(ranked[0][1], labels)
        if Label.PERSON in labels:
            best = self._person_behind(best)
        if best.label == Label.NORP and Label.ORG in labels:
            best = self._company_behind(best)
        if best.label == Label.MINERAL:
            least = ranked[0][0]
            same = [item for cost, item in ranked if item.label == Label.MINERAL and cost <= least + 1]
            return sorted({item.start: item for item in same}.values(), key=lambda item: item.start)
        if ranked[0][0] >= 2 and best.label in PLACES:
            anaphor = self._same_noun(head, labels, named=True) if self._is_definite(head) else []
            return anaphor or [best]
        return [best]

    def _owned_by(self, item: Item, labels: Labels) -> Item:
        """Return the name behind an owner: of *India's Deccan Fertilisers* the second."""
        grammar = self.grammar
        token = item.last + 1
        if item.label in (Label.GPE, Label.NORP, Label.ORG) and token + 1 < len(grammar.words):
            token += grammar.words[token] in ("'s", "’s")
            owned = self.items.at[token] if token < len(grammar.words) else None
            named = owned is not None and owned.first == token and owned.label in labels & _NAMES
            if named and (token > item.last + 1 or item.label == Label.NORP):
                return owned  # type: ignore[return-value]
        return item

    def _person_behind(self, item: Item) -> Item:
        """Return the person whose title a name begins: *Dutch Foreign Minister Marijke de Graaf*."""
        if item.label not in (Label.GPE, Label.NORP, Label.ORG):
            return item
        grammar = self.grammar
        office = False
        for token in range(item.last + 1, min(item.last + 9, len(grammar.words))):
            other = self.items.at[token]
            if other is not None:
                return other if other.label == Label.PERSON and office else item
            office = (
                office
                or stands_for(grammar.words[token]) == {Label.PERSON}
                or grammar.words[token] == "secretary"
            )
            plain = grammar.pos[token] in ("NOUN", "ADJ", "PROPN") or grammar.words[token] in (
                "of",
                "and",
                "'s",
                "’s",
                ",",
            )
            if not plain or (grammar.words[token] == "," and not office):
                return item
        return item

    def _company_behind(self, item: Item) -> Item:
        """Return the company that a nationality describes: *Swedish fashion group Lindqvist*."""
        grammar = self.grammar
        for token in range(item.last + 1, min(item.last + 6, len(grammar.words))):
            other = self.items.at[token]
            if other is not None and other.label != Label.MINERAL:
                return other if other.label == Label.ORG and token > item.last + 1 else item
            if (
                other is None
                and grammar.pos[token] not in ("NOUN", "ADJ", "PROPN")
                and grammar.words[token] not in ("-", "and")
            ):
                return item
        return item

    def _inside(self, head: int, labels: Labels) -> list[tuple[int, Item]]:
        """Return the mentions in a noun phrase with how far they are from being what it names."""
        key = (head, labels)
        if key not in self._phrase_items:
            self._phrase_items[key] = self._find_inside(head, labels)
        return self._phrase_items[key]

    def _find_inside(self, head: int, labels: Labels) -> list[tuple[int, Item]]:
        grammar = self.grammar
        found: list[tuple[int, Item]] = []
        queue = [(head, 0)]
        seen = set()
        while queue:
            node, cost = queue.pop(0)
            if node in seen or cost > _FAR:
                continue
            seen.add(node)
            item = self.items.at[node]
            if item is not None and item.label in labels:
                found.append((cost, item))
            for child in grammar.children[node]:
                step = self._step(node, child, head, labels)
                if step is not None:
                    queue.append((child, cost + step))
        apposed = (self.apposed(head, labels), self._apposed_after(head, labels))
        return [*found, *((1, item) for item in apposed if item is not None)]

    def _apposed_after(self, head: int, labels: Labels) -> Item | None:
        """Return the name behind *the NOUN,*: *Finland's premier, Antti Rautio*."""
        grammar = self.grammar
        kinds = stands_for(grammar.words[head]) & labels & _NAMES
        if not kinds or self.items.at[head] is not None:
            return None
        token = head + 1
        while token < len(grammar.words) and grammar.words[token] in _BEFORE_NAME:
            token += 1
        item = self.items.at[token] if token < len(grammar.words) else None
        return item if item is not None and item.label in kinds and item.first == token else None

    def _step(self, node: int, child: int, head: int, labels: Labels) -> int | None:
        """Return how much farther a word is from what a phrase names than its head; None ends the walk."""
        grammar = self.grammar
        dep, base = grammar.dep[child], grammar.base[child]
        if dep in _CLOSE or base in ("appos", "flat"):
            return 1
        if dep in _OWNER or base == "amod":
            return None if grammar.pos[child] == "VERB" else 2
        if base in ("nmod", "obl"):
            return self._step_over(node, grammar.preposition(child), labels)
        if base == "conj" and Label.MINERAL in labels:
            return 1 if node != head or grammar.dep[head] in ("compound", "amod") else None
        return 2 if base in ("nummod", "dep") else None

    def _step_over(self, node: int, preposition: str | None, labels: Labels) -> int | None:
        """Return the cost of a step over a preposition."""
        item = self.items.at[node]
        measure = item is not None and item.label in _MEASURES
        acting = self.grammar.words[node] in acting_nouns() or measure
        if preposition is None:
            return 1
        if preposition == "such":
            return 1  # *buyers such as X*
        if preposition == "of":
            amounts = labels <= {Label.DATE, *_MEASURES}
            return 3 if acting or amounts or Label.MINERAL in labels else None
        near = preposition in _IN and acting and not measure and Label.MINERAL not in labels
        return 4 if near else None

    def apposed(self, head: int, labels: Labels) -> Item | None:
        """Return the name before *, the NOUN*: the parse often hangs it elsewhere."""
        grammar = self.grammar
        if self.items.at[head] is not None and self.items.at[head].label in labels & _NAMES:  # type: ignore[union-attr]
            return None
        edge = grammar.left_edge(head)
        for possible in range(edge, max(edge - 2, 1), -1):
            if grammar.words[possible - 1] == "," and grammar.pos[head] in ("NOUN", "PROPN"):
                item = self.items.at[possible - 2]
                named = item is not None and item.label in labels and item.label != Label.MINERAL
                if named and grammar.words[edge] in ("the", "a", "an", "its", "which"):
                    return item
        return None

    # --- pronouns and definite nouns ---------------------------------------------------------

    def stands_for(self, head: int, labels: Labels) -> list[Item]:
        """Return what a pronoun or a definite noun stands for, [] when that is not plain."""
        key = (head, labels)
        if key not in self._anaphora:
            self._anaphora[key] = []  # a circle finds nothing
            self._anaphora[key] = self._resolve(head, labels)
        return self._anaphora[key]

    def _resolve(self, head: int, labels: Labels) -> list[Item]:
        grammar = self.grammar
        word = grammar.words[head]
        if word in _PRONOUNS:
            plural = word in ("they", "their", "them") and Label.MINERAL not in labels
            found = self._plural(head, labels) if plural else []
            return found or self._antecedent(head, labels & _PRONOUNS[word])
        if word in ("two", "both", "pair") and head and grammar.words[head - 1] in ("the", "they", ","):
            return self.pair(head, labels)
        if word in ("which", "who", "whose") or (word == "that" and grammar.pos[head] == "PRON"):
            noun = grammar.antecedent(head)
            return self.fill(noun, labels) if noun is not None and noun != head else []
        return self._resolve_noun(head, labels) if self._is_definite(head) else []

    def _resolve_noun(self, head: int, labels: Labels) -> list[Item]:
        """Return what a definite noun stands for: *the company*, *the two ministers*, *the mills*."""
        grammar = self.grammar
        word = grammar.words[head]
        kinds = stands_for(word)
        children = [grammar.words[child] for child in grammar.children[head]]
        two = "two" in children or "both" in children
        if two or word in _PAIRS or (word.endswith("s") and kinds == {Label.PERSON}):
            return self.pair(head, labels)
        found = self._same_noun(head, labels, named=not kinds)
        if found or any(child in _OWNED for child in children):
            return found
        found = self._antecedent(head, labels & kinds)
        if not found and Label.FAC in kinds:
            # *the plant* may be a company's name
            found = self._antecedent(head, labels & {Label.ORG})
        return found or self._same_noun(head, labels, named=True)

    def _plural(self, head: int, labels: Labels) -> list[Item]:
        """Return the coordinated names that *they* stands for: the subject of the sentence before."""
        number = self.grammar.sentence[head]
        for back in range(number, max(number - 2, -1), -1):
            for subject in self._subjects(back, before=head if back == number else None):
                found = (
                    self.fill(subject, labels) if self.grammar.words[subject] not in ("they", "their") else []
                )
                if len(found) > 1:
                    return found
        persons = labels & {Label.PERSON}
        return self.pair(head, persons) if persons else []

    def pair(self, token: int, labels: Labels) -> list[Item]:
        """Return the two things of one kind that the text is about: *the two countries*."""
        word = self.grammar.words[token]
        kinds = stands_for(word)
        groups: tuple[Labels, ...] = (PLACES, frozenset({Label.PERSON}), frozenset({Label.ORG}))
        if kinds == {Label.PERSON}:
            groups = (kinds,)
        elif word in ("countries", "nations", "neighbours", "neighbors", "governments", "states"):
            groups = (PLACES,)
        elif Label.ORG in kinds and Label.GPE not in kinds:
            groups = (frozenset({Label.ORG}),)
        elif word not in _PAIRS:
            groups = (frozenset({Label.PERSON}), frozenset({Label.ORG}), PLACES)
        for group in groups:
            found = self._last_two(token, (labels - {Label.LOC}) & group)
            if found:
                return found
        return []

    def _last_two(self, token: int, labels: Labels) -> list[Item]:
        number = self.grammar.sentence[token]
        for back in range(number, max(number - _PAIR_BACK, -1), -1):
            start = self.grammar.bounds[back][0]
            things: dict[str, Item] = {}
            for item in self.items.all:
                if start <= item.first < token and item.label in labels and item.first not in self.dateline:
                    if item.label in PLACES and not item.country:
                        continue
                    key = item.country or item.entity
                    # A country stands for its people and its capital.
                    if (
                        key not in things
                        or not item.country
                        or is_country(item)
                        or not is_country(things[key])
                    ):
                        things[key] = item
            if len(things) == 2:
                return sorted(things.values(), key=lambda item: item.start)
            if len(things) > 2:
                return []
        return []

    def _is_definite(self, head: int) -> bool:
        grammar = self.grammar
        edge = grammar.left_edge(head)
        return grammar.words[edge] in _DEFINITE or any(
            grammar.words[child] in _DEFINITE for child in grammar.children[head] if child < head
        )

    def _same_noun(self, head: int, labels: Labels, *, named: bool) -> list[Item]:
        """Return what an earlier phrase with the same noun names: *the mills* ← *Japanese steel mills*.

        Args:
            head: the noun.
            labels: what it may name.
            named: whether the noun may be part of the name itself (*the bank* ← *Gulf Merchant Bank*).
        """
        grammar = self.grammar
        word = grammar.words[head]
        if len(word) < 3:
            return []
        start = grammar.bounds[max(grammar.sentence[head] - _FAR_BACK, 0)][0]
        for index in range(grammar.left_edge(head) - 1, start - 1, -1):
            if grammar.words[index] == word and grammar.pos[index] in ("NOUN", "PROPN"):
                item = self.items.at[index]
                if item is not None and item.label in labels:
                    if named:
                        return [item]
                    continue
                found = [pair for pair in self._inside(index, labels) if pair[1].first not in self.dateline]
                if found:
                    return [min(found, key=lambda pair: pair[0])[1]]
        return []

    def _antecedent(self, head: int, labels: Labels) -> list[Item]:
        if not labels:
            return []
        for candidates in self._antecedents(head, labels):
            fitting = [
                item for item in candidates if item.label in labels and item.first not in self.dateline
            ]
            if fitting and len({item.entity for item in fitting}) == 1:
                return fitting[-1:]
        return []

    def _antecedents(self, head: int, labels: Labels) -> Iterator[list[Item]]:
        """Yield groups of possible antecedents, the likeliest first."""
        grammar = self.grammar
        sentence = grammar.sentence[head]
        own_clause = grammar.clause[head]
        above = grammar.head[own_clause]
        if (
            above != own_clause
            and grammar.base[own_clause] == "ccomp"
            and grammar.words[head] in ("it", "he", "she", "they")
        ):
            for subject in grammar.subjects(above):
                yield self.fill_subject(subject, labels)
        yield from (
            self.fill_subject(subject, labels)
            for subject in reversed(list(self._subjects(sentence, before=head)))
            if grammar.clause[subject] != own_clause or grammar.words[head] in ("its", "their", "his", "her")
        )
        if labels & {Label.MINERAL}:
            for back in range(sentence, max(sentence - _LOOK_BACK, -1), -1):
                minerals = [
                    i for i in self.items.by_sentence[back] if i.label == Label.MINERAL and i.last < head
                ]
                yield minerals[-1:]
        if sentence == 0:
            return
        for back in range(sentence - 1, max(sentence - 1 - _LOOK_BACK, -1), -1):
            for subject in self._subjects(back):
                yield self.fill_subject(subject, labels)
            for index in grammar.related(back, "obj"):
                yield [item for cost, item in self._inside(index, labels) if cost <= 1]
            yield [item for item in self.items.by_sentence[back] if item.label in labels]

    def fill_subject(self, subject: int, labels: Labels) -> list[Item]:
        """Return what a subject names."""
        return self.fill(subject, labels)

    def _subjects(self, sentence: int, before: int | None = None) -> Iterator[int]:
        for index in self.grammar.related(sentence, "nsubj"):
            if before is not None and index >= before:
                break
            if self.grammar.words[index] not in ("which", "that", "who"):
                yield index

    # --- places ------------------------------------------------------------------------------

    def nearest(self, token: int, items: Iterable[Item]) -> list[Item]:
        """Order mentions by how near they are, those after the token first at one distance."""
        return sorted(
            items, key=lambda i: (i.first - token if i.first > token else 2 * (token - i.last), i.start)
        )

    def before(self, token: int, labels: Labels, sentences: int = 1) -> list[Item]:
        """Return the mentions of the sentences before, the nearest first."""
        number = self.grammar.sentence[token]
        return [
            item
            for back in range(number - 1, max(number - 1 - sentences, -1), -1)
            for item in reversed(self.items.by_sentence[back])
            if item.label in labels and item.first not in self.dateline
        ]

    def titled(self, labels: Labels) -> list[Item]:
        """Return the mentions of the first sentence that holds any: the title."""
        for number in range(min(2, len(self.items.by_sentence))):
            found = [
                i
                for i in self.items.by_sentence[number]
                if i.label in labels and i.first not in self.dateline
            ]
            if found:
                return found
        return []
