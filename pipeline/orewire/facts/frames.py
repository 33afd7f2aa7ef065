"""Frames: what states a fact of which type, and where its arguments stand. They are TOML files, no code.

Own frames lie in ``frames/`` beside this module, one file per type; a folder of the user's may add
triggers. What a file must hold is written down in ``frames/README.md`` and checked when it is loaded.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from orewire.facts.lists import word_list
from orewire.schema import ROLES, FactType, Label, Status

#: Places that are no preposition.
_PLACES = frozenset(
    {
        "subject",
        "object",
        "possessive",
        "compound",
        "adjective",
        "head",
        "predicate",
        "within",
        "time",
        "nearest",
        "clause",
        "sentence",
        "before",
        "title",
        "self",
        "lead",
        "complement",
        "iobject",
        "apposition",
        "intransitive",
        "pair",
        "left",
        "origin",
        "counterpart",
        "relative",
        "site",
        "national",
        "purpose",
        "share",
        "destination",
        "whole",
        "modifier",
    }
)
_PREPOSITIONS = word_list("frames", "prepositions")


class FrameError(ValueError):
    """A frame file does not hold what it should; the message names the file and the entry."""


def _check_place(name: str) -> str:
    if name not in _PLACES | _PREPOSITIONS:
        raise ValueError(f"{name!r} is neither a preposition nor one of {', '.join(sorted(_PLACES))}")
    return name


def _check_words(words: str) -> str:
    if words != words.lower() or not words.strip():
        raise ValueError(f"{words!r} should be in lower case and not empty")
    return words


Place = Annotated[str, AfterValidator(_check_place)]
Words = Annotated[str, AfterValidator(_check_words)]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Slots(_Model):
    """Where the fillers of a role stand, the best place first.

    Attributes:
        verb: places around a verb.
        noun: places around a noun.
        union: whether all places are read; else the first one that holds a filler.
        fallback: places read when the others hold none.
        labels: the only labels taken, where they are fewer than the role's.
        prefer: labels, the most telling first; where some are named, all places are looked at.
    """

    verb: tuple[Place, ...] = ()
    noun: tuple[Place, ...] = ()
    union: bool = False
    fallback: tuple[Place, ...] = ()
    labels: frozenset[Label] | None = None
    prefer: tuple[Label, ...] = ()


class Trigger(_Model):
    """Words that state a fact.

    Attributes:
        name: names the rule, with the type before it.
        verbs: verbs by lemma, of several words with particles (``turn out``).
        nouns: nouns by lemma.
        adjectives: adjectives and participles used as such, as they are written.
        phrases: runs of words; their first word may be a verb in any form.
        needs: roles without which nothing is stated; of each group one must be filled.
        status: how the fact holds when the words around it do not say.
        roles: places that replace the frame's.
        objects: lemmas of nouns one of which must be the verb's object (``receive`` a ``loan``).
        light: lemmas of verbs whose subject takes part when the noun is their object (``sign`` an accord);
            all verbs where none is named.
        needed: places one of which must hold a filler.
        without: words in the clause that speak against it.
        beside: words one of which must stand in the sentence.
        quality: how far the words alone can be trusted, from 0 to 1.
    """

    name: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    verbs: tuple[Words, ...] = ()
    nouns: tuple[Words, ...] = ()
    adjectives: tuple[Words, ...] = ()
    phrases: tuple[Words, ...] = ()
    needs: tuple[tuple[str, ...], ...] = ()
    status: Status | None = None
    roles: dict[str, Slots] = {}
    objects: tuple[Words, ...] = ()
    light: tuple[Words, ...] = ()
    needed: tuple[Place, ...] = ()
    without: tuple[Words, ...] = ()
    beside: tuple[Words, ...] = ()
    quality: float = Field(default=0.8, ge=0, le=1)

    @model_validator(mode="after")
    def _check_words(self) -> Self:
        if not (self.verbs or self.nouns or self.adjectives or self.phrases):
            raise ValueError("needs verbs, nouns, adjectives or phrases")
        return self


class Frame(_Model):
    """What states facts of one type.

    Attributes:
        type: the fact type.
        needs: roles without which nothing is stated, for all triggers.
        roles: where fillers stand, unless a trigger says otherwise.
        triggers: the words.
    """

    type: FactType
    needs: tuple[tuple[str, ...], ...] = ()
    roles: dict[str, Slots] = {}
    triggers: tuple[Trigger, ...] = ()

    @model_validator(mode="after")
    def _check_roles(self) -> Self:
        known = ROLES[self.type]
        entries = [("roles", self.roles, self.needs)]
        entries += [(f"trigger {t.name!r}", t.roles, t.needs) for t in self.triggers]
        for where, roles, needs in entries:
            for role in (*roles, *(role for group in needs for role in group)):
                if role not in known:
                    raise ValueError(f"{where}: {self.type} has no role {role!r}; it has {', '.join(known)}")
        return self


def load_frames(extra: Path | None = None) -> tuple[Frame, ...]:
    """Load the frames.

    Args:
        extra: a folder with more frame files; their triggers come beside our own.

    Returns:
        Frames, our own first, in order of their file names.

    Raises:
        FrameError: if a file does not hold what it should.
    """
    own = _own_frames()
    if extra is None:
        return own
    if not extra.is_dir():
        raise FrameError(f"{extra}: there is no such folder of frames")
    paths = sorted(extra.glob("*.toml"))
    if not paths:
        raise FrameError(f"{extra}: holds no frame file (*.toml)")
    base = {frame.type: frame for frame in own}
    return (*own, *(_inherit(_parse(str(path), _read(path)), base) for path in paths))


@cache
def _own_frames() -> tuple[Frame, ...]:
    folder = files("orewire.facts").joinpath("frames")
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".toml"))
    return tuple(_parse(f"frames/{n}", folder.joinpath(n).read_text(encoding="utf-8")) for n in names)


def triggers_of(frames: Sequence[Frame], fact_type: FactType) -> list[Trigger]:
    """Collect the triggers of all frames of a type, in their order."""
    return [trigger for frame in frames if frame.type == fact_type for trigger in frame.triggers]


def _inherit(frame: Frame, base: dict[FactType, Frame]) -> Frame:
    """Give an added frame the places of our own frame of its type, where it names none."""
    own = base.get(frame.type)
    if own is None:
        return frame
    return frame.model_copy(update={"roles": {**own.roles, **frame.roles}, "needs": frame.needs or own.needs})


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise FrameError(f"{path}: cannot be read: {error}") from error


def _parse(name: str, text: str) -> Frame:
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise FrameError(f"{name}: not valid TOML: {error}") from error
    kind = data.get("type")
    if kind not in set(FactType):
        known = ", ".join(FactType)
        raise FrameError(f"{name}: type {kind!r} is none of the schema's fact types: {known}")
    try:
        return Frame.model_validate(data)
    except ValidationError as error:
        raise FrameError(f"{name}{_where(text, data, error)}") from error


def _where(text: str, data: dict[str, object], error: ValidationError) -> str:
    """Say what is wrong, with the entry's name and its line."""
    problem = error.errors()[0]
    place = list(problem["loc"])
    message = problem["msg"].removeprefix("Value error, ")
    if len(place) >= 2 and place[0] == "triggers" and isinstance(place[1], int):
        number = place[1]
        lines = list(_lines_of(r"^\s*\[\[triggers\]\]", text))
        triggers = data.get("triggers")
        name = triggers[number].get("name") if isinstance(triggers, list) else None
        entry = f"trigger {name!r}" if name else f"trigger {number + 1}"
        line = f", line {lines[number]}" if number < len(lines) else ""
        rest = ".".join(str(part) for part in place[2:])
        return f"{line}: {entry}: {rest + ': ' if rest else ''}{message}"
    where = ".".join(str(part) for part in place)
    return f": {where}: {message}" if where else f": {message}"


def _lines_of(pattern: str, text: str) -> Iterator[int]:
    for number, line in enumerate(text.split("\n"), start=1):
        if re.match(pattern, line):
            yield number
