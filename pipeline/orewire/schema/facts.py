"""Facts: typed statements whose arguments point to mentions or to words of the text."""

import hashlib
from collections.abc import Iterable
from typing import Annotated, NamedTuple

from pydantic import Field

from orewire.schema.labels import FactType, Label, Status
from orewire.schema.mentions import Span
from orewire.schema.values import Model


class Role(NamedTuple):
    """What may fill a role of a fact.

    Attributes:
        labels: labels of mentions it takes.
        text: whether words of the text that are no mention may fill it.
        many: whether one fact may have it several times.
        required: whether no fact of the type is without it.
    """

    labels: frozenset[Label]
    text: bool = False
    many: bool = False
    required: bool = False


_PARTY = frozenset({Label.GPE, Label.NORP, Label.ORG})
_HOLDER = frozenset({Label.GPE, Label.NORP, Label.ORG, Label.FAC, Label.LOC})
_ACTOR = _PARTY | {Label.PERSON}
_COMMODITY = frozenset({Label.MINERAL})
_DATE = frozenset({Label.DATE})
_MONEY = frozenset({Label.MONEY})
_PLACE = frozenset({Label.GPE, Label.LOC, Label.FAC, Label.ORG})
_AMOUNT = frozenset({Label.QUANTITY, Label.MONEY, Label.PERCENT})

_COMMODITIES = Role(_COMMODITY, many=True)
_SOME_COMMODITY = Role(_COMMODITY, many=True, required=True)
_PERIOD = Role(_DATE)
_TEXT = Role(frozenset(), text=True)

#: The roles of each fact type.
ROLES: dict[FactType, dict[str, Role]] = {
    FactType.TRADE: {
        "partner": Role(_PARTY, many=True),
        "exporter": Role(_PARTY),
        "importer": Role(_PARTY),
        "commodity": _COMMODITIES,
        "value": Role(_AMOUNT, required=True),
        "period": _PERIOD,
    },
    FactType.SUPPLY: {
        "supplier": Role(_HOLDER),
        "recipient": Role(_HOLDER),
        "commodity": _SOME_COMMODITY,
        "quantity": Role(_AMOUNT),
        "period": _PERIOD,
    },
    FactType.PRODUCTION: {
        "producer": Role(_HOLDER),
        "commodity": _SOME_COMMODITY,
        "quantity": Role(_AMOUNT),
        "period": _PERIOD,
    },
    FactType.RESERVE: {
        "holder": Role(_HOLDER),
        "commodity": _SOME_COMMODITY,
        "quantity": Role(_AMOUNT),
    },
    FactType.PRICE: {
        "commodity": Role(_COMMODITY, required=True),
        "value": Role(_MONEY, required=True),
        "period": _PERIOD,
    },
    FactType.INVESTMENT: {
        "investor": Role(_ACTOR),
        "recipient": Role(_HOLDER),
        "value": Role(_MONEY),
        "commodity": _COMMODITIES,
        "period": _PERIOD,
    },
    FactType.ACQUISITION: {
        "buyer": Role(_ACTOR),
        "target": Role(frozenset({Label.ORG, Label.FAC}), required=True),
        "seller": Role(_ACTOR),
        "stake": Role(frozenset({Label.PERCENT})),
        "value": Role(_MONEY),
        "period": _PERIOD,
    },
    FactType.AGREEMENT: {
        "party": Role(_ACTOR, many=True, required=True),
        "kind": _TEXT,
        "commodity": _COMMODITIES,
        "value": Role(_MONEY),
        "period": _PERIOD,
    },
    FactType.MEETING: {
        "participant": Role(_ACTOR, many=True, required=True),
        "place": Role(_PLACE),
        "period": _PERIOD,
    },
    FactType.POSITION: {
        "person": Role(frozenset({Label.PERSON}), required=True),
        "title": Role(frozenset(), text=True, required=True),
        "organization": Role(_PARTY | {Label.LOC}),
    },
    FactType.ESTABLISHMENT: {
        "subject": Role(frozenset({Label.ORG, Label.FAC, Label.GPE}), text=True, required=True),
        "kind": Role(frozenset(), text=True, required=True),
        "place": Role(_PLACE),
        "period": _PERIOD,
    },
    FactType.RANKING: {
        "subject": Role(_HOLDER, required=True),
        "rank": Role(frozenset(), text=True, required=True),
        "scope": Role(frozenset(_HOLDER), text=True),
        "commodity": Role(_COMMODITY),
    },
}

#: The roles that no fact of a type is without.
REQUIRED_ROLES = {
    fact_type: tuple(name for name, role in roles.items() if role.required)
    for fact_type, roles in ROLES.items()
}


class MentionArgument(Model):
    """A role filled by a mention."""

    role: str
    mention: str = Field(pattern=r"^m\d+$")


class TextArgument(Span):
    """A role filled by words of the text: a title, a rank, a kind of agreement."""

    role: str


# Nothing fits both, so the second is tried only on what is not the first.
Argument = Annotated[MentionArgument | TextArgument, Field(union_mode="left_to_right")]


class Fact(Model):
    """One stated relation."""

    id: str = Field(pattern=r"^f\d+$")
    type: FactType
    status: Status
    trigger: Span = Field(description="the words that state it")
    sentence: Span
    arguments: tuple[Argument, ...]
    uid: str = Field(pattern=r"^[0-9a-f]{32}$", description="the same for the same fact on every run")
    rule: str | None = Field(default=None, description="what found it; null in what was labelled by hand")
    confidence: float | None = Field(
        default=None, ge=0, le=1, description="the share of facts like this one that are right"
    )


def compute_uid(
    sha256: str, fact_type: FactType, status: Status, arguments: Iterable[tuple[str, str]]
) -> str:
    """Compute the stable identifier of a fact.

    Args:
        sha256: hex digest of the article's text.
        fact_type: the type of the fact.
        status: its status.
        arguments: pairs of role and normalised filler (an entity's name, a value as JSON,
            words in lower case), in any order.

    Returns:
        32 hexadecimal digits, the same for the same input in any order of arguments.
    """
    parts = [sha256, fact_type, status, *(f"{role}={filler}" for role, filler in sorted(arguments))]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]
