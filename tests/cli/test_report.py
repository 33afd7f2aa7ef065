"""orewire report writes one file, or says why not."""

from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from orewire.cli import main

SAMPLE = Path(__file__).parents[1] / "samples" / "kazakh-tungsten.txt"


def run(*arguments: str | Path, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, ["report", *map(str, arguments)], input=stdin)


class Names(HTMLParser):
    """The names of a page's articles."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "article":
            self.found.append(dict(attrs)["data-name"] or "")


def test_writes_the_file_and_says_so(tmp_path: Path) -> None:
    output = tmp_path / "report.html"
    result = run(SAMPLE, "--published", "2024-03-22", "-o", output)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.startswith(f"orewire: {output}: articles 1, facts ")
    page = output.read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert Names(page).found == ["kazakh-tungsten"]
    assert "22 March 2024" in page
    assert 'data-value="USD 1,100,000,000' in page


def test_writes_to_report_html_when_not_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(SAMPLE).exit_code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]


def test_writes_to_standard_output() -> None:
    result = run("-", "-o", "-", stdin='{"id": "b", "title": "<b>Tin</b>", "text": "Tin fell."}\n')
    assert (result.exit_code, result.stderr) == (0, "")
    assert Names(result.stdout).found == ["<b>Tin</b>"]


def test_several_articles_with_what_could_not_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Gold rose.")
    (tmp_path / "b.txt").write_bytes(b"\xff\xfe")
    (tmp_path / "c.jsonl").write_text('{"id": "c1", "text": "Tin fell."}\n')
    output = tmp_path / "report.html"
    result = run(tmp_path, "-o", output)
    assert result.exit_code == 3
    assert "b.txt" in result.stderr
    assert Names(output.read_text(encoding="utf-8")).found == ["a", "c1"]


def test_nothing_is_written_when_nothing_could_be_read(tmp_path: Path) -> None:
    output = tmp_path / "report.html"
    output.write_text("an older report")
    result = run(tmp_path / "missing.txt", "-o", output)
    assert result.exit_code == 3
    assert "nothing is written" in result.stderr
    assert output.read_text() == "an older report"


def test_a_folder_that_is_not_there_is_a_wrong_option(tmp_path: Path) -> None:
    result = run(SAMPLE, "-o", tmp_path / "nowhere" / "report.html")
    assert result.exit_code == 2
    assert "there is no folder" in " ".join(result.stderr.split())
