"""Makes a smaller network of a trained one: fewer layers, of each the heads and columns that do the most."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor, nn

from training.network import Batch, Layer, Network, with_special


@torch.no_grad()
def shrink(
    trained: Network, inventory: dict[str, list[str]], config: dict[str, Any], batches: Sequence[Batch]
) -> Network:
    """Make a smaller network that begins with the weights of a trained one.

    Args:
        trained: the larger network.
        inventory: names of its outputs.
        config: the section `student` of the configuration.
        batches: texts that show what each part of the larger network does.

    Returns:
        A network with its embeddings and heads and the chosen layers of its encoder, narrowed.
    """
    chosen = config["from_layers"]
    student = Network(
        {**trained.config, **config, "layers": len(chosen)},
        inventory["upos"],
        inventory["relations"],
        inventory["adapters"],
    )
    weights = student.state_dict()
    for name, value in trained.state_dict().items():
        if not name.startswith("layers.") and value.shape == weights[name].shape:
            weights[name].copy_(value)
    watched = {number: _Watch(trained.layers[number]) for number in chosen}
    trained.eval()
    for batch in batches:
        for number, watch in watched.items():
            watch.real = batch.mask if number < trained.config["piece_layers"] else with_special(batch.words)
        trained.encode(batch)
    for layer, number in zip(student.layers, chosen, strict=True):
        watched[number].close()
        _narrow(layer, trained.layers[number], watched[number], trained.config["head_size"])
    return student


class _Watch:
    """Sums up what goes into the `out` and `down` of a layer: each column's mean and mean square.

    Args:
        layer: the layer to watch.
    """

    def __init__(self, layer: nn.Module) -> None:
        self.real = torch.zeros(0)
        self._sums: dict[str, Tensor] = {}
        self._squares: dict[str, Tensor] = {}
        self._count: dict[str, int] = {}
        self._handles = [
            getattr(layer, name).register_forward_pre_hook(self._hook(name)) for name in ("out", "down")
        ]

    def _hook(self, name: str) -> Any:
        def watch(_: nn.Module, inputs: tuple[Tensor]) -> None:
            rows = inputs[0][self.real]
            self._sums[name] = self._sums.get(name, 0) + rows.sum(0)
            self._squares[name] = self._squares.get(name, 0) + rows.square().sum(0)
            self._count[name] = self._count.get(name, 0) + len(rows)

        return watch

    def close(self) -> None:
        """Stop watching."""
        for handle in self._handles:
            handle.remove()

    def mean(self, name: str) -> Tensor:
        """Give the mean of each column."""
        return self._sums[name] / self._count[name]

    def weight(self, name: str, matrix: Tensor) -> Tensor:
        """Give how much of what a matrix puts out comes from each column: its deviation times its norm."""
        variance = self._squares[name] / self._count[name] - self.mean(name).square()
        return variance.clamp(min=0).sqrt() * matrix.norm(dim=0)


def _narrow(layer: Layer, old: Layer, watch: _Watch, head_size: int) -> None:
    """Copy a layer, leaving out the heads and columns that do the least; their means go into the biases."""
    heads = watch.weight("out", old.out.weight).square().view(-1, head_size).sum(1)
    kept_heads = heads.topk(layer.attention_heads).indices.sort().values
    columns = (kept_heads[:, None] * head_size + torch.arange(head_size)).flatten()
    width = old.out.in_features
    rows = torch.cat([columns + part * width for part in range(3)])
    kept = watch.weight("down", old.down.weight).topk(layer.up.out_features).indices.sort().values
    _copy(layer.qkv, old.qkv.weight[rows], old.qkv.bias[rows])
    _copy(layer.up, old.up.weight[kept], old.up.bias[kept])
    for name, columns_kept in (("out", columns), ("down", kept)):
        before = getattr(old, name)
        lost = watch.mean(name).clone()
        lost[columns_kept] = 0
        _copy(getattr(layer, name), before.weight[:, columns_kept], before.bias + before.weight @ lost)
    for name in ("norm1", "norm2"):
        getattr(layer, name).load_state_dict(getattr(old, name).state_dict())


def _copy(linear: nn.Linear, weight: Tensor, bias: Tensor) -> None:
    linear.weight.copy_(weight)
    linear.bias.copy_(bias)
