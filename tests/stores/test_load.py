"""orewire load: problems on stderr, exit codes that mean something, passwords nowhere."""

import gzip
from pathlib import Path

import pytest
from briefs import brief, lines
from click.testing import CliRunner, Result
from contents import contents, expected

from orewire.cli import main

CONTENT = b"".join(lines(4))
BRIEFS = [brief(number) for number in range(4)]


def load(*arguments: str | Path, stdin: bytes = b"") -> Result:
    return CliRunner().invoke(main, ["load", *map(str, arguments)], input=stdin)


@pytest.fixture
def address(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/facts.db"


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("named", ["file", "-", "nothing"])
def test_reads_files_and_standard_input(tmp_path: Path, address: str, named: str, *, packed: bool) -> None:
    content = gzip.compress(CONTENT) if packed else CONTENT
    path = tmp_path / "facts.jsonl"
    path.write_bytes(content)
    inputs = {"file": [str(path)], "-": ["-"], "nothing": []}[named]
    result = load(*inputs, "--to", address, stdin=content)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "orewire: 4 new, 0 replaced, 0 unchanged, 0 kept, 0 failed\n"
    assert contents(address) == expected(BRIEFS)


def test_names_the_lines_that_are_not_loaded(tmp_path: Path, address: str) -> None:
    path = tmp_path / "facts.jsonl"
    path.write_bytes(b"\n".join([b"", CONTENT.split(b"\n")[0], b'{"torn', b"[]", b""]))
    result = load(path, tmp_path / "missing.jsonl", "--to", address)
    assert result.exit_code == 3
    problems = [line.removeprefix(f"orewire: {tmp_path}/") for line in result.stderr.splitlines()]
    assert problems[0] == "missing.jsonl: No such file or directory"
    assert problems[1].startswith("facts.jsonl:3: no extraction: Invalid JSON: EOF while parsing")
    assert problems[2].startswith("facts.jsonl:4: no extraction: Input should be an object")
    assert problems[3:] == ["orewire: 1 new, 0 replaced, 0 unchanged, 0 kept, 2 failed"]
    assert contents(address) == expected(BRIEFS[:1])


def test_a_file_cut_off_is_loaded_as_far_as_it_goes(tmp_path: Path, address: str) -> None:
    path = tmp_path / "facts.jsonl.gz"
    path.write_bytes(gzip.compress(CONTENT)[:-30])
    result = load(path, "--to", address)
    assert result.exit_code == 3
    assert "Compressed file ended before the end-of-stream marker" in result.stderr


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("facts.db", "an address begins with what kind of store it is: sqlite:///facts.db"),
        ("mysql://root:s3cret@host/db", "an address begins with what kind of store it is"),
        ("parquet:", "lacks the folder"),
        ("postgresql://u:s3cret@host:port/db", "this is no address of a postgresql database"),
        ("postgresql://u:s3cret@localhost:1/db", "postgresql://localhost:1/db: "),
        ("postgresql://u@localhost:1/db?password=s3cret", "see that the database can be reached"),
        ("postgresql://u:@localhost:1/db", "see that the database can be reached"),
        ("postgresql://u:s3@cret@localhost:1/db", "name or password of a database's user is written %40"),
        (
            "sqlite:///facts.db?timeout=abc",
            "could not convert string to float: 'abc': see what the address has",
        ),
        ("sqlite:////nowhere/facts.db", "unable to open database file"),
        ("sqlite://", "sqlite in memory is gone when all is stored: name a file, sqlite:///facts.db"),
        ("duckdb:///:memory:", "duckdb in memory is gone when all is stored: name a file"),
        ("duckdb:////nowhere/facts.duckdb", "duckdb:////nowhere/facts.duckdb: "),
        ("parquet:/dev/null/facts", "/dev/null/facts: Not a directory"),
    ],
)
def test_a_store_that_cannot_be_used(url: str, message: str) -> None:
    result = load("--to", url, stdin=CONTENT)
    assert result.exit_code == 1
    assert message in result.stderr
    assert "cret" not in result.output


def test_what_is_no_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("not a database, but long enough to be looked at as one" * 20)
    before = path.read_bytes()
    result = load("--to", f"sqlite:///{path}", stdin=CONTENT)
    assert (result.exit_code, path.read_bytes()) == (1, before)
    assert "file is not a database" in result.stderr


@pytest.mark.parametrize(
    ("url", "module"), [("postgresql://h/d", "psycopg"), ("duckdb:///f", "duckdb"), ("parquet:d", "pyarrow")]
)
def test_a_missing_package_is_named(url: str, module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("orewire.stores.addresses.find_spec", lambda name: None if name == module else name)
    result = load("--to", url)
    assert result.exit_code == 1
    assert f"needs {module}: pip install 'orewire[stores]'" in result.stderr
