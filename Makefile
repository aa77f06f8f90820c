# Every target does its own set-up from nothing but python3 (3.11 or newer) and make.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed

.PHONY: chat test eval clean help

help:            ## what there is
	@grep -E '^[a-z]+: .*## ' Makefile | sed 's/:.*## /\t/'

chat: $(STAMP)   ## set up, fetch the models, read the sample articles, open the chat
	$(BIN)/ragbot models fetch
	$(BIN)/ragbot ingest corpus
	$(BIN)/ragbot chat

test: $(STAMP)   ## set up, then every check: lint, types, architecture, tests
	$(BIN)/ragbot models fetch
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest

eval: $(STAMP)   ## the sample suite, without and with the local model
	$(BIN)/ragbot models fetch
	$(BIN)/ragbot eval eval/cases --llm extractive --out eval/results/extractive.json
	$(BIN)/ragbot eval eval/cases --llm local --out eval/results/local.json

$(STAMP): pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "ragbot needs Python 3.11 or newer; set PYTHON=…")'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -q --upgrade "pip>=25.1"
	$(BIN)/python -m pip install -q torch==2.13.0
	$(BIN)/python -m pip install -q --group dev -e .
	touch $(STAMP)

clean:           ## remove what was set up here; archives and models stay
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis
