"""The network: MiniLM with letter shapes; heads for names, parts of speech, grammar, sentence starts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from orewire_news.decoding import TAGS
from orewire_news.text import SHAPE_COUNT

FAR = -1e4
_SPECIAL = 2  # pieces at the ends of a text that belong to no word


@dataclass(slots=True)
class Batch:
    """Texts of one batch, padded.

    Attributes:
        pieces: piece numbers, ``[texts, pieces]``.
        shapes: shape of the word that each piece belongs to.
        mask: which pieces are no padding.
        words: which words are no padding.
        first: first piece of each word, ``[texts, words]``.
        last: last piece of each word.
        allowed: bit mask of allowed name tags per word; 0 for padding.
        name_weight: weight of each text in the loss of names.
        adapters: number of each text's labelling habit; 0 is our own.
        starts: 1 where a sentence begins, 0 where not, -1 unknown or padding.
        with_syntax: rows that have grammar; the fields below hold these rows only.
        upos: part of speech per word; -100 for padding.
        heads: head per word; -100 for padding.
        relations: relation per word; -100 for padding.
        sentences: number of the sentence that each word is in.
    """

    pieces: Tensor
    shapes: Tensor
    mask: Tensor
    words: Tensor
    first: Tensor
    last: Tensor
    allowed: Tensor
    name_weight: Tensor
    adapters: Tensor
    starts: Tensor
    with_syntax: Tensor
    upos: Tensor
    heads: Tensor
    relations: Tensor
    sentences: Tensor


class Dropout(nn.Module):
    """Dropout that draws its masks from a store; drawing each anew takes a seventh of the training time.

    Args:
        share: share of values to drop.
    """

    _SIZE = 1 << 22

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share
        self._store = torch.zeros(0)

    def forward(self, values: Tensor) -> Tensor:
        """Drop some of the values."""
        if not self.training or not self.share:
            return values
        size = values.numel()
        if len(self._store) < 2 * size:
            keep = torch.full((max(self._SIZE, 2 * size),), 1 - self.share)
            self._store = torch.bernoulli(keep) / (1 - self.share)
        offset = int(torch.randint(len(self._store) - size, ()))
        return values * self._store[offset : offset + size].view(values.shape)


class Layer(nn.Module):
    """One encoder layer, as in BERT; a smaller one has fewer attention heads, not narrower ones."""

    def __init__(self, config: dict[str, Any]) -> None:
        super().__init__()
        size, inner, dropout = config["size"], config["inner"], config["dropout"]
        self.attention_heads = config["attention_heads"]
        attended = self.attention_heads * config["head_size"]
        self.qkv = nn.Linear(size, 3 * attended)
        self.out = nn.Linear(attended, size)
        self.norm1 = nn.LayerNorm(size, eps=1e-12)
        self.up = nn.Linear(size, inner)
        self.down = nn.Linear(inner, size)
        self.norm2 = nn.LayerNorm(size, eps=1e-12)
        self.dropout = Dropout(dropout)

    def forward(self, states: Tensor, mask: Tensor | None) -> Tensor:
        """Transform the states of all pieces."""
        states = self.norm1(states + self.dropout(self.out(self.attend(states, mask))))
        return self.norm2(states + self.dropout(self.down(functional.gelu(self.up(states)))))

    def attend(self, states: Tensor, mask: Tensor | None) -> Tensor:
        """Let every piece look at the others: the values of all heads side by side."""
        texts, length, _ = states.shape
        qkv = self.qkv(states).view(texts, length, 3, self.attention_heads, -1).permute(2, 0, 3, 1, 4)
        mixed = functional.scaled_dot_product_attention(qkv[0], qkv[1], qkv[2], attn_mask=mask)
        return mixed.transpose(1, 2).reshape(texts, length, -1)


class Network(nn.Module):
    """Encoder and heads.

    Args:
        config: the section `network` of the configuration.
        upos: names of the parts of speech.
        relations: names of the relations.
        adapters: names of the labelling habits; the first is our own.
    """

    def __init__(
        self, config: dict[str, Any], upos: list[str], relations: list[str], adapters: list[str]
    ) -> None:
        super().__init__()
        size, dropout = config["size"], config["dropout"]
        self.config = config
        self.pieces = nn.Embedding(config["vocabulary"], size)
        self.positions = nn.Embedding(config["positions"], size)
        self.shapes = nn.Embedding(SHAPE_COUNT, size)
        self.norm = nn.LayerNorm(size, eps=1e-12)
        self.dropout = Dropout(dropout)
        self.layers = nn.ModuleList(Layer(config) for _ in range(config["layers"]))
        hidden, arc, relation = config["name_hidden"], config["arc_hidden"], config["relation_hidden"]
        self.head_dropout = Dropout(config["head_dropout"])
        # Names and grammar each read their own mixture of the last layers.
        mixed = config["mixed_layers"]
        self.mix_names = nn.Parameter(torch.linspace(-1.0, 1.0, mixed))
        self.mix_syntax = nn.Parameter(torch.linspace(-1.0, 1.0, mixed))
        self.name_up = nn.Linear(size, hidden)
        self.name_out = nn.Linear(hidden, len(TAGS))
        self.name_adapters = nn.Parameter(torch.zeros(len(adapters) - 1, hidden, len(TAGS)))
        self.upos_out = nn.Linear(size, len(upos))
        self.start_out = nn.Linear(size, 1)
        self.arc_up = nn.Linear(size, 2 * arc)
        self.arc_out = nn.Linear(arc, arc, bias=False)
        self.arc_head = nn.Linear(arc, 1, bias=False)
        self.root_out = nn.Linear(arc, 1)
        self.relation_up = nn.Linear(size, 2 * relation)
        self.relation_out = nn.Linear(3 * relation, len(relations))
        nn.init.normal_(self.shapes.weight, std=0.02)
        nn.init.normal_(self.arc_out.weight, std=arc**-0.5 * 0.3)

    def load_encoder(self, folder: Path) -> None:
        """Take the weights of the pretrained encoder.

        Args:
            folder: a folder with `model.safetensors` of a BERT model.
        """
        weights = load_file(str(folder / "model.safetensors"))
        with torch.no_grad():
            self.pieces.weight.copy_(weights["embeddings.word_embeddings.weight"])
            types = weights["embeddings.token_type_embeddings.weight"][0]
            self.positions.weight.copy_(weights["embeddings.position_embeddings.weight"] + types)
            _load(self.norm, weights, "embeddings.LayerNorm")
            for number, layer in enumerate(self.layers):
                prefix = f"encoder.layer.{number}"
                for part in ("weight", "bias"):
                    qkv = [
                        weights[f"{prefix}.attention.self.{name}.{part}"]
                        for name in ("query", "key", "value")
                    ]
                    getattr(layer.qkv, part).copy_(torch.cat(qkv))
                _load(layer.out, weights, f"{prefix}.attention.output.dense")
                _load(layer.norm1, weights, f"{prefix}.attention.output.LayerNorm")
                _load(layer.up, weights, f"{prefix}.intermediate.dense")
                _load(layer.down, weights, f"{prefix}.output.dense")
                _load(layer.norm2, weights, f"{prefix}.output.LayerNorm")

    def encode(self, batch: Batch) -> tuple[Tensor, Tensor]:
        """Give each word's state for names and for grammar."""
        length = batch.pieces.shape[1]
        states = self.pieces(batch.pieces) + self.positions.weight[:length] + self.shapes(batch.shapes)
        states = self.dropout(self.norm(states))
        mask = _attention_mask(batch.mask)
        layers: list[Tensor] = []
        for number, layer in enumerate(self.layers):
            if number == self.config["piece_layers"]:
                states, mask, layers = *_words_only(states, batch), []
            states = layer(states, mask)
            layers.append(states)
        mixed = layers[-self.config["mixed_layers"] :]
        named, grammar = _mixture(mixed, self.mix_names), _mixture(mixed, self.mix_syntax)
        if self.config["piece_layers"] < len(self.layers):
            return named[:, _SPECIAL:], grammar[:, _SPECIAL:]
        return _words(named, batch), _words(grammar, batch)

    def names(self, words: Tensor, adapters: Tensor | None = None) -> Tensor:
        """Score name tags; with adapters, by the labelling habits of the sets."""
        hidden = self.head_dropout(functional.gelu(self.name_up(self.head_dropout(words))))
        scores: Tensor = self.name_out(hidden)
        if adapters is not None:
            none = torch.zeros_like(self.name_adapters[:1])
            scores = scores + torch.bmm(hidden, torch.cat([none, self.name_adapters])[adapters])
        return scores

    def tags(self, words: Tensor) -> Tensor:
        """Score parts of speech."""
        scores: Tensor = self.upos_out(self.head_dropout(words))
        return scores

    def starts(self, words: Tensor) -> Tensor:
        """Score sentence starts."""
        scores: Tensor = self.start_out(self.head_dropout(words)).squeeze(-1)
        return scores

    def arcs(self, words: Tensor) -> Tensor:
        """Score heads: ``[texts, word, head]``, on the diagonal the score of being a root."""
        dependents, heads = self.head_dropout(functional.gelu(self.arc_up(self.head_dropout(words)))).chunk(
            2, -1
        )
        scores = self.arc_out(dependents) @ heads.transpose(1, 2) + self.arc_head(heads).transpose(1, 2)
        root = self.root_out(dependents)
        diagonal = torch.eye(scores.shape[1], dtype=torch.bool)
        return torch.where(diagonal, root.expand_as(scores), scores)

    def relations(self, words: Tensor, heads: Tensor) -> Tensor:
        """Score the relation of each word to the given head."""
        dependents, governors = self.head_dropout(
            functional.gelu(self.relation_up(self.head_dropout(words)))
        ).chunk(2, -1)
        governors = governors[torch.arange(len(words))[:, None], heads]
        scores: Tensor = self.relation_out(torch.cat([dependents, governors, dependents * governors], dim=-1))
        return scores


def _attention_mask(real: Tensor) -> Tensor | None:
    return None if bool(real.all()) else real[:, None, None, :]


def _mixture(layers: list[Tensor], mix: Tensor) -> Tensor:
    shares = mix.softmax(0)
    return sum((share * states for share, states in zip(shares, layers, strict=True)), torch.zeros(()))


def _words(states: Tensor, batch: Batch) -> Tensor:
    """A word is the mean of its first and its last piece."""
    rows = torch.arange(len(states))[:, None]
    return 0.5 * (states[rows, batch.first] + states[rows, batch.last])


def _words_only(states: Tensor, batch: Batch) -> tuple[Tensor, Tensor | None]:
    """Go on with words instead of pieces, behind the two special pieces; give the mask for them too."""
    rows = torch.arange(len(states))
    special = torch.stack([states[:, 0], states[rows, batch.mask.sum(1) - 1]], dim=1)
    return torch.cat([special, _words(states, batch)], dim=1), _attention_mask(with_special(batch.words))


def with_special(words: Tensor) -> Tensor:
    """Put the two special pieces, which are no padding, before a mask of words."""
    return functional.pad(words, (_SPECIAL, 0), value=True)


def _load(module: nn.Module, weights: dict[str, Tensor], name: str) -> None:
    module.weight.copy_(weights[f"{name}.weight"])
    module.bias.copy_(weights[f"{name}.bias"])


def losses(network: Network, batch: Batch, config: dict[str, Any]) -> dict[str, Tensor]:
    """Compute the loss of every task.

    Args:
        network: the network.
        batch: a batch with targets.
        config: the section `train` of the configuration.

    Returns:
        The mean loss per word of each task that the batch has.
    """
    named, grammar = network.encode(batch)
    found = {
        "names": name_loss(
            network.names(named, batch.adapters), batch.allowed, batch.name_weight, config["smoothing"]
        )
    }
    known = batch.starts >= 0
    found["starts"] = functional.binary_cross_entropy_with_logits(
        network.starts(grammar)[known], batch.starts[known].float()
    )
    if len(batch.with_syntax):
        words = grammar[batch.with_syntax]
        real = batch.upos >= 0
        found["upos"] = functional.cross_entropy(
            network.tags(words)[real], batch.upos[real], label_smoothing=config["smoothing"]
        )
        apart = batch.sentences[:, :, None] != batch.sentences[:, None, :]
        arcs = network.arcs(words).masked_fill(apart, FAR)
        found["arcs"] = functional.cross_entropy(arcs[real], batch.heads[real])
        relations = network.relations(words, batch.heads.clamp(min=0))
        found["relations"] = functional.cross_entropy(
            relations[real], batch.relations[real], label_smoothing=config["smoothing"]
        )
    return found


def name_loss(scores: Tensor, masks: Tensor, weights: Tensor, smoothing: float) -> Tensor:
    """Ask for the probability of the set of allowed tags: logsumexp(all) - logsumexp(allowed).

    Args:
        scores: scores of name tags, ``[texts, words, tags]``.
        masks: bit mask of allowed tags per word; 0 for padding.
        weights: weight of each text.
        smoothing: share of the loss that asks for all tags alike.

    Returns:
        The weighted mean per word.
    """
    real = masks > 0
    scores, masks, weights = scores[real], masks[real], weights[:, None].expand_as(real)[real]
    allowed = (masks[:, None] >> torch.arange(len(TAGS))) & 1
    partition = scores.logsumexp(-1)
    loss = partition - scores.masked_fill(allowed == 0, -1e9).logsumexp(-1)
    if smoothing:
        loss = (1 - smoothing) * loss + smoothing * (partition - scores.mean(-1))
    return (loss * weights).sum() / weights.sum().clamp(min=1.0)
