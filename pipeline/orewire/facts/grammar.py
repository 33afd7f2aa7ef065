"""Walks over a dependency parse (Universal Dependencies) that no frame needs to know about.

A parse of news is never free of mistakes, prepositional phrases above all: the walks here take the
parse for a strong hint and the order of words for another.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from spacy.tokens import Doc

#: Relations of the other common English scheme (CLEAR, as in ``en_core_web_*``) under their UD names.
_CLEAR = {
    "dobj": "obj",
    "dative": "iobj",
    "nsubjpass": "nsubj:pass",
    "auxpass": "aux:pass",
    "csubjpass": "csubj",
    "relcl": "acl:relcl",
    "poss": "nmod:poss",
    "prt": "compound:prt",
    "neg": "advmod",
    "npadvmod": "obl:unmarked",
    "attr": "xcomp",
    "acomp": "xcomp",
    "nmod": "compound",
}
_CLAUSES = frozenset({"root", "ccomp", "advcl", "acl", "parataxis", "csubj"})
_MAY_BEGIN = _CLAUSES | {"conj"}
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "X"})
_PREDICATIVE = frozenset({"VERB", "AUX", "ADJ", "NOUN", "PROPN"})
_INSIDE_NOUN = frozenset(
    {"det", "amod", "compound", "nummod", "nmod:poss", "flat", "advmod", "nmod:unmarked"}
)
_BRACKETS = {")": "(", ">": "<", "]": "["}
_RELATIVE = frozenset({"which", "that", "who", "whose", "whom"})
_SHARES = frozenset({"pct", "percent", "cent", "pc", "%", "wholly", "half"})
#: Words of phrases of time that stand between subject and verb without a preposition.
_TIMES = frozenset(
    {"today", "yesterday", "tomorrow", "tonight", "week", "month", "year", "quarter", "morning", "evening"}
    | {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "weekend", "night"}
)
_WHICH_TIME = frozenset({"last", "this", "next", "early", "late", "earlier"})
_BE = frozenset({"be", "is", "are", "was", "were", "been", "being", "'s", "’s", "remains", "remained"})


class Grammar:
    """The parse of one document in plain lists, and the walks over it.

    Attributes:
        words: tokens in lower case.
        raw: tokens as written.
        pos: universal parts of speech.
        dep: relations in full, in lower case (``nsubj:pass``).
        head: heads; a root is its own.
        offsets: of each token the offset of its first character.
        ends: of each token the offset after its last character.
        children: dependents of each token, in text order.
        sentence: the number of each token's sentence.
        bounds: first token and token after the last of each sentence.
        clause: of each token the predicate whose clause it stands in.
    """

    def __init__(self, doc: Doc, text: str) -> None:
        """Read the parse.

        Args:
            doc: a parsed document.
            text: its text.
        """
        # One array for all tokens, each name looked up once: attributes of Token cost a call apiece.
        rows = doc.to_array(["POS", "DEP", "HEAD", "SENT_START", "IDX", "LENGTH"])
        tags, relations = rows[:, 0].tolist(), rows[:, 1].tolist()
        steps, begins, starts, lengths = rows[:, 2:].view(np.int64).T
        names = {key: doc.vocab.strings[key] for key in {*tags, *relations}}
        lower = {key: name.lower() for key, name in names.items()}
        self.offsets: list[int] = starts.tolist()
        self.ends: list[int] = (starts + lengths).tolist()
        self.raw = [text[start:end] for start, end in zip(self.offsets, self.ends, strict=True)]
        self.words = list(map(str.lower, self.raw))
        self.pos: list[str] = [names[key] for key in tags]
        self.dep: list[str] = [lower[key] for key in relations]
        self.head: list[int] = (np.arange(len(steps)) + steps).tolist()
        edges = [0, *(np.flatnonzero(begins[1:] == 1) + 1).tolist(), len(self.raw)]
        self.bounds = list(pairwise(edges))
        self.sentence: list[int] = np.repeat(np.arange(len(self.bounds)), np.diff(edges)).tolist()
        if "pobj" in self.dep or "dobj" in self.dep:
            self._from_clear()
        bases = {dep: dep.partition(":")[0] for dep in set(self.dep)}
        self.base = [bases[dep] for dep in self.dep]
        self.children: list[list[int]] = [[] for _ in self.raw]
        for index, head in enumerate(self.head):
            if head != index:
                self.children[head].append(index)
        self._prepositions: dict[int, str | None] = {}
        self._edges: dict[int, int] = {}
        self._related: dict[int, dict[str, list[int]]] = {}
        self.clause = self._clauses()

    def _from_clear(self) -> None:
        """Turn CLEAR relations into UD ones: an object of a preposition becomes the verb's own dependent."""
        for index, dep in enumerate(self.dep):
            if dep == "pobj":
                preposition = self.head[index]
                governor = self.head[preposition]
                self.head[index] = governor if governor != preposition else index
                self.head[preposition] = index
                by_agent = self.dep[preposition] == "agent"
                nominal = self.pos[governor] in ("NOUN", "PROPN", "NUM")
                self.dep[index] = "obl:agent" if by_agent else "nmod" if nominal else "obl"
                self.dep[preposition] = "case"
            else:
                self.dep[index] = _CLEAR.get(dep, dep)

    def _clauses(self) -> list[int]:
        above = np.array(self.head, dtype=np.int64)
        for index, base in enumerate(self.base):
            if base in _MAY_BEGIN and self._begins_clause(index):
                above[index] = index
        # Each step goes twice as far up, to what begins a clause.
        while not np.array_equal(above, farther := above[above]):
            above = farther
        clause: list[int] = above.tolist()
        return clause

    def _begins_clause(self, index: int) -> bool:
        if self.base[index] not in _CLAUSES and not (
            self.pos[index] in ("VERB", "AUX") and self.is_verb(self.head[index])
        ):
            return False
        return not self.continues(index)

    def continues(self, index: int) -> bool:
        """Tell whether a verb goes on with its governor's clause: *agreed to buy*, *is expected to reach*."""
        base = self.base[index]
        if base == "xcomp":
            return True
        if base not in ("advcl", "acl", "ccomp", "conj") or self.head[index] > index:
            return False
        if any(self.base[child] == "nsubj" for child in self.children[index]):
            return False
        marks = [c for c in self.children[index] if self._is_infinitive_mark(c)]
        return bool(marks) and 0 < marks[0] - self.head[index] <= 2

    def related(self, sentence: int, base: str) -> list[int]:
        """Return the tokens of a sentence with some relation to their heads, in text order."""
        if sentence not in self._related:
            by_base: dict[str, list[int]] = {}
            for index in range(*self.bounds[sentence]):
                by_base.setdefault(self.base[index], []).append(index)
            self._related[sentence] = by_base
        return self._related[sentence].get(base, [])

    def is_verb(self, index: int) -> bool:
        """Tell whether a token is a verb or the noun of a copula."""
        return self.pos[index] in ("VERB", "AUX") or any(
            self.base[child] in ("cop", "aux", "nsubj") for child in self.children[index]
        )

    def chain(self, index: int) -> list[int]:
        """Return a verb and the verbs it goes on from, inner first: *buy* ← *agreed*."""
        found = [index]
        while self.continues(found[-1]) and self.head[found[-1]] not in found:
            found.append(self.head[found[-1]])
        return found

    def conjuncts(self, index: int) -> list[int]:
        """Return a noun and those coordinated with it, in text order."""
        found = [index]
        for node in found:
            found.extend(
                child
                for child in self.children[node]
                if self.base[child] == "conj" and self.pos[child] in _NOMINAL | {"ADJ"} and child not in found
            )
        return sorted(found)

    def is_passive(self, index: int) -> bool:
        """Tell whether a verb is in the passive, as main verb or as a participle after its noun."""
        infinitive = any(self._is_infinitive_mark(child) for child in self.children[index])
        for child in self.children[index]:
            if self.dep[child] in ("nsubj:pass", "aux:pass", "obl:agent"):
                return True
            # *is to buy* is no passive, *is to be bought* is one.
            forms = ("be",) if infinitive else _BE
            if self.base[child] in ("aux", "cop") and self.words[child] in forms and self._is_past(index):
                return True
        if infinitive:
            return False
        bare = not any(self.base[child] in ("nsubj", "aux") for child in self.children[index])
        if bare and self.base[index] == "conj" and self._is_past(index) and not self._has_object(index):
            # *was founded in 2004 and opened in 2006* shares its auxiliary.
            return self.pos[self.head[index]] == "VERB" and self.is_passive(self.head[index])
        return bare and self.base[index] in ("acl", "amod", "advcl") and self._is_past(index)

    def _is_infinitive_mark(self, index: int) -> bool:
        return self.words[index] == "to" and self.pos[index] == "PART"

    def _has_object(self, index: int) -> bool:
        return any(self.base[child] == "obj" for child in self.children[index])

    def _is_past(self, index: int) -> bool:
        word = self.words[index]
        if self.pos[index] not in ("VERB", "AUX") and not word.endswith(
            ("ed", "en", "wn", "lt", "ld", "ght")
        ):
            return False  # *is due*, *is ready*
        return not word.endswith("ing") and word not in ("have", "has", "had")

    def subjects(self, index: int) -> list[int]:
        """Return the heads of a verb's grammatical subject, passing through auxiliaries and coordination.

        A relative clause or a participle takes the noun it stands by, a coordinated verb the subject of
        the first one, an infinitive that of its governor. Where the parse gives none, the noun phrase
        left of the verb is taken.
        """
        seen: set[int] = set()
        node = index
        while node not in seen:
            seen.add(node)
            own = [child for child in self.children[node] if self.base[child] == "nsubj"]
            if own:
                return self._relative(own, node)
            base = self.base[node]
            if base in ("acl", "amod") and not self.continues(node):
                left = self._left_of_verb(node) if base == "amod" and self._has_object(node) else None
                if left is not None:
                    return [left]
                noun = self.head[node]
                # *It is 44 pct owned by …*
                share = self.words[noun] in _SHARES and [
                    child for child in self.children[noun] if self.base[child] == "nsubj"
                ]
                return share or [noun]
            if node == index or self.continues(node):
                left = self._left_of_verb(node)
                if left is not None:
                    return [left]
            if self.continues(node) or base in ("advcl", "conj"):
                node = self.head[node]
                continue
            break
        return []

    def _relative(self, subjects: list[int], verb: int) -> list[int]:
        if self.words[subjects[0]] in _RELATIVE and self.base[verb] in ("acl", "advcl", "conj"):
            noun = self.antecedent(subjects[0])
            if noun is not None:
                return [noun]
        return subjects

    def antecedent(self, pronoun: int) -> int | None:
        """Return the noun that a relative pronoun stands for: the last one before it."""
        start, _ = self.bounds[self.sentence[pronoun]]
        verb = self.clause[pronoun]
        if self.base[verb] == "acl" and self.head[verb] < pronoun and self.pos[self.head[verb]] in _NOMINAL:
            return self.head[verb]
        for index in range(pronoun - 1, start - 1, -1):
            if self.pos[index] in ("NOUN", "PROPN"):
                return self.noun_head(index)
        return None

    def noun_head(self, index: int) -> int:
        """Return the head of the noun phrase that a word stands in."""
        while self.base[index] in ("compound", "flat", "nummod", "amod", "det") and (
            self.pos[self.head[index]] in _NOMINAL
        ):
            if self.head[index] == index:
                break
            index = self.head[index]
        return index

    def _left_of_verb(self, verb: int) -> int | None:
        """Return the noun before a finite verb, past auxiliaries, adverbs and parentheses."""
        start, _ = self.bounds[self.sentence[verb]]
        index = verb - 1
        if self.words[index] == "to" and self.words[index - 1] in _BE:
            index -= 1
        while index >= start and (
            self.pos[index] in ("AUX", "ADV", "PART", "SPACE") and self.words[index] != "to"
        ):
            index -= 1
        if self.words[index] == "to" or self.words[verb].endswith("ing"):
            return None
        for _ in range(3):
            index = self._past_parentheses(index, start)
            if index < start or self.pos[index] not in ("NOUN", "PROPN", "PRON", "NUM"):
                return None
            head = self.noun_head(index)
            if head == verb or head > verb:
                head = index
            while self.base[head] == "conj" and self.pos[self.head[head]] in _NOMINAL:
                head = self.head[head]
            timed = self.words[head] in _TIMES
            edge = self.left_edge(head)
            if timed:
                edge = head - (self.words[head - 1] in _WHICH_TIME)
            if self.preposition(head) is None and not timed:
                return head
            # *Oman and Qatar on Monday signed*: a phrase of time between subject and verb
            index = edge - (1 if timed else 2)
        return None

    def _past_parentheses(self, index: int, start: int) -> int:
        """Return the token before what stands in brackets or between commas."""
        while index >= start:
            if self.words[index] in _BRACKETS:
                opener = _BRACKETS[self.words[index]]
                while index > start and self.words[index] != opener:
                    index -= 1
                index -= 1
            elif self.words[index] == ",":
                commas = [i for i in range(start, index) if self.words[i] == ","]
                if not commas:
                    return start - 1
                index = commas[-1] - 1
            else:
                break
        return index

    def objects(self, index: int) -> list[int]:
        """Return the heads of a verb's direct objects (measures without preposition among them)."""
        found = [
            c for c in self.children[index] if self.base[c] in ("obj", "iobj") and self.pos[c] != "PUNCT"
        ]
        found += [
            child
            for child in self.children[index]
            if self.dep[child] in ("obl:unmarked", "obl", "xcomp", "dep")
            and child > index
            and self.pos[child] in _NOMINAL
            and self.preposition(child) is None
        ]
        if self.base[index] == "acl" and not self.is_passive(index) and self._has_subject(index):
            # *the ore which Peru ships*, *the loan it took*
            relative = [c for c in found if self.words[c] in _RELATIVE]
            found = [c for c in found if c not in relative] or [self.head[index]]
        return found

    def _has_subject(self, index: int) -> bool:
        return any(self.base[c] == "nsubj" and self.words[c] not in _RELATIVE for c in self.children[index])

    def preposition(self, index: int) -> str | None:
        """Return the preposition before a noun phrase, that of the first noun for coordinated ones."""
        if index not in self._prepositions:
            self._prepositions[index] = self._find_preposition(index)
        return self._prepositions[index]

    def _find_preposition(self, index: int) -> str | None:
        seen: set[int] = set()
        node = index
        while node not in seen:
            seen.add(node)
            for child in self.children[node]:
                if (
                    self.base[child] in ("case", "mark")
                    and child < node
                    and self.words[child] not in ("'s", "’s")
                ):
                    return self.words[child]
            # A case marker that the parse hung elsewhere still stands before the phrase.
            before = self.left_edge(node) - 1
            if before >= 0 and self.pos[before] == "ADP" and self.sentence[before] == self.sentence[index]:
                return None if self.dep[before] in ("compound:prt", "advmod") else self.words[before]
            if self.base[node] in ("conj", "flat", "compound") and self.pos[self.head[node]] in _NOMINAL:
                node = self.head[node]
        return None

    def left_edge(self, index: int) -> int:
        """Return the first token of a noun phrase, its preposition left out."""
        if index not in self._edges:
            self._edges[index] = self._find_left_edge(index)
        return self._edges[index]

    def _find_left_edge(self, index: int) -> int:
        edge = index
        stack = [index]
        while stack:
            node = stack.pop()
            edge = min(edge, node)
            stack.extend(
                child
                for child in self.children[node]
                if child < node and (self.dep[child] in _INSIDE_NOUN or self.base[child] in _INSIDE_NOUN)
            )
        return edge

    def governor(self, index: int) -> int | None:
        """Return the predicate that a noun is subject, object or oblique of."""
        node = index
        steps = 0
        while self.head[node] != node and steps < 12:
            if self.base[node] in ("nsubj", "obj", "obl", "iobj", "xcomp", "ccomp"):
                return self.head[node]
            if self.base[node] in ("root", "advcl", "acl", "parataxis"):
                return None
            node = self.head[node]
            steps += 1
        return None

    def under(self, index: int, ancestor: int) -> bool:
        """Tell whether a token stands below another one in the tree."""
        node = index
        for _ in range(40):
            if node == ancestor:
                return True
            if self.head[node] == node:
                return False
            node = self.head[node]
        return False

    def is_negated(self, index: int, negations: frozenset[str]) -> bool:
        """Tell whether a verb or noun carries a negation word of its own."""
        return any(self.words[child] in negations for child in self.children[index])

    def find(self, words: Sequence[str], start: int) -> bool:
        """Tell whether a run of lower-case words stands at a token."""
        return self.words[start : start + len(words)] == list(words)

    def between(self, start: int, end: int) -> Iterator[int]:
        """Yield the tokens of a range that are no white space."""
        return (index for index in range(start, end) if self.pos[index] != "SPACE")
