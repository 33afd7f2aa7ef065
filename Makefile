# Every target sets up what it needs; a second run installs nothing.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
TRAIN_VENV := .venv-train
DATA ?= ../shared/training
PEERS ?= ../shared/peer-cases
WORK ?= build/training
ROUNDS ?= 20
TRAIN = $(TRAIN_VENV)/bin/python -m training.train --documents $(WORK)/documents.jsonl

.DEFAULT_GOAL := help
.PHONY: help demo test lint types contracts unit evaluate bench soak bench-peers train evaluate-model test-train test-browser docs format clean

help: ## show the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 18

# The stamp is newer than pyproject.toml once everything is installed.
$(VENV)/.installed: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("orewire needs Python 3.11 or newer" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

demo: $(VENV)/.installed ## run the extraction on sample articles: coloured text, tables, JSON
	$(BIN)/orewire show tests/samples/*.txt --published 2024-03-22
	$(BIN)/orewire extract tests/samples/*.txt --published 2024-03-22 --format json

test: lint types contracts unit evaluate ## run all checks, as CI does

lint: $(VENV)/.installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.installed
	$(BIN)/mypy

contracts: $(VENV)/.installed
	$(BIN)/lint-imports

unit: $(VENV)/.installed
	$(BIN)/python -m pytest

evaluate: $(VENV)/.installed ## score the gold corpus and compare with the pinned floors
	$(BIN)/orewire evaluate

bench: $(VENV)/.installed ## speed of the pipeline, its growth, bulk runs and stores, beside their limits (25 minutes)
	$(BIN)/python tests/benchmarks/speed.py
	$(BIN)/python tests/benchmarks/growth.py
	$(BIN)/python tests/benchmarks/bulk.py
	$(BIN)/python tests/benchmarks/stores.py

soak: $(VENV)/.installed ## kill runs at random moments, ROUNDS times over (default 20, a minute each)
	for round in $$(seq $(ROUNDS)); do $(BIN)/python -m pytest tests/bulk/test_interruptions.py || exit 1; done

bench-peers: $(VENV)/.installed ## a peer's own test cases: spans found, values right
	$(BIN)/python tests/benchmarks/peers.py $(PEERS)
	$(BIN)/python tests/benchmarks/peers_dates.py $(PEERS)

$(TRAIN_VENV)/.installed: pyproject.toml
	$(PYTHON) -m venv $(TRAIN_VENV)
	$(TRAIN_VENV)/bin/python -m pip install --quiet --disable-pip-version-check --editable '.[train,dev]'
	@touch $@

train: $(TRAIN_VENV)/.installed ## train the news model from DATA (default ../shared/training), export and measure it
	$(TRAIN_VENV)/bin/python -m training.prepare --data $(DATA) --output $(WORK)
	$(TRAIN) --output $(WORK)/first
	$(TRAIN) --output $(WORK)/finetune --stage finetune --from $(WORK)/first/last.pt
	$(TRAIN) --output $(WORK)/distill --stage distill --teacher $(WORK)/finetune/last.pt
	$(TRAIN) --output $(WORK)/narrow --stage narrow --teacher $(WORK)/finetune/last.pt --from $(WORK)/distill/last.pt
	$(TRAIN) --output $(WORK)/slim --stage slim --teacher $(WORK)/narrow/last.pt
	$(TRAIN) --output $(WORK)/trim --stage trim --teacher $(WORK)/narrow/last.pt --from $(WORK)/slim/last.pt
	$(TRAIN_VENV)/bin/python -m training.export --documents $(WORK)/documents.jsonl --checkpoint $(WORK)/trim/last.pt
	$(MAKE) evaluate-model

evaluate-model: $(TRAIN_VENV)/.installed ## measure the news model on data that it was not trained on; write its card
	$(TRAIN_VENV)/bin/python -m training.prepare --data $(DATA) --output $(WORK)
	$(TRAIN_VENV)/bin/python -m training.evaluate --documents $(WORK)/documents.jsonl \
		$(if $(wildcard $(WORK)/trim/model-float32.onnx),--float32 $(WORK)/trim/model-float32.onnx)
	$(TRAIN_VENV)/bin/python -m training.card

test-train: $(TRAIN_VENV)/.installed ## the tests that need PyTorch: a smoke run of the training
	$(TRAIN_VENV)/bin/python -m pytest tests/models

test-browser: $(VENV)/.installed ## the tests that drive a real Chromium
	$(BIN)/python -m pytest tests/render -m browser

docs: $(VENV)/.installed ## bring the README's blocks up to date
	$(BIN)/python tests/docs/readme.py --write

format: $(VENV)/.installed ## format the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean: ## remove what the targets made
	rm -rf $(VENV) $(TRAIN_VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
