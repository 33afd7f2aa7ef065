"""Options and arguments that several commands share."""

import functools
from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

if TYPE_CHECKING:
    from orewire.documents import Duplicate, Settings, Unreadable
    from orewire.extractor import Extractor
    from orewire.schema import Article, Extraction

#: Exit code when some inputs gave no extraction.
SOME_FAILED = 3

#: What the readers tell apart; here, too, for the documents package takes time to import.
KINDS = ("text", "markdown", "html", "jsonl", "csv", "tsv", "parquet")

#: The fields of an article that records (JSON lines, CSV, Parquet) may hold under another name.
FIELDS = {
    "text": "the text",
    "id": "what names the article",
    "title": "its title",
    "url": "its address",
    "source": "who published it",
    "published": "when",
}

Command = TypeVar("Command", bound=Callable[..., Any])


class IsoDate(click.ParamType[date]):
    """A calendar date as YYYY-MM-DD."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Parse the option's value."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no date of the form YYYY-MM-DD", param, ctx)


def input_arguments(command: Command) -> Command:
    """Add the inputs and the options that say how to read them.

    The command is given ``inputs``, ``settings`` (how to read them), ``model`` and ``frames``.
    """
    command = _with_settings(command)
    for decorate in (
        click.option(
            "--model",
            metavar="NAME|PATH",
            help='spaCy pipeline for names and grammar; "rules" for none: fast, no facts. [default: our own]',
        ),
        click.option(
            "--frames",
            metavar="DIR",
            type=click.Path(exists=True, file_okay=False),
            help="Folder with fact frames of your own, used beside ours.",
        ),
        *(
            click.option(
                f"--{name}-field",
                metavar="NAME",
                default=name,
                show_default=True,
                help=f"Field of JSON lines, CSV and Parquet that holds {content}.",
            )
            for name, content in reversed(FIELDS.items())
        ),
        click.option(
            "--glob",
            metavar="PATTERN",
            help="Files of folders to read, such as '*.html' or 'news/**/2024*'. [default: by their suffix]",
        ),
        click.option(
            "--kind",
            type=click.Choice(KINDS),
            help="Kind of standard input, and of files whose suffix tells none. [default: by its beginning]",
        ),
        click.option(
            "--published",
            type=IsoDate(),
            help="Publication date of articles that bring none; relative dates count from it.",
        ),
        click.argument("inputs", nargs=-1, metavar="[INPUTS]..."),
    ):
        command = decorate(command)
    return command


def _with_settings(command: Command) -> Command:
    """Hand the options that say how to read to the command as one."""

    @functools.wraps(command)
    def with_settings(**options: Any) -> Any:
        from orewire.documents import Fields, Settings

        fields = Fields(**{name: options.pop(f"{name}_field") for name in FIELDS})
        read = {name: options.pop(name) for name in ("published", "glob", "kind")}
        return command(settings=Settings(fields=fields, **read), **options)

    return cast(Command, with_settings)


def tell(where: str, reason: str) -> None:
    """Say on standard error where something is wrong, and what."""
    click.echo(f"orewire: {where}: {reason}", err=True)


def tell_duplicate(duplicate: "Duplicate") -> None:
    """Say on standard error which article came before, and what was done about it."""
    tell(duplicate.where, f"article {duplicate.id}: {duplicate.reason}")


def tell_failure(article: "Article", error: Exception) -> None:
    """Say on standard error that the extraction of an article failed, and how."""
    tell(f"article {article.id}", f"{type(error).__name__}: {error}")


def load_extractor(model: str | None, frames: str | None = None) -> "Extractor":
    """Load the extractor, or end with a usage error that says what is wrong with the model or the frames."""
    from orewire.components.pipeline import ModelError
    from orewire.extractor import load
    from orewire.facts.frames import FrameError

    try:
        return load(model, frames)
    except ModelError as error:
        raise click.BadParameter(str(error), param_hint="'--model'") from error
    except FrameError as error:
        raise click.BadParameter(str(error), param_hint="'--frames'") from error


class Reading:
    """Extractions of all inputs; what cannot be read or came before is reported on stderr and counted.

    Attributes:
        failed: how many inputs gave no extraction so far.
        duplicates: how many articles came before by id, text or both.
    """

    def __init__(
        self, inputs: tuple[str, ...], settings: "Settings", model: str | None, frames: str | None
    ) -> None:
        """Open the inputs.

        Args:
            inputs: paths, ``-`` for standard input; none stands for standard input.
            settings: how to read them.
            model: the spaCy pipeline to use.
            frames: folder with fact frames to use beside ours.
        """
        self.failed = 0
        self.duplicates = 0
        self._broken: list[Article] = []
        self._inputs = inputs or ("-",)
        self._settings = settings
        self._extractor = load_extractor(model, frames)

    def pairs(self) -> Iterator[tuple["Article", "Extraction"]]:
        """Yield each article with its extraction, in input order."""
        from collections import deque

        pending: deque[Article] = deque()

        def remembered() -> Iterator["Article"]:
            for article in self._articles():
                pending.append(article)
                yield article

        for extraction in self._extractor.pipe(remembered(), on_error=self._report_article):
            article = pending.popleft()
            while any(article is broken for broken in self._broken):
                article = pending.popleft()
            yield article, extraction

    def finish(self) -> None:
        """End the command with the exit code that tells whether all inputs were read."""
        if self.duplicates:
            click.echo(f"orewire: duplicates {self.duplicates}", err=True)
        if self.failed:
            raise click.exceptions.Exit(SOME_FAILED)

    def _articles(self) -> Iterator["Article"]:
        from orewire.documents import Duplicate, Unreadable, read_articles

        for item in read_articles(self._inputs, self._settings):
            if isinstance(item, Unreadable):
                self._report(item)
            elif isinstance(item, Duplicate):
                self._report_duplicate(item)
            else:
                yield item

    def _report(self, problem: "Unreadable") -> None:
        self.failed += 1
        tell(problem.where, problem.reason)

    def _report_duplicate(self, duplicate: "Duplicate") -> None:
        self.duplicates += 1
        tell_duplicate(duplicate)

    def _report_article(self, article: "Article", error: Exception) -> None:
        self.failed += 1
        self._broken.append(article)
        tell_failure(article, error)
