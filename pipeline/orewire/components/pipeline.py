"""The whole pipeline: a statistical model, then our rules."""

from importlib.util import find_spec

import spacy
from spacy.lang.en import English
from spacy.language import Language

from orewire.components.tokenizer import create_tokenizer
from orewire.version import __version__

#: Our components after the model, in this order: places come before money, whose currency they decide.
_RULES = (
    "orewire_places",
    "orewire_organizations",
    "orewire_minerals",
    "orewire_dates",
    "orewire_money",
    "orewire_quantities",
    "orewire_resolver",
    "orewire_entities",
    "orewire_facts",
)

#: The package of our own model; where it is not installed, rules alone do the work.
_OWN_MODEL = "orewire_news"

#: In place of a model's name: no model.
RULES = "rules"

_LONGEST_TEXT = 100_000_000  # spaCy's default of a million would refuse what our components read well


class ModelError(ValueError):
    """A pipeline could not be loaded; the message says which and what to do."""


def create_pipeline(model: str | None = None, frames: str | None = None) -> Language:
    """Build the spaCy pipeline that extracts.

    Args:
        model: name or path of any spaCy pipeline, whose names and parse are used; ``rules`` for rules alone,
            without a parse and so without facts; None for our own model where it is installed, else rules
            alone. A pipeline saved from this one is taken as it is.
        frames: folder with fact frames to be used beside our own.

    Returns:
        The pipeline, ready to read.

    Raises:
        ModelError: if there is no such pipeline, or it cannot be loaded here.
    """
    nlp = _own() if model is None else _blank() if model == RULES else _load(model)
    nlp.max_length = _LONGEST_TEXT
    if "orewire_resolver" in nlp.pipe_names:
        return nlp
    if "ner" in nlp.pipe_names or "entity_ruler" in nlp.pipe_names:
        nlp.add_pipe("orewire_names")
    for component in _RULES:
        nlp.add_pipe(component, config={"frames": frames} if component == "orewire_facts" else {})
    return nlp


def _own() -> Language:
    if find_spec(_OWN_MODEL) is not None:
        import orewire_news

        try:
            return orewire_news.load()
        except orewire_news.ModelError as error:
            raise ModelError(str(error)) from error
    return _blank()


def _blank() -> Language:
    return English(meta={"name": RULES, "version": __version__}, create_tokenizer=create_tokenizer)


def _load(model: str) -> Language:
    try:
        return spacy.load(model)
    except OSError as error:
        raise ModelError(
            f"there is no spaCy pipeline {model!r}: "
            "give the name of an installed one or the path of a folder that holds one"
        ) from error
    except (ValueError, ImportError, KeyError) as error:
        raise ModelError(f"the spaCy pipeline {model!r} cannot be loaded: {error}") from error
