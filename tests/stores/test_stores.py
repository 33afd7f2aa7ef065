"""Every kind of store behaves alike."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from briefs import brief, filled_by
from contents import contents, expected
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from orewire.schema import Extraction
from orewire.stores import Counts, Store, StoreError, open_store
from orewire.stores.store import Incoming

BRIEFS = [brief(number) for number in range(7)]
NEWER = [brief(number, tonnes=77) for number in (1, 4)]


def load(address: str, extractions: list[Extraction], batch: int = 3) -> Counts:
    with open_store(address) as store:
        store.batch = filled_by(batch)
        for number, extraction in enumerate(extractions):
            store.add_line(extraction.model_dump_json().encode() + b"\n", f"line {number}")
    return store.counts


def test_store_holds_the_rows_of_the_extractions(address: str) -> None:
    assert load(address, BRIEFS) == Counts(new=7)
    assert contents(address) == expected(BRIEFS)


def test_loading_the_same_again_changes_nothing(address: str) -> None:
    load(address, BRIEFS)
    before = contents(address)
    assert load(address, BRIEFS) == Counts(unchanged=7)
    assert contents(address) == before


def test_newer_extraction_replaces_the_older_whole(address: str) -> None:
    load(address, BRIEFS)
    assert load(address, NEWER) == Counts(replaced=2)
    assert contents(address) == expected([brief(n, tonnes=77 if n in (1, 4) else None) for n in range(7)])


def test_every_reference_in_sqlite_leads_somewhere(tmp_path: Path) -> None:
    load(f"sqlite:///{tmp_path}/facts.db", [*BRIEFS, *NEWER])
    with closing(sqlite3.connect(tmp_path / "facts.db")) as connection:
        keys = connection.execute("SELECT count(*) FROM pragma_foreign_key_list('arguments')").fetchone()
        assert keys[0] > 0
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


@pytest.mark.parametrize("batch", [1, 2, 100])
@pytest.mark.parametrize(
    ("before", "loaded", "after", "counts"),
    [
        ([], [(1, "0.1.0"), (2, "0.1.0")], 2, Counts(new=1, replaced=1)),
        ([(1, "0.1.0")], [(2, "0.1.0"), (1, "0.1.0")], 1, Counts(replaced=2)),
        ([(1, "0.1.0")], [(1, "0.1.0"), (2, "0.1.0")], 2, Counts(unchanged=1, replaced=1)),
        ([(1, "0.1.0")], [(2, "0.2.0")], 2, Counts(replaced=1)),
        ([(1, "0.10.0")], [(2, "0.9.0")], 1, Counts(kept=1)),
        ([(1, "0.1.0")], [(2, "0.2.0"), (1, "0.1.0")], 2, Counts(replaced=1, kept=1)),
        ([], [(1, "1.0"), (2, "0.9")], 1, Counts(new=1, kept=1)),
        ([(1, "0." + "9" * 5_000)], [(2, "0.1.0")], 1, Counts(kept=1)),
    ],
)
def test_which_extraction_of_an_article_counts(
    tmp_path: Path,
    batch: int,
    before: list[tuple[int, str]],
    loaded: list[tuple[int, str]],
    after: int,
    counts: Counts,
) -> None:
    address = f"sqlite:///{tmp_path}/facts.db"
    versions = dict(before + loaded)
    load(address, [brief(0, tonnes=tonnes, version=version) for tonnes, version in before])
    done = load(address, [brief(0, tonnes=tonnes, version=version) for tonnes, version in loaded], batch)
    assert done == counts
    assert contents(address) == expected([brief(0, tonnes=after, version=versions[after])])


@pytest.mark.parametrize("batch", [1, 4, 100])
def test_what_is_no_extraction_is_reported_in_order_and_the_rest_stored(address: str, batch: int) -> None:
    torn = brief(3).model_dump_json().encode()[:200]
    impossible = json.loads(brief(4).model_dump_json())
    impossible["article"]["length"] = 10**30  # more than a database's integers hold
    problems: list[tuple[str, str]] = []
    with open_store(address, lambda *problem: problems.append(problem)) as store:
        store.batch = filled_by(batch)
        for where, line in {
            "f:1": brief(0).model_dump_json().encode(),
            "f:2": torn,
            "f:3": b'{"article": 1}',
            "f:4": json.dumps(impossible).encode(),
            "f:5": b"\xff",
            "f:6": brief(1).model_dump_json().encode(),
        }.items():
            store.add_line(line, where)
    assert [where for where, _ in problems] == ["f:2", "f:3", "f:4", "f:5"]
    assert store.counts == Counts(new=2, failed=4)
    assert contents(address) == expected([brief(0), brief(1)])


def test_a_row_that_is_not_taken_is_found_in_few_steps(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    impossible = json.loads(brief(9).model_dump_json())
    impossible["article"]["length"] = 10**30
    problems: list[str] = []
    with open_store(address, lambda where, _: problems.append(where)) as store:
        replace, steps = store.replace, []
        monkeypatch.setattr(store, "replace", lambda *rows: (steps.append(rows), replace(*rows)))
        for number in range(16):
            line = json.dumps(impossible) if number == 9 else brief(number).model_dump_json()
            store.add_line(line.encode(), str(number))
    assert problems == ["9"]
    assert contents(address) == expected(brief(number) for number in range(16) if number != 9)
    assert len(steps) == 1 + 2 * 4, "halved four times"


def test_a_batch_has_no_more_lines_than_a_query_takes() -> None:
    assert Store.batch / Incoming("f:1", b"{}").size < 32_766  # parameters of SQLite; PostgreSQL has 65,535


class Crash(BaseException):
    """The process ends here."""


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_crash_leaves_the_old_and_another_run_finishes(
    new_address: Callable[[], str], when: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    address, clean = new_address(), new_address()
    load(clean, NEWER + BRIEFS[5:])
    load(address, BRIEFS[:5])
    before = contents(address)
    store = open_store(address)
    replace = store.replace
    if address.startswith("parquet"):  # where the manifest is written, the new stands
        monkeypatch.setattr(store, "_write_manifest", _crash)

    def crash(*arguments: Any) -> None:
        if when == "after":
            replace(*arguments)
        raise Crash

    monkeypatch.setattr(store, "replace", crash)
    for extraction in NEWER + BRIEFS[5:]:
        store.add(extraction)
    with pytest.raises(Crash):
        store.flush()
    store.close()
    assert contents(address) == before
    monkeypatch.undo()
    load(address, NEWER + BRIEFS[5:])
    load(clean, [BRIEFS[n] for n in (0, 2, 3)])
    assert contents(address) == contents(clean)


def _crash() -> None:
    raise Crash


@pytest.mark.parametrize(
    ("batch", "stored"),
    [
        pytest.param(filled_by(2), 4, id="the third batch was not whole"),
        pytest.param(1, 5, id="every line is longer than a batch"),
        pytest.param(filled_by(6), 0, id="the first batch was not whole"),
    ],
)
def test_whoever_leaves_early_leaves_whole_batches(address: str, batch: int, stored: int) -> None:
    with pytest.raises(Crash):
        _leave_early(address, batch)
    assert contents(address) == expected(BRIEFS[:stored])
    assert load(address, BRIEFS) == Counts(new=7 - stored, unchanged=stored)


def _leave_early(address: str, batch: int) -> None:
    with open_store(address) as store:
        store.batch = batch
        for extraction in BRIEFS[:5]:
            store.add(extraction)
        raise Crash


@pytest.mark.parametrize(
    "manifest",
    ["{}", "[]", '{"version": "1.0", "name": "x"}', '{"version": 3}', '{"version": 3, "parts": {}}'],
)
def test_folder_of_another_program_is_left_alone(tmp_path: Path, manifest: str) -> None:
    (tmp_path / "manifest.json").write_text(manifest)
    with pytest.raises(StoreError, match=r"manifest\.json was not made by orewire"):
        open_store(f"parquet:{tmp_path}")
    assert [path.name for path in tmp_path.iterdir()] == ["manifest.json"]


def test_parquet_shows_old_or_new_wherever_it_crashes(tmp_path: Path) -> None:
    old, new = expected(BRIEFS[:2]), expected([BRIEFS[0], NEWER[0]])
    seen = []
    for step in range(100):
        address = f"parquet:{tmp_path}/{step}"
        load(address, BRIEFS[:2])
        crashed = _load_until(address, step)
        open_store(address).close()
        found = contents(address)
        assert found in (old, new)
        seen.append(found == new)
        if not crashed:
            break
        load(address, NEWER[:1])
        assert contents(address) == new
    assert seen == sorted(seen), "once new, it stays new"
    assert {*seen} == {False, True}


def _load_until(address: str, step: int) -> bool:
    """Load what is newer, and crash at a step that changes the folder; return whether it came to that."""
    left = iter(range(step))

    def counted(change: Callable[..., Any]) -> Callable[..., Any]:
        def changed(*arguments: Any, **options: Any) -> Any:
            if next(left, None) is None:
                raise Crash
            return change(*arguments, **options)

        return changed

    with pytest.MonkeyPatch.context() as patch:
        for name in ("replace", "unlink"):
            patch.setattr(Path, name, counted(getattr(Path, name)))
        try:
            load(address, NEWER[:1])
        except Crash:
            return True
    return False


texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
numbers = st.decimals(-(10**9), 10**9, places=4).map(lambda number: f"{number:f}")


@given(title=texts, name=texts, amount=numbers)
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_text_is_data_and_numbers_stay(address: str, title: str, name: str, amount: str) -> None:
    record = json.loads(brief(0).model_dump_json())
    record["article"]["title"] = title
    record["mentions"][0]["value"]["name"] = name
    record["entities"][0]["aliases"] = [name]
    record["mentions"][5]["value"]["amount"] = amount
    record["mentions"][5]["value"]["currency"] = "USD"
    extraction = Extraction.model_validate(record)
    load(address, [extraction])
    line = extraction.model_dump_json()
    shown = Extraction.model_validate_json(line.replace("\\u0000", "\\ufffd"))
    found, wanted = contents(address), expected([shown])
    for stored in (found, wanted):  # the digest is of the line as it came
        stored["articles"] = [row[:-1] for row in stored["articles"]]
    assert found == wanted
