"""The forms of a word: frames name lemmas, texts have forms. Rules and a table of what no rule makes."""

import tomllib
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

_VOWELS = "aeiou"


class _Irregular(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    verbs: dict[str, tuple[str, ...]]
    nouns: dict[str, tuple[str, ...]]


@cache
def _irregular() -> _Irregular:
    text = files("orewire.facts").joinpath("words.toml").read_text(encoding="utf-8")
    return _Irregular.model_validate(tomllib.loads(text))


@cache
def _pasts() -> frozenset[str]:
    """Return irregular forms that are other verbs' lemmas: *found*, which nearly always is *find*."""
    return frozenset(form for lemma, forms in _irregular().verbs.items() for form in forms if form != lemma)


@cache
def verb_forms(lemma: str) -> frozenset[str]:
    """Return all forms of a verb, its lemma among them: ``ship`` → ``ships``, ``shipped``, ``shipping``."""
    known = _irregular().verbs.get(lemma)
    forms = {_third_person(lemma)} | (set() if lemma in _pasts() else {lemma})
    if known is None:
        stem = _stem(lemma)
        return frozenset(forms | {f"{stem}ed" if stem[-1:] != "e" else f"{stem}d", _participle(lemma)})
    if not any(form.endswith("ing") for form in known):
        forms.add(_participle(lemma))
    return frozenset(forms | set(known))


@cache
def noun_forms(lemma: str) -> frozenset[str]:
    """Return singular and plural of a noun."""
    known = _irregular().nouns.get(lemma)
    return frozenset({lemma, *(known if known is not None else (_third_person(lemma),))})


def _third_person(word: str) -> str:
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return f"{word}es"
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return f"{word[:-1]}ies"
    return f"{word}s"


def _stem(lemma: str) -> str:
    """Return what ``-ed`` is added to."""
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return f"{lemma[:-1]}i"
    return lemma + lemma[-1] if _doubles(lemma) else lemma


def _participle(lemma: str) -> str:
    if lemma.endswith("ie"):
        return f"{lemma[:-2]}ying"
    if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")):
        return f"{lemma[:-1]}ing"
    return f"{lemma}{lemma[-1]}ing" if _doubles(lemma) else f"{lemma}ing"


def _doubles(lemma: str) -> bool:
    """Tell whether the last consonant is doubled: words of one vowel (``ship``); others are in the table."""
    if len(lemma) < 3 or lemma[-1] in f"{_VOWELS}wxy" or lemma[-2] not in _VOWELS or lemma[-3] in _VOWELS:
        return False
    return sum(letter in _VOWELS for letter in lemma) == 1
