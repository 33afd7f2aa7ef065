"""Facts as CSV, a row for each: its roles are columns, always the same ones in the same order."""

import csv
import re
from collections.abc import Iterable, Iterator
from typing import TextIO

from orewire.schema import (
    ROLES,
    DateValue,
    Extraction,
    Fact,
    Label,
    Mention,
    MentionArgument,
    MoneyValue,
    PercentValue,
    QuantityValue,
)

_AMOUNTS = {Label.MONEY, Label.QUANTITY, Label.PERCENT}
_SEPARATOR = "; "


def _role_columns() -> dict[str, None]:
    columns: dict[str, None] = {}  # a set that keeps its order
    for roles in ROLES.values():
        for name, role in roles.items():
            columns[name] = None
            if role.labels & _AMOUNTS:
                columns |= dict.fromkeys((f"{name}_amount", f"{name}_unit"))
            if Label.DATE in role.labels:
                columns |= dict.fromkeys((f"{name}_start", f"{name}_end"))
    return columns


#: The header. A role is the words that fill it, those that fill it together parted by ``; ``. Of a role that
#: takes amounts, ``_amount`` is the number, where the words state a single one, and ``_unit`` the currency,
#: the unit or ``%``; of one that takes dates, ``_start`` and ``_end`` are the first and the last day.
COLUMNS = ("article", "published", "type", "status", "confidence", "trigger", "sentence", *_role_columns())


def write_csv(extractions: Iterable[Extraction], file: TextIO) -> None:
    """Write facts as CSV (RFC 4180): a header, then a row for each fact.

    Args:
        extractions: whose facts, in this order.
        file: opened with ``newline=""``; written to as extractions come.
    """
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for extraction in extractions:
        writer.writerows(csv_rows(extraction))


def csv_rows(extraction: Extraction) -> Iterator[list[str]]:
    """Yield a row for each fact, the cells in the order of :data:`COLUMNS`, safe for a spreadsheet."""
    mentions = {mention.id: mention for mention in extraction.mentions}
    for fact in extraction.facts:
        cells = {
            "article": extraction.article.id,
            "published": str(extraction.article.published or ""),
            "type": str(fact.type),
            "status": str(fact.status),
            "confidence": "" if fact.confidence is None else str(fact.confidence),
            "trigger": fact.trigger.text,
            "sentence": fact.sentence.text,
            **_roles(fact, mentions),
        }
        yield [_harmless(cells.get(column, "")) for column in COLUMNS]


def _roles(fact: Fact, mentions: dict[str, Mention]) -> dict[str, str]:
    cells: dict[str, str] = {}
    for argument in fact.arguments:
        role = argument.role
        if isinstance(argument, MentionArgument):
            mention = mentions[argument.mention]
            words = mention.text
            cells |= {f"{role}_{part}": cell for part, cell in _value(mention).items()}
        else:
            words = argument.text
        cells[role] = f"{cells[role]}{_SEPARATOR}{words}" if role in cells else words
    return cells


def _value(mention: Mention) -> dict[str, str]:
    match mention.value:
        case MoneyValue() as value:
            unit = f"{value.currency}/{value.per}" if value.per else value.currency
            return {"amount": value.amount or "", "unit": unit}
        case QuantityValue() as value:
            unit = f"{value.unit}/{value.per}" if value.per else value.unit
            return {"amount": value.amount or "", "unit": unit}
        case PercentValue() as value:
            return {"amount": value.value or "", "unit": "%"}
        case DateValue() as value:
            return {"start": str(value.start or ""), "end": str(value.end or "")}
    return {}


# Spreadsheets run a cell that begins so as a formula, full-width signs and white space before them included.
# A plain number is none, also below zero.
_FORMULA = re.compile(r"\s*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


def _harmless(cell: str) -> str:
    if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell):
        return f"'{cell}"
    return cell
