"""The currency lexicon: what a sign, code or word says about the currency of an amount."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from pydantic import BaseModel, ConfigDict, Field

from orewire.lexicons.reader import LexiconError, read_toml
from orewire.lexicons.trie import Trie

_FILE = "currencies.toml"

#: The family of money that has no ISO 4217 code.
CRYPTO = "crypto"
# families of letters that several currencies share, beside those of their words
_LETTERS = frozenset({"k", "p", "bs", "br"})
_MAGNITUDES = {letters: Decimal(10**power) for letters, power in (("M", 6), ("Mn", 6), ("mn", 6), ("bn", 9))}


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Family(_Strict):
    signs: list[str]
    forms: list[str]
    default: str
    legacy: str | None = None
    countries: dict[str, str] = Field(default_factory=dict)
    legacy_countries: dict[str, str] = Field(default_factory=dict)


class _Subunit(_Strict):
    forms: list[str]
    signs: list[str]
    of: str
    parts: int
    also: dict[str, list[str]] = Field(default_factory=dict)


class _Words(_Strict):
    wary: list[str]


class _Crypto(_Strict):
    signs: list[str]
    words: list[str]


class _LowerCodes(_Strict):
    codes: list[str]
    with_magnitude: list[str]
    words_with_magnitude: list[str]


class _File(_Strict):
    families: dict[str, _Family]
    nouns: dict[str, list[str]]
    words: _Words
    adjectives: dict[str, list[str]]
    prefixes: dict[str, str]
    signs: dict[str, str]
    crypto: _Crypto
    codes: dict[str, str]
    codes_wary: dict[str, list[str]]
    lower_codes: _LowerCodes
    markets: dict[str, str]
    subunits: dict[str, _Subunit]


@dataclass(frozen=True, slots=True)
class Currency:
    """What the words of an amount say about its currency.

    Attributes:
        code: the ISO 4217 code, or None where only the family is said.
        family: the family of the word or sign (``dollar``), or None.
        scale: what one of the unit makes in the currency: 1, or 0.01 for cents.
        wary: the word is also an ordinary word: it needs more than a number beside it.
        written: ``sign``, ``code`` or ``word``.
    """

    code: str | None
    family: str | None
    scale: Decimal = Decimal(1)
    wary: bool = False
    written: str = "word"


@dataclass(frozen=True, slots=True)
class Family:
    """Currencies that share a word or sign.

    Attributes:
        default: the code where nothing in the text decides.
        legacy: the code where nothing decides in a text older than the euro.
        countries: what each country means by it.
        legacy_countries: what countries meant by it before they changed their money.
    """

    default: str
    legacy: str
    countries: dict[str, str]
    legacy_countries: dict[str, str]


@dataclass(frozen=True, slots=True)
class Currencies:
    """The lexicon, ready for look-up.

    Attributes:
        signs: a sign to its currency.
        prefixes: letters with a sign (``US$``) to their currency.
        codes: letters before or after an amount (``EUR``, ``Rs``), exactly so, to their currency.
        wary_codes: letters that are also words or names, to the words that vouch for them in a text.
        words: words behind an amount, in lower case.
        families: the families by name.
        family_of: the family that a code belongs to.
        markets: a stock exchange to its country.
    """

    signs: dict[str, Currency]
    prefixes: dict[str, Currency]
    codes: dict[str, Currency]
    wary_codes: dict[str, frozenset[str]]
    words: Trie[Currency]
    families: dict[str, Family]
    family_of: dict[str, str]
    markets: dict[str, str]


@cache
def currencies() -> Currencies:
    """Return the currency lexicon, read and validated once.

    Words of all ISO 4217 currencies come from Unicode CLDR, English.

    Raises:
        LexiconError: if the file does not hold what it should.
    """
    data = read_toml(_FILE, _File)
    _check_codes(data)
    families = _families(data)
    words, names = _words(data)
    signs = {sign: Currency(code, None, written="sign") for sign, code in data.signs.items()}
    for name, family in data.families.items():
        signs |= {sign: Currency(None, name, written="sign") for sign in family.signs}
    signs |= {sign: Currency(None, CRYPTO, written="sign") for sign in data.crypto.signs}
    for unit in data.subunits.values():
        signs |= {sign: _part(data, unit, written="sign") for sign in unit.signs}
    return Currencies(
        signs=signs,
        prefixes={letters: Currency(code, None, written="sign") for letters, code in data.prefixes.items()},
        codes=_codes(data, names, words),
        wary_codes={letters: frozenset(word) for letters, word in data.codes_wary.items()},
        words=words,
        families=families,
        family_of={
            code: name
            for name, family in families.items()
            if name not in _LETTERS
            for code in [family.default, family.legacy, *family.countries.values()]
        },
        markets=data.markets,
    )


def _check_codes(data: _File) -> None:
    known = set(_cldr_names())
    for table, codes in (
        ("nouns", data.nouns),
        ("adjectives", data.adjectives),
        ("prefixes", data.prefixes.values()),
        ("signs", data.signs.values()),
    ):
        for code in codes:
            if code not in known:
                raise LexiconError(f"lexicons/{_FILE}: {table}: {code!r} is no ISO 4217 code")
    for name, family in data.families.items():
        for code in [family.default, *family.countries.values(), *family.legacy_countries.values()]:
            if code not in known:
                raise LexiconError(f"lexicons/{_FILE}: families.{name}: {code!r} is no ISO 4217 code")


@cache
def _cldr_names() -> dict[str, list[str]]:
    from babel import Locale

    english = Locale("en")
    names = {}
    for code, display in english.currencies.items():
        # CLDR marks former currencies by years in brackets; the words before them are what is written
        plurals = english._data["currency_names_plural"].get(code, {})
        spellings = [display, *(plurals[form] for form in plurals)]
        plain = [re.sub(r"\s*\(.*\)", "", spelling).lower() for spelling in spellings]
        names[code] = [name for name in plain if name]
    return names


def _families(data: _File) -> dict[str, Family]:
    return {
        name: Family(
            default=family.default,
            legacy=family.legacy or family.default,
            countries=family.countries,
            legacy_countries=family.legacy_countries,
        )
        for name, family in data.families.items()
    }


def _part(data: _File, unit: _Subunit, *, code: str | None = None, written: str = "word") -> Currency:
    scale = Decimal(1) / unit.parts
    if code is None and unit.of in data.families:
        return Currency(None, unit.of, scale, written=written)
    return Currency(code or unit.of, None, scale, written=written)


def _words(data: _File) -> tuple[Trie[Currency], dict[str, list[str]]]:
    """Build the words behind amounts, and the forms of each code's own word."""
    builder = _WordBuilder(data)
    builder.add_cldr_names()
    builder.add_nouns()
    builder.add_adjectives()
    builder.add_subunits()
    return builder.trie, builder.own_forms


class _WordBuilder:
    """Collects the words of currencies; later steps overrule earlier ones where they share words."""

    def __init__(self, data: _File) -> None:
        self.trie: Trie[Currency] = Trie()
        self.own_forms: dict[str, list[str]] = {}
        self._data = data
        self._wary = frozenset(data.words.wary)
        self._adjectives = {code: list(words) for code, words in data.adjectives.items()}
        every_noun = [*(family.forms for family in data.families.values()), *data.nouns.values()]
        self._plural_of = {form: forms for forms in every_noun for form in forms}

    def add_cldr_names(self) -> None:
        """Add the full names, and note the adjectives in them."""
        # former currencies first: where two share a name, the present one stands
        for code, names in sorted(_cldr_names().items(), key=lambda item: _is_current(item[0])):
            for name in names:
                *before, noun = name.replace("-", " ").replace(".", "").split()
                forms = self._plural_of.get(noun, [noun])
                self.own_forms.setdefault(code, forms)
                if before:
                    self._adjectives.setdefault(code, []).append(" ".join(before))

    def add_nouns(self) -> None:
        """Add words without adjective: of one currency, of a family, of none with a code."""
        for form in self._data.crypto.words:
            self.trie.add([form], Currency(None, CRYPTO))
        for form in self._data.lower_codes.codes:
            code = "CNY" if form == "rmb" else form.upper()
            self.trie.add([form], Currency(code, None, written="code"))
        for code, forms in self._data.nouns.items():
            self.own_forms[code] = [*forms, *self.own_forms.get(code, [])]
            for form in forms:
                self.trie.add([form], Currency(code, None, wary=form in self._wary))
        for name, family in self._data.families.items():
            for form in family.forms:
                self.trie.add([form], Currency(None, name, wary=form in self._wary))
            for code in (*family.countries.values(), *family.legacy_countries.values()):
                self.own_forms[code] = [*self.own_forms.get(code, []), *family.forms]
        for noun in ("pound", "pounds"):
            self.trie.add([noun, "sterling"], Currency("GBP", None))

    def add_adjectives(self) -> None:
        """Add every adjective of a currency before every form of its word."""
        for code in sorted(self._adjectives, key=_is_current):
            for adjective in self._adjectives[code]:
                for form in self.own_forms.get(code, []):
                    self.trie.add([*adjective.split(), form], Currency(code, None))

    def add_subunits(self) -> None:
        """Add cents and the like, alone and with adjectives."""
        for unit in self._data.subunits.values():
            family = self._data.families.get(unit.of)
            codes = [unit.of] if family is None else [family.default, *family.countries.values()]
            named = [(adjective, code) for code in codes for adjective in self._adjectives.get(code, [])]
            if "EUR" in unit.also:
                named.append(("euro", "EUR"))
            named += [(adjective, code) for code in unit.also for adjective in self._adjectives.get(code, [])]
            for form in unit.forms:
                self.trie.add([form], _part(self._data, unit))
                for adjective, code in named:
                    self.trie.add([*adjective.split(), form], _part(self._data, unit, code=code))


def _is_current(code: str) -> bool:
    """Whether CLDR names a currency without the years or the use that set it apart."""
    from babel import Locale

    return "(" not in str(Locale("en").currencies.get(code, "("))


def _codes(data: _File, names: dict[str, list[str]], words: Trie[Currency]) -> dict[str, Currency]:
    codes = {}
    for code in names:
        # XAU, XTS and the like are no money; XDR and XEU are
        if not code.startswith("X") or code in {"XDR", "XEU", "XOF", "XAF", "XPF", "XCD", "XCG"}:
            codes[code] = Currency(code, None, wary=code in data.codes_wary, written="code")
    for letters, meaning in data.codes.items():
        wary = letters in data.codes_wary
        if meaning in data.families:
            codes[letters] = Currency(None, meaning, wary=wary, written="code")
        else:
            codes[letters] = Currency(meaning, None, wary=wary, written="code")
    for code in data.lower_codes.codes:
        codes.setdefault(code, Currency("CNY" if code == "rmb" else code.upper(), None, written="code"))
    for code in data.lower_codes.with_magnitude:
        codes[f"M{code}"] = Currency(code, None, Decimal(1_000_000), written="code")
        codes[f"k{code}"] = codes[f"K{code}"] = Currency(code, None, Decimal(1000), written="code")
    for form in data.lower_codes.words_with_magnitude:
        found = words.match([form], 0)
        if found is not None:
            for letters, scale in _MAGNITUDES.items():
                codes[letters + form] = replace(found[0], scale=scale, wary=False, written="code")
    return codes
