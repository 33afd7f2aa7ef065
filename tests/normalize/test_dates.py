import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from orewire.normalize.candidate import Candidate
from orewire.normalize.context import Place
from orewire.normalize.dates import find_dates, needs_publication_date
from orewire.schema import DateKind, DateValue

_FOLDER = Path(__file__).parents[1] / "cases"
_REPEATED = json.loads((_FOLDER / "repeated.json").read_text(encoding="utf-8"))["dates"]
_CASES = [json.loads(line) for line in (_FOLDER / "dates.jsonl").read_text(encoding="utf-8").splitlines()]


def _find(case: dict[str, Any]) -> list[Candidate]:
    published = date.fromisoformat(case["published"]) if "published" in case else None
    countries = [Place(0, case["country"])] if "country" in case else []
    return find_dates(case["text"], published, countries)


@pytest.mark.parametrize("case", _CASES, ids=[case["text"][:60] for case in _CASES])
def test_case(case: dict[str, Any]) -> None:
    found = _find(case)
    assert [case["text"][one.start : one.end] for one in found] == [one["text"] for one in case["expected"]]
    for one, expected in zip(found, case["expected"], strict=True):
        value = one.value.model_dump(mode="json") if one.value else {}
        assert {key: value.get(key) for key in expected["value"]} == expected["value"]


def test_cases_are_many_and_a_third_of_them_negative() -> None:
    negatives = [case for case in _CASES if not case["expected"]]
    assert len(_CASES) >= 200
    assert 3 * len(negatives) >= len(_CASES)


# --- properties

_DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31))
_FORMS: dict[str, Callable[[date], str]] = {
    "month first": lambda day: f"{day:%B} {day.day}, {day.year}",
    "day first": lambda day: f"{day.day} {day:%B} {day.year}",
    "short month": lambda day: (
        f"{day:%b}. {day.day}, {day.year}" if day.month != 5 else f"May {day.day}, {day.year}"
    ),
    "ordinal": lambda day: f"{day.day}{_suffix(day.day)} {day:%B}, {day.year}",
    "the ordinal of": lambda day: f"the {day.day}{_suffix(day.day)} of {day:%B} {day.year}",
    "with weekday": lambda day: f"{day:%A}, {day:%B} {day.day}, {day.year}",
    "iso": lambda day: day.isoformat(),
    "dots": lambda day: f"{day:%d.%m.%Y}",
    "telex": lambda day: f"{day:%d}-{day:%b}-{day.year}".upper(),
}
_UNITS = {"day": "D", "week": "W", "month": "M", "year": "Y"}


def _suffix(day: int) -> str:
    return "th" if 11 <= day % 100 <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


def _only_value(text: str, published: date | None = None) -> DateValue:
    (found,) = find_dates(text, published)
    assert isinstance(found.value, DateValue)
    return found.value


@given(day=_DAYS, form=st.sampled_from(sorted(_FORMS)))
def test_a_day_is_read_back_in_every_form(day: date, form: str) -> None:
    value = _only_value(f"It was signed on {_FORMS[form](day)} by both.")
    assert (value.timex, value.start, value.end) == (day.isoformat(), day, day)
    assert not value.anchored


@given(first=_DAYS, last=_DAYS, form=st.sampled_from(["month first", "day first", "iso", "with weekday"]))
def test_a_range_is_read_back(first: date, last: date, form: str) -> None:
    first, last = sorted((first, last))
    assume(first < last)
    value = _only_value(f"It ran from {_FORMS[form](first)} to {_FORMS[form](last)} without a break.")
    assert (value.start, value.end, value.kind) == (first, last, DateKind.INTERVAL)


@given(year=st.integers(1900, 2035), quarter=st.integers(1, 4), form=st.integers(0, 4))
def test_a_quarter_is_read_back(year: int, quarter: int, form: str) -> None:
    name = ("first", "second", "third", "fourth")[quarter - 1]
    rendered = (
        f"Q{quarter} {year}",
        f"{quarter}Q{year}",
        f"the {name} quarter of {year}",
        f"{name}-quarter {year}",
        f"{year} {name} quarter",
    )
    assert _only_value(f"Sales in {rendered[form]} rose.").timex == f"{year}-Q{quarter}"


@given(count=st.integers(2, 500), unit=st.sampled_from(sorted(_UNITS)), hyphen=st.booleans())
def test_a_length_is_read_back(count: int, unit: str, hyphen: bool) -> None:
    text = f"The {count}-{unit} deal holds." if hyphen else f"The deal holds for {count} {unit}s."
    value = _only_value(text)
    assert (value.timex, value.kind) == (f"P{count}{_UNITS[unit]}", DateKind.DURATION)


@given(published=_DAYS, days=st.integers(1, 300))
def test_days_ago_count_back_from_publication(published: date, days: int) -> None:
    value = _only_value(f"It closed {days} days ago.", published)
    assert value.start == value.end == published - timedelta(days=days)
    assert value.anchored


@given(published=_DAYS, weekday=st.integers(0, 6))
def test_a_weekday_in_a_report_is_the_last_one(published: date, weekday: int) -> None:
    name = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")[weekday]
    value = _only_value(f"The ministry said on {name} it had agreed.", published)
    assert value.start is not None
    assert value.start.weekday() == weekday
    assert timedelta(0) <= published - value.start <= timedelta(days=6)


_SOUP = """
    the a of in on to and from between first second third last next this past early mid late end March May
    may Monday Sun week weeks year quarter half year's days hundred million Christmas 3 12 31 1999 2024
    2019-20 3-5 22/03 3/4/2019 Q3 FY24 1990s '98 1Q24 10 Jan. Sept bi semi ½ ago earlier before after every
    each annual until through ended fiscal today night couple several recent now date all other that same
    twenty three part - , . ' – / 's
"""
_WORDS = st.sampled_from([*_SOUP.split(), "\n\n"])


@settings(max_examples=200)
@given(
    words=st.lists(_WORDS, max_size=25), published=st.none() | _DAYS, joint=st.sampled_from([" ", "", "-"])
)
def test_any_words_give_spans_in_order_without_overlap(
    words: list[str], published: date | None, joint: str
) -> None:
    text = joint.join(words)
    end = 0
    for found in find_dates(text, published):
        assert end <= found.start < found.end <= len(text)
        assert text[found.start : found.end].strip() == text[found.start : found.end]
        end = found.end


@given(text=st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    find_dates(text, date(2024, 3, 22))


@pytest.mark.parametrize("piece", _REPEATED)
def test_a_piece_over_and_over_is_read(piece: str) -> None:
    text = piece * 500
    assert all(0 <= one.start < one.end <= len(text) for one in find_dates(text, date(2024, 3, 22)))


@pytest.mark.parametrize("piece", _REPEATED)
def test_work_grows_no_faster_than_the_text(piece: str, growth: Callable[..., float]) -> None:
    def find(text: str) -> list[Candidate]:
        return find_dates(text, date(2024, 3, 22))

    assert growth(find, piece) < 12


def test_needs_publication_date() -> None:
    text = "It rose on Thursday, as in 2019; the deal runs 25 years."
    assert [needs_publication_date(one) for one in find_dates(text)] == [True, False, False]
    assert not any(map(needs_publication_date, find_dates(text, date(2024, 3, 22))))


def test_the_caller_may_tell_the_tense() -> None:
    text = "Copper talks Thursday."
    published = date(2024, 3, 22)
    (ahead,) = find_dates(text, published, future_at=lambda _: True)
    (behind,) = find_dates(text, published, future_at=lambda _: False)
    assert ahead.value is not None
    assert behind.value is not None
    assert ahead.value.start == date(2024, 3, 28)
    assert behind.value.start == date(2024, 3, 21)
