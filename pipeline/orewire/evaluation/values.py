"""When a value is right: the fields that say what is meant are all equal to those of gold.

Fields that follow from others (symbol, lists, tonnes), that tell how a value was found (basis, anchored),
or that guidelines do not settle (kind, mod, a place's name) are not compared. LOC and FAC have no other.
"""

from decimal import Decimal

from orewire.schema import Label, Mention, Value

_LIMITS = ("amount", "min", "max", "approx", "bound")

#: The compared fields of each label's values; labels that are not here have no scored value.
FIELDS: dict[Label, tuple[str, ...]] = {
    Label.MONEY: (*_LIMITS, "currency", "per"),
    Label.QUANTITY: (*_LIMITS, "unit", "per"),
    Label.PERCENT: ("value", "min", "max", "approx", "bound"),
    Label.DATE: ("timex", "start", "end"),
    Label.MINERAL: ("commodity", "form"),
    Label.GPE: ("country",),
    Label.NORP: ("country",),
    Label.ORG: ("name",),
    Label.PERSON: ("name",),
}

_DECIMALS = frozenset({"amount", "min", "max", "value"})
_NAMES = frozenset({"name"})


def right_fields(label: Label, gold: Value, predicted: Value | None) -> dict[str, bool]:
    """Compare a value with gold, field by field.

    Args:
        label: the label of both mentions.
        gold: the value by hand.
        predicted: the value found.

    Returns:
        For each compared field whether it is equal: decimals as numbers (``2.50`` is ``2.5``),
        names without regard to case and white space, all others exactly. No field of no value is right.
    """
    return {
        field: predicted is not None and _same(field, getattr(gold, field), getattr(predicted, field))
        for field in FIELDS.get(label, ())
    }


def is_right(gold: Mention, predicted: Mention) -> bool:
    """Tell whether a mention's value is that of the gold mention of the same label, which must have one."""
    assert gold.value is not None  # noqa: S101 - the caller's promise, for the type checker
    return all(right_fields(gold.label, gold.value, predicted.value).values())


def is_scored(gold: Mention) -> bool:
    """Tell whether a gold mention has a value to compare with."""
    return gold.value is not None and gold.label in FIELDS


def plain_name(name: str) -> str:
    """Bring a name to the form in which names are compared."""
    return " ".join(name.casefold().split())


def _same(field: str, gold: object, predicted: object) -> bool:
    if isinstance(gold, str) and isinstance(predicted, str):
        if field in _DECIMALS:
            return Decimal(gold) == Decimal(predicted)
        if field in _NAMES:
            return plain_name(gold) == plain_name(predicted)
    return gold == predicted
