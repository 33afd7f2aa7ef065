from decimal import Decimal
from typing import Any

import pytest

from orewire.lexicons import currencies as currency_module
from orewire.lexicons import units as unit_module
from orewire.lexicons.amounts import amount_words, by_word
from orewire.lexicons.currencies import currencies
from orewire.lexicons.reader import LexiconError, read_toml
from orewire.lexicons.trie import Trie
from orewire.lexicons.units import units


def test_the_lexicons_load() -> None:
    assert currencies().signs["€"].code == "EUR"
    assert currencies().prefixes["A$"].code == "AUD"
    assert currencies().families["dollar"].countries["CA"] == "CAD"
    assert units().symbols["Mt"].scale == Decimal(10**6)
    assert units().per["year"] == "year"
    assert by_word(amount_words().numbers.magnitudes)["lakh"] == Decimal(10**5)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("kazakh tenge", "KZT"),
        ("swiss francs", "CHF"),
        ("pounds sterling", "GBP"),
        ("hong kong dlrs", "HKD"),
        ("u s dollars", "USD"),
        ("turkish lira", "TRY"),
        ("czech crowns", "CZK"),
        ("australian cents", "AUD"),
        ("euro cents", "EUR"),
        ("west german marks", "DEM"),
        ("soviet roubles", "SUR"),
    ],
)
def test_adjectives_decide_the_currency(words: str, code: str) -> None:
    found = currencies().words.match(words.split(), 0)
    assert found is not None
    assert (found[0].code, found[1]) == (code, len(words.split()))


def test_errors_name_the_file_and_the_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    def spoilt(name: str, model: Any) -> Any:
        data = read_toml(name, model)
        if name == "currencies.toml":
            return data.model_copy(update={"signs": {"€": "EUX"}})
        rate = next(iter(data.rates.values())).model_copy(update={"unit": "bushelful"})
        return data.model_copy(update={"rates": {"bpd": rate}})

    monkeypatch.setattr(currency_module, "read_toml", spoilt)
    monkeypatch.setattr(unit_module, "read_toml", spoilt)
    with pytest.raises(LexiconError, match=r"currencies\.toml: signs: 'EUX'"):
        currencies.__wrapped__()
    with pytest.raises(LexiconError, match=r"units\.toml: rates\.bpd: 'bushelful'"):
        units.__wrapped__()


def test_the_longest_words_win() -> None:
    trie: Trie[int] = Trie()
    trie.add(["long"], 1)
    trie.add(["long", "ton"], 2)
    assert trie.match(["a", "long", "ton"], 1) == (2, 3)
    assert trie.match(["long", "way"], 0) == (1, 1)
    assert trie.match(["way"], 0) is None
    trie.add(["ton", "a"], 3)
    assert trie.match_back(["x", "a", "ton"], 3) == (3, 1)
