"""Amounts of money, with the currency that the text means."""

from collections import Counter
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
_CONVERSION: Final = 6
_BEFORE_PLACE: Final = 24
_PARTNERS: Final = frozenset({"from", "to", "with", "into", "by", "than", "against"})
# what commodities are weighed by on the world's markets
_WORLD_UNITS: Final = frozenset(
    {"oz", "ozt", "lb", "t", "short ton", "long ton", "kg", "bbl", "mtu", "dmtu", "stu", "flask", "bu"}
)
_SHOP_UNITS: Final = frozenset({"kg"})


def find_money(text: str, places: Sequence[Place] = ()) -> list[Candidate]:
    """Find amounts of money.

    A sign or word that several currencies share (``$``, ``pounds``, ``francs``) takes the currency that the
    text gives elsewhere by the same sign; else that of the country that the text is plainly about or that the
    sentence names; else the most usual one. Bare dollars for a weight or a barrel are U.S. dollars. ``basis``
    in the value says which.

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


def _settings(tokens: Tokens, places: Sequence[Place]) -> list[Place]:
    """Return the places of a text, each once, with the countries of the stock exchanges that it names."""
    found = {place.start: place for place in places}
    markets = currencies().markets
    for index, word in enumerate(tokens.words):
        if word in markets:
            found.setdefault(tokens.starts[index], Place(tokens.starts[index], markets[word]))
    return sorted(found.values())


class _Chooser:
    """Decides what shared signs and words mean in one text."""

    def __init__(
        self, tokens: Tokens, amounts: list[tuple[Measure, Currency]], places: Sequence[Place]
    ) -> None:
        self.tokens = tokens
        self.places = _settings(tokens, places)
        self.lexicon = currencies()
        self.legacy = _is_legacy(tokens)
        self.declared = _declared(tokens, self.lexicon)
        self.codes = {unit.code for _, unit in amounts if unit.code is not None}
        self.explicit = [
            (measure.first, unit.code, measure.per)
            for measure, unit in amounts
            if unit.code in self.lexicon.families["dollar"].countries.values()
        ]
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
        world_price = name == "dollar" and self._is_world_price(measure, unit, use)
        given = self._given(name, unit, use, world_price=world_price)
        if given is not None:
            return given, Basis.CONTEXT
        local = None if world_price else self._local(name, measure, family)
        foreign = use.codes - {default}
        if local is None and use.introduced and len(foreign) == 1 and not world_price:
            # US$ is told apart from the bare sign, so the bare sign is the other one
            local = next(iter(foreign))
        if local is not None:
            return local, Basis.CONTEXT
        return default, Basis.CONTEXT if default in use.codes else Basis.DEFAULT

    def _is_world_price(self, measure: Measure, unit: Currency, use: "_Usage") -> bool:
        """Whether a bare amount is the price of a weight or barrel: commodities are traded in U.S. dollars.

        A text that writes ``US$`` for some amounts means another dollar by the bare sign, and so does a price
        with its conversion into U.S. dollars behind it, or beside a price in Australian dollars.
        """
        if measure.per not in _WORLD_UNITS or (unit.scale < 1 and measure.per in _SHOP_UNITS):
            return False
        told = any(code != "USD" and per == measure.per for _, code, per in self.explicit)
        return "USD" not in use.codes and not told and not self._is_converted(measure)

    def _is_converted(self, measure: Measure) -> bool:
        return any(
            code == "USD" and 0 < first - measure.last <= _CONVERSION and self.tokens.word(first - 1) == "("
            for first, code, _ in self.explicit
        )

    def _given(self, name: str, unit: Currency, use: "_Usage", *, world_price: bool) -> str | None:
        """Return the currency that the text itself gives for a shared sign or word."""
        if name == "dollar":
            if self.declared is not None:
                return self.declared
            if world_price:
                return None
            if unit.scale < 1 and not use.codes and "USD" not in self.codes:
                # cents of a rand, a euro or a shilling, where no dollars are named
                return next((code for code in ("ZAR", "EUR", "KES") if code in self.codes), None)
        return next(iter(use.codes)) if len(use.codes) == 1 and use.introduced else None

    def _local(self, name: str, measure: Measure, family: Family) -> str | None:
        """Return the currency of the country that the sentence, title or dateline names."""
        countries = {**family.countries, **family.legacy_countries} if self.legacy else family.countries
        known = frozenset(countries)
        if not any(place.country in known for place in self.places):
            return None
        begin, end = sentence_around(self.tokens, measure.first, measure.last)
        start, stop = self.tokens.starts[begin], self.tokens.ends[end - 1]
        if name == "dollar":
            return self._local_dollar(measure, countries, start, stop)
        home = self._home(countries)
        if home is not None:
            return home
        country = nearest(self.places, start, stop, measure.start, known)
        country = country or nearest(self.places, 0, _TITLE_END, 0, known)
        return None if country is None else countries[country]

    def _home(self, countries: dict[str, str]) -> str | None:
        """Return the currency whose countries the text is plainly about, among those that share a word."""
        counts = Counter(countries[place.country] for place in self.places if place.country in countries)
        code, count = counts.most_common(1)[0]
        early = any(countries.get(place.country) == code for place in self.places if place.start < _TITLE_END)
        return code if early and count >= max(3, 4 * (counts.total() - count)) else None

    def _local_dollar(self, measure: Measure, countries: dict[str, str], start: int, end: int) -> str | None:
        """Return the dollar of the sentence's setting, else of the text's.

        The dollar is the world's money too: a country that is only a partner in the sentence, or one among
        others, is no setting.
        """
        home = self._home_dollar(countries)
        inside = [place for place in self.places if start <= place.start < end]
        named = [countries[place.country] for place in inside if place.country in countries]
        codes = set(named)
        if not codes:
            return home
        if home in codes:
            return home if len(codes) == 1 or named[0] == home else self._nearest(measure, inside, countries)
        if len(codes) > 1 or "USD" in codes:
            return "USD" if "USD" in codes else self._nearest(measure, inside, countries)
        settled = len(named) == len(inside) and not all(self._is_partner(place) for place in inside)
        return named[0] if settled else None

    @staticmethod
    def _nearest(measure: Measure, inside: Sequence[Place], countries: dict[str, str]) -> str | None:
        known = [place for place in inside if place.country in countries]
        return countries[min(known, key=lambda place: abs(place.start - measure.start)).country]

    def _is_partner(self, place: Place) -> bool:
        """Whether a place stands behind ``from``, ``to`` or the like: ``purchases from Canada``."""
        words = self.tokens.text[max(0, place.start - _BEFORE_PLACE) : place.start].lower().split()
        return not _PARTNERS.isdisjoint(words[-2:]) if words else False

    def _home_dollar(self, countries: dict[str, str]) -> str | None:
        """Return the dollar of the country that a text is plainly about: named first, and mostly."""
        counts = Counter(countries[place.country] for place in self.places if place.country in countries)
        code, count = counts.most_common(1)[0]
        early = any(countries.get(place.country) == code for place in self.places if place.start < _TITLE_END)
        return code if early and 2 * count > len(self.places) else None


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
