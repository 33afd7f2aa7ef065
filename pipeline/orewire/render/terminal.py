"""An extraction in the terminal: the text with coloured mentions, tables of entities, values and facts."""

import json
from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from orewire.render.text import visible
from orewire.schema import Extraction, Fact, Label, MentionArgument

_STYLES = {
    Label.MONEY: "black on green",
    Label.PERCENT: "black on bright_green",
    Label.QUANTITY: "black on bright_cyan",
    Label.DATE: "black on yellow",
    Label.MINERAL: "white on magenta",
    Label.ORG: "white on blue",
    Label.PERSON: "black on bright_magenta",
    Label.GPE: "black on cyan",
    Label.NORP: "black on bright_blue",
    Label.LOC: "black on bright_yellow",
    Label.FAC: "white on dark_orange3",
}


def render(extraction: Extraction, text: str) -> RenderableType:
    """Render an extraction.

    Args:
        extraction: what was found.
        text: the article that it was found in.

    Returns:
        Something that a rich console prints.
    """
    parts: list[RenderableType] = [_heading(extraction), _highlighted(extraction, text), Text()]
    parts.extend(table for table in (_values(extraction), _entities(extraction), _facts(extraction)) if table)
    parts.extend(Text(f"warning: {visible(warning)}", style="yellow") for warning in extraction.warnings)
    return Group(*parts)


def _heading(extraction: Extraction) -> Text:
    article = extraction.article
    published = f", {article.published}" if article.published else ""
    return Text(f"{visible(article.title or article.id)}{published}", style="bold underline")


def _highlighted(extraction: Extraction, text: str) -> Text:
    result = Text()
    position = 0
    for mention in extraction.mentions:
        result.append(visible(text[position : mention.start]))
        result.append(visible(mention.text), style=_STYLES[mention.label])
        result.append(f" {mention.label}", style="dim")
        position = mention.end
    result.append(visible(text[position:]))
    return result


def _table(title: str, columns: Iterable[str]) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", header_style="bold", show_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _values(extraction: Extraction) -> Table | None:
    table = _table("Values", ("Label", "Text", "Value"))
    for mention in extraction.mentions:
        if mention.entity is None and mention.value is not None:
            value = mention.value.model_dump(mode="json", exclude_defaults=True)
            shown = ", ".join(f"{key} {_plain(part)}" for key, part in value.items())
            table.add_row(Text(mention.label), Text(visible(mention.text)), Text(visible(shown)))
    return table if table.row_count else None


def _entities(extraction: Extraction) -> Table | None:
    table = _table("Entities", ("Label", "Name", "Also", "Mentions"))
    for entity in extraction.entities:
        table.add_row(
            Text(entity.label),
            Text(visible(entity.name)),
            Text(visible(", ".join(entity.aliases))),
            Text(str(len(entity.mentions))),
        )
    return table if table.row_count else None


def _facts(extraction: Extraction) -> Table | None:
    table = _table("Facts", ("Type", "Status", "Trigger", "Roles"))
    for fact in extraction.facts:
        table.add_row(
            Text(fact.type),
            Text(fact.status),
            Text(visible(fact.trigger.text)),
            Text(visible(_roles(fact, extraction))),
        )
    return table if table.row_count else None


def _roles(fact: Fact, extraction: Extraction) -> str:
    texts = {mention.id: mention.text for mention in extraction.mentions}
    fillers = (
        (argument.role, texts[argument.mention] if isinstance(argument, MentionArgument) else argument.text)
        for argument in fact.arguments
    )
    return "; ".join(f"{role}: {filler}" for role, filler in fillers)


def _plain(part: object) -> str:
    return part if isinstance(part, str) else json.dumps(part)
