# Charterwright. Two commands are enough: `make draft` writes the documents, `make test` checks the house.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?= python3
INTAKE ?= intake/examples
OUTPUT ?= output
VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip install -qq --require-hashes

export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help draft test test-all lint bench clean

help: ## show these lines
	@awk -F ':.*## ' '/^[a-z][a-z-]*:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

draft: $(VENV)/.runtime ## draft every intake under INTAKE (default intake/examples) into output/
	@$(PY) -m pipeline draft-all "$(INTAKE)" --output "$(OUTPUT)"

test: $(VENV)/.dev ## run the tests
	@$(PY) -m pytest -n 2

test-all: $(VENV)/.dev ## run the tests, the slow ones too
	@$(PY) -m pytest -n 2 -m ""

lint: $(VENV)/.dev ## check style, format and types
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy

bench: $(VENV)/.dev ## measure the stages
	@$(PY) -m tests.bench

clean: ## remove the environment, caches and builds (output/ stays)
	@rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis build dist
	@find pipeline tests -name __pycache__ -type d -prune -exec rm -rf {} +

# The environment holds exactly what the lock files name; a stamp stands for each, so a second run is instant.
define venv
@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
  echo "Python 3.11 or newer is needed; \`$(PYTHON)\` is not that. Try: make PYTHON=python3.12 ..." >&2; exit 1; }
@$(PY) -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV) || { \
  echo "No virtual environment could be made; some systems keep venv in a package of its own (python3-venv)." >&2; \
  exit 1; }
endef

$(VENV)/.runtime: requirements.lock
	$(venv)
	@echo "installing what the pipeline needs into $(VENV) ..."
	@$(PIP) -r requirements.lock
	@touch $@

$(VENV)/.dev: requirements-dev.lock requirements.lock
	$(venv)
	@echo "installing what the tests need into $(VENV) ..."
	@$(PIP) -r requirements-dev.lock
	@touch $(VENV)/.runtime $@
