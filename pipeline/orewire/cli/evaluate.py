"""orewire evaluate: scores on gold articles, and the gate that keeps them from slipping."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from orewire.cli.options import load_extractor, tell_failure

if TYPE_CHECKING:
    from orewire.evaluation.gold import Corpus
    from orewire.evaluation.groups import GroupScore
    from orewire.schema import Extraction

#: Exit code when a score is below its floor, or the corpus is not the pinned one.
BELOW_FLOOR = 1

# Tables that do not go to a terminal are not squeezed into its 80 columns.
_FILE_WIDTH = 110


class BadCorpus(click.ClickException):
    """The corpus, or the predictions, cannot be used."""

    exit_code = 2


class Request(NamedTuple):
    """The options, as given."""

    corpus: Path | None
    texts: Path | None
    split: str
    output_format: str
    model: str | None
    predictions: Path | None
    errors: bool
    update: bool
    allow_regression: bool

    @property
    def splits(self) -> tuple[str, ...]:
        """The halves to score."""
        return ("dev", "test") if self.split == "all" else (self.split,)

    @property
    def gated(self) -> bool:
        """Whether floors are looked at: they are those of our own pipeline, and of no other."""
        return self.model is None and self.predictions is None


_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command()
@click.option(
    "--corpus",
    type=_FOLDER,
    help="Folder with manifest.json and gold. [default: corpus/ here or in a folder above]",
)
@click.option("--texts", type=_FOLDER, help="Folder with texts of stand-off articles, each as ID.txt.")
@click.option(
    "--split",
    type=click.Choice(["dev", "test", "all"]),
    default="all",
    show_default=True,
    help="The half of the corpus to score.",
)
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="text: tables in Markdown; json: all counts and scores.",
)
@click.option(
    "--model",
    metavar="NAME|PATH",
    help="spaCy pipeline to take names and grammar from; floors are not looked at. [default: our own]",
)
@click.option(
    "--predictions",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help='Score these extractions (JSON lines of "orewire extract") instead; floors are not looked at.',
)
@click.option("--errors", is_flag=True, help="List where extraction and gold differ, after the tables.")
@click.option("--update", is_flag=True, help="Pin the corpus and raise the floors to what is measured.")
@click.option("--allow-regression", is_flag=True, help="Let --update lower floors, too.")
def evaluate(**options: Any) -> None:
    """Score the extraction on gold articles.

    Prints precision, recall and F1 of mentions, values, facts and entities, and compares with the floors
    pinned in the corpus's baseline.json. Articles whose text is not in the project are scored when --texts
    has it; they have no floors.

    Exit code 1 says that a score is below its floor or that the corpus has changed since it was pinned,
    2 that corpus or options are wrong.

    \b
    Examples:
      orewire evaluate
      orewire evaluate --texts ../articles --split test
      orewire evaluate --split dev --errors
      orewire evaluate --predictions extractions.jsonl --format json
      orewire evaluate --update
    """
    from orewire.evaluation.manifest import CorpusError

    request = Request(**options)
    _check(request)
    try:
        _evaluate(request)
    except CorpusError as error:
        raise BadCorpus(str(error)) from error
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] != "scipy":
            raise
        raise click.ClickException("facts are scored with scipy: pip install 'orewire[eval]'") from error


def _check(request: Request) -> None:
    if request.update and not request.gated:
        raise click.UsageError(
            "--update pins floors of our own pipeline: no --model or --predictions with it"
        )
    if request.update and request.split != "all":
        raise click.UsageError("--update pins the whole corpus: no --split with it")
    if request.allow_regression and not request.update:
        raise click.UsageError("--allow-regression goes with --update")
    if request.errors and request.output_format == "json":
        raise click.UsageError("--errors goes with --format text")


def _evaluate(request: Request) -> None:
    from orewire.evaluation.gold import read_corpus
    from orewire.evaluation.groups import score_groups
    from orewire.evaluation.predictions import missing
    from orewire.evaluation.report import Report

    folder = request.corpus or _find_corpus()
    corpus = read_corpus(folder, request.texts, request.splits)
    predictions = _predict(request, corpus)
    groups = score_groups(corpus.articles, predictions)
    absent = missing(corpus.articles, predictions)
    problems = _gate(request, folder, corpus.sha256, groups)
    if request.output_format == "json":
        report = Report(
            corpus_sha256=corpus.sha256,
            groups=groups,
            skipped=dict(corpus.skipped),
            missing=tuple(absent),
            breaches=None if problems is None else tuple(problems),
        )
        click.echo(report.model_dump_json(indent=2))
    else:
        _print(request, corpus, groups, predictions, absent)
    for problem in problems or ():
        click.echo(f"orewire: {problem}", err=True)
    if problems:
        raise click.exceptions.Exit(BELOW_FLOOR)


def _find_corpus() -> Path:
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "corpus" / "manifest.json").is_file():
            return folder / "corpus"
    raise click.UsageError(
        "there is no corpus/manifest.json here or in a folder above: name the corpus with --corpus DIR"
    )


def _predict(request: Request, corpus: "Corpus") -> dict[str, "Extraction"]:
    from orewire.evaluation.predictions import extract_all, read_predictions

    if request.predictions is not None:
        return read_predictions(request.predictions, corpus.articles)
    extractor = load_extractor(request.model)
    return extract_all(corpus.articles, lambda articles: extractor.pipe(articles, on_error=tell_failure))


def _gate(request: Request, folder: Path, sha256: str, groups: dict[str, "GroupScore"]) -> list[str] | None:
    from orewire.evaluation import gate

    if not request.gated:
        return None
    path = folder / gate.BASELINE
    baseline = gate.read_baseline(path)
    measured = gate.metrics(groups)
    if request.update:
        try:
            new = gate.repin(baseline, sha256, measured, allow_regression=request.allow_regression)
        except gate.RegressionError as error:
            return [str(error)]
        gate.write_baseline(path, new)
        click.echo(f"orewire: pinned {_count(new.floors)} floors in {path}", err=True)
        return []
    if baseline is None:
        click.echo(f"orewire: no floors are pinned in {path}: pin them with --update", err=True)
        return None
    problems = gate.breaches(baseline, sha256, measured)
    if not problems:
        floors = {group: floors for group, floors in baseline.floors.items() if group in measured}
        click.echo(f"orewire: all {_count(floors)} floors hold", err=True)
    return problems


def _count(floors: dict[str, dict[str, float]]) -> int:
    return sum(map(len, floors.values()))


def _print(
    request: Request,
    corpus: "Corpus",
    groups: dict[str, "GroupScore"],
    predictions: dict[str, "Extraction"],
    absent: list[str],
) -> None:
    from rich.console import Console

    from orewire.evaluation.errors import differences
    from orewire.evaluation.groups import nothing
    from orewire.evaluation.report import render, render_differences

    console = Console()
    if not console.is_terminal:
        console = Console(width=_FILE_WIDTH)
    console.print(render(groups, corpus.skipped, absent))
    if request.errors:
        console.print(
            render_differences(
                difference
                for article in corpus.articles
                for difference in differences(
                    article.gold, predictions.get(article.gold.article.sha256) or nothing(article.gold)
                )
            )
        )
