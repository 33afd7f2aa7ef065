"""orewire extract to a file and in workers: the extractor itself, usage, exit codes."""

import json
import os
import shlex
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from orewire.cli import main

COMMAND = f"{shlex.quote(sys.executable)} -m orewire extract --model rules"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["extract", "--model", "rules", *map(str, arguments)])


def test_workers_write_what_this_process_writes(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(
        '{"id": "a", "text": "Gold rose to $2,000."}\n{"text": \n{"id": "b", "text": "Tin fell by 5%."}\n'
    )
    alone = run(tmp_path / "in.jsonl")
    to_stdout = run(tmp_path / "in.jsonl", "--workers", "1")
    assert (to_stdout.stdout, to_stdout.stderr, to_stdout.exit_code) == (alone.stdout, alone.stderr, 3)
    to_file = run(tmp_path / "in.jsonl", "-o", tmp_path / "out.jsonl")
    assert ((tmp_path / "out.jsonl").read_text(), to_file.stdout, to_file.exit_code) == (alone.stdout, "", 3)
    assert "out.jsonl: extractions 2, errors 1" in to_file.stderr
    (record,) = map(json.loads, (tmp_path / "out.jsonl.errors.jsonl").read_bytes().splitlines())
    assert record["where"] == f"{tmp_path / 'in.jsonl'}:2"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--resume"], "--resume needs -o OUT"),
        (["-o", "out.jsonl", "--format", "json"], "--format json goes to standard output, without -o"),
        (["--workers", "2", "--format", "json"], "--format json goes to standard output"),
        (["-o", "out.jsonl.gz"], "a compressed file cannot be resumed: write out.jsonl and compress it"),
        (["-o", "out.jsonl.GZ"], "a compressed file cannot be resumed: write out.jsonl and compress it"),
        (["-o", "-"], "without it, standard output is written"),
        (["-o", "no/such/out.jsonl"], "there is no folder no/such"),
        (["-o", "in/out.jsonl"], "in/out.jsonl is in what is read, in"),
        (["-o", "in/a.txt", "in/a.txt"], "in/a.txt is in what is read"),
        (["-o", "b.jsonl", "*.jsonl"], "b.jsonl is in what is read, *.jsonl"),
        (["-o", "b.json", "*.jsonl"], "b.json.errors.jsonl is in what is read, *.jsonl"),
        (["-o", "b.jsonl", "b.jsonl.errors.jsonl"], "b.jsonl.errors.jsonl is in what is read"),
        (["-o", "also/b.jsonl", "[a]*"], "also/b.jsonl is in what is read, [a]*"),
        (["-o", "also/b.jsonl", "**/*.txt"], "also/b.jsonl is in what is read, **/*.txt"),
        (["-o", "also/b.jsonl", "link/*.jsonl"], "also/b.jsonl is in what is read, link/*.jsonl"),
        (["-o", "/dev/null"], "/dev/null is no file that can be appended to"),
        (["-o", "old.jsonl"], "old.jsonl exists: go on with it by --resume, or give another name"),
        (["-o", "old.jsonl", "--resume"], "old.jsonl:1 is no extraction: give another name"),
        (["--workers", "0"], "0 is not in the range"),
        (["--timeout", "0"], "0.0 is not in the range 0.001<=x<=86400"),
        (["--timeout", "inf"], "inf is not in the range"),
        (["--timeout", "1e12"], "1000000000000.0 is not in the range"),
        (["--timeout", "nan"], "nan is no number"),
        (["--to", "sqlite:///f.db", "--format", "csv"], "--format csv goes to standard output"),
        (["--format", "parquet"], "--format parquet goes with --engine ray; else use --to parquet:DIR"),
        (["--address", "auto"], "--address goes with --engine ray"),
        (["--part-size", "9"], "--part-size goes with --engine ray"),
        (["--engine", "ray"], "--engine ray needs -o OUT: the folder to write"),
        (["--engine", "ray", "-o", "old.jsonl"], "old.jsonl is a file, not a folder"),
        (
            ["--engine", "ray", "-o", "out", "--format", "csv"],
            "--engine ray writes --format jsonl or parquet",
        ),
        (["--engine", "ray", "-o", "out", "-"], "--engine ray reads files and folders, no standard input"),
        (["--engine", "ray", "-o", "out", "--to", "sqlite:///f.db"], "--engine ray has no --to"),
        (["--engine", "ray", "-o", "out", "--fail-fast"], "--engine ray has no --fail-fast"),
    ],
)
def test_wrong_usage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("Gold rose.")
    (tmp_path / "old.jsonl").write_text("{}\n")
    (tmp_path / "also").mkdir()
    (tmp_path / "link").symlink_to("also")
    before = sorted(tmp_path.rglob("*"))
    result = run("in", *arguments)
    assert result.exit_code == 2
    assert message in " ".join(result.stderr.split())
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize(
    ("name", "output"),
    [
        ("*.txt", "out.jsonl"),
        ("*.jsonl", "sub/out.jsonl"),
        ("*/*.jsonl", "out.jsonl"),
        ("sub/**", "out.jsonl"),
        ("[o]ut.jsonl", "out.jsonl"),
        ("loop", "out.jsonl"),
        ("x" * 300 + "*", "out.jsonl"),
    ],
)
def test_what_is_not_read_can_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, output: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sub").mkdir()
    (tmp_path / "[o]ut.jsonl").touch()
    (tmp_path / "loop").symlink_to("loop")
    assert run(name, "-o", output).exit_code in (0, 3)
    assert (tmp_path / output).exists()


def test_model_that_workers_cannot_load_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Gold rose.")
    result = run(tmp_path / "a.txt", "-o", tmp_path / "out.jsonl", "--model", "no_such_pipeline")
    assert result.exit_code == 2
    assert "there is no spaCy pipeline 'no_such_pipeline'" in " ".join(result.stderr.split())
    assert (tmp_path / "out.jsonl").read_bytes() == b""


def test_nothing_to_read_gives_an_empty_file(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").touch()
    result = run(tmp_path / "in.jsonl", "-o", tmp_path / "out.jsonl")
    assert (result.exit_code, (tmp_path / "out.jsonl").read_bytes()) == (0, b"")


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        ("$IN 2>&-", 3, ""),
        ("$IN --workers 1 2>&-", 3, ""),
        ("$IN -o $IN.out 2>&-; code=$?; cat $IN.out; exit $code", 3, ""),
        ("- <&-", 2, "Error: standard input is closed: name files or folders to read"),
        ("- --workers 1 <&-", 2, "Error: standard input is closed: name files or folders to read"),
        ("$IN >/dev/full", 1, "Error: standard output cannot be written: No space left on device"),
        (
            "$IN --workers 1 >/dev/full",
            1,
            "Error: standard output cannot be written: No space left on device",
        ),
        (
            "$IN --format csv >/dev/full",
            1,
            "Error: standard output cannot be written: No space left on device",
        ),
        ("$IN >&-", 2, "Error: standard output is closed: name a file by -o OUT"),
    ],
)
def test_standard_streams_of_all_sorts(tmp_path: Path, arguments: str, code: int, message: str) -> None:
    (tmp_path / "in.jsonl").write_text('{"id": "a", "text": "Gold rose."}\n{"text": \n')
    result = subprocess.run(
        ["/bin/sh", "-c", f"{COMMAND} {arguments}"],
        env=os.environ | {"IN": str(tmp_path / "in.jsonl")},
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    assert (result.returncode, result.stderr.splitlines()[-1:]) == (code, [message] if message else [])
    assert [json.loads(line)["article"]["id"] for line in result.stdout.splitlines()] == ["a"] * (code == 3)


@pytest.mark.parametrize("output_format", ["jsonl", "json"])
def test_results_are_utf_8_in_any_locale(tmp_path: Path, output_format: str) -> None:
    path = tmp_path / "日本.txt"
    path.write_text("Gold rose in 日本.", encoding="utf-8")
    written = [
        subprocess.run(
            [*shlex.split(COMMAND), path, "--format", output_format],
            env=os.environ | {"PYTHONIOENCODING": encoding},
            check=True,
            capture_output=True,
        ).stdout
        for encoding in ("utf-8", "cp1252")
    ]
    assert written[0] == written[1] != b""


def stored(path: Path) -> list[tuple[str, int]]:
    with closing(sqlite3.connect(path)) as database:
        return database.execute(
            "SELECT article_id, count(*) FROM mentions GROUP BY article_id ORDER BY article_id"
        ).fetchall()


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    path = tmp_path / "in.jsonl"
    path.write_text('{"id": "a", "text": "Gold rose to $2,000."}\n{"id": "b", "text": "Tin fell by 5%."}\n')
    return path


def test_what_is_found_goes_into_a_store(feed: Path, tmp_path: Path) -> None:
    result = run(feed, "--to", f"sqlite:///{tmp_path / 'facts.db'}")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "2 new" in result.stderr
    assert stored(tmp_path / "facts.db") == [("a", 2), ("b", 2)]


def test_what_was_written_but_not_stored_is_stored_on_resuming(feed: Path, tmp_path: Path) -> None:
    output, database = tmp_path / "out.jsonl", tmp_path / "facts.db"
    assert run(feed, "-o", output).exit_code == 0
    whole = output.read_bytes()
    output.write_bytes(whole[: whole.index(b"\n") + 1])
    result = run(feed, "-o", output, "--resume", "--to", f"sqlite:///{database}")
    assert result.exit_code == 0
    assert (output.read_bytes(), stored(database)) == (whole, [("a", 2), ("b", 2)])


def test_a_store_that_cannot_be_opened_is_told(feed: Path) -> None:
    result = run(feed, "--to", "sqlite:////no/such/folder/facts.db")
    assert result.exit_code == 1
    assert "Error: " in result.stderr


def test_duplicates_are_told_by_workers_too(feed: Path, tmp_path: Path) -> None:
    result = run(feed, feed, "-o", tmp_path / "out.jsonl")
    assert result.exit_code == 0
    assert result.stderr.count("the same id and text came before: left out") == 2
    assert len((tmp_path / "out.jsonl").read_text().splitlines()) == 2


def test_csv_has_a_row_for_each_fact(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Gold rose to $2,000.")
    result = run(tmp_path / "a.txt", "--format", "csv")
    assert result.exit_code == 0
    assert result.stdout.startswith("article,published,type,status,confidence,")
