"""Mentions placed on the parse."""

from bisect import bisect_right
from dataclasses import dataclass
from typing import Any

from spacy.tokens import Doc

from orewire.facts.grammar import Grammar
from orewire.schema import Label


@dataclass(slots=True, eq=False)
class Item:
    """A mention with its tokens; it is equal to itself alone.

    Attributes:
        id: the mention's id.
        label: what it is.
        start: offset of its first character.
        end: offset after its last one.
        text: its words.
        value: its value, if it has one.
        entity: the entity's id, or the mention's own for values.
        first: its first token.
        last: its last token.
        head: the token among them that the others hang from.
        sentence: number of its sentence.
    """

    id: str
    label: Label
    start: int
    end: int
    text: str
    value: dict[str, Any] | None
    entity: str
    first: int
    last: int
    head: int
    sentence: int

    @property
    def country(self) -> str | None:
        """The country of a place or a nationality."""
        if self.label not in (Label.GPE, Label.NORP) or not self.value:
            return None
        country: str | None = self.value.get("country")
        return country

    def is_same(self, other: "Item") -> bool:
        """Tell whether two mentions name one thing; a country and its people count as one."""
        if self.entity == other.entity:
            return True
        if self.country is not None and self.country == other.country:
            whole = {self.label, other.label}
            return Label.NORP in whole
        return False


class Items:
    """The mentions of a document by token, by sentence, by country and in order, and their labels."""

    def __init__(self, doc: Doc, grammar: Grammar) -> None:
        """Place all mentions.

        Args:
            doc: with ``doc._.mentions``.
            grammar: its parse.
        """
        self.at: list[Item | None] = [None] * len(doc)
        self.all: list[Item] = []
        self.by_country: dict[str, list[Item]] = {}
        self.by_sentence: list[list[Item]] = [[] for _ in grammar.bounds]
        for record in doc._.mentions:
            # A mention may cut a token.
            first = max(bisect_right(grammar.offsets, record["start"]) - 1, 0)
            last = max(bisect_right(grammar.offsets, record["end"] - 1) - 1, 0)
            item = Item(
                id=record["id"],
                label=Label(record["label"]),
                start=record["start"],
                end=record["end"],
                text=record["text"],
                value=record["value"],
                entity=record.get("entity") or record["id"],
                first=first,
                last=last,
                head=_head_of(grammar, first, last),
                sentence=grammar.sentence[first],
            )
            self.all.append(item)
            self.by_sentence[item.sentence].append(item)
            for token in range(first, last + 1):
                if self.at[token] is None:
                    self.at[token] = item
            if item.country is not None:
                self.by_country.setdefault(item.country, []).append(item)
        self.labels = frozenset(item.label for item in self.all)


def _head_of(grammar: Grammar, first: int, last: int) -> int:
    """Return the token of a span whose head lies outside; of several the one that is no modifier."""
    if first == last:
        return first
    roots = [
        t for t in range(first, last + 1) if not first <= grammar.head[t] <= last or grammar.head[t] == t
    ]
    nominal = [
        t for t in roots if grammar.base[t] not in ("punct", "compound", "case", "det", "advmod", "cc")
    ]
    if nominal:
        return nominal[-1]
    return roots[-1] if roots else last
