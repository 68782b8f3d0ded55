# make demo   read the example stories into a ledger and show it (sets up all it needs)
# make serve  the same examples on the web, at http://127.0.0.1:8000/ (PORT=N for another port)
# make test   set up and run every check
# make lint   the checks that run no test            make fmt     put the code in its one layout
# make score  judge the reader against gold stories  make bench   speed and memory
# make docs   write anew the pages that show what commands print
# make charts build the library that charts are drawn with (needs npm; the result is kept in the repository)
# make screenshots  take pictures of the web pages
# make wheel  build the compiled wheel: the reader turned into C (needs a C compiler; some minutes)
# make clean  remove what these made

PYTHON ?= python3
VENV   ?= .venv
PORT   ?= 8000
BIN    := $(VENV)/bin
DEMO   := build/demo
FAST   := build/compiled

# The outside gold stories: named by COMMUNIQUE_GOLD, or lying beside the checkout. Without them the repository's own gold is used.
GOLD := $(or $(COMMUNIQUE_GOLD),$(wildcard ../shared/gold))
ifneq ($(GOLD),)
export COMMUNIQUE_GOLD := $(abspath $(GOLD))
endif

.DEFAULT_GOAL := help
.PHONY: help demo serve test test-compiled lint fmt score bench docs charts screenshots wheel clean

help:
	@sed -n 's/^# //p' Makefile | head -n 10

# ---- set-up, once: a stamp file for what a user needs, another for what a developer needs

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Communique needs Python 3.11 or later; name one: make PYTHON=python3.12 ..."; exit 1; }
	@echo "setting up $(VENV)"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml | $(VENV)/bin/python
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml | $(VENV)/bin/python
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@ $(VENV)/.installed

# ---- what a user wants to see first

demo: $(VENV)/.installed
	@PATH="$(abspath $(BIN)):$$PATH" sh examples/demo.sh $(DEMO)

$(VENV)/.installed-web: pyproject.toml | $(VENV)/bin/python
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[web,export]'
	@touch $@ $(VENV)/.installed

serve: $(VENV)/.installed-web
	@mkdir -p build
	@test -f build/serve.db || $(BIN)/communique read examples --ledger build/serve.db --quiet
	@$(BIN)/communique serve --ledger build/serve.db --port $(PORT)

# ---- checks

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: lint
	$(BIN)/communique languages check
	$(BIN)/python -m pytest

fmt: $(VENV)/.installed-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# ---- figures

score: $(VENV)/.installed
	$(BIN)/python -m communique.score.gate

bench: $(VENV)/.installed
	@set -e; for script in benchmarks/bench_*.py; do $(BIN)/python $$script; done
	@if command -v cc >/dev/null; then $(MAKE) --no-print-directory $(FAST)/.installed && echo "compiled:" && $(FAST)/bin/python benchmarks/bench_reader.py; \
	else echo "no C compiler here: the compiled reader is not measured"; fi

# ---- the compiled wheel, an environment that has it, and every test of the reader on it

wheel: $(FAST)/.built

$(FAST)/.built: pyproject.toml $(shell find src -type f -not -name '*.pyc') | $(VENV)/.installed-dev
	@command -v cc >/dev/null || { echo "the compiled wheel needs a C compiler, found as cc: install one (gcc or clang)"; exit 1; }
	@echo "compiling the reader: some minutes"
	@rm -rf $(FAST) && mkdir -p $(FAST)
	@HATCH_BUILD_HOOKS_ENABLE=true $(BIN)/python -m build --outdir $(FAST)/dist . > $(FAST)/build.log 2>&1 || { tail -n 20 $(FAST)/build.log; exit 1; }
	@mkdir -p dist && cp $(FAST)/dist/* dist/ && ls dist
	@touch $@

$(FAST)/.installed: $(FAST)/.built
	@$(BIN)/python -m venv $(FAST)
	@$(FAST)/bin/python -m pip install --quiet --disable-pip-version-check "$$(ls $(FAST)/dist/*.whl)[dev]"
	@touch $@

test-compiled: $(FAST)/.installed
	$(FAST)/bin/python -m pytest tests/text tests/grammar tests/reading tests/languages tests/run tests/test_examples.py tests/test_ledger.py

# ---- pages that show what commands print: the brief, in each language it is written in

docs: $(VENV)/.installed
	@mkdir -p build && rm -f build/docs.db
	@$(BIN)/communique read examples --ledger build/docs.db > build/docs.txt
	@set -e; for lang in en fr; do \
	    $(BIN)/communique brief ASEAN,RUS --as-of 2022-12-31 --format markdown --lang $$lang --ledger build/docs.db > docs/brief.$$lang.md; \
	done

# ---- the web pages: the library of charts, of which only what is used is shipped; pictures of pages

STATIC := src/communique/server/static

charts:
	@cd tools/charts && npm ci --silent --ignore-scripts && npm run --silent build
	@cd tools/charts/node_modules && cat echarts/NOTICE echarts/LICENSE echarts/licenses/LICENSE-d3 zrender/LICENSE tslib/LICENSE.txt > ../../../$(STATIC)/echarts.licenses.txt

screenshots: $(VENV)/.installed-dev
	$(BIN)/python -m tools.screenshots

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find src tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +
