import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel import Locale

from orewire.lexicons import places, reader
from orewire.lexicons.places import (
    cities,
    countries,
    country_code,
    demonyms,
    divisions,
    hints,
    place_names,
    regions,
)
from orewire.lexicons.reader import LexiconError

# Islands without people of their own and codes that stand for no country.
_UNINHABITED = {"AQ", "BV", "HM", "TF", "UM", "GS", "VA", "BQ"}
_NO_COUNTRIES = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}


def _iso_codes() -> list[str]:
    codes = (str(code) for code in Locale("en").territories)
    return sorted(code for code in codes if re.fullmatch(r"[A-Z]{2}", code) and code not in _NO_COUNTRIES)


@pytest.mark.parametrize("code", _iso_codes())
def test_every_country_has_a_name_and_a_demonym(code: str) -> None:
    rows = [row for row in countries() if row.code == code]
    assert len(rows) == 1
    assert rows[0].name
    assert rows[0].adjectives or code in _UNINHABITED


@pytest.mark.parametrize("code", _iso_codes())
def test_names_of_cldr_are_known(code: str) -> None:
    plain = re.sub(r" SAR China| - .*| \(.*\)", "", Locale("en").territories[code])
    assert country_code(plain) in {code, "CD"}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Kazakhstan", "KZ"),
        ("UNITED STATES", "US"),
        ("U.S.", "US"),
        ("usa", "US"),
        ("Britain", "GB"),
        ("U.K.", "GB"),
        ("Burma", "MM"),
        ("Ivory Coast", "CI"),
        ("Côte d'Ivoire", "CI"),
        ("Soviet Union", None),
        ("Texas", None),
        ("Kazakh", None),
        ("", None),
    ],
)
def test_country_code(name: str, code: str | None) -> None:
    assert country_code(name) == code


def test_files_are_read_whole() -> None:
    assert len(countries()) > 250
    assert len(divisions()) > 450
    assert len(cities()) > 20_000
    assert len(regions().names) > 300
    assert hints().context.locative
    assert all(cities().get(name) for name in cities())


def test_codes_are_codes() -> None:
    codes = set(_iso_codes())
    assert {row.code for row in countries() if row.code} <= codes
    assert {row.country for row in divisions()} <= codes
    for name in cities():
        place = cities().get(name)
        assert place is not None
        assert set(place.countries) <= codes, name


def test_demonyms() -> None:
    found = demonyms()
    assert found["Kazakhs"] == "KZ"
    assert found["Dutch"] == "NL"
    assert found["European"] is None


def test_readings_of_a_name() -> None:
    kinds = [place.kind for place in place_names().get(("georgia",))]
    assert kinds[:2] == [places.Kind.COUNTRY, places.Kind.DIVISION]
    assert place_names().get(("no", "such", "place")) == ()


@pytest.fixture
def file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """A folder that lexicons are read from instead of the package's."""
    monkeypatch.setattr(reader, "files", lambda _package: tmp_path)
    yield tmp_path
    for cached in (countries, divisions, regions, hints):
        cached.cache_clear()


@pytest.mark.parametrize(
    ("name", "content", "read", "message"),
    [
        ("countries.csv", "code,name\nKAZ,Kazakhstan\n", countries, r"countries\.csv, line 2: code"),
        (
            "countries.csv",
            "code,name,aliases\nKZ,Aland,Beland\nUS,Beland,\n",
            countries,
            "Beland.*stands for Aland",
        ),
        ("countries.csv", "code,name,peple\nKZ,Kazakhstan,x\n", countries, r"countries\.csv, line 2: peple"),
        ("divisions.csv", "country,name\n,Texas\n", divisions, r"divisions\.csv, line 2: country"),
        ("regions.toml", 'names = "Asia"', regions, r"regions\.toml: names"),
        ("regions.toml", "names = [", regions, r"regions\.toml: not valid TOML"),
        ("places.toml", "[exonyms]\nUSA = []", hints, r"places\.toml: exonyms\.USA"),
    ],
)
def test_bad_file_is_named(file: Path, name: str, content: str, read: object, message: str) -> None:
    (file / name).write_text(content, encoding="utf-8")
    assert callable(read)
    read.cache_clear()  # type: ignore[attr-defined]
    with pytest.raises(LexiconError, match=message):
        read()


def test_bad_city_is_named() -> None:
    table = places.Cities("name,countries,size,also\nAlmaty,KAZ,3,\nAstana,KZ,3,\n")
    assert table.get("Astana") is not None
    with pytest.raises(LexiconError, match=r"cities\.csv: Almaty"):
        table.get("Almaty")
