from collections.abc import Iterator
from pathlib import Path

import pytest

from orewire.lexicons import reader
from orewire.lexicons.facilities import facilities
from orewire.lexicons.organizations import (
    heads,
    kind_of,
    known_organizations,
    legal_form_words,
    legal_forms,
    organizations,
    tails,
)
from orewire.lexicons.reader import LexiconError
from orewire.schema import OrgKind


def test_files_are_read_whole() -> None:
    assert set(organizations().known) == set(OrgKind)
    assert sum(len(names) for names in organizations().known.values()) > 700
    assert facilities().sure


@pytest.mark.parametrize(
    "form", ["Inc", "Inc .", "S . A .", "GmbH", "plc", "Co . Ltd .", "A / S", "LTD", "S . A . de C . V ."]
)
def test_legal_form(form: str) -> None:
    words = form.split()
    position = 0
    while position < len(words):
        match = legal_forms().match(words, position)
        assert match
        position = match[1]
    assert position == len(words)


def test_legal_form_words_are_lower_case() -> None:
    assert {"inc", "plc", "gmbh", "llc", "pty"} <= legal_form_words()
    assert all(word == word.casefold() for word in legal_form_words())


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Ministry of Mines", OrgKind.GOVERNMENT),
        ("Bank of Japan", OrgKind.BANK),
        ("Finance Ministry", OrgKind.GOVERNMENT),
        ("Cove Capital LLC", OrgKind.COMPANY),
        ("University of Zambia", OrgKind.UNIVERSITY),
        ("Labour Party", OrgKind.PARTY),
        ("Something Else", None),
    ],
)
def test_kind_of(name: str, kind: OrgKind | None) -> None:
    assert kind_of(name.split()) == kind


def test_heads_and_tails_in_capitals_too() -> None:
    assert heads()["MINISTRY"] is OrgKind.GOVERNMENT
    assert tails()["EXCHANGE"] is OrgKind.OTHER


def test_known_by_name_and_acronym() -> None:
    for words in (["European", "Union"], ["EU"], ["EUROPEAN", "UNION"]):
        match = known_organizations().match(words, 0)
        assert match
        assert (match[0].name, match[0].acronym) == ("European Union", "EU")


@pytest.fixture
def file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """A folder that the lexicon is read from instead of the package's, with a copy in it."""
    text = reader.files("orewire.lexicons").joinpath("organizations.toml").read_text(encoding="utf-8")
    path = tmp_path / "organizations.toml"
    path.write_text(text, encoding="utf-8")
    monkeypatch.setattr(reader, "files", lambda _package: tmp_path)
    organizations.cache_clear()
    known_organizations.cache_clear()
    yield path
    organizations.cache_clear()
    known_organizations.cache_clear()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[known]\n", "[known]\nfirm = []\n", r"organizations\.toml: known\.firm"),
        ('weak_tails = ["', 'weak_tails = ["Nonsense", "', r"organizations\.toml: weak_tails: 'Nonsense'"),
        ('"Warsaw Pact"', '"Warsaw = Pact = x"', r"organizations\.toml: known\.intergovernmental: 'Warsaw"),
    ],
)
def test_bad_file_is_named(file: Path, old: str, new: str, message: str) -> None:
    file.write_text(file.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(LexiconError, match=message):
        known_organizations()
