"""How many of a peer's own date cases come out right: ``python tests/benchmarks/peers_dates.py FOLDER``.

The cases are those of microsoft/Recognizers-Text (MIT licence) as JSON lines. A span counts as found
where it overlaps; a value is right as said at :func:`is_right`. The peer's habits that our guidelines do not
share count as wrong:

- ``early``, ``end of``, ``later this`` cut into the unit (ours keeps the unit, with ``mod``);
- vague amounts are three (``some days`` is ``P3D`` there, ``PXD`` in TIMEX3);
- school and fiscal years have names of their own (``SY2019``); ours are years;
- a holiday with a day of its own in every country is American;
- ``to date``, a bare ``weekend``, ``one a day`` and ``w/c`` are dates;
- a weekday that contradicts its day of the month is passed over.
"""

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from orewire.normalize.dates import find_dates
from orewire.schema import DateKind, DateValue

TYPES = ("date", "daterange", "duration", "set")
_DAY = timedelta(days=1)


def day_of(value: str | None) -> date | None:
    """The day of an ISO date, or None."""
    return date.fromisoformat(value) if value and re.fullmatch(r"\d{4}-\d\d-\d\d", value) else None


def is_right(kind: str, theirs: list[dict[str, Any]], ours: DateValue) -> bool:
    """Whether our value says what the peer says.

    Args:
        kind: the peer's type.
        theirs: its readings; one of them is enough.
        ours: our value.
    """
    return any(_same(kind, reading, ours) for reading in theirs)


def _same(kind: str, reading: dict[str, Any], ours: DateValue) -> bool:
    timex = reading.get("timex", "")
    if kind in {"duration", "set"}:
        return _plain(timex) == _plain(ours.timex)
    if kind == "date":
        day = day_of(reading.get("value"))
        return ours.timex == timex if day is None else (ours.start, ours.end) == (day, day)
    start, end = day_of(reading.get("start")), day_of(reading.get("end"))
    if start is None and end is None:
        return ours.timex == timex
    # after 2010 starts behind the year, before 2010 ends with its first day: prepositions are no part of ours
    if start is None or end is None:
        edge = start or end
        return edge in {ours.start, ours.end, (ours.end or date.min) + _DAY}
    # their ends are exclusive; a range of two dates ends with the first day of the second
    last = ours.timex.rpartition("/")[2]
    return ours.start == start and (ours.end in {end, end - _DAY} or _first_day(last) == end)


def _first_day(timex: str) -> date | None:
    """First day of a year, quarter, half, month or day."""
    named = re.fullmatch(r"(\d{4})(?:-(?:Q(\d)|H(\d)|(\d\d)(?:-(\d\d))?))?", timex)
    if named is None:
        return None
    year, quarter, half, month, day = (int(part) if part else None for part in named.groups())
    first = month or (quarter * 3 - 2 if quarter else half * 6 - 5 if half else 1)
    return date(year or 1, first, day or 1)


def _plain(timex: str) -> str:
    timex = re.sub(r"T\d\d(:\d\d)?$|TMO$|TNI$", "", timex)
    return {"": "P1D", "P0.5Y": "P6M"}.get(timex, timex)


Found = tuple[int, int, DateValue | None]
Finder = Callable[[str, date | None], list[Found]]


def find_ours(text: str, published: date | None) -> list[Found]:
    """What orewire finds."""
    return [
        (one.start, one.end, one.value if isinstance(one.value, DateValue) else None)
        for one in find_dates(text, published)
    ]


def find_with_dateparser(text: str, published: date | None) -> list[Found]:
    """What plain dateparser finds: it knows days only."""
    from dateparser.search import search_dates

    settings = {"RELATIVE_BASE": datetime.combine(published, time())} if published else {}
    found, at = [], 0
    for words, moment in search_dates(text, languages=["en"], settings=settings) or []:
        start = max(text.find(words, at), 0)
        at = start + len(words)
        day = moment.date()
        found.append((start, at, DateValue(timex=day.isoformat(), start=day, end=day, kind=DateKind.DATE)))
    return found


@dataclass
class Score:
    """Counts by the peer's types."""

    cases: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    more: int = 0  # spans where the peer has none
    misses: list[str] = field(default_factory=list)

    def add(self, case: dict[str, Any], found: list[Found]) -> None:
        """Count one case."""
        text, at = case["input"], 0
        taken: set[Found] = set()
        for expected in case["expected"]:
            if expected["type"] not in TYPES:
                continue
            start = max(text.lower().find(expected["text"].lower(), at), 0)
            at = start + len(expected["text"])
            here = [one for one in found if one[0] < at and one[1] > start]
            taken.update(here)
            self._count(case, expected, here)
        self.more += len(set(found) - taken)

    def _count(self, case: dict[str, Any], expected: dict[str, Any], here: list[Found]) -> None:
        kind = expected["type"]
        right = any(value and is_right(kind, expected["values"] or [], value) for _, _, value in here)
        self.cases[kind] += 1
        self.found[kind] += bool(here)
        self.right[kind] += right
        if not right:
            ours = [(case["input"][start:end], value and value.timex) for start, end, value in here]
            wanted = f"{kind} {expected['text']!r} {expected['values']}"
            self.misses.append(f"{case['input']} [{case['reference']}]\n  {wanted}\n  ours {ours}")

    def report(self) -> Iterator[str]:
        """The table, a line per type."""
        for kind in TYPES:
            counts = self.cases[kind], self.found[kind], self.right[kind]
            yield "{:10} {:4} cases  {:4} found  {:4} right".format(kind, *counts)
        cases, found, right = self.cases.total(), self.found.total(), self.right.total()
        yield f"all        {cases:4} cases  {found:4} found  {right:4} right  {right / cases:.1%}"
        # every span gives one value, so precision is over all spans given
        f1 = 2 * right / (found + self.more + cases)
        yield f"value F1   {f1:.1%}, with {self.more} spans where the peer has none"


def score(path: Path, finder: Finder) -> Score:
    """Score a finder on a file of cases."""
    result = Score()
    for line in path.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        published = date.fromisoformat(case["reference"][:10]) if case["reference"] else None
        result.add(case, finder(case["input"], published))
    return result


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="Score find_dates on a peer's date cases.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--misses", action="store_true", help="list every case that is not right")
    parser.add_argument("--dateparser", action="store_true", help="score plain dateparser as well")
    arguments = parser.parse_args()
    path = arguments.folder / "dates.jsonl"
    if not path.exists():
        print(f"skipped: no {path}")
        return 0
    ours = score(path, find_ours)
    if arguments.misses:
        print("\n".join(ours.misses))
    print("\n".join(ours.report()))
    if arguments.dateparser:
        print("\ndateparser", *score(path, find_with_dateparser).report(), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
