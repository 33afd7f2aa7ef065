"""The model's files: checks them and runs them with `onnxruntime`."""

from __future__ import annotations

import json
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import onnxruntime

from orewire_news.reading import Network, Output, Reader, Window, sure
from orewire_news.text import WordPieces

HERE = Path(__file__).resolve().parent
#: Number of the layout of inputs and outputs; a model file of another layout cannot be read by this code.
FORMAT = 1
_RESTORE = (
    "Get it back with `pip install --force-reinstall orewire` "
    "(in a clone: `git checkout -- models/orewire_news`), or train it again with `make train`."
)


class ModelError(RuntimeError):
    """A file of the model is missing or damaged; the message names it and says how to get it back."""


def session_network(model: Path | bytes, threads: int = 1) -> Network:
    """Make a function that runs an ONNX model on one window.

    Args:
        model: the model file or its content.
        threads: threads for one run.

    Returns:
        The function.
    """
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    source = str(model) if isinstance(model, Path) else model
    session = onnxruntime.InferenceSession(source, options, providers=["CPUExecutionProvider"])
    names = list(Output._fields)

    def run(window: Window) -> Output:
        inputs = {**window._asdict(), "known": sure(window.known)}
        return Output(*session.run(names, inputs))

    return run


def read_meta(folder: Path = HERE) -> dict[str, Any]:
    """Read `meta.json`.

    Args:
        folder: the folder of the model.

    Returns:
        Its content.

    Raises:
        ModelError: it is missing or damaged, or its layout is of another version.
    """
    path = folder / "meta.json"
    try:
        meta = json.loads(path.read_bytes())
    except FileNotFoundError:
        raise ModelError(f"The model file {path} is missing. {_RESTORE}") from None
    except ValueError as error:
        raise ModelError(f"The model file {path} is damaged ({error}). {_RESTORE}") from None
    if not isinstance(meta, dict) or meta.get("format") != FORMAT:
        raise ModelError(
            f"The model in {folder} does not have the layout {FORMAT} that this version reads. {_RESTORE}"
        )
    return meta


def _checked(folder: Path, name: str, meta: dict[str, Any]) -> bytes:
    path = folder / name
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ModelError(
            f"The model file {path} is missing or cannot be read ({error.strerror}). {_RESTORE}"
        ) from None
    expected = meta.get("sha256", {}).get(name)
    if sha256(content).hexdigest() != expected:
        raise ModelError(
            f"The model file {path} is damaged: its sha256 is not {expected} as in meta.json. {_RESTORE}"
        )
    return content


def load_reader(folder: Path = HERE, threads: int = 1) -> Reader:
    """Load the model.

    Args:
        folder: the folder of the model.
        threads: threads for one run.

    Returns:
        What reads texts with it.

    Raises:
        ModelError: a file is missing or damaged.
    """
    meta = read_meta(folder)
    content = _checked(folder, "model.onnx", meta)
    _checked(folder, "tokenizer.json", meta)
    return Reader(
        session_network(content, threads),
        WordPieces(folder / "tokenizer.json"),
        upos=meta["upos"],
        relations=meta["relations"],
        window=meta["window"],
    )


@cache
def shared_reader(threads: int = 1) -> Reader:
    """Load the model of this package once for all who use it in this process."""
    return load_reader(HERE, threads)
