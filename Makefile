# Every target does its own set-up from nothing but python3 (3.11 or newer) and make.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed
SHARED ?= ../shared/bench
evaluate = $(BIN)/ragbot eval eval/cases --llm $(1) --out eval/results/$(1).json --report eval/results/$(1).html \
	--baseline eval/results/baseline/$(1).json

.PHONY: chat test eval eval-extractive eval-local ablation bench bench-apnews screenshots clean help

help:            ## what there is
	@grep -E '^[a-z-]+: .*## ' Makefile | sed 's/:.*## /\t/'

chat: $(STAMP)   ## set up, fetch the models, read the sample articles, open the chat
	$(BIN)/ragbot models fetch
	$(BIN)/ragbot ingest corpus
	$(BIN)/ragbot chat

test: $(STAMP)   ## set up, then every check: lint, types, architecture, tests, figures
	$(BIN)/ragbot models fetch
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n 2 --dist loadgroup --no-loadscope-reorder
	$(call evaluate,extractive)

eval: eval-extractive eval-local   ## the sample newsroom: tables, pages in eval/results, held against the baseline

eval-extractive: $(STAMP)   ## without a language model: two minutes
	$(BIN)/ragbot models fetch
	$(call evaluate,extractive)

eval-local: $(STAMP)   ## with the local one: a quarter of an hour to more than one, by processor; stopped with Ctrl-C, it goes on where it was
	$(BIN)/ragbot models fetch
	$(call evaluate,local)

ablation: $(STAMP)   ## what each retrieval stage and setting is worth, as a table in Markdown
	$(BIN)/ragbot models fetch
	$(BIN)/ragbot eval ablate eval/cases eval/experiments/*.toml --held --llm extractive

SIZES ?= 1000 10000
bench: $(STAMP)   ## how fast, how large, beside a tutorial's pipeline: about twelve minutes; SIZES="1000 100000" for the growth to there takes five more
	$(BIN)/ragbot models fetch
	$(BIN)/python -m eval.bench --sizes $(SIZES) --out eval/results/bench.md

bench-apnews: $(STAMP)   ## ragbot beside a tutorial's pipeline, on real articles in SHARED
	test -d $(SHARED)/apnews
	$(BIN)/ragbot models fetch
	test -x .baseline/bin/python || $(PYTHON) -m venv .baseline
	.baseline/bin/python -m pip install -q torch==2.13.0 langchain-chroma langchain-huggingface langchain-text-splitters sentence-transformers xllamacpp
	.baseline/bin/python $(SHARED)/baseline_langchain.py --suite $(SHARED)/apnews --out eval/results/apnews-tutorial.json \
	    --gguf "$$($(BIN)/ragbot models path qwen2.5-coder-1.5b-instruct-q4_k_m)" --embedder "$$($(BIN)/ragbot models path all-MiniLM-L6-v2)"
	$(BIN)/ragbot eval $(SHARED)/apnews --llm local --out eval/results/apnews.json --report eval/results/apnews.html
	$(BIN)/ragbot eval compare eval/results/apnews-tutorial.json eval/results/apnews.json

screenshots: $(STAMP)   ## pictures of the chat's main states, in docs/screenshots; needs Chromium
	$(BIN)/ragbot models fetch
	$(BIN)/python docs/screenshot.py

$(STAMP): pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "ragbot needs Python 3.11 or newer; set PYTHON=…")'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -q --upgrade "pip>=25.1"
	$(BIN)/python -m pip install -q torch==2.13.0
	$(BIN)/python -m pip install -q --group dev -e .
	touch $(STAMP)

clean:           ## remove what was set up here; archives and models stay
	rm -rf .venv .baseline .pytest_cache .mypy_cache .ruff_cache .hypothesis
