"""Readers in place of the extractor: quick to load, and an article's text says what goes wrong with it."""

import json
import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path

from orewire.schema import Article

PIPELINE = {"version": "0", "model": "toy", "model_version": "0"}


@dataclass(frozen=True)
class Toy:
    """Stands in for the loader; the model's name says how it loads.

    An article whose text is ``sleep 0.1`` takes that long, ``raise words`` fails, ``die`` kills the worker,
    ``once PATH`` does so the first time, ``stop`` stops it as Ctrl-Z does.
    """

    model: str | None = None
    frames: str | None = None

    def __call__(self):
        if self.model == "missing":
            raise ValueError("there is no such model")
        if self.model == "deadly":
            os.kill(os.getpid(), signal.SIGKILL)
        return read


def read(article: Article) -> bytes:
    word, _, rest = article.text.partition(" ")
    match word:
        case "sleep":
            time.sleep(float(rest))
        case "raise":
            raise ValueError(rest)
        case "die":
            os.kill(os.getpid(), signal.SIGKILL)
        case "once" if not Path(rest).exists():
            Path(rest).touch()
            os.kill(os.getpid(), signal.SIGKILL)
        case "stop":
            os.kill(os.getpid(), signal.SIGSTOP)
    record = {
        "schema_version": "0",
        "article": {"id": article.id},
        "pipeline": PIPELINE,
        "text": article.text,
    }
    return json.dumps(record).encode() + b"\n"
