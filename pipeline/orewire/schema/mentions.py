"""Mentions, the spans of text that name or measure something, and the entities they share."""

from typing import Annotated, Literal, Self

from pydantic import Field, TypeAdapter, model_validator

from orewire.schema.labels import Label
from orewire.schema.values import (
    CountryValue,
    DateValue,
    MineralValue,
    Model,
    MoneyValue,
    NameValue,
    OrgValue,
    PercentValue,
    QuantityValue,
)


class Span(Model):
    """A stretch of the article's text: ``text[start:end]``, in Unicode code points."""

    start: int = Field(ge=0, description="offset of the first character")
    end: int = Field(gt=0, description="offset after the last character")
    text: str

    @model_validator(mode="after")
    def _check_length(self) -> Self:
        if self.end - self.start != len(self.text):
            raise ValueError(f"span {self.start}-{self.end} does not fit its text {self.text!r}")
        return self


class _Labelled(Model):
    id: str = Field(pattern=r"^m\d+$")
    label: Label


# In this order of bases, id and label come first in JSON.
class _Mention(Span, _Labelled):
    entity: str | None = Field(default=None, pattern=r"^e\d+$")


class MoneyMention(_Mention):
    """An amount of money."""

    label: Literal[Label.MONEY]
    value: MoneyValue | None = None


class QuantityMention(_Mention):
    """A measured amount."""

    label: Literal[Label.QUANTITY]
    value: QuantityValue | None = None


class PercentMention(_Mention):
    """A percentage or percentage points."""

    label: Literal[Label.PERCENT]
    value: PercentValue | None = None


class DateMention(_Mention):
    """A calendar date, period, duration or recurring time."""

    label: Literal[Label.DATE]
    value: DateValue | None = None


class MineralMention(_Mention):
    """A mineral commodity, an ore mineral, or a named group of them."""

    label: Literal[Label.MINERAL]
    value: MineralValue | None = None


class OrgMention(_Mention):
    """A named organization."""

    label: Literal[Label.ORG]
    value: OrgValue | None = None


class NameMention(_Mention):
    """A person, a region or a facility."""

    label: Literal[Label.PERSON, Label.LOC, Label.FAC]
    value: NameValue | None = None


class CountryMention(_Mention):
    """A country, state, province or city; a nationality."""

    label: Literal[Label.GPE, Label.NORP]
    value: CountryValue | None = None


Mention = Annotated[
    MoneyMention
    | QuantityMention
    | PercentMention
    | DateMention
    | MineralMention
    | OrgMention
    | NameMention
    | CountryMention,
    Field(discriminator="label"),
]


class _Entity(Model):
    id: str = Field(pattern=r"^e\d+$")
    name: str = Field(min_length=1)
    aliases: tuple[str, ...] = Field(default=(), description="its other names in the article")
    mentions: tuple[str, ...] = Field(min_length=1, description="ids, in text order")


class MineralEntity(_Entity):
    """A mineral commodity."""

    label: Literal[Label.MINERAL]
    value: MineralValue | None = None


class OrgEntity(_Entity):
    """An organization."""

    label: Literal[Label.ORG]
    value: OrgValue | None = None


class NameEntity(_Entity):
    """A person, a region or a facility."""

    label: Literal[Label.PERSON, Label.LOC, Label.FAC]
    value: NameValue | None = None


class CountryEntity(_Entity):
    """A country, state, province or city; a nationality."""

    label: Literal[Label.GPE, Label.NORP]
    value: CountryValue | None = None


Entity = Annotated[MineralEntity | OrgEntity | NameEntity | CountryEntity, Field(discriminator="label")]

MENTION_ADAPTER: TypeAdapter[Mention] = TypeAdapter(Mention)
ENTITY_ADAPTER: TypeAdapter[Entity] = TypeAdapter(Entity)
