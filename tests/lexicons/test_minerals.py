import pytest

from orewire.lexicons.minerals import (
    CriticalList,
    Mineral,
    MineralKind,
    check_lists,
    check_minerals,
    is_exact,
    load_minerals,
)
from orewire.lexicons.reader import LexiconError

_RARE_EARTHS = {
    *("lanthanum", "cerium", "praseodymium", "neodymium", "promethium", "samarium", "europium", "gadolinium"),
    *("terbium", "dysprosium", "holmium", "erbium", "thulium", "ytterbium", "lutetium", "yttrium"),
}
_TIN = Mineral(slug="tin", name="tin", kind=MineralKind.COMMODITY, symbol="Sn")


def test_size() -> None:
    lexicon = load_minerals()
    commodities = [one for one in lexicon.minerals.values() if one.kind is MineralKind.COMMODITY]
    assert len(commodities) >= 120
    assert len(lexicon.names) >= 400


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([_TIN, _TIN], "tin: the slug is given twice"),
        ([_TIN, _TIN.model_copy(update={"slug": "tin-too"})], "tin-too: the name 'tin' is also that of tin"),
        ([_TIN.model_copy(update={"base": "lead"})], "tin: 'lead' is no commodity"),
    ],
)
def test_bad_rows_are_named(rows: list[Mineral], message: str) -> None:
    with pytest.raises(LexiconError, match=message) as caught:
        check_minerals(rows)
    assert "minerals.csv" in str(caught.value)


@pytest.mark.parametrize(("entries", "message"), [(("zinc",), "'zinc' is not in"), (("tin", "tin"), "twice")])
def test_bad_lists_are_named(entries: tuple[str, ...], message: str) -> None:
    critical = CriticalList(list="XX", year=2020, source="a document", entries=entries)
    with pytest.raises(LexiconError, match=message) as caught:
        check_lists((critical,), {"tin": _TIN})
    assert "critical_lists.toml: XX 2020" in str(caught.value)


@pytest.mark.parametrize(
    ("keeper", "year", "on", "off"),
    [
        ("US", 2022, "zinc", "copper"),
        ("US", 2025, "copper", "gold"),
        ("EU", 2023, "copper", "zinc"),
        ("UK", 2024, "iron", "palladium"),
        ("UK", 2024, "nickel", "graphite"),
        ("Australia", 2024, "nickel", "copper"),
        ("Canada", 2024, "potash", "silver"),
    ],
)
def test_lists(keeper: str, year: int, on: str, off: str) -> None:
    lexicon = load_minerals()

    def is_listed(slug: str) -> bool:
        lists = lexicon.lists_of(lexicon.minerals[slug])
        return any((one.list, one.year) == (keeper, year) for one in lists)

    assert is_listed(on)
    assert not is_listed(off)


@pytest.mark.parametrize(
    ("keeper", "year", "count"),
    [("US", 2022, 50), ("US", 2025, 60), ("Australia", 2024, 31), ("Canada", 2024, 34)],
)
def test_lists_hold_as_many_entries_as_their_documents(keeper: str, year: int, count: int) -> None:
    lexicon = load_minerals()
    (critical,) = [one for one in lexicon.lists if (one.list, one.year) == (keeper, year)]
    groups = {"rare-earths", "neodymium-praseodymium", "platinum-group-metals"}
    entries = set(critical.entries) - groups
    if keeper != "US":  # these name the groups, not their members
        platinum_metals = {"iridium", "osmium", "palladium", "platinum", "rhodium", "ruthenium"}
        assert _RARE_EARTHS | platinum_metals < entries
        entries = entries - _RARE_EARTHS - platinum_metals | {"rare earths", "platinum metals"}
    assert len(entries) == count


@pytest.mark.parametrize(
    ("name", "exact"), [("PGM", True), ("U3O8", True), ("NdPr", True), ("gold", False), ("PCI coal", True)]
)
def test_exact_names(name: str, exact: bool) -> None:
    assert is_exact(name) is exact


def test_words_of_senses_do_not_contradict() -> None:
    for name in load_minerals().names:
        assert not name.sense.before.keys() & name.sense.bare.keys(), name.text
