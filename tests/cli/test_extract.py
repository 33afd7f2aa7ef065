"""orewire extract to a file and in workers: the extractor itself, usage, exit codes."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from orewire.cli import main


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
        (["-o", "no/such/out.jsonl"], "there is no folder no/such"),
        (["-o", "in/out.jsonl"], "in/out.jsonl is in what is read, in"),
        (["-o", "in/a.txt", "in/a.txt"], "in/a.txt is in what is read"),
        (["-o", "/dev/null"], "/dev/null is no file that can be appended to"),
        (["-o", "old.jsonl"], "old.jsonl exists: go on with it by --resume, or give another name"),
        (["-o", "old.jsonl", "--resume"], "old.jsonl:1 is no extraction: give another name"),
        (["--workers", "0"], "0 is not in the range"),
        (["--timeout", "0"], "0.0 is not in the range"),
    ],
)
def test_wrong_usage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("Gold rose.")
    (tmp_path / "old.jsonl").write_text("{}\n")
    before = sorted(tmp_path.rglob("*"))
    result = run("in", *arguments)
    assert result.exit_code == 2
    assert message in " ".join(result.stderr.split())
    assert sorted(tmp_path.rglob("*")) == before


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
