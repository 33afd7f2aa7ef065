"""What a student network learns of its teacher: the states of words, and what the heads make of them."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor
from torch.nn import functional

from training.network import FAR, Batch, Network, name_loss


def distillation_losses(
    student: Network, teacher: Network, batch: Batch, config: dict[str, Any]
) -> dict[str, Tensor]:
    """Compute how far a student is from its teacher.

    Every text has all targets, whatever its set labels. Our own sets teach their names besides.

    Args:
        student: the network that learns.
        teacher: a trained network, in evaluation mode.
        batch: a batch.
        config: the section `train` of the configuration.

    Returns:
        The mean loss per word of each task; `labels` is that of the names as labelled.
    """
    real = batch.words
    with torch.no_grad():
        told_names, told_grammar = teacher.encode(batch)
        told_tags = teacher.names(told_names)[real].softmax(-1)
        told_upos = teacher.tags(told_grammar)[real].softmax(-1)
        told_starts = teacher.starts(told_grammar)
        begins = torch.where(batch.starts >= 0, batch.starts > 0, told_starts > 0) & real
        sentences = begins.cumsum(1).masked_fill(~real, -1)
        apart = sentences[:, :, None] != sentences[:, None, :]
        told_arcs = teacher.arcs(told_grammar).masked_fill(apart, FAR)
        heads = told_arcs.argmax(-1)
        told_relations = teacher.relations(told_grammar, heads)[real].softmax(-1)
    named, grammar = student.encode(batch)
    tags = student.names(named)
    found = {
        "states": _distance(named[real], told_names[real]) + _distance(grammar[real], told_grammar[real]),
        "names": functional.cross_entropy(tags[real], told_tags),
        "upos": functional.cross_entropy(student.tags(grammar)[real], told_upos),
        "starts": functional.binary_cross_entropy_with_logits(
            student.starts(grammar)[real], told_starts[real].sigmoid()
        ),
        "arcs": functional.cross_entropy(
            student.arcs(grammar).masked_fill(apart, FAR)[real], told_arcs[real].softmax(-1)
        ),
        "relations": functional.cross_entropy(student.relations(grammar, heads)[real], told_relations),
    }
    own = batch.adapters == 0
    if bool(own.any()):
        found["labels"] = name_loss(
            tags[own], batch.allowed[own], batch.name_weight[own], config["smoothing"]
        )
    return found


def _distance(states: Tensor, told: Tensor) -> Tensor:
    """Give the squared error as a share of the variance."""
    return functional.mse_loss(states, told) / told.var(dim=0).mean()
