# `make demo` and `make test` set themselves up on a fresh machine.
.DEFAULT_GOAL := help
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
SHARED ?= ../shared

help: ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:[^#]*##/:/' | column -t -s:

$(READY): pyproject.toml
	python3 -c 'import sys; sys.exit("Reftel needs Python 3.11 or later" if sys.version_info < (3, 11) else 0)'
	test -x $(BIN)/python || python3 -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable . --group dev
	touch $@

setup: $(READY) ## make the .venv with Reftel and its tools

demo: $(READY) ## read and check the shipped examples
	$(BIN)/reftel read examples/line/08QUILLON0214.txt
	$(BIN)/reftel check examples || true

test: check ## everything that must pass: style, types, floors, tests, coverage
	$(BIN)/python -m pytest --cov --cov-report=term

check: $(READY) ## style, types, floors (no tests)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/pyright
	$(BIN)/lint-imports

bench: $(READY) ## speed and memory of the reader, as ratios
	$(BIN)/python benchmarks/speed.py $(SHARED)/telegrams/nara/txt

accuracy: $(READY) ## what was read, field by field, beside the archives' attributes
	$(BIN)/python benchmarks/accuracy.py $(SHARED)/telegrams/nara

.PHONY: help setup demo test check bench accuracy
