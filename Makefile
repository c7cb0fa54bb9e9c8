# One word for each wish. `make` alone lists them.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3
BIN := .venv/bin
COMPILE := $(BIN)/uv pip compile --universal --generate-hashes --no-header --no-emit-index-url --no-annotate --quiet
BUILT := src/thegither/ui/static/ui/built/thegither.js
export PATH := $(CURDIR)/.venv-node/bin:$(PATH)

# What `make check` looks at, two at a time.
CHECKS := check-style check-types check-imports check-django

.PHONY: help run test proof check fix bench docs env lock assets $(CHECKS)

help: ## list these words
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

run: .venv/.run-stamp $(BUILT) ## start Thegither with the made-up partnership at http://127.0.0.1:8000
	@$(BIN)/thegither run

test: env ## every test but the long proofs: unit, property, two databases, browser
	@bash tests/run.sh

proof: env ## the long proofs: planted truths over 20 seeds, kill -9 under load, attacks at full size
	@bash tests/run.sh proof

check: env ## format, lint, types, import contracts, migrations, settings
	@$(MAKE) --no-print-directory --keep-going --jobs=2 $(CHECKS)

check-style:
	$(BIN)/ruff format --check src tests benchmarks
	$(BIN)/ruff check src tests benchmarks

check-types:
	$(BIN)/mypy

check-imports:
	$(BIN)/lint-imports

check-django:
	$(BIN)/thegither manage makemigrations --check --dry-run
	$(BIN)/thegither manage check

fix: env ## format and mend what a tool can mend
	$(BIN)/ruff check --fix src tests benchmarks
	$(BIN)/ruff format src tests benchmarks

bench: env ## side by side with peers; writes the tables into the documents and fails when a bound is missed
	$(BIN)/python -m benchmarks --write

docs: env ## check that every link and command in the docs still stands
	$(BIN)/python -m pytest -q tests/test_docs.py

env: .venv/.dev-stamp $(BUILT) ## build the full environment (tests and tools included)

lock: .venv/.run-stamp ## refresh every lock file
	$(COMPILE) --upgrade requirements/uv.in -o requirements/uv.txt
	$(COMPILE) --upgrade pyproject.toml requirements/build.in -o requirements/run.txt
	$(COMPILE) --upgrade pyproject.toml requirements/build.in --extra test --extra dev --extra bench -c requirements/run.txt -o requirements/dev.txt
	$(COMPILE) --upgrade requirements/node.in -o requirements/node.txt
	npm install --package-lock-only --ignore-scripts

.venv/bin/uv: requirements/uv.txt
	@$(PYTHON) -m venv .venv
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt
	@touch $@

# Syncing the small lock would remove what the large one holds, so a full environment also counts as a small one.
.venv/.run-stamp: requirements/run.txt pyproject.toml | .venv/bin/uv
	@if [ ! -f .venv/.dev-stamp ]; then \
	  echo "Building the environment (once)"; \
	  $(BIN)/uv pip sync --quiet --compile-bytecode --python $(BIN)/python --require-hashes requirements/run.txt && \
	  $(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e . ; \
	else $(MAKE) --no-print-directory .venv/.dev-stamp ; fi
	@touch $@

.venv/.dev-stamp: requirements/dev.txt pyproject.toml | .venv/bin/uv
	@echo "Building the full environment"
	@$(BIN)/uv pip sync --quiet --compile-bytecode --python $(BIN)/python --require-hashes requirements/dev.txt
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
	@touch $@

assets: $(BUILT)

$(BUILT): package-lock.json $(wildcard src/thegither/ui/assets/*) | .venv/bin/uv
	@bash src/thegither/ui/assets/build.sh
