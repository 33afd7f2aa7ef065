"""Lets the network in PyTorch read texts, for scores during training and for comparison with the export."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import torch

from orewire_news.reading import Output, Reader, Window, sure
from orewire_news.text import WordPieces
from training.network import FAR, Batch, Network


def torch_reader(
    network: Network, pieces: WordPieces, upos: Sequence[str], relations: Sequence[str], window: int
) -> Reader:
    """Make a reader of a network; it must be in evaluation mode."""
    return Reader(torch_network(network), pieces, upos=upos, relations=relations, window=window)


def torch_network(network: Network) -> Callable[[Window], Output]:
    """Make a function that runs a network in evaluation mode on one window."""

    @torch.inference_mode()
    def run(seen: Window) -> Output:
        nothing = torch.zeros(0, dtype=torch.long)
        batch = Batch(
            pieces=torch.from_numpy(seen.pieces)[None],
            shapes=torch.from_numpy(seen.shapes)[None],
            mask=torch.ones(1, len(seen.pieces), dtype=torch.bool),
            words=torch.ones(1, len(seen.first), dtype=torch.bool),
            first=torch.from_numpy(seen.first)[None],
            last=torch.from_numpy(seen.last)[None],
            allowed=nothing,
            name_weight=nothing,
            adapters=nothing,
            starts=nothing,
            with_syntax=nothing,
            upos=nothing,
            heads=nothing,
            relations=nothing,
            sentences=nothing,
        )
        named, grammar = network.encode(batch)
        starts = network.starts(grammar) + torch.from_numpy(sure(seen.known))
        sentences = (starts > 0).cumsum(1)
        arcs = network.arcs(grammar)
        heads = arcs.masked_fill(sentences[:, :, None] != sentences[:, None, :], 10 * FAR).argmax(-1)
        return Output(
            network.names(named)[0].softmax(-1).numpy(),
            network.tags(grammar)[0].argmax(-1).numpy(),
            starts[0].numpy(),
            arcs[0].numpy(),
            heads[0].numpy(),
            network.relations(grammar, heads)[0].numpy(),
        )

    return run
