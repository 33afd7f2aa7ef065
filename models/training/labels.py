"""What each training set knows about names: one mechanism for partial labels.

A word's target is the set of tags its label allows, kept as a bit mask over `TAGS`. A set that knows
places of one kind only allows `GPE`, `LOC` and `FAC` for them; where a set did not label works and
events, `O` may hide `MISC`. The loss asks for the probability of the whole set.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from orewire_news.decoding import NAME_LABELS, TAGS

PLACES = ("GPE", "LOC", "FAC")
ANYTHING = (1 << len(TAGS)) - 1
#: The label of a span whose words may be anything (it does not end at word borders).
UNSURE = "?"

Span = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Scheme:
    """How a set labels names.

    Attributes:
        one_kind_of_place: its `LOC` is a place of any kind.
        unlabelled: labels that it does not know, or labels sparsely; outside its names they may hide.
    """

    one_kind_of_place: bool = True
    unlabelled: tuple[str, ...] = ()


OWN = Scheme(one_kind_of_place=False)
SCHEMES = {
    "wikinews": OWN,
    "newswire": OWN,
    "gum": Scheme(),
    "ewt": Scheme(unlabelled=("MISC",)),
    "re3d": Scheme(unlabelled=("MISC",)),
    "sec": Scheme(unlabelled=("MISC",)),
}


def scheme_of(name: str) -> Scheme:
    """Give the labelling scheme of a set by its name."""
    return SCHEMES.get(name, Scheme())


def tag(prefix: str, label: str) -> int:
    """Give the number of the tag ``prefix-label``."""
    return TAGS.index(f"{prefix}-{label}")


def allowed_tags(length: int, names: Iterable[Span], scheme: Scheme) -> list[int]:
    """Give the bit mask of allowed tags for each word of a text.

    Args:
        length: number of words.
        names: labelled spans.
        scheme: what the set that they come from knows.

    Returns:
        One mask per word.

    Raises:
        ValueError: a span lies outside the text, overlaps another, or has a label that is not known.
    """
    outside = 1 << TAGS.index("O")
    for label in scheme.unlabelled:
        outside |= 1 << tag("B", label) | 1 << tag("I", label)
    masks = [outside] * length
    taken = bytearray(length)
    for start, end, label in names:
        if not 0 <= start < end <= length:
            raise ValueError(f"span {start}-{end} ({label}) is outside a text of {length} words")
        if any(taken[start:end]):
            raise ValueError(f"span {start}-{end} ({label}) overlaps another")
        taken[start:end] = b"\1" * (end - start)
        if label == UNSURE:
            masks[start:end] = [ANYTHING] * (end - start)
            continue
        if label not in NAME_LABELS:
            raise ValueError(f"label {label!r} is not one of {', '.join(NAME_LABELS)}")
        labels = PLACES if label == "LOC" and scheme.one_kind_of_place else (label,)
        masks[start] = sum(1 << tag("B", each) for each in labels)
        masks[start + 1 : end] = [sum(1 << tag("I", each) for each in labels)] * (end - start - 1)
    return masks
