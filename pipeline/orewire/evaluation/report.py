"""Scores for people: tables for the terminal, in Markdown, to be pasted as they are."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from orewire.evaluation.entities import EntityScore
from orewire.evaluation.errors import Difference
from orewire.evaluation.gold import Skipped
from orewire.evaluation.groups import ALL, FactScore, GroupScore, MentionScore, ValueScore
from orewire.evaluation.reliability import Reliability
from orewire.schema.values import Model

NONE = "–"

_NOTES = (
    "P, R, F1 exact: same label and same span; 95%: bootstrap over articles; F1 overlap: a character shared.",
    "right of found: values of the gold mentions found exactly; right of all: found and right.",
    "role: arguments of facts, paired so that the most agree; strict: all roles and the status right.",
    "confidence: the chance that a fact is right as a whole (strict), as the extraction gives it.",
)


class Report(Model):
    """All that is reported, as JSON gives it.

    Attributes:
        corpus_sha256: digest of manifest, gold and the texts in the project.
        groups: scores of each group.
        skipped: why articles were not scored, by id.
        missing: articles that the system gave nothing for, scored as if nothing had been found.
        breaches: what is below its floor; None when floors were not looked at.
    """

    corpus_sha256: str
    groups: dict[str, GroupScore]
    skipped: dict[str, str]
    missing: tuple[str, ...]
    breaches: tuple[str, ...] | None


def render(groups: Mapping[str, GroupScore], skipped: Sequence[Skipped], missing: Sequence[str]) -> Group:
    """Render scores as tables.

    Args:
        groups: scores of each group.
        skipped: articles that were not scored.
        missing: ids of articles that the system gave nothing for.

    Returns:
        Something that a rich console prints.
    """
    parts: list[RenderableType] = []
    for name, group in groups.items():
        parts.extend(_group(name, group))
    if groups:
        parts.extend(Text(note, style="dim") for note in _NOTES)
        parts.append(Text())
    else:
        parts.append(Text("no article to score"))
    parts.extend(Text(f"skipped {article.id}: {article.reason}") for article in skipped)
    parts.extend(Text(f"no extraction of {name}: scored as nothing found") for name in missing)
    return Group(*parts)


def render_differences(found: Iterable[Difference]) -> RenderableType:
    """Render where system and gold differ."""
    table = _table(("article", "at", "what", "label", "words", "detail"), numbers=())
    for difference in found:
        table.add_row(
            Text(difference.article),
            str(difference.start),
            difference.kind,
            difference.label,
            Text(_plain(difference.text)),
            Text(_plain(difference.detail)),
        )
    return table


def _group(name: str, group: GroupScore) -> Iterator[RenderableType]:
    count = len(group.articles)
    yield Text(f"## {name} ({count} article{'' if count == 1 else 's'})", style="bold")
    yield _mentions(group.mentions)
    fields = [
        Text(f"{label}: {line}") for label, score in group.mentions.items() if (line := _fields(label, score))
    ]
    if fields:
        yield Text("Value fields right, of those found, where not all are:")
        yield from fields
    yield Text()
    if group.facts is not None:
        yield _facts(group.facts)
        yield Text()
    if group.reliability is not None:
        yield _reliability(group.reliability)
        yield Text()
    if group.entities is not None:
        yield Text(_entities(group.entities))
        yield Text()


def _mentions(scores: Mapping[str, MentionScore]) -> Table:
    columns = ("gold", "P", "R", "F1 exact", "95%", "F1 overlap", "right of found", "right of all")
    table = _table(("label", *columns), numbers=columns)
    for label, score in scores.items():
        exact = score.exact
        table.add_row(
            label,
            str(exact.gold),
            _share(exact.precision),
            _share(exact.recall),
            _share(exact.f1),
            _interval(exact.interval),
            _share(score.overlap.f1),
            *_values(score.values),
            style="bold" if label == ALL else None,
        )
    return table


def _values(values: ValueScore | None) -> tuple[str, str]:
    if values is None:
        return NONE, NONE
    return _share(values.right_of_found) if values.found else NONE, _share(values.right_of_all)


def _fields(label: str, score: MentionScore) -> str:
    values = score.values
    if values is None or label == ALL or values.right == values.found:
        return ""
    return ", ".join(
        f"{field} {right}/{values.found}" for field, right in values.fields.items() if right < values.found
    )


def _facts(scores: Mapping[str, FactScore]) -> Table:
    columns = ("gold", "role P", "role R", "role F1", "95%", "strict P", "strict R", "strict F1")
    table = _table(("type", *columns), numbers=columns)
    for fact_type, score in scores.items():
        table.add_row(
            fact_type,
            str(score.strict.gold),
            _share(score.roles.precision),
            _share(score.roles.recall),
            _share(score.roles.f1),
            _interval(score.roles.interval),
            _share(score.strict.precision),
            _share(score.strict.recall),
            _share(score.strict.f1),
            style="bold" if fact_type == ALL else None,
        )
    return table


def _reliability(reliability: Reliability) -> Group:
    columns = ("facts", "mean confidence", "share right")
    table = _table(("confidence", *columns), numbers=columns)
    for each in reliability.bins:
        table.add_row(
            f"{each.low:.1f}–{each.high:.1f}", str(each.facts), _share(each.confidence), _share(each.right)
        )
    summary = (
        f"Confidence of facts: expected calibration error {_share(reliability.error)}, "
        f"Brier score {_share(reliability.brier)}"
    )
    return Group(Text(summary), table)


def _entities(score: EntityScore) -> str:
    return (
        f"Entities: B³ over the {score.mentions} of {score.gold} named mentions found exactly: "
        f"P {_share(score.precision)}, R {_share(score.recall)}, F1 {_share(score.f1)}, "
        f"95% {_interval(score.interval)}"
    )


def _table(columns: Iterable[str], numbers: Iterable[str]) -> Table:
    table = Table(box=box.MARKDOWN)
    for column in columns:
        table.add_column(column, justify="right" if column in numbers else "left", overflow="fold")
    return table


def _share(value: float) -> str:
    return f"{value:.3f}"


def _interval(ends: tuple[float, float] | None) -> str:
    return NONE if ends is None else f"{ends[0]:.2f}–{ends[1]:.2f}"


def _plain(words: str) -> str:
    # Line breaks would tear the table, control characters must not reach the terminal.
    return "".join(character if character.isprintable() else " " for character in words)
