"""The extraction: all that one article states, checked to hang together."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from typing import Literal, Self, TypeVar

from pydantic import Field, model_validator

from orewire.schema.facts import REQUIRED_ROLES, ROLES, Argument, Fact, MentionArgument, Role
from orewire.schema.mentions import Entity, Mention, Span
from orewire.schema.values import Model

SCHEMA_VERSION: Literal["1.0"] = "1.0"

_Item = TypeVar("_Item", Mention, Entity, Fact)


def sha256_of(text: str) -> str:
    """Return the hex SHA-256 digest of a text encoded as UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


class ArticleInfo(Model):
    """Which article was read."""

    id: str = Field(min_length=1)
    title: str | None = None
    url: str | None = None
    source: str | None = None
    published: date | None = Field(default=None, description="null when unknown; never guessed")
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$", description="of the text in UTF-8")
    length: int = Field(ge=0, description="of the text, in Unicode code points")


class PipelineInfo(Model):
    """What read it."""

    version: str
    model: str
    model_version: str

    def __str__(self) -> str:
        return f"orewire {self.version} with {self.model} {self.model_version}"


class Extraction(Model):
    """One article's mentions, entities and facts."""

    schema_version: Literal["1.0"] = SCHEMA_VERSION
    article: ArticleInfo
    pipeline: PipelineInfo
    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()
    facts: tuple[Fact, ...] = ()
    warnings: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _check_references(self) -> Self:
        mentions = _by_id("mention", self.mentions)
        _by_id("entity", self.entities)
        _by_id("fact", self.facts)
        self._check_spans()
        self._check_entities(mentions)
        for fact in self.facts:
            _check_fact(fact, mentions)
        return self

    def _check_spans(self) -> None:
        for left, right in pairwise(self.mentions):
            if right.start < left.end:
                raise ValueError(f"mentions {left.id} and {right.id} overlap or are not in text order")
        length = self.article.length
        for span in self._spans():
            if span.end > length:
                raise ValueError(f"span {span.start}-{span.end} ends after the text ({length})")

    def _check_entities(self, mentions: dict[str, Mention]) -> None:
        members: set[str] = set()
        for entity in self.entities:
            members.update(entity.mentions)
            for mention_id in entity.mentions:
                mention = mentions.get(mention_id)
                if mention is None or mention.entity != entity.id:
                    raise ValueError(f"entity {entity.id} names {mention_id}, which is not its mention")
        for mention in self.mentions:
            if mention.entity is not None and mention.id not in members:
                raise ValueError(
                    f"mention {mention.id} names entity {mention.entity}, which does not list it"
                )

    def _spans(self) -> Iterable[Span]:
        yield from self.mentions
        for fact in self.facts:
            yield fact.trigger
            yield fact.sentence
            for argument in fact.arguments:
                if not isinstance(argument, MentionArgument):
                    yield argument

    def check(self, text: str) -> None:
        """Prove that every span slices back from the text.

        Args:
            text: the article's text, exactly as it was given.

        Raises:
            ValueError: if the text is another one, or a span's words are not where it says.
        """
        if len(text) != self.article.length or sha256_of(text) != self.article.sha256:
            raise ValueError(
                f"article {self.article.id}: this is not the text that was read (sha256 differs)"
            )
        for span in self._spans():
            if text[span.start : span.end] != span.text:
                found = text[span.start : span.end]
                raise ValueError(
                    f"article {self.article.id}: span {span.start}-{span.end} is {found!r}, not {span.text!r}"
                )


def _check_fact(fact: Fact, mentions: dict[str, Mention]) -> None:
    roles = ROLES[fact.type]
    given = [argument.role for argument in fact.arguments]
    for argument in fact.arguments:
        role = roles.get(argument.role)
        if role is None:
            raise ValueError(f"{_name(fact)} has no role {argument.role!r}")
        if not role.many and given.count(argument.role) > 1:
            raise ValueError(f"{_name(fact)} takes one {argument.role}, not {given.count(argument.role)}")
        problem = _unfit(argument, role, mentions)
        if problem:
            raise ValueError(f"{_name(fact)}{problem}")
    for name in REQUIRED_ROLES[fact.type]:
        if name not in given:
            raise ValueError(f"{_name(fact)} lacks its {name}")
    if given and len(given) - given.count("kind") < 2:
        raise ValueError(f"{_name(fact)} needs two arguments besides its kind")


def _unfit(argument: Argument, role: Role, mentions: dict[str, Mention]) -> str | None:
    if not isinstance(argument, MentionArgument):
        return None if role.text else f": {argument.role} takes a mention, not words"
    mention = mentions.get(argument.mention)
    if mention is None:
        return f" names mention {argument.mention}, which is not there"
    return None if mention.label in role.labels else f": {argument.role} takes no {mention.label}"


def _name(fact: Fact) -> str:
    return f"fact {fact.id} ({fact.type})"


def _by_id(what: str, items: Sequence[_Item]) -> dict[str, _Item]:
    found = {item.id: item for item in items}
    if len(found) < len(items):
        identifier, count = Counter(item.id for item in items).most_common(1)[0]
        raise ValueError(f"{what} id {identifier} is used {count} times")
    return found
