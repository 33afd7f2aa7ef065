"""Amounts of money, with the currency that the text means."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from orewire.lexicons.currencies import CRYPTO, Currencies, Currency, Family, currencies
from orewire.normalize.amounts.measures import Measure, scan
from orewire.normalize.amounts.troy import weighs_in_troy
from orewire.normalize.candidate import Candidate
from orewire.normalize.context import Place, nearest, sentence_around
from orewire.normalize.numbers import decimal_string
from orewire.normalize.tokens import Tokens
from orewire.schema import Basis, Label, MoneyValue

_TITLE_END: Final = 240


def find_money(text: str, places: Sequence[Place] = ()) -> list[Candidate]:
    """Find amounts of money.

    A sign or word that several currencies share (``$``, ``pounds``, ``francs``) takes the currency that the
    text gives elsewhere by the same sign; else that of the country named nearest in the sentence; else that
    of the title or dateline; else the most usual one. ``basis`` in the value says which.

    Args:
        text: the text.
        places: mentions in it that tell a country.

    Returns:
        Candidates in text order, without overlap.
    """
    tokens, measures = scan(text)
    amounts = [(measure, measure.unit) for measure in measures if isinstance(measure.unit, Currency)]
    if not amounts:
        return []
    chooser = _Chooser(tokens, amounts, places)
    return [
        _candidate(tokens, measure, unit, chooser.choose(measure, unit) if unit.family != CRYPTO else None)
        for measure, unit in amounts
    ]


def _candidate(
    tokens: Tokens, measure: Measure, unit: Currency, choice: tuple[str, Basis] | None
) -> Candidate:
    rule = f"money.{measure.rule}"
    if choice is None:  # bitcoins and the like have no ISO 4217 code, and so no value
        return Candidate(Label.MONEY, measure.start, measure.end, None, rule)
    low = decimal_string(measure.low * unit.scale)
    single = measure.high is None and not measure.vague
    value = MoneyValue(
        amount=low if single else None,
        min=None if single else low,
        max=None if measure.high is None else decimal_string(measure.high * unit.scale),
        approx=measure.approx,
        bound=measure.bound,
        currency=choice[0],
        per="ozt" if measure.per == "oz" and weighs_in_troy(tokens, measure) else measure.per,
        basis=choice[1],
    )
    return Candidate(Label.MONEY, measure.start, measure.end, value, rule)


class _Chooser:
    """Decides what shared signs and words mean in one text."""

    def __init__(
        self, tokens: Tokens, amounts: list[tuple[Measure, Currency]], places: Sequence[Place]
    ) -> None:
        self.tokens = tokens
        self.places = places
        self.lexicon = currencies()
        self.legacy = _is_legacy(tokens)
        self.declared = _declared(tokens, self.lexicon)
        self.codes = {unit.code for _, unit in amounts if unit.code is not None}
        self.usage = self._usage(amounts)

    def _usage(self, amounts: list[tuple[Measure, Currency]]) -> "dict[str, _Usage]":
        """Collect how the text writes each family: which codes, and whether the first amount gives one."""
        usage: dict[str, _Usage] = {}
        before: Measure | None = None
        for measure, unit in amounts:
            family = unit.family or self.lexicon.family_of.get(unit.code or "")
            conversion = (
                before is not None
                and self.tokens.word(before.last) == "("
                and measure.first - before.last < 5
            )
            before = measure
            # a conversion in brackets tells nothing of the amounts that stand by themselves
            if family is None or conversion:
                continue
            use = usage.setdefault(family, _Usage(set(), introduced=unit.code is not None))
            if unit.code is not None:
                use.codes.add(unit.code)
        return usage

    def choose(self, measure: Measure, unit: Currency) -> tuple[str, Basis]:
        """Return the code of an amount and what decided it."""
        if unit.code is not None:
            return unit.code, Basis.EXPLICIT
        name = unit.family or "dollar"
        family = self.lexicon.families[name]
        default = family.legacy if self.legacy else family.default
        use = self.usage.get(name, _NO_USAGE)
        given = self._given(name, unit, use)
        if given is not None:
            return given, Basis.CONTEXT
        local = self._local(measure, family)
        foreign = use.codes - {default}
        if local is None and use.introduced and len(foreign) == 1:
            # US$ is told apart from the bare sign, so the bare sign is the other one
            local = next(iter(foreign))
        if local is not None:
            return local, Basis.CONTEXT
        return default, Basis.CONTEXT if default in use.codes else Basis.DEFAULT

    def _given(self, name: str, unit: Currency, use: "_Usage") -> str | None:
        """Return the currency that the text itself gives for a shared sign or word."""
        if name == "dollar":
            if self.declared is not None:
                return self.declared
            if unit.scale < 1 and not use.codes and "USD" not in self.codes:
                # cents of a rand, a euro or a shilling, where no dollars are named
                return next((code for code in ("ZAR", "EUR", "KES") if code in self.codes), None)
        return next(iter(use.codes)) if len(use.codes) == 1 and use.introduced else None

    def _local(self, measure: Measure, family: Family) -> str | None:
        """Return the currency of the country that the sentence, title or dateline names."""
        countries = {**family.countries, **family.legacy_countries} if self.legacy else family.countries
        known = frozenset(countries)
        if not any(place.country in known for place in self.places):
            return None
        begin, end = sentence_around(self.tokens, measure.first, measure.last)
        start = self.tokens.starts[begin]
        country = nearest(self.places, start, self.tokens.ends[end - 1], measure.start, known)
        country = country or nearest(self.places, 0, _TITLE_END, 0, known)
        return None if country is None else countries[country]


def _declared(tokens: Tokens, lexicon: Currencies) -> str | None:
    """Read a text's own statement: ``All amounts are in Canadian dollars unless otherwise noted``."""
    if "dollars" not in tokens.lower:
        return None
    for index, word in enumerate(tokens.lower):
        if word != "dollars" or index < 3:
            continue
        for begin in range(max(1, index - 4), index):
            found = lexicon.words.match([part for part in tokens.lower[begin : index + 1] if part != "."], 0)
            stated = tokens.lower[begin - 1] == "in" and (
                tokens.word(begin - 2)
                in {"are", "is", "expressed", "stated", "reported", "amounts", "figures", "("}
                or tokens.word(index + 1) in {"unless", "except"}
            )
            if (
                found is not None
                and found[0].code is not None
                and stated
                and tokens.lower[begin] != "dollars"
            ):
                return found[0].code
    return None


class _Usage(NamedTuple):
    """How a text writes a family of currencies.

    Attributes:
        codes: the codes that it gives.
        introduced: its first amount of the family gives one.
    """

    codes: set[str]
    introduced: bool


_NO_USAGE: Final = _Usage(set(), introduced=False)


def _is_legacy(tokens: Tokens) -> bool:
    """Whether a text is plainly older than the euro: newswire spelling, or years of that time only."""
    words = set(tokens.words)
    if words & {"dlrs", "mln", "cts", "pct"} and not any(
        word.startswith("20") and len(word) == 4 for word in words
    ):
        return True
    years = {word for word in words if len(word) == 4 and word.isdecimal()}
    return any(year < "1999" and year > "1950" for year in years) and not any(
        "1999" <= year < "2050" for year in years
    )
