"""OUT and OUT.errors.jsonl: what goes in, what is refused, and what they say is done."""

import json
from pathlib import Path

import pytest

from orewire.bulk.files import Files, errors_beside
from orewire.bulk.loader import Loader
from orewire.bulk.outcomes import Failed
from orewire.bulk.sinks import MismatchError, SinkError
from orewire.documents import Unreadable
from orewire.schema import Article


def line_by(model: str, version: str) -> bytes:
    info = {"version": "0.1.0", "model": model, "model_version": version}
    return json.dumps({"article": {"id": "a"}, "pipeline": info}).encode() + b"\n"


LINE = line_by("news", "1.0")
ARTICLE = Article(id="a", text="x")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out.jsonl"


def errors_of(out: Path) -> list[dict[str, str]]:
    path = out.with_name("out.jsonl.errors.jsonl")
    return [json.loads(line) for line in path.read_bytes().splitlines()]


def test_records_say_what_is_known(out: Path) -> None:
    with Files(out, resume=False) as files:
        files.error(Failed("is binary", where="x.txt"))
        files.error(Failed("no lead", id="é", error="ValueError"))
    assert errors_of(out) == [
        {"reason": "is binary", "where": "x.txt"},
        {"reason": "no lead", "id": "é", "error": "ValueError"},
    ]


def test_without_errors_there_is_no_file_of_them(out: Path) -> None:
    with Files(out, resume=False) as files:
        files.write("a", LINE)
        files.flush()
    assert [path.name for path in out.parent.iterdir()] == ["out.jsonl"]
    assert out.read_bytes() == LINE


@pytest.mark.parametrize(
    ("item", "done"),
    [
        (ARTICLE, True),
        (Article(id="b", text="x"), True),
        (Article(id="c", text="x"), False),
        (Unreadable("x.txt", "is empty"), True),
        (Unreadable("\udcff.txt", "is empty"), True),
        (Unreadable("a", "is empty"), False),
        (Article(id="x.txt", text="x"), False),
    ],
)
def test_ledger_knows_articles_and_inputs(out: Path, item: Article | Unreadable, *, done: bool) -> None:
    with Files(out, resume=True) as files:
        files.write("a", LINE)
        files.error(Failed("no lead", id="b", error="ValueError"))
        files.error(Failed("is empty", where="x.txt"))
        files.error(Failed("is empty", where="\udcff.txt"))
    with Files(out, resume=True) as files:
        assert files.ledger.strike(item) == done
        assert (files.ledger.extracted, files.ledger.failed) == (1, 3)


def test_input_given_twice_has_two_results(out: Path) -> None:
    for _ in range(2):
        with Files(out, resume=True) as files:
            files.error(Failed("is empty", where="x.txt"))
    with Files(out, resume=True) as files:
        assert [files.ledger.strike(Unreadable("x.txt", "is empty")) for _ in range(3)] == [True, True, False]


@pytest.mark.parametrize("name", ["out.jsonl", "out.jsonl.errors.jsonl"])
def test_what_is_there_is_not_overwritten(out: Path, name: str) -> None:
    out.with_name(name).write_bytes(b"x\n")
    with pytest.raises(SinkError, match=f"{name} exists: go on with it by --resume, or give another name"):
        Files(out, resume=False)
    assert out.with_name(name).read_bytes() == b"x\n"


def test_empty_file_is_as_none(out: Path) -> None:
    out.touch()
    with Files(out, resume=False) as files:
        files.write("a", LINE)
    assert out.read_bytes() == LINE


@pytest.mark.parametrize(
    ("name", "line", "message"),
    [
        ("out.jsonl", b'{"text": "x"}\n', "out.jsonl:2 is no extraction: give another name"),
        ("out.jsonl", b'{"article": {"id": "b"}, "pipeline": "x"}\n', "out.jsonl:2 is no extraction"),
        ("out.jsonl", b"[]\n", "out.jsonl:2 is no extraction"),
        ("out.jsonl", b'{"article": {"id"\n', "out.jsonl:2 is no extraction"),
        ("out.jsonl.errors.jsonl", b'{"text": "x"}\n', "errors.jsonl:2 is no record of an error"),
        ("out.jsonl.errors.jsonl", b"[1]\n", "errors.jsonl:2 is no record of an error"),
    ],
)
def test_file_that_is_not_ours_is_left_alone(out: Path, name: str, line: bytes, message: str) -> None:
    first = LINE if name == "out.jsonl" else b'{"reason": "x", "where": "y"}\n'
    out.with_name(name).write_bytes(first + line)
    with pytest.raises(SinkError, match=message):
        Files(out, resume=True)
    assert out.with_name(name).read_bytes() == first + line


@pytest.mark.parametrize("name", ["out.jsonl", "out.jsonl.errors.jsonl"])
@pytest.mark.parametrize("tail", [b'{"precious": 1}', b"Gold rose.", b'{"sch\xff'])
def test_tail_that_is_not_ours_is_left_alone(out: Path, name: str, tail: bytes) -> None:
    out.with_name(name).write_bytes(tail)
    with pytest.raises(SinkError, match=f"{name} ends in what is no line of ours: give another name"):
        Files(out, resume=True)
    assert out.with_name(name).read_bytes() == tail


@pytest.mark.parametrize(
    ("name", "tail"),
    [
        ("out.jsonl", b"{"),
        ("out.jsonl", b'{"schema_version":"1.0","art'),
        ("out.jsonl", b'{"schema\0\0\0'),
        ("out.jsonl", b"\0\0\0"),
        ("out.jsonl.errors.jsonl", b'{"rea'),
        ("out.jsonl.errors.jsonl", b'{"reason": "is bi'),
    ],
)
def test_torn_tail_is_cut_off(out: Path, name: str, tail: bytes) -> None:
    out.with_name(name).write_bytes(tail)
    with Files(out, resume=True):
        assert out.with_name(name).read_bytes() == b""


def test_lines_begin_as_those_of_a_run_do(out: Path) -> None:
    with Files(out, resume=False) as files:
        files.write("a", Loader("rules")()(ARTICLE))
        files.error(Failed("is binary", where="x.txt"))
    for path in (out, errors_beside(out)):
        path.write_bytes(path.read_bytes()[:-1])
    with Files(out, resume=True) as files:
        assert (files.ledger.extracted, files.ledger.failed) == (0, 0)


@pytest.mark.parametrize(("model", "version"), [("news", "2.0"), ("rules", "1.0")])
def test_only_the_same_pipeline_goes_on(out: Path, model: str, version: str) -> None:
    with Files(out, resume=True) as files:
        files.write("a", LINE)
    message = (
        f"out.jsonl was written by orewire 0.1.0 with news 1.0, not by orewire 0.1.0 with {model} {version}"
    )
    with Files(out, resume=True) as files, pytest.raises(MismatchError, match=message):
        files.write("b", line_by(model, version))
    with Files(out, resume=True) as files:
        files.write("b", LINE)
    assert out.read_bytes() == LINE + LINE


def test_one_run_at_a_time(out: Path) -> None:
    with Files(out, resume=True), pytest.raises(SinkError, match=r"another run is writing .*out\.jsonl"):
        Files(out, resume=True)
    with Files(out, resume=True):
        pass


def test_only_a_file_will_do() -> None:
    with pytest.raises(SinkError, match="/dev/null is no file that can be appended to"):
        Files(Path("/dev/null"), resume=False)
