# Charterwright. Two commands are enough: `make draft` writes the documents, `make test` checks the house.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?= python3
INTAKE ?= intake/examples
OUTPUT ?= output
VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip install --require-hashes --no-input

export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help draft test test-all validate gallery lint prove bench clean

help: ## show these lines
	@awk -F ':.*## ' '/^[a-z][a-z-]*:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

draft: $(VENV)/.runtime ## draft every intake under INTAKE (default intake/examples) into output/
	@$(PY) -m pipeline draft-all "$(INTAKE)" --output "$(OUTPUT)"

test: $(VENV)/.dev ## run the tests
	@$(PY) -m pytest -n 2

test-all: $(VENV)/.dev ## run the tests, the slow ones too
	@$(PY) -m pytest -n 2 -m ""

validate: $(VENV)/.dev ## judge the Word files of all examples and 500 random drafts (some minutes)
	@$(PY) -m tests.validate

gallery: $(VENV)/.dev ## print every example's documents as page images into output/gallery/
	@$(PY) -m tests.gallery

lint: $(VENV)/.dev ## check style, format and types
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy

prove: $(VENV)/.dev ## prove the rules of the clause library over every possible intake
	@$(PY) -m pipeline library prove

bench: $(VENV)/.dev ## measure speed, beside other tools that write Word files
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

# pip's lines told as one bar on a terminal; what goes wrong is told in full.
BAR = /^(Collecting|Ignoring|Requirement already) / && n < total { n++ } /^Installing collected/ { n = total } \
  { bar = sprintf("%*s", int(30 * n / total), ""); gsub(/ /, "\#", bar); \
    printf "\r  [%-30s] %d of %d", bar, n, total; fflush() } END { print "" }

define install
@echo "installing $(2) into $(VENV) ..."
@rm -f $(VENV)/.failed; { $(PIP) -r $(1) 2>&1 || touch $(VENV)/.failed; } | tee $(VENV)/install.log | \
  { if [ -t 2 ]; then awk -v total="$$(grep -c == $(1))" '$(subst $$,$$$$,$(BAR))' >&2; else cat >/dev/null; fi; }
@test ! -e $(VENV)/.failed || { cat $(VENV)/install.log >&2; exit 1; }
endef

# Bytecode is written here, as pip does for every package it installs: a first command starts as fast as a second.
$(VENV)/.runtime: requirements.lock
	$(venv)
	$(call install,requirements.lock,what the pipeline needs)
	@$(PY) -m compileall -q pipeline
	@touch $@

$(VENV)/.dev: requirements-dev.lock requirements.lock
	$(venv)
	$(call install,requirements-dev.lock,what the tests need)
	@$(PY) -m compileall -q pipeline
	@touch $(VENV)/.runtime $@
