"""From text to extraction, one article or many."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import islice

from spacy.language import Language
from spacy.tokens import Doc

from orewire.components.candidates import set_text
from orewire.components.pipeline import create_pipeline
from orewire.schema import Article, ArticleInfo, Extraction, Label, PipelineInfo, sha256_of
from orewire.version import __version__

_BATCH_SIZE = 32

#: What a failing article is reported to: the article and what went wrong.
ErrorHandler = Callable[[Article, Exception], None]


class Extractor:
    """Extracts mentions, entities and facts; set up once, used for any number of articles.

    Attributes:
        nlp: the spaCy pipeline that does the work.
    """

    def __init__(self, nlp: Language) -> None:
        """Wrap a pipeline.

        Args:
            nlp: as built by ``orewire.components.pipeline.create_pipeline``.
        """
        self.nlp = nlp
        self._info = PipelineInfo(
            version=__version__, model=str(nlp.meta["name"]), model_version=str(nlp.meta["version"])
        )

    def extract(
        self,
        text: str,
        published: date | None = None,
        *,
        id: str | None = None,  # noqa: A002 - the field's name in the schema
        title: str | None = None,
        url: str | None = None,
        source: str | None = None,
    ) -> Extraction:
        """Read one article.

        Args:
            text: the article; offsets count its Unicode code points.
            published: when it was published; without it relative dates stay unresolved, with a warning.
            id: names it in the output; by default the first 16 digits of the text's SHA-256.
            title: its title, where it is not part of the text.
            url: where it was published.
            source: who published it.

        Returns:
            What the article states.

        Raises:
            ValueError: if the text cannot be encoded as UTF-8.
        """
        article = Article(
            id=id or sha256_of(text)[:16], text=text, title=title, url=url, source=source, published=published
        )
        return self._extraction(article, self.nlp(self._doc(article)))

    def pipe(self, articles: Iterable[Article], on_error: ErrorHandler | None = None) -> Iterator[Extraction]:
        """Read a stream of articles; no more than a batch of them is held at a time.

        Args:
            articles: in any number.
            on_error: called with an article that could not be read, which is then passed over;
                without it the error is raised.

        Yields:
            One extraction per article, in their order.
        """
        stream = iter(articles)
        while batch := list(islice(stream, _BATCH_SIZE)):
            try:
                results = list(self._read(batch))
            except Exception:
                if on_error is None:
                    raise
                results = list(self._read_one_by_one(batch, on_error))
            yield from results

    def _read(self, batch: list[Article]) -> Iterator[Extraction]:
        docs = self.nlp.pipe(map(self._doc, batch), batch_size=_BATCH_SIZE)
        for article, doc in zip(batch, docs, strict=True):
            yield self._extraction(article, doc)

    def _read_one_by_one(self, batch: list[Article], on_error: ErrorHandler) -> Iterator[Extraction]:
        for article in batch:
            try:
                yield from self._read([article])
            except Exception as error:
                on_error(article, error)

    def _doc(self, article: Article) -> Doc:
        doc = self.nlp.make_doc(article.text)
        set_text(doc, article.text)
        doc._.published = article.published and article.published.isoformat()
        return doc

    def _extraction(self, article: Article, doc: Doc) -> Extraction:
        fields = ("id", "label", "start", "end", "text", "value", "entity")
        return Extraction.model_validate(
            {
                "article": ArticleInfo(
                    id=article.id,
                    title=article.title,
                    url=article.url,
                    source=article.source,
                    published=article.published,
                    sha256=sha256_of(article.text),
                    length=len(article.text),
                ),
                "pipeline": self._info,
                "mentions": [{field: record[field] for field in fields} for record in doc._.mentions],
                "entities": doc._.entities,
                "facts": doc._.facts,
                "warnings": [*article.warnings, *_warnings(article, doc)],
            }
        )


def load(model: str | None = None, frames: str | None = None) -> Extractor:
    """Load the extractor.

    Args:
        model: name or path of a spaCy pipeline to take names and grammar from, ``rules`` for none; by default
            our own model.
        frames: folder with fact frames to be used beside our own.

    Returns:
        An extractor, to be set up once and used for any number of articles.

    Raises:
        orewire.components.pipeline.ModelError: if the pipeline cannot be loaded.
        orewire.facts.frames.FrameError: if a frame is malformed.
    """
    return Extractor(create_pipeline(model, frames))


def _warnings(article: Article, doc: Doc) -> Iterator[str]:
    if not article.text.strip():
        yield "the text is empty"
    if "\0" in article.text:
        yield f"the text holds {article.text.count(chr(0))} NUL characters"
    if article.published is None:
        unresolved = sum(
            record["label"] == Label.DATE
            and record["value"] is not None
            and record["value"]["anchored"]
            and record["value"]["start"] is None
            for record in doc._.mentions
        )
        if unresolved:
            yield f"no publication date: {unresolved} relative dates left unresolved"
