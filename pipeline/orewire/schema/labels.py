"""The names of what comes out: mention labels, fact types, fact statuses."""

from enum import StrEnum


class Label(StrEnum):
    """What a mention is."""

    MONEY = "MONEY"
    MINERAL = "MINERAL"
    ORG = "ORG"
    DATE = "DATE"
    PERSON = "PERSON"
    GPE = "GPE"
    NORP = "NORP"
    LOC = "LOC"
    FAC = "FAC"
    QUANTITY = "QUANTITY"
    PERCENT = "PERCENT"


#: Labels whose mentions name a thing and so belong to an entity; the others are values.
ENTITY_LABELS = frozenset(
    {Label.MINERAL, Label.ORG, Label.PERSON, Label.GPE, Label.NORP, Label.LOC, Label.FAC}
)


class FactType(StrEnum):
    """What a fact states."""

    TRADE = "TRADE"
    SUPPLY = "SUPPLY"
    PRODUCTION = "PRODUCTION"
    RESERVE = "RESERVE"
    PRICE = "PRICE"
    INVESTMENT = "INVESTMENT"
    ACQUISITION = "ACQUISITION"
    AGREEMENT = "AGREEMENT"
    MEETING = "MEETING"
    POSITION = "POSITION"
    ESTABLISHMENT = "ESTABLISHMENT"
    RANKING = "RANKING"


class Status(StrEnum):
    """How a fact holds."""

    ACTUAL = "actual"
    PLANNED = "planned"
    PROJECTED = "projected"
    POSSIBLE = "possible"
    NEGATED = "negated"
