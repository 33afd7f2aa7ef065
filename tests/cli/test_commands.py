"""The command line: data on stdout, problems on stderr, exit codes that mean something."""

import json
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from orewire.cli import main
from orewire.schema import Extraction

SAMPLE = Path(__file__).parents[1] / "samples" / "kazakh-tungsten.txt"
TEXT = SAMPLE.read_text(encoding="utf-8")


def run(*arguments: str | Path, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin)


def lines_of(result: Result) -> list[Extraction]:
    return [Extraction.model_validate_json(line) for line in result.stdout.splitlines()]


@pytest.mark.parametrize("command", [["extract"], ["show"], ["load", "--to", "x"], ["schema"]])
@pytest.mark.parametrize("error", [KeyboardInterrupt, click.Abort])
def test_ctrl_c_has_its_exit_code(monkeypatch: pytest.MonkeyPatch, command: list[str], error: type) -> None:
    def interrupted(*_: object) -> None:
        raise error

    monkeypatch.setattr(main.commands[command[0]], "invoke", interrupted)
    result = run(*command)
    assert (result.exit_code, result.stdout, result.stderr) == (130, "", "\nAborted!\n")


@pytest.mark.parametrize("command", [None, *main.commands])
def test_every_command_has_help_with_an_example(command: str | None) -> None:
    for flag in ("-h", "--help"):
        result = run(*filter(None, [command]), flag)
        assert result.exit_code == 0
        assert "Example" in result.stdout


def test_version() -> None:
    assert "orewire, version" in run("--version").stdout


def test_extract_prints_a_line_per_article() -> None:
    other = SAMPLE.with_name("andean-copper-1987.txt")
    result = run("extract", SAMPLE, other, "--published", "2024-03-22")
    assert (result.exit_code, result.stderr) == (0, "")
    first, second = lines_of(result)
    first.check(TEXT)
    assert [first.article.id, second.article.id] == ["kazakh-tungsten", "andean-copper-1987"]


@pytest.mark.parametrize("count", [0, 1, 2])
def test_extract_json_is_one_array(tmp_path: Path, count: int) -> None:
    for number in range(count):
        (tmp_path / f"{number}.txt").write_text("Gold rose.")
    files = sorted(tmp_path.glob("*.txt"))
    result = run("extract", "--format", "json", *(files or ["-"]), stdin="" if files else '{"text": 1}\n')
    assert len(json.loads(result.stdout)) == count


def test_extract_reads_standard_input() -> None:
    (extraction,) = lines_of(run("extract", stdin="Gold rose to $2,000."))
    assert extraction.article.id == "stdin"


def test_what_cannot_be_read_is_named_and_the_rest_extracted(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Gold rose.")
    (tmp_path / "b.txt").write_bytes(b"\xff\xfe")
    (tmp_path / "c.jsonl").write_text('{"id": "c1", "text": "Tin fell."}\n{"text": \n')
    missing = tmp_path / "missing.txt"
    result = run("extract", tmp_path, missing)
    assert result.exit_code == 3
    assert [extraction.article.id for extraction in lines_of(result)] == ["a", "c1"]
    problems = result.stderr.splitlines()
    assert [problem.split(": ")[1].removeprefix(str(tmp_path) + "/") for problem in problems] == [
        "b.txt",
        "c.jsonl:2",
        "missing.txt",
    ]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--published", "22.03.2024"], "'22.03.2024' is no date of the form YYYY-MM-DD"),
        (["--model", "no_such_pipeline"], "there is no spaCy pipeline 'no_such_pipeline'"),
        (["--format", "xml"], "'xml' is not one of"),
    ],
)
def test_wrong_usage(arguments: list[str], message: str) -> None:
    result = run("extract", SAMPLE, *arguments)
    assert result.exit_code == 2
    assert message in " ".join(result.stderr.split())


def test_show_marks_mentions_and_tells_values() -> None:
    result = run("show", SAMPLE, "--published", "2024-03-22")
    assert result.exit_code == 0
    for words in ("$1.1 billion MONEY", "currency USD", "tungsten", "Entities"):
        assert words in result.stdout


def test_show_lets_no_control_characters_through(tmp_path: Path) -> None:
    path = tmp_path / "evil.txt"
    path.write_text("Gold \x1b[2J[bold red]rose[/] to $5\x07 a gram." + " plain words" * 20)
    output = run("show", path).stdout
    assert "\x1b" not in output
    assert "\x07" not in output
    assert "[bold red]rose[/]" in output


def test_schema_prints_json() -> None:
    assert json.loads(run("schema").stdout)["title"] == "Extraction"


@pytest.mark.parametrize(
    ("name", "module", "beginning"),
    [("sql", "sqlalchemy", "-- The tables of orewire"), ("parquet", "pyarrow", '{\n  "version": 3')],
)
def test_schema_of_stores(name: str, module: str, beginning: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("schema", "--format", name).stdout.startswith(beginning)
    for loaded in ("orewire.stores.tables", "orewire.stores.arrow"):
        monkeypatch.delitem(sys.modules, loaded, raising=False)
    monkeypatch.setitem(sys.modules, module, None)
    result = run("schema", "--format", name)
    assert result.exit_code == 1
    assert f"needs {module}: pip install 'orewire[stores]'" in result.stderr


@pytest.mark.parametrize(
    "statement", ["import orewire", "import orewire.cli", "from orewire import Extraction, Article"]
)
def test_importing_loads_neither_spacy_nor_dateparser(statement: str) -> None:
    code = f"import sys; {statement}; print({{'spacy', 'dateparser', 'babel'}} & set(sys.modules))"
    output = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert output.stdout.strip() == "set()"
