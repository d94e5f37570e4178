# relnet: set up, try out and test with nothing but Python 3.11 or newer, pip and make
# (and Node 18 or newer for `make scripts`, which checks the scripts of a map, and `make joined`,
# which joins them into what a page has).
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.relnet
BUILT  := pyproject.toml setup.py relnet/_kernels.c

SCRIPTS := tests/scripts

.PHONY: demo test lint types scripts joined contracts docs slow bench wording clean

demo: $(STAMP)-run
	$(BIN)/relnet demo --output demo

test: $(STAMP)-test
	$(BIN)/python -m pytest -n auto -m "not slow"

lint: $(STAMP)-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP)-dev
	$(BIN)/mypy

scripts: $(SCRIPTS)/node_modules/.package-lock.json
	npm --prefix $(SCRIPTS) run -s check

joined: $(SCRIPTS)/node_modules/.package-lock.json
	npm --prefix $(SCRIPTS) run -s join

contracts: $(STAMP)-dev
	$(BIN)/lint-imports

docs: $(STAMP)-dev
	$(BIN)/python -m sphinx -W --keep-going -q -b html docs docs/_build/html

bench: $(STAMP)-test
	$(BIN)/python -m pytest benchmarks --benchmark-enable --benchmark-only --benchmark-columns=median,iqr,rounds

slow: $(STAMP)-test
	$(BIN)/python -m pip install -q --disable-pip-version-check -e ".[notebook]"
	HYPOTHESIS_PROFILE=slow $(BIN)/python -m pytest -n auto
	PYTHON=$(PYTHON) sh tests/dependencies.sh oldest
	PYTHON=$(PYTHON) sh tests/dependencies.sh newest

wording: $(STAMP)-test
	$(BIN)/python -m tests.catalogues

clean:
	rm -rf $(VENV) demo build dist docs/_build docs/generated $(SCRIPTS)/node_modules

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(STAMP)-run: $(VENV)/bin/python $(BUILT)
	$(BIN)/python -m pip install -q --disable-pip-version-check -e .
	@touch $@

$(STAMP)-test: $(VENV)/bin/python $(BUILT)
	$(BIN)/python -m pip install -q --disable-pip-version-check -e ".[test]"
	@touch $@

$(STAMP)-dev: $(STAMP)-test
	$(BIN)/python -m pip install -q --disable-pip-version-check -e ".[test,lint,docs]"
	@touch $@

$(SCRIPTS)/node_modules/.package-lock.json: $(SCRIPTS)/package.json $(SCRIPTS)/package-lock.json
	npm --prefix $(SCRIPTS) ci --loglevel=error
	@touch $@
