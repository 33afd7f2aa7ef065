"""``orewire_facts``: writes the facts of a document."""

from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from orewire.components.candidates import text_of
from orewire.facts.engine import Engine
from orewire.facts.frames import load_frames

if not Doc.has_extension("facts"):
    Doc.set_extension("facts", default=[])


class Facts:
    """Writes ``doc._.facts``; without a parse there are none."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def __call__(self, doc: Doc) -> Doc:
        """Find one document's facts."""
        doc._.facts = self._engine.facts(doc, text_of(doc))
        return doc


@Language.factory(
    "orewire_facts",
    requires=["doc._.mentions", "doc._.entities"],
    assigns=["doc._.facts"],
    default_config={"frames": None},
)
def create_facts(nlp: Language, name: str, frames: str | None) -> Facts:
    """Create the component.

    Args:
        nlp: the pipeline.
        name: the component's name in it.
        frames: a folder with more frames.

    Returns:
        The component.

    Raises:
        orewire.facts.frames.FrameError: if a frame file does not hold what it should.
    """
    return Facts(Engine(load_frames(Path(frames) if frames is not None else None)))
