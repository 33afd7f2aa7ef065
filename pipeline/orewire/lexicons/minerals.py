"""The lexicon of minerals: names, forms, critical lists, and what tells a mineral from its homographs."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from orewire.lexicons.reader import LexiconError, read_csv, read_toml

_MINERALS = "minerals.csv"
_LISTS = "critical_lists.toml"
_SENSES = "mineral_senses.toml"
_SLUG = r"^[a-z][a-z0-9-]*$"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class MineralKind(StrEnum):
    """What sort of thing a row of the lexicon names."""

    COMMODITY = "commodity"
    GROUP = "group"
    ORE_MINERAL = "ore-mineral"
    COMPOUND = "compound"
    ALLOY = "alloy"


class Mineral(_Strict):
    """A row of the lexicon.

    Attributes:
        slug: its key.
        name: its usual name.
        variants: other names, separated by ``|``.
        kind: what sort of thing it is.
        base: slug of the commodity a mention is filed under, where that is not itself.
        form: what of the commodity it is.
        symbol: chemical symbol or formula.
    """

    slug: str = Field(pattern=_SLUG)
    name: str
    variants: str = ""
    kind: MineralKind
    base: str | None = Field(default=None, pattern=_SLUG)
    form: str | None = None
    symbol: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """All its names, the usual one first."""
        return (self.name, *filter(None, self.variants.split("|")))

    @property
    def commodity(self) -> str:
        """The slug its mentions are filed under."""
        return self.base or self.slug


class CriticalList(_Strict):
    """An official list of critical minerals.

    Attributes:
        list: who keeps it.
        year: when it was published.
        source: the document it is copied from.
        entries: slugs of the lexicon.
    """

    list: str
    year: int = Field(ge=1939, le=2100)
    source: str = Field(min_length=1)
    entries: tuple[str, ...] = Field(min_length=1)


class _Lists(_Strict):
    lists: tuple[CriticalList, ...]


class _Points(_Strict):
    formed: int
    head: int
    verb: int
    measured: int
    governed: int
    made: int
    listed: int
    paired: int
    rival: int
    object: int
    bare: int
    fixed: int
    favour: int
    trade: int
    elsewhere: int
    article: int
    verbal: int
    modifying: int


class _After(_Strict):
    head: str
    verb: str
    object: str
    auxiliaries: str


class _Before(_Strict):
    prepositions: str
    measured: str
    governed: str
    made: str


class _Context(_Strict):
    trade: str
    elsewhere: str


class _Names(_Strict):
    after: str
    pairs: tuple[str, ...]
    doubtful: tuple[str, ...]


class _Idioms(_Strict):
    phrases: tuple[str, ...]


class _Word(_Strict):
    points: int
    rival: str = ""
    against_before: str = ""
    bare_before: str = ""
    against_after: str = ""
    favour_before: str = ""
    favour_after: str = ""


class _Senses(_Strict):
    needed: int
    sure: int
    telling: int
    points: _Points
    after: _After
    before: _Before
    context: _Context
    names: _Names
    idioms: _Idioms
    words: dict[str, _Word]
    plain: dict[str, int]
    forms: dict[str, str]


@dataclass(frozen=True, slots=True)
class Sense:
    """How a name is told from its homographs.

    Attributes:
        points: what it starts with.
        before: points by the word before it, for this name alone.
        bare: points by the word before it where nothing that follows speaks for the mineral.
        after: points by the word after it, for this name alone.
        rivals: words that beside it make it something else.
    """

    points: int
    before: dict[str, int]
    bare: dict[str, int]
    after: dict[str, int]
    rivals: frozenset[str]


@dataclass(frozen=True, slots=True)
class MineralName:
    """A name as it is looked for in text.

    Attributes:
        mineral: what it names.
        text: the name.
        exact: it is matched in this case only.
        sense: how it is told from its homographs.
    """

    mineral: Mineral
    text: str
    exact: bool
    sense: Sense


@dataclass(frozen=True, slots=True)
class Cues:
    """Words around a name that count for or against its being a mineral.

    Attributes:
        needed: points from which on it is one.
        sure: points of a name that has no homographs.
        telling: points of a name that tells what its passage is about.
        points: what each kind of cue counts.
        before: points by the word right before a name.
        governed: words that count before a preposition (``exports of``).
        measured: words that count before ``of``, or right before a name (``tonnes of``, ``1.5 pct``).
        after: points by the word right after a name.
        prepositions: words skipped to find what governs a name.
        auxiliaries: words skipped to find the verb after a name.
        company: words after it that make it part of a company's name.
        pairs: a name and the word beside it, in this order, that make a name of something else.
        doubtful: likewise, unless a head noun follows.
    """

    needed: int
    sure: int
    telling: int
    points: _Points
    before: dict[str, int]
    governed: frozenset[str]
    measured: frozenset[str]
    after: dict[str, int]
    prepositions: frozenset[str]
    auxiliaries: frozenset[str]
    company: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    doubtful: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class MineralLexicon:
    """All there is to know about minerals.

    Attributes:
        minerals: by slug.
        names: all names.
        lists: the critical lists.
        cues: words around a name.
        forms: the form by the word after a name, or an empty string.
        stops: phrases that hold a mineral's name and mean something else.
        topics: ``trade`` or ``elsewhere`` by the words that tell what a passage is about.
    """

    minerals: dict[str, Mineral]
    names: tuple[MineralName, ...]
    lists: tuple[CriticalList, ...]
    cues: Cues
    forms: dict[str, str]
    stops: tuple[str, ...]
    topics: dict[str, Literal["trade", "elsewhere"]]

    def lists_of(self, mineral: Mineral) -> tuple[CriticalList, ...]:
        """Return the critical lists that a mineral, or the commodity it is filed under, is on."""
        return tuple(
            critical
            for critical in self.lists
            if mineral.slug in critical.entries or mineral.commodity in critical.entries
        )


@cache
def load_minerals() -> MineralLexicon:
    """Load and check the lexicon.

    Returns:
        The lexicon.

    Raises:
        LexiconError: if a file does not hold what it should; the message names the file and the entry.
    """
    rows = read_csv(_MINERALS, Mineral)
    lists = read_toml(_LISTS, _Lists).lists
    senses = read_toml(_SENSES, _Senses)
    minerals = check_minerals(rows)
    check_lists(lists, minerals)
    return MineralLexicon(
        minerals=minerals,
        names=tuple(_names_of(rows, senses)),
        lists=lists,
        cues=_cues_of(senses),
        forms={word: form for form, words in senses.forms.items() for word in words.split()},
        stops=senses.idioms.phrases,
        topics=_topics_of(senses),
    )


def check_minerals(rows: list[Mineral]) -> dict[str, Mineral]:
    """Check that slugs and names are unique and every base commodity exists.

    Args:
        rows: the rows of the lexicon.

    Returns:
        The rows by slug.

    Raises:
        LexiconError: naming the file and the row.
    """
    minerals: dict[str, Mineral] = {}
    owners: dict[str, str] = {}
    for row in rows:
        if row.slug in minerals:
            raise LexiconError(f"lexicons/{_MINERALS}: {row.slug}: the slug is given twice")
        minerals[row.slug] = row
        for name in row.names:
            key = name if is_exact(name) else name.casefold().replace("-", " ")
            if key in owners:
                raise LexiconError(
                    f"lexicons/{_MINERALS}: {row.slug}: the name {name!r} is also that of {owners[key]}"
                )
            owners[key] = row.slug
    for row in rows:
        base = minerals.get(row.base) if row.base else row
        if base is None or base.base is not None:
            raise LexiconError(f"lexicons/{_MINERALS}: {row.slug}: {row.base!r} is no commodity of the file")
    return minerals


def check_lists(lists: tuple[CriticalList, ...], minerals: dict[str, Mineral]) -> None:
    """Check that the lists name minerals of the lexicon, each once.

    Args:
        lists: the critical lists.
        minerals: the rows of the lexicon by slug.

    Raises:
        LexiconError: naming the file and the entry.
    """
    for critical in lists:
        where = f"lexicons/{_LISTS}: {critical.list} {critical.year}"
        for entry in critical.entries:
            if entry not in minerals:
                raise LexiconError(f"{where}: {entry!r} is not in {_MINERALS}")
            if critical.entries.count(entry) > 1:
                raise LexiconError(f"{where}: {entry!r} is given twice")


def is_exact(name: str) -> bool:
    """Tell whether a name is matched in its case only: it has two capitals or a digit (``PGM``, ``Li2O``)."""
    return any(map(str.isdigit, name)) or sum(map(str.isupper, name.split(maxsplit=1)[0])) > 1


def _names_of(rows: list[Mineral], senses: _Senses) -> Iterator[MineralName]:
    points = senses.points
    plain = {word: _Word(points=start) for word, start in senses.plain.items()}
    words = {word: _sense_of(sense, points) for word, sense in (plain | senses.words).items()}
    sure = _sense_of(_Word(points=senses.sure), points)
    known = set()
    for row in rows:
        for name in row.names:
            known.add(name.casefold())
            yield MineralName(row, name, is_exact(name), words.get(name.casefold(), sure))
    for word in words:
        if word not in known:
            raise LexiconError(f"lexicons/{_SENSES}: words.{word}: no name of {_MINERALS}")


def _sense_of(word: _Word, points: _Points) -> Sense:
    def weigh(against: str, favour: str) -> dict[str, int]:
        return dict.fromkeys(against.split(), points.fixed) | dict.fromkeys(favour.split(), points.favour)

    return Sense(
        points=word.points,
        before=weigh(word.against_before, word.favour_before),
        bare=dict.fromkeys(word.bare_before.split(), points.bare),
        after=weigh(word.against_after, word.favour_after),
        rivals=frozenset(word.rival.split()),
    )


def _cues_of(senses: _Senses) -> Cues:
    points = senses.points
    return Cues(
        needed=senses.needed,
        sure=senses.sure,
        telling=senses.telling,
        points=points,
        before=dict.fromkeys(senses.before.made.split(), points.made),
        governed=frozenset(senses.before.governed.split()),
        measured=frozenset(senses.before.measured.split()),
        after=dict.fromkeys(senses.after.object.split(), points.object)
        | dict.fromkeys(senses.after.verb.split(), points.verb)
        | dict.fromkeys(senses.after.head.split(), points.head),
        prepositions=frozenset(senses.before.prepositions.split()),
        auxiliaries=frozenset(senses.after.auxiliaries.split()),
        company=frozenset(senses.names.after.split()),
        pairs=frozenset(map(_pair_of, senses.names.pairs)),
        doubtful=frozenset(map(_pair_of, senses.names.doubtful)),
    )


def _pair_of(phrase: str) -> tuple[str, str]:
    left, right = phrase.split()
    return left, right


def _topics_of(senses: _Senses) -> dict[str, Literal["trade", "elsewhere"]]:
    topics: dict[str, Literal["trade", "elsewhere"]] = dict.fromkeys(senses.context.trade.split(), "trade")
    topics.update(dict.fromkeys(senses.context.elsewhere.split(), "elsewhere"))
    return topics
