"""What the commands share: how inputs are read, and what is told about them."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from orewire.cli import main
from orewire.schema import ArticleInfo

RECORD = {
    "body": "Gold rose.",
    "key": "n1",
    "headline": "Gold",
    "link": "https://x.example",
    "site": "X",
    "day": "2024-03-22",
}
FIELDS = ("--text-field", "body", "--id-field", "key", "--title-field", "headline", "--url-field", "link")
MORE_FIELDS = ("--source-field", "site", "--published-field", "day")


def run(*arguments: str | Path, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, ["extract", "--model", "rules", *map(str, arguments)], input=stdin)


def articles_of(result: Result) -> list[ArticleInfo]:
    return [ArticleInfo.model_validate(json.loads(line)["article"]) for line in result.stdout.splitlines()]


def test_fields_go_by_any_name() -> None:
    result = run(*FIELDS, *MORE_FIELDS, stdin=json.dumps(RECORD))
    assert (result.exit_code, result.stderr) == (0, "")
    (article,) = articles_of(result)
    assert article.model_dump(mode="json", include={"id", "title", "url", "source", "published"}) == {
        "id": "n1",
        "title": "Gold",
        "url": "https://x.example",
        "source": "X",
        "published": "2024-03-22",
    }


def test_missing_field_says_which_there_are_and_what_to_do() -> None:
    result = run(stdin=json.dumps({"body": "Gold rose.", "day": 1}))
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr == (
        'orewire: <stdin>:1: has no field "text"; it has "body", "day":'
        " name the one with the text by --text-field\n"
    )


def test_kind_of_standard_input() -> None:
    result = run("--kind", "csv", stdin="id,text\na,Gold rose.\n")
    assert [article.id for article in articles_of(result)] == ["a"]


@pytest.mark.parametrize(
    ("options", "expected"),
    [([], ["a", "b/c"]), (["--glob", "c.*"], ["b/c"]), (["--glob", "*/c.txt"], ["b/c"])],
)
def test_glob_chooses_files_of_folders(tmp_path: Path, options: list[str], expected: list[str]) -> None:
    for name in ("a.txt", "b/c.txt", "b/d.log"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"{name} rose.")
    assert [article.id for article in articles_of(run(tmp_path, *options))] == expected


def test_duplicates_are_told_and_counted_and_are_no_failure(tmp_path: Path) -> None:
    lines = [
        ("a", "Gold rose."),
        ("a", "Gold rose."),
        ("a", "Tin fell."),
        ("b", "Gold rose."),
        ("c", "Zinc."),
    ]
    path = tmp_path / "feed.jsonl"
    path.write_text("\n".join(json.dumps({"id": article_id, "text": text}) for article_id, text in lines))
    result = run(path)
    assert result.exit_code == 0
    assert [article.id for article in articles_of(result)] == ["a", "a~2", "b", "c"]
    assert [json.loads(line)["warnings"] for line in result.stdout.splitlines()] == [
        [],
        ['the id "a" came before with another text: this is now "a~2"'],
        ["the same text came before under another id"],
        [],
    ]
    assert result.stderr.splitlines() == [
        f"orewire: {path}:2: article a: the same id and text came before: left out",
        f'orewire: {path}:3: article a: the id "a" came before with another text: this is now "a~2"',
        f"orewire: {path}:4: article b: the same text came before under another id",
        "orewire: duplicates 3",
    ]


@pytest.mark.parametrize("option", ["--text-field", "--glob", "--kind"])
@pytest.mark.parametrize("command", ["extract", "show", "report"])
def test_every_reading_command_has_the_options(command: str, option: str) -> None:
    assert option in CliRunner().invoke(main, [command, "--help"]).stdout
