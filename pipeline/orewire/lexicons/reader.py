"""Reading lexicon files: they lie beside this module and are validated before anything uses them."""

import csv
import tomllib
from importlib.resources import files
from typing import TypeVar

from pydantic import BaseModel, ValidationError

M = TypeVar("M", bound=BaseModel)


class LexiconError(ValueError):
    """A lexicon file does not hold what it should; the message names the file and the entry."""


def read_toml(name: str, model: type[M]) -> M:
    """Read a TOML lexicon.

    Args:
        name: file name in ``orewire/lexicons``.
        model: what the whole file must hold.

    Returns:
        The validated content.

    Raises:
        LexiconError: if the file is no TOML or does not fit the model.
    """
    try:
        return model.model_validate(tomllib.loads(_text_of(name)))
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"lexicons/{name}: not valid TOML: {error}") from error
    except ValidationError as error:
        raise LexiconError(f"lexicons/{name}: {_first_problem(error)}") from error


def read_csv(name: str, model: type[M]) -> list[M]:
    """Read a CSV lexicon with a header line; lines that begin with ``#`` are comments.

    Args:
        name: file name in ``orewire/lexicons``.
        model: what each row must hold; empty cells are left out.

    Returns:
        The validated rows in file order.

    Raises:
        LexiconError: if a row does not fit the model.
    """
    lines = [
        (number, line)
        for number, line in enumerate(_text_of(name).splitlines(), start=1)
        if line.strip() and not line.startswith("#")
    ]
    rows = []
    for (number, _), cells in zip(lines[1:], csv.DictReader(line for _, line in lines), strict=True):
        try:
            rows.append(model.model_validate({key: cell for key, cell in cells.items() if cell}))
        except ValidationError as error:
            raise LexiconError(f"lexicons/{name}, line {number}: {_first_problem(error)}") from error
    return rows


def _text_of(name: str) -> str:
    return files("orewire.lexicons").joinpath(name).read_text(encoding="utf-8")


def _first_problem(error: ValidationError) -> str:
    problem = error.errors()[0]
    where = ".".join(str(part) for part in problem["loc"])
    return f"{where}: {problem['msg']}" if where else problem["msg"]
