"""The reader that workers use: the extractor, each worker its own."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from orewire.bulk.workers import Reader
    from orewire.schema import Article


@dataclass(frozen=True)
class Loader:
    """Loads the extractor; itself it is light, so that it can be sent to a worker.

    Attributes:
        model: as for ``orewire.load``.
        frames: as for ``orewire.load``.
    """

    model: str | None = None
    frames: str | None = None

    def __call__(self) -> "Reader":
        """Load the extractor.

        Returns:
            What makes the line of an article.

        Raises:
            orewire.components.pipeline.ModelError: if the pipeline cannot be loaded.
            orewire.facts.frames.FrameError: if a frame is malformed.
        """
        from orewire.extractor import load

        extractor = load(self.model, self.frames)

        def read(article: "Article") -> bytes:
            # Else spaCy keeps every word that it ever saw, and memory grows with each article.
            with extractor.nlp.memory_zone():
                (extraction,) = extractor.pipe([article])
            return extraction.model_dump_json().encode() + b"\n"

        return read
