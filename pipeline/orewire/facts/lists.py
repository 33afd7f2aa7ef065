"""Word lists of the walks: they are data, in ``lists.toml``."""

import tomllib
from functools import cache
from importlib.resources import files

from pydantic import ConfigDict, RootModel


class _Lists(RootModel[dict[str, dict[str, frozenset[str]]]]):
    model_config = ConfigDict(frozen=True)


@cache
def _lists() -> dict[str, dict[str, frozenset[str]]]:
    text = files("orewire.facts").joinpath("lists.toml").read_text(encoding="utf-8")
    return _Lists.model_validate(tomllib.loads(text)).root


def word_list(table: str, name: str) -> frozenset[str]:
    """Return a list of words in lower case.

    Args:
        table: the module that uses it.
        name: the list.
    """
    return _lists()[table][name]
