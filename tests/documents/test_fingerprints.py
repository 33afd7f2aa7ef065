"""A set of strings in few bytes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orewire.documents import fingerprints
from orewire.documents.fingerprints import Fingerprints


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Packs after a few strings, so that every way is gone."""
    monkeypatch.setattr(fingerprints, "_RECENT", 4)
    monkeypatch.setattr(fingerprints, "_LONGEST_RUN", 16)


@given(st.lists(st.text(max_size=3)))
@settings(deadline=None)
def test_is_a_set(texts: list[str]) -> None:
    seen = Fingerprints()
    assert [seen.add(text) for text in texts] == [
        text not in texts[:place] for place, text in enumerate(texts)
    ]
    assert all(text in seen for text in texts)
    assert "another" not in seen


@pytest.mark.usefixtures("small")
def test_is_a_set_when_packed() -> None:
    seen = Fingerprints()
    texts = [str(number) for number in range(1001)]
    assert all(seen.add(text) for text in texts)
    assert not any(seen.add(text) for text in texts)
    assert not any(f"x{text}" in seen for text in texts)


@pytest.mark.usefixtures("small")
def test_many_take_eight_bytes_each() -> None:
    seen = Fingerprints()
    for number in range(1001):
        seen.add(str(number))
    assert len(seen._recent) == 1
    assert sum(run.nbytes for run in seen._runs) == 8 * 1000
    assert [len(run) for run in seen._runs] == [16] * 62 + [8]
