"""Turns a checkpoint into the package `orewire_news`: int8 model, tokenizer, meta.json with checksums.

Run as ``python -m training.export --checkpoint FILE --documents FILE``.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
from tokenizers import Tokenizer

from orewire_news.decoding import TAGS
from orewire_news.model import FORMAT, session_network
from orewire_news.reading import Network, Output, Reader, Window, sure
from orewire_news.text import WordPieces
from training.calibration import fit_temperature
from training.config import DEFAULT_CONFIG, PACKAGE, read_config
from training.documents import Document, read_documents
from training.graph import Inputs, build_graph
from training.train import load, pretrained_folder

FLOAT_MODEL = "model-float32.onnx"
_SHOWN = 8  # every eighth of our own texts is enough to round by


def export(
    checkpoint: Path, documents: Iterable[Document], package: Path, work: Path, settings: dict[str, Any]
) -> dict[str, Any]:
    """Write the model's files.

    Args:
        checkpoint: a checkpoint of `training.train`.
        documents: prepared documents; of our own, those kept aside set the temperature, some of those that
            were learned show what the layers get, to round their weights by.
        package: folder of the package `orewire_news`.
        work: folder for the float32 model, which is for comparison only.
        settings: the section `export` of the configuration.

    Returns:
        What is in meta.json.
    """
    network, inventory, scores = load(checkpoint)
    config = {**network.config, "window": settings["window"]}
    weights = {name: value.numpy().astype(np.float32) for name, value in network.state_dict().items()}
    package.mkdir(parents=True, exist_ok=True)
    work.mkdir(parents=True, exist_ok=True)
    tokenizer = Tokenizer.from_file(str(pretrained_folder() / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    tokenizer.save(str(package / "tokenizer.json"), pretty=False)
    pieces = WordPieces(package / "tokenizer.json")
    documents = [document for document in documents if document.source in ("wikinews", "newswire")]
    dev = [document for document in documents if document.split == "dev"]
    shown = [document for document in documents if document.split == "train"][::_SHOWN]

    def reader_of(run: Network) -> Reader:
        return Reader(
            run,
            pieces,
            upos=inventory["upos"],
            relations=inventory["relations"],
            window=config["window"],
        )

    windows: list[Window] = []
    exact = session_network(build_graph(weights, config, quantise=False).SerializeToString())

    def watched(window: Window) -> Output:
        windows.append(window)
        return exact(window)

    for document in shown:
        reader_of(watched).read(document.words, document.breaks)
    seen = observe_inputs(build_graph(weights, config, quantise=False, observe=True), windows)
    plain = build_graph(weights, config, quantise=True, seen=seen).SerializeToString()
    temperature = fit_temperature(session_network(plain), reader_of, dev)
    onnx.save(build_graph(weights, config, quantise=False, temperature=temperature), str(work / FLOAT_MODEL))
    onnx.save(
        build_graph(weights, config, quantise=True, temperature=temperature, seen=seen),
        str(package / "model.onnx"),
    )
    meta = {
        "name": "orewire_news",
        "version": settings["version"],
        "format": FORMAT,
        "language": "en",
        "license": "Apache-2.0",
        "description": "Names, parts of speech, dependencies and sentence starts of English news.",
        "tags": list(TAGS),
        "upos": inventory["upos"],
        "relations": inventory["relations"],
        "window": config["window"],
        "layers": config["layers"],
        "layers_on_pieces": config["piece_layers"],
        "parameters": sum(value.size for value in weights.values()),
        "temperature": round(temperature, 3),
        "dev_scores": scores,
        "sha256": {
            name: sha256((package / name).read_bytes()).hexdigest()
            for name in ("model.onnx", "tokenizer.json")
        },
    }
    (package / "meta.json").write_text(json.dumps(meta, indent=1) + "\n", encoding="utf-8")
    return meta


def observe_inputs(model: onnx.ModelProto, windows: Sequence[Window]) -> dict[str, Inputs]:
    """Look at what goes into each linear layer.

    Args:
        model: a graph built to observe.
        windows: what to run it on.

    Returns:
        The inputs of each layer by its name.
    """
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    names = [output.name for output in model.graph.output if output.name not in Output._fields]
    found: dict[str, Inputs] = {}
    for window in windows:
        values = session.run(names, {**window._asdict(), "known": sure(window.known)})
        for name, value in zip(names, values, strict=True):
            rows = value.reshape(-1, value.shape[-1])
            largest, products = np.abs(rows).max(axis=0), (rows.T @ rows).astype(np.float64)
            before = found.get(name, Inputs(np.zeros_like(largest), np.zeros_like(products)))
            found[name] = Inputs(np.maximum(before.largest, largest), before.products + products)
    return found


def main() -> None:
    """Export as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--documents", type=Path, required=True)
    parser.add_argument("--package", type=Path, default=PACKAGE)
    parser.add_argument(
        "--work", type=Path, help=f"folder for {FLOAT_MODEL} [default: that of the checkpoint]"
    )
    parser.add_argument("--config", type=Path, default=DEFAULT_CONFIG)
    options = parser.parse_args()
    meta = export(
        options.checkpoint,
        read_documents(options.documents),
        options.package,
        options.work or options.checkpoint.parent,
        read_config(options.config)["export"],
    )
    size = sum(path.stat().st_size for path in options.package.iterdir() if path.is_file())
    print(f"{options.package.name} {meta['version']}: {size / 1e6:.1f} MB, temperature {meta['temperature']}")


if __name__ == "__main__":
    main()
