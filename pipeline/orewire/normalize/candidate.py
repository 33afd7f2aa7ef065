"""A candidate: a span that some rule or model takes for a mention."""

from dataclasses import dataclass

from orewire.schema import Label, Value


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible mention, before the resolver settles conflicts.

    Attributes:
        label: what it would be.
        start: offset of its first character in the text.
        end: offset after its last character.
        value: its normalised value, or None where nothing is known beyond the words.
        rule: what found it, as ``component.rule`` (``money.symbol``, ``encoder.names``).
        confidence: how sure that is, from 0 to 1.
    """

    label: Label
    start: int
    end: int
    value: Value | None
    rule: str
    confidence: float = 1.0
