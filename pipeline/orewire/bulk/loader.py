"""The reader that workers use: the extractor, each worker its own."""

from contextlib import ExitStack
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from orewire.bulk.workers import Reader
    from orewire.schema import Article

# Articles after which words are forgotten.
_ZONE = 100


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
        zone = ExitStack()
        numbers = count()

        def read(article: "Article") -> bytes:
            # spaCy keeps every word that it ever saw, unless it saw it in a memory zone. Each zone costs a
            # little, as it begins without the words of the one before.
            if next(numbers) % _ZONE == 0:
                zone.close()
                zone.enter_context(extractor.nlp.memory_zone())
            (extraction,) = extractor.pipe([article])
            return extraction.model_dump_json().encode() + b"\n"

        return read
