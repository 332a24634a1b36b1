# Two commands are all a newcomer needs: `make run` and `make test`. Each sets up what is missing by itself.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

.DEFAULT_GOAL := help
.PHONY: help setup run test format eval bench lock clean

help: ## list what make can do
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 12

setup: $(READY) ## make .venv with everything in it, at the pinned versions

$(READY): constraints.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Dateline needs Python 3.11 or newer: install it, or name it with 'make PYTHON=/path/to/python3.11'." >&2; exit 2; }
	@$(PYTHON) -m venv .venv \
	  || { echo "Python cannot make a virtual environment: install its venv module (on Debian and Ubuntu: apt install python3-venv)." >&2; exit 2; }
	@echo "Setting up .venv: this takes about a minute, once." >&2
	@$(BIN)/python -m pip --quiet --quiet --disable-pip-version-check install --no-deps --require-hashes -r constraints.txt
	@$(BIN)/python -m pip --quiet --quiet --disable-pip-version-check install --no-deps --no-build-isolation --editable .
	@touch $@

run: $(READY) ## run the bot: in Slack when its tokens are set, else as a console in this terminal
	@$(BIN)/python -m bot run

test: $(READY) ## every check: lint, types, import rule, tests with coverage
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest --numprocesses=auto --dist=worksteal --cov --cov-report=term:skip-covered

format: $(READY) ## rewrite the code in the project's format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

eval: $(READY) ## measure answers, beside plain BM25; JSON=1 for scripts; other questions: SETS="PATH ...", and CORPUS=DIR
	@$(BIN)/python -m tests.quality $(if $(JSON),--json,--brief) $(if $(CORPUS),--corpus "$(CORPUS)") $(SETS)

bench: $(READY) ## measure speed; also with SCALE=20 times the articles, or on your own: CORPUS=DIR, and CACHE=DIR
	$(BIN)/python -m tests.benchmarks $(if $(SCALE),--scale "$(SCALE)") $(if $(CORPUS),--corpus "$(CORPUS)") \
	  $(if $(QUESTIONS),--questions "$(QUESTIONS)") $(if $(CACHE),--cache "$(CACHE)") \
	  $(if $(ARTICLES),--articles "$(ARTICLES)")

lock: ## pin what pyproject.toml asks for anew (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	  --extra postgres --extra dev pyproject.toml --output-file constraints.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	  --extra postgres --constraint constraints.txt pyproject.toml --output-file requirements.txt

clean: ## remove what the other commands made, but never your data
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .coverage
