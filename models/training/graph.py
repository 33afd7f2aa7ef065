"""Writes the network as an ONNX graph, in float32 or with int8 weights.

The graph is built operator by operator from the weights, not traced: so it holds just the operators that
`onnxruntime` runs fast on a CPU (attention and normalisation in one operator each, matrix products whose
input is quantised on the fly). It reads one window at a time, so there is no padding and no mask.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

_OPSET = 17
_MICROSOFT = "com.microsoft"
_FAR = -1e5
_LIMIT = 63  # seven bits: two products of such a weight and a byte stay within 16 bits, also without VNNI
_MAY_STICK_OUT = ".down"
_USUAL = 0.98  # share of columns that do not stick out

_DAMPING = 0.01

Weights = dict[str, NDArray[np.float32]]


class Inputs(NamedTuple):
    """What goes into a linear layer: its columns' largest values, and the sums of their products."""

    largest: NDArray[np.float32]
    products: NDArray[np.float64]


class _Builder:
    """Collects nodes and weights.

    Args:
        weights: the network's weights by name.
        quantise: keep matrices as int8.
        seen: what goes into each linear layer, where that is known.
    """

    def __init__(self, weights: Weights, *, quantise: bool, seen: Mapping[str, Inputs]) -> None:
        self.weights = weights
        self.quantise = quantise
        self.seen = seen
        self.inputs: dict[str, str] = {}
        self.nodes: list[onnx.NodeProto] = []
        self.initializers: dict[str, onnx.TensorProto] = {}

    def node(
        self, kind: str, *inputs: str, domain: str = "", output: str | None = None, **attributes: Any
    ) -> str:
        """Add a node and give the name of its output."""
        name = output or f"{kind.lower()}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [name], domain=domain, **attributes))
        return name

    def constant(self, name: str, value: Any, dtype: Any = np.float32) -> str:
        """Add a weight."""
        if name not in self.initializers:
            self.initializers[name] = numpy_helper.from_array(np.ascontiguousarray(value, dtype=dtype), name)
        return name

    def integers(self, *values: int) -> str:
        """Add a list of numbers."""
        return self.constant("list_" + "_".join(map(str, values)), values, np.int64)

    def linear(self, states: str, name: str, *, quantise: bool = True) -> str:
        """Add a linear layer."""
        matrix = self.weights[f"{name}.weight"].T
        bias = self.weights.get(f"{name}.bias")
        if quantise:
            self.inputs[name] = states
        if self.quantise and quantise:
            seen = self.seen.get(name)
            products = None if seen is None else seen.products
            if seen is not None and name.endswith(_MAY_STICK_OUT):
                factors = _outliers(seen.largest)
                states = self.node("Mul", states, self.constant(f"{name}.outliers", 1 / factors))
                matrix = matrix * factors[:, None]
                products = seen.products / np.outer(factors, factors)
            scale = np.maximum(np.abs(matrix).max(axis=0), 1e-8) / _LIMIT
            inputs = [
                states,
                self.constant(f"{name}.int8", round_matrix(matrix / scale, products), np.int8),
                self.constant(f"{name}.scale", scale),
                "",
            ]
            if bias is not None:
                inputs.append(self.constant(f"{name}.bias", bias))
            return self.node("DynamicQuantizeMatMul", *inputs, domain=_MICROSOFT)
        product = self.node("MatMul", states, self.constant(f"{name}.weight", matrix))
        return product if bias is None else self.node("Add", product, self.constant(f"{name}.bias", bias))

    def embedding(self, indices: str, name: str, *, quantise: bool = True) -> str:
        """Look rows up."""
        table = self.weights[f"{name}.weight"]
        if not (self.quantise and quantise):
            return self.node("Gather", self.constant(f"{name}.weight", table), indices)
        scale = np.maximum(np.abs(table).max(axis=1, keepdims=True), 1e-8) / 127
        numbers = self.node("Gather", self.constant(f"{name}.int8", np.rint(table / scale), np.int8), indices)
        scales = self.node("Gather", self.constant(f"{name}.scale", scale), indices)
        return self.node("Mul", self.node("Cast", numbers, to=TensorProto.FLOAT), scales)

    def skip_norm(self, states: str, added: str, name: str, rows: tuple[str, str]) -> tuple[str, str]:
        """Add and normalise, but for the bias, which `_move_biases` has put elsewhere.

        `InstanceNormalization` with pieces as its channels does the same as the fused
        `SkipLayerNormalization`, in a third of the time.

        Returns:
            The states before they are scaled, and scaled.
        """
        normed = self.node(
            "InstanceNormalization",
            self.node("Add", states, added),
            *rows,
            epsilon=1e-12,
        )
        scale = self.constant(f"{name}.weight", self.weights[f"{name}.weight"])
        return normed, self.node("Mul", normed, scale)

    def gelu(self, states: str) -> str:
        """Apply the exact GELU."""
        return self.node("Gelu", states, domain=_MICROSOFT)

    def squeeze(self, states: str) -> str:
        """Drop the first dimension."""
        return self.node("Squeeze", states, self.integers(0))

    def unsqueeze(self, states: str, axis: int) -> str:
        """Add a dimension."""
        return self.node("Unsqueeze", states, self.integers(axis))


def round_matrix(matrix: NDArray[np.floating[Any]], products: NDArray[np.float64] | None) -> NDArray[Any]:
    """Round a matrix so that what it makes of its inputs changes least (GPTQ).

    One row after the other is rounded, and the rows after it take over what that changed, as far as their
    inputs go along with its own.

    Args:
        matrix: inputs by outputs, the numbers between -63 and 63.
        products: sums of products of the inputs' columns; None rounds each number by itself.

    Returns:
        Whole numbers in the same range.
    """
    if products is None:
        return np.rint(matrix)
    rest = matrix.astype(np.float64)
    damped = products + np.eye(len(products)) * max(_DAMPING * products.diagonal().mean(), 1e-8)
    upper = np.linalg.cholesky(np.linalg.inv(damped)).T
    rounded = np.empty_like(rest)
    for row in range(len(rest)):
        rounded[row] = np.clip(np.rint(rest[row]), -_LIMIT, _LIMIT)
        change = (rest[row] - rounded[row]) / upper[row, row]
        rest[row + 1 :] -= np.outer(upper[row, row + 1 :], change)
    return rounded


def _outliers(largest: NDArray[np.float32]) -> NDArray[np.float32]:
    """Give a factor for each column of a layer's input: what its weights take over where it sticks out.

    All columns share one scale, so that a single one ten times as large as the rest takes their precision.
    """
    factors: NDArray[np.float32] = np.maximum(1, largest / np.quantile(largest, _USUAL))
    return factors


def build_graph(
    weights: Weights,
    network: dict[str, Any],
    *,
    quantise: bool,
    temperature: float = 1.0,
    seen: Mapping[str, Inputs] | None = None,
    observe: bool = False,
) -> onnx.ModelProto:
    """Build the graph.

    Args:
        weights: the network's weights by name.
        network: its configuration (`size`, `layers`, `mixed_layers`, `attention_heads`, `window`).
        quantise: int8 weights, inputs quantised on the fly.
        temperature: divides the scores of names before their softmax.
        seen: what goes into each linear layer, as `observe` shows it.
        observe: give the inputs of all layers that can be int8 as outputs too, under the layers' names.

    Returns:
        The model; `orewire_news.reading.Window` names its inputs, `Output` its outputs.
    """
    weights = dict(weights)
    for part in ("weight", "bias"):
        weights[f"name_out.{part}"] = weights[f"name_out.{part}"] / temperature
    _move_biases(weights, network["layers"])
    for layer in (f"layers.{number}" for number in range(network["layers"])):
        # It reads what is normalised before that is scaled: no column of it sticks out.
        weights[f"{layer}.up.weight"] = weights[f"{layer}.up.weight"] * weights[f"{layer}.norm1.weight"]
    b = _Builder(weights, quantise=quantise, seen=seen or {})
    names, grammar = _encoder(b, network)
    if names == grammar:
        _hidden(b, names, "name", "arc", "relation")
    else:
        _hidden(b, names, "name")
        _hidden(b, grammar, "arc", "relation")
    b.node("Softmax", b.linear("name_hidden", "name_out", quantise=False), axis=-1, output="names")
    b.node("ArgMax", b.linear(grammar, "upos_out", quantise=False), axis=-1, keepdims=0, output="upos")
    scores = b.node("Squeeze", b.linear(grammar, "start_out", quantise=False), b.integers(1))
    b.node("Add", scores, "known", output="starts")
    _arcs(b)
    _relations(b)
    model = _model(b)
    if observe:
        for name, states in b.inputs.items():
            model.graph.node.append(helper.make_node("Identity", [states], [name]))
            model.graph.output.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, None))
    return model


def _move_biases(weights: Weights, layers: int) -> None:
    """Put what the normalisations add into the biases of what reads their states.

    That is the same, and one pass over all states less for each of them.
    """

    def move(norm: NDArray[np.float32], readers: Iterable[str], residual: str | None = None) -> None:
        for name in readers:
            weights[f"{name}.bias"] = weights[f"{name}.bias"] + weights[f"{name}.weight"] @ norm
        if residual is not None:
            weights[f"{residual}.bias"] = weights[f"{residual}.bias"] + norm

    before = weights["norm.bias"]
    outputs = []
    for number in range(layers):
        prefix = f"layers.{number}"
        move(before, [f"{prefix}.qkv"], f"{prefix}.out")
        move(weights[f"{prefix}.norm1.bias"], [f"{prefix}.up"], f"{prefix}.down")
        before = weights[f"{prefix}.norm2.bias"]
        outputs.append(before)
    for mix, readers in (
        ("mix_names", ("name_up",)),
        ("mix_syntax", ("upos_out", "start_out", "arc_up", "relation_up")),
    ):
        shares = _softmax(weights[mix])
        move(shares @ np.stack(outputs[-len(shares) :]), readers)


def _encoder(b: _Builder, network: dict[str, Any]) -> tuple[str, str]:
    """Add the encoder; give each word's state for names and for grammar."""
    window = network["window"]
    length = b.node("Shape", "pieces")
    positions = _up_to(b, length, b.constant("positions", b.weights["positions.weight"][:window]))
    states = b.node("Add", b.embedding("pieces", "pieces"), positions)
    rows = _rows(b, length, window)
    _, states = b.skip_norm(
        b.unsqueeze(states, 0), b.unsqueeze(b.embedding("shapes", "shapes", quantise=False), 0), "norm", rows
    )
    layers: list[str] = []
    words_only = network["piece_layers"] < network["layers"]
    for number in range(network["layers"]):
        if number == network["piece_layers"]:
            states, layers = _words_only(b, states), []
            rows = _rows(b, b.node("Add", b.node("Shape", "first"), b.integers(2)), window)
        states = _layer(b, states, f"layers.{number}", rows, network["attention_heads"])
        layers.append(states)
    return _mixtures(b, layers[-network["mixed_layers"] :], network["size"], words_only=words_only)


def _up_to(b: _Builder, length: str, values: str) -> str:
    return b.node("Slice", values, b.integers(0), length, b.integers(0))


def _rows(b: _Builder, length: str, window: int) -> tuple[str, str]:
    """Add as many ones and as many zeros as there are rows."""
    return (
        _up_to(b, length, b.constant("ones", np.ones(window))),
        _up_to(b, length, b.constant("zeros", np.zeros(window))),
    )


def _layer(b: _Builder, states: str, prefix: str, rows: tuple[str, str], attention_heads: int) -> str:
    """Add one encoder layer."""
    parts = [f"{prefix}.{part}" for part in "qkv"]
    b.nodes.append(helper.make_node("Split", [b.linear(states, f"{prefix}.qkv")], parts, axis=-1))
    mixed = b.node("MultiHeadAttention", *parts, domain=_MICROSOFT, num_heads=attention_heads)
    normed, states = b.skip_norm(states, b.linear(mixed, f"{prefix}.out"), f"{prefix}.norm1", rows)
    inner = b.gelu(b.linear(normed, f"{prefix}.up"))
    return b.skip_norm(states, b.linear(inner, f"{prefix}.down"), f"{prefix}.norm2", rows)[1]


def _words_only(b: _Builder, states: str) -> str:
    """Go on with words instead of pieces, behind the first and the last piece, which belong to none."""
    ends = b.integers(0, -1)
    first, last = (b.node("Concat", ends, name, axis=0) for name in ("first", "last"))
    return _means(b, states, first, last)


def _means(b: _Builder, states: str, first: str, last: str) -> str:
    """Add the mean of each word's first and last piece."""
    both = b.node("Add", b.node("Gather", states, first, axis=1), b.node("Gather", states, last, axis=1))
    return b.node("Mul", both, b.constant("half", 0.5))


def _mixtures(b: _Builder, layers: list[str], size: int, *, words_only: bool) -> tuple[str, str]:
    """Add each word's state in both mixtures of layers; of a single layer both are the same."""

    def words_of(states: str) -> str:
        if words_only:
            return b.node("Slice", states, b.integers(2), b.integers(1 << 30), b.integers(1))
        return _means(b, states, "first", "last")

    if len(layers) == 1:
        words = b.squeeze(words_of(layers[0]))
        return words, words
    shares = np.stack([_softmax(b.weights[name]) for name in ("mix_names", "mix_syntax")])
    flat = b.node("Reshape", b.node("Concat", *layers, axis=0), b.integers(len(layers), -1))
    mixed = b.node("MatMul", b.constant("mix", shares), flat)
    words = words_of(b.node("Reshape", mixed, b.integers(2, -1, size)))
    b.nodes.append(
        helper.make_node("Split", [words, b.integers(1, 1)], ["both_names", "both_syntax"], axis=0)
    )
    return b.squeeze("both_names"), b.squeeze("both_syntax")


def _softmax(values: NDArray[np.float32]) -> NDArray[np.float32]:
    powers: NDArray[np.float32] = np.exp(values - values.max())
    shares: NDArray[np.float32] = powers / powers.sum()
    return shares


def _hidden(b: _Builder, states: str, *heads: str) -> None:
    """Add the first layers of the heads that read the same states: one product is faster than several."""
    name = f"{'_'.join(heads)}_up"
    for part in ("weight", "bias"):
        b.weights[f"{name}.{part}"] = np.concatenate([b.weights[f"{head}_up.{part}"] for head in heads])
    outputs, sizes = [], []
    for head in heads:
        parts = ["name_hidden"] if head == "name" else [f"{head}_dependents", f"{head}_heads"]
        outputs += parts
        sizes += [len(b.weights[f"{head}_up.bias"]) // len(parts)] * len(parts)
    hidden = b.gelu(b.linear(states, name))
    b.nodes.append(helper.make_node("Split", [hidden, b.integers(*sizes)], outputs, axis=-1))


def _arcs(b: _Builder) -> None:
    """Add `arcs` and `heads`."""
    scores = b.node(
        "MatMul", b.linear("arc_dependents", "arc_out"), b.node("Transpose", "arc_heads", perm=[1, 0])
    )
    scores = b.node(
        "Add", scores, b.node("Transpose", b.linear("arc_heads", "arc_head", quantise=False), perm=[1, 0])
    )
    root = b.linear("arc_dependents", "root_out", quantise=False)
    count = b.node("Squeeze", b.node("Shape", "first"), b.integers(0))
    numbers = b.node("Range", b.constant("zero", 0, np.int64), count, b.constant("one", 1, np.int64))
    diagonal = b.node("Equal", b.unsqueeze(numbers, 0), b.unsqueeze(numbers, 1))
    b.node("Where", diagonal, root, scores, output="arcs")
    begins = b.node("Greater", "starts", b.constant("nought", 0.0))
    sentences = b.node(
        "CumSum", b.node("Cast", begins, to=TensorProto.INT32), b.constant("axis", 0, np.int64)
    )
    together = b.node("Equal", b.unsqueeze(sentences, 0), b.unsqueeze(sentences, 1))
    inside = b.node("Where", together, "arcs", b.constant("far", _FAR))
    b.node("ArgMax", inside, axis=-1, keepdims=0, output="heads")


def _relations(b: _Builder) -> None:
    """Add `relations`: scores for the best head of each word."""
    governors = b.node("Gather", "relation_heads", "heads")
    both = b.node("Mul", "relation_dependents", governors)
    joined = b.node("Concat", "relation_dependents", governors, both, axis=-1)
    b.node("Identity", b.linear(joined, "relation_out"), output="relations")


def _model(b: _Builder) -> onnx.ModelProto:
    integers = [
        helper.make_tensor_value_info(name, TensorProto.INT64, [size])
        for name, size in (("pieces", "pieces"), ("shapes", "pieces"), ("first", "words"), ("last", "words"))
    ]
    known = helper.make_tensor_value_info("known", TensorProto.FLOAT, ["words"])
    outputs = [
        helper.make_tensor_value_info(name, kind, shape)
        for name, kind, shape in (
            ("names", TensorProto.FLOAT, ["words", "tags"]),
            ("upos", TensorProto.INT64, ["words"]),
            ("starts", TensorProto.FLOAT, ["words"]),
            ("arcs", TensorProto.FLOAT, ["words", "words"]),
            ("heads", TensorProto.INT64, ["words"]),
            ("relations", TensorProto.FLOAT, ["words", "kinds"]),
        )
    ]
    graph = helper.make_graph(
        b.nodes, "orewire_news", [*integers, known], outputs, list(b.initializers.values())
    )
    model = helper.make_model(
        graph, opset_imports=[helper.make_opsetid("", _OPSET), helper.make_opsetid(_MICROSOFT, 1)]
    )
    model.ir_version = 8
    return model
