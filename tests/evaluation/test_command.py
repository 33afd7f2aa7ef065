"""``orewire evaluate``, with an extractor that knows the gold."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from orewire.cli.evaluate import evaluate
from orewire.evaluation.gold import read_corpus
from orewire.schema import Article, Extraction

Edit = Callable[[Path, Callable[[Any], None]], None]


class Stub:
    """Gives back gold, less the labels that it is told to leave out."""

    def __init__(self, corpus: Path) -> None:
        articles = read_corpus(corpus, corpus.parent / "texts").articles
        self.gold = {article.article.id: article.gold for article in articles}
        self.blind_to: set[str] = set()
        self.failing: set[str] = set()

    def extract(self, article: Article) -> Extraction:
        gold = self.gold[article.id]
        if not self.blind_to:
            return gold
        mentions = tuple(
            mention.model_copy(update={"entity": None})
            for mention in gold.mentions
            if mention.label not in self.blind_to
        )
        return gold.model_copy(update={"mentions": mentions, "entities": (), "facts": ()})

    def pipe(
        self, articles: Iterable[Article], on_error: Callable[[Article, Exception], None]
    ) -> Iterator[Extraction]:
        for article in articles:
            if article.id in self.failing:
                on_error(article, ValueError("too long"))
            else:
                yield self.extract(article)


@pytest.fixture
def stub(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> Stub:
    stub = Stub(corpus)
    # By its full name: orewire.cli has the command in place of its module.
    module = import_module("orewire.cli.evaluate")
    monkeypatch.setattr(module, "load_extractor", lambda _: stub)
    return stub


@pytest.fixture
def run(corpus: Path, stub: Stub) -> Callable[..., Result]:  # noqa: ARG001 - the stub is put in place
    def run(*arguments: str | Path) -> Result:
        return CliRunner().invoke(evaluate, ["--corpus", str(corpus), *map(str, arguments)])

    return run


Run = Callable[..., Result]


def test_help_gives_examples_a_line_each() -> None:
    help_text = CliRunner().invoke(evaluate, ["--help"]).stdout
    assert "\n    orewire evaluate --split dev --errors\n" in help_text


def test_prints_tables_of_each_group(run: Run, corpus: Path) -> None:
    result = run("--texts", corpus.parent / "texts")
    assert result.exit_code == 0
    headings = [line for line in result.stdout.splitlines() if line.startswith("##")]
    assert headings == ["## dev (1 article)", "## test (1 article)", "## test stand-off (1 article)"]
    assert "skipped" not in result.stdout
    assert "no floors are pinned" in result.stderr


def test_says_what_it_skipped(run: Run) -> None:
    result = run()
    assert "skipped three: its text is not in the project: give it with --texts DIR" in result.stdout
    assert "stand-off" not in result.stdout


def test_scores_one_split(run: Run) -> None:
    result = run("--split", "dev")
    assert "## dev" in result.stdout
    assert "## test" not in result.stdout
    assert "skipped" not in result.stdout


def test_json_holds_all_that_was_measured(run: Run, stub: Stub) -> None:
    run("--update")
    stub.blind_to = {"MONEY"}
    result = run("--format", "json")
    report = json.loads(result.stdout)
    assert result.exit_code == 1
    assert list(report["groups"]) == ["dev", "test"]
    mentions = report["groups"]["dev"]["mentions"]
    assert (mentions["all"]["exact"]["gold"], mentions["all"]["exact"]["matched"]) == (7, 6)
    assert mentions["MONEY"]["values"]["right_of_all"] == 0
    assert list(report["skipped"]) == ["three"]
    assert "dev.mentions.MONEY.f1 is 0.0, below its floor 1.0" in report["breaches"]


def test_errors_are_listed(run: Run, stub: Stub) -> None:
    stub.blind_to = {"MONEY"}
    result = run("--errors", "--split", "dev")
    rows = [line for line in result.stdout.splitlines() if "| missed" in line]
    assert any("MONEY" in row and "$2.5bn" in row for row in rows)


def test_an_article_that_fails_counts_as_missed(run: Run, stub: Stub) -> None:
    stub.failing = {"one"}
    result = run()
    assert "orewire: article one: ValueError: too long" in result.stderr
    assert "no extraction of one: scored as nothing found" in result.stdout


def test_floors_hold_break_and_are_not_lowered_unasked(run: Run, stub: Stub, corpus: Path) -> None:
    result = run("--update")
    assert (result.exit_code, "pinned" in result.stderr) == (0, True)
    result = run()
    assert (result.exit_code, "floors hold" in result.stderr) == (0, True)

    pinned = (corpus / "baseline.json").read_text()
    stub.blind_to = {"MONEY"}
    result = run("--split", "dev")
    assert result.exit_code == 1
    assert "orewire: dev.mentions.MONEY.f1 is 0.0, below its floor 1.0" in result.stderr
    assert "orewire: test." not in result.stderr
    result = run("--update")
    assert result.exit_code == 1
    assert "floors would be lowered (allow it with --allow-regression)" in result.stderr
    assert (corpus / "baseline.json").read_text() == pinned

    result = run("--update", "--allow-regression")
    assert result.exit_code == 0
    assert run().exit_code == 0


def test_a_changed_corpus_is_noticed(run: Run, corpus: Path, edit: Edit) -> None:
    run("--update")
    edit(corpus / "gold" / "one.json", lambda record: record["facts"].clear())
    result = run()
    assert result.exit_code == 1
    assert "the corpus is not the one that the floors were pinned on" in result.stderr
    assert run("--update", "--allow-regression").exit_code == 0
    assert run().exit_code == 0


def test_floors_are_the_same_with_and_without_stand_off_texts(run: Run, corpus: Path) -> None:
    run("--update", "--texts", corpus.parent / "texts")
    assert set(json.loads((corpus / "baseline.json").read_text())["floors"]) == {"dev", "test"}
    assert run().exit_code == 0


def test_floors_are_not_those_of_another_model(run: Run, stub: Stub) -> None:
    run("--update")
    stub.blind_to = {"MONEY"}
    assert run("--model", "some_model").exit_code == 0


def test_scores_a_file_of_extractions(run: Run, stub: Stub, tmp_path: Path) -> None:
    run("--update")
    path = tmp_path / "x.jsonl"
    path.write_text(stub.gold["one"].model_dump_json() + "\n")
    result = run("--predictions", path, "--format", "json")
    report = json.loads(result.stdout)
    assert result.exit_code == 0
    assert (report["missing"], report["breaches"]) == (["two"], None)
    assert report["groups"]["dev"]["mentions"]["all"]["exact"]["f1"] == 1
    assert report["groups"]["test"]["mentions"]["all"]["exact"]["f1"] == 0


def test_finds_the_corpus_of_the_folder_it_runs_in(
    stub: Stub, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert stub.gold
    monkeypatch.chdir(corpus.parent / "texts")
    assert CliRunner().invoke(evaluate, []).exit_code == 0


def test_no_corpus_is_a_usage_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(evaluate, [])
    assert result.exit_code == 2
    assert "name the corpus with --corpus DIR" in result.stderr


def test_wrong_gold_is_one_line_and_exit_code_2(run: Run, corpus: Path, edit: Edit) -> None:
    edit(corpus / "gold" / "one.json", lambda record: record["mentions"][0].update(label="X"))
    result = run()
    assert result.exit_code == 2
    assert result.stderr.startswith(f"Error: {corpus / 'gold' / 'one.json'}: mentions.0.label: ")
    assert result.stdout == ""


def test_says_what_to_install_for_facts(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("scipy", "scipy.optimize"):
        monkeypatch.setitem(sys.modules, name, None)
    result = run()
    assert result.exit_code == 1
    assert result.stderr == "Error: facts are scored with scipy: pip install 'orewire[eval]'\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["--allow-regression"],
        ["--update", "--split", "dev"],
        ["--update", "--model", "some_model"],
        ["--errors", "--format", "json"],
        ["--texts", "nowhere"],
        ["--predictions", "nowhere.jsonl"],
        ["--split", "train"],
    ],
)
def test_usage_errors(run: Run, arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 2
