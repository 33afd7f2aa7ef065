"""Gold articles: what an article states by hand of a labeller, read into the same model as an extraction.

A gold record holds offsets and values, and no words, so that it can be kept for articles whose text is
not ours to share; ``corpus/align.py`` writes it. With its text it becomes an ``Extraction``, whose
validators then check gold just as they check output: spans, overlaps, ids, roles and what fills them.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple, Self

from pydantic import Field, ValidationError, model_validator

from orewire.evaluation.manifest import (
    CorpusError,
    ManifestArticle,
    digest,
    first_problem,
    read_json,
    read_manifest,
    read_text,
)
from orewire.schema import (
    ENTITY_ADAPTER,
    ENTITY_LABELS,
    MENTION_ADAPTER,
    Article,
    ArticleInfo,
    Entity,
    Extraction,
    Fact,
    FactType,
    Label,
    Mention,
    PipelineInfo,
    Status,
    sha256_of,
)
from orewire.schema.values import Model

_GOLD_PIPELINE = PipelineInfo(version="gold", model="gold", model_version="gold")
_NO_UID = "0" * 32


class GoldSpan(Model):
    """Offsets of words of the text."""

    start: int = Field(ge=0)
    end: int = Field(gt=0)

    @model_validator(mode="after")
    def _check_order(self) -> Self:
        if self.end <= self.start:
            raise ValueError(f"span {self.start}-{self.end} is empty")
        return self


class GoldMention(GoldSpan):
    """A labelled mention. A null ``value`` says that no value was labelled: it is not scored then."""

    id: str = Field(pattern=r"^m\d+$")
    label: Label
    value: dict[str, Any] | None = None
    entity: str | None = None


class GoldArgument(Model):
    """A role filled by a mention or by words of the text."""

    role: str
    mention: str | None = None
    start: int | None = None
    end: int | None = None

    @model_validator(mode="after")
    def _check_filler(self) -> Self:
        if (self.mention is None) == (self.start is None or self.end is None):
            raise ValueError(f"{self.role} needs either a mention, or start and end")
        return self


class GoldFact(Model):
    """A labelled fact."""

    type: FactType
    status: Status
    trigger: GoldSpan
    arguments: tuple[GoldArgument, ...] = Field(min_length=1)


class GoldRecord(Model):
    """What a gold file holds."""

    id: str
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    mentions: tuple[GoldMention, ...] = ()
    facts: tuple[GoldFact, ...] = ()

    @property
    def length(self) -> int:
        """The least length that a text with these spans has."""
        ends = [mention.end for mention in self.mentions]
        ends += [fact.trigger.end for fact in self.facts]
        ends += [argument.end or 0 for fact in self.facts for argument in fact.arguments]
        return max(ends, default=0)


class GoldArticle(NamedTuple):
    """An article with what it states.

    Attributes:
        group: what it is reported with: ``dev``, ``test``, or one of these with `` stand-off``.
        article: what an extractor is given.
        gold: what a perfect one gives back.
    """

    group: str
    article: Article
    gold: Extraction


class Skipped(NamedTuple):
    """An article of the corpus that cannot be scored here.

    Attributes:
        id: the article.
        reason: why, and what to do about it.
    """

    id: str
    reason: str


class Corpus(NamedTuple):
    """Gold articles of a corpus.

    Attributes:
        articles: those with a text, in manifest order.
        skipped: those without.
        sha256: digest of manifest, gold and the texts in the project.
    """

    articles: tuple[GoldArticle, ...]
    skipped: tuple[Skipped, ...]
    sha256: str


def read_corpus(corpus: Path, texts: Path | None = None, splits: Sequence[str] = ("dev", "test")) -> Corpus:
    """Read the gold articles of a corpus folder.

    Args:
        corpus: the folder that holds ``manifest.json``.
        texts: folder with the texts of stand-off articles, each as ``<id>.txt``.
        splits: the halves to read.

    Returns:
        The articles, and which were skipped for want of a text.

    Raises:
        CorpusError: if a file is missing or wrong; the message names the file and the entry.
    """
    manifest = read_manifest(corpus)
    articles = []
    skipped = []
    for entry in manifest.articles:
        if entry.split not in splits:
            continue
        record = read_gold(corpus / entry.gold, entry.id)
        path = _text_path(corpus, texts, entry)
        if path is not None and path.exists():
            articles.append(_gold_article(corpus, entry, record, path))
            continue
        # Stand-off gold is checked even where its text is not at hand.
        to_extraction(record, "x" * record.length, str(corpus / entry.gold))
        if path is None:
            skipped.append(Skipped(entry.id, "its text is not in the project: give it with --texts DIR"))
        elif entry.text is None:
            skipped.append(Skipped(entry.id, f"there is no {path.name} in {path.parent}"))
        else:
            raise CorpusError(f"{path}: there is no such file (text of article {entry.id})")
    return Corpus(tuple(articles), tuple(skipped), digest(corpus, manifest))


def read_gold(path: Path, article_id: str | None = None) -> GoldRecord:
    """Read a gold file.

    Args:
        path: the file.
        article_id: the article that it should be for.

    Raises:
        CorpusError: if it cannot be read or its form is wrong; the message names the entry.
    """
    try:
        record = GoldRecord.model_validate(read_json(path))
    except ValidationError as error:
        raise CorpusError(f"{path}: {first_problem(error)}") from None
    if article_id is not None and record.id != article_id:
        raise CorpusError(f"{path}: is gold of article {record.id!r}, not {article_id!r}")
    return record


def to_extraction(record: GoldRecord, text: str, where: str, published: Any = None) -> Extraction:
    """Turn a gold record into what a perfect extractor gives.

    Args:
        record: the gold record.
        text: the text that its offsets count in; its hash is the caller's business.
        where: the file's name, for error messages.
        published: the article's publication date.

    Returns:
        An extraction. What gold does not say and no score looks at is filled in: sentences and uids of
        facts, the basis of a currency, names of places.

    Raises:
        CorpusError: if spans, values, entities or facts are wrong.
    """
    if record.length > len(text):
        raise CorpusError(f"{where}: a span ends at {record.length}, after the text ({len(text)} characters)")
    entity_ids = _entity_ids(record)
    mentions = [
        _mention(mention, text, entity_ids, where)
        for mention in sorted(record.mentions, key=lambda mention: mention.start)
    ]
    try:
        return Extraction(
            article=ArticleInfo(id=record.id, sha256=record.sha256, length=len(text), published=published),
            pipeline=_GOLD_PIPELINE,
            mentions=tuple(mentions),
            entities=tuple(_entities(mentions, where, {new: old for old, new in entity_ids.items()})),
            facts=tuple(_fact(number, fact, text) for number, fact in enumerate(record.facts, start=1)),
        )
    except ValidationError as error:
        raise CorpusError(f"{where}: {first_problem(error)}") from None


def _text_path(corpus: Path, texts: Path | None, entry: ManifestArticle) -> Path | None:
    if entry.text is not None:
        return corpus / entry.text
    return None if texts is None else texts / f"{entry.id}.txt"


def _gold_article(corpus: Path, entry: ManifestArticle, record: GoldRecord, path: Path) -> GoldArticle:
    text = read_text(path)
    where = str(corpus / entry.gold)
    if sha256_of(text) != record.sha256:
        raise CorpusError(f"{path}: is not the text that {where} was labelled on (sha256 differs)")
    article = Article(
        id=entry.id,
        text=text,
        title=entry.title,
        url=entry.url,
        source=entry.source,
        published=entry.published,
    )
    return GoldArticle(entry.group, article, to_extraction(record, text, where, entry.published))


def _entity_ids(record: GoldRecord) -> dict[str, str]:
    names = dict.fromkeys(mention.entity for mention in record.mentions if mention.entity is not None)
    return {name: f"e{number}" for number, name in enumerate(names, start=1)}


def _mention(mention: GoldMention, text: str, entity_ids: dict[str, str], where: str) -> Mention:
    words = text[mention.start : mention.end]
    entry = f"{where}: mention {mention.id} ({mention.label} {mention.start}-{mention.end} {words!r})"
    if words != words.strip():
        raise CorpusError(f"{entry}: begins or ends with white space")
    if mention.entity is not None and mention.label not in ENTITY_LABELS:
        raise CorpusError(f"{entry}: a {mention.label} belongs to no entity")
    try:
        return MENTION_ADAPTER.validate_python(
            {
                "id": mention.id,
                "label": mention.label,
                "start": mention.start,
                "end": mention.end,
                "text": words,
                "value": None if mention.value is None else _unscored(mention.label, words) | mention.value,
                "entity": entity_ids.get(mention.entity or ""),
            }
        )
    except ValidationError as error:
        # The first part of the location is the label, which the entry tells already.
        raise CorpusError(f"{entry}: {first_problem(error).removeprefix(f'{mention.label}.')}") from None


def _unscored(label: Label, words: str) -> dict[str, str]:
    """What a value must have by the schema, but no score looks at: gold may leave it out."""
    if label is Label.MONEY:
        return {"basis": "explicit"}
    if label is Label.DATE:
        return {"kind": "date"}
    if label in (Label.GPE, Label.NORP, Label.LOC, Label.FAC):
        return {"name": words}
    return {}


def _entities(mentions: list[Mention], where: str, names: dict[str, str]) -> Iterator[Entity]:
    members: dict[str, list[Mention]] = {}
    for mention in mentions:
        if mention.entity is not None:
            members.setdefault(mention.entity, []).append(mention)
    for identifier, group in members.items():
        labels = sorted({mention.label for mention in group})
        if len(labels) > 1:
            raise CorpusError(f"{where}: entity {names[identifier]} has mentions of {' and '.join(labels)}")
        yield ENTITY_ADAPTER.validate_python(
            {
                "id": identifier,
                "label": labels[0],
                "name": max((mention.text for mention in group), key=len),
                "mentions": tuple(mention.id for mention in group),
            }
        )


def _fact(number: int, fact: GoldFact, text: str) -> Fact:
    def span(start: int, end: int) -> dict[str, Any]:
        return {"start": start, "end": end, "text": text[start:end]}

    trigger = span(fact.trigger.start, fact.trigger.end)
    arguments = [
        {"role": argument.role, "mention": argument.mention}
        if argument.mention is not None
        else {"role": argument.role, **span(argument.start or 0, argument.end or 0)}
        for argument in fact.arguments
    ]
    return Fact.model_validate(
        {
            "id": f"f{number}",
            "type": fact.type,
            "status": fact.status,
            "trigger": trigger,
            "sentence": trigger,
            "arguments": arguments,
            "uid": _NO_UID,
        }
    )
