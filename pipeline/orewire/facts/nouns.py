"""Nouns that stand for a name, and nouns that act for one: data in ``nouns.toml``."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from orewire.facts.forms import noun_forms
from orewire.schema import Label


class _ActsFor(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    nouns: tuple[Annotated[str, Field(min_length=1)], ...]


class _Nouns(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    stands_for: dict[Label, tuple[Annotated[str, Field(min_length=2)], ...]]
    acts_for: _ActsFor


@cache
def _nouns() -> _Nouns:
    text = files("orewire.facts").joinpath("nouns.toml").read_text(encoding="utf-8")
    return _Nouns.model_validate(tomllib.loads(text))


@cache
def _by_form() -> dict[str, frozenset[Label]]:
    found: dict[str, set[Label]] = {}
    for label, nouns in _nouns().stands_for.items():
        for noun in nouns:
            for form in noun_forms(noun):
                found.setdefault(form, set()).add(label)
    return {form: frozenset(labels) for form, labels in found.items()}


def stands_for(word: str) -> frozenset[Label]:
    """Return the labels of names that a noun in lower case may stand for: *the company* → ORG."""
    return _by_form().get(word, frozenset())


@cache
def acting_nouns() -> frozenset[str]:
    """Return all forms of nouns that act for the name they belong to."""
    return frozenset(form for noun in _nouns().acts_for.nouns for form in noun_forms(noun))
