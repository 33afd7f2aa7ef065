"""The words of English dates, from ``dates.toml``."""

from functools import cache

from pydantic import BaseModel, ConfigDict, Field

from orewire.lexicons.reader import read_toml


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Holiday(_Strict):
    """A holiday: its names and the rule for its day, one for all or one per country."""

    names: list[str] = Field(min_length=1)
    rule: str | None = Field(default=None, description="see orewire.normalize.dates.holidays")
    countries: dict[str, str] = Field(default_factory=dict, description="ISO 3166-1 alpha-2 code to rule")


class DateWords(_Strict):
    """The content of ``dates.toml``."""

    months: dict[str, int]
    month_abbreviations: dict[str, int]
    weekdays: dict[str, int]
    weekday_abbreviations: dict[str, int]
    units: dict[str, str]
    clock_units: dict[str, str]
    seasons: dict[str, str]
    today: dict[str, int]
    numbers: dict[str, int]
    ordinals: dict[str, int]
    decades: dict[str, int]
    adverbs: dict[str, str]
    words: dict[str, list[str]] = Field(description="other words of the grammar, by what they do there")
    edges: dict[str, str]
    cues: dict[str, frozenset[str]] = Field(description="words around a date that tell what it is")
    counted: frozenset[str] = Field(description="what numbers count: a number before it is no year")
    rated: frozenset[str] = Field(description="what is measured per time: ``annual output`` is a rate")
    event_words: frozenset[str] = Field(description="before a weekday these make it a name: Super Tuesday")
    sport_words: list[str] = Field(description="near these the first half is that of a match")
    holidays: list[Holiday]


@cache
def date_words() -> DateWords:
    """The validated lexicon."""
    return read_toml("dates.toml", DateWords)
