# `make demo` and `make test` set themselves up on a fresh machine.
.DEFAULT_GOAL := help
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
# Where the 147 telegrams of the National Archives lie that bench and accuracy measure on.
SHARED ?= ../shared
KEPT := build/demo
EXAMPLE := examples/line/08TAVERRE0402.txt
DOSSIER := examples/dossiers/41-committee-2008

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-9s  %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(READY): pyproject.toml
	python3 -c 'import sys; sys.exit("Reftel needs Python 3.11 or later" if sys.version_info < (3, 11) else 0)'
	test -x $(BIN)/python || python3 -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable . --group dev
	touch $@

setup: $(READY) ## make .venv with Reftel and the tools of its developers

demo: $(READY) ## read, check, keep, search and link the shipped examples; seconds
	$(BIN)/reftel read $(EXAMPLE)
	$(BIN)/reftel read --brief examples
	# `check` ends with 1 where it finds an error; one example has one.
	$(BIN)/reftel check examples || test $$? -eq 1
	$(BIN)/reftel explain T204
	$(BIN)/reftel read --jsonl --fields mrn,references $(EXAMPLE)
	$(BIN)/reftel refs $(EXAMPLE) --among examples
	$(BIN)/reftel write $(EXAMPLE) --to plain
	rm -rf $(KEPT)
	$(BIN)/reftel import examples --archive $(KEPT)
	$(BIN)/reftel search 'mandate "joint underwriting board"' --facets --limit 3 --archive $(KEPT)
	$(BIN)/reftel thread 08CALDESSA331 --archive $(KEPT)
	$(BIN)/reftel facts person pemberley --archive $(KEPT)
	$(BIN)/reftel dossier check $(DOSSIER) --min-severity warning --archive $(KEPT)
	$(BIN)/reftel dossier show $(DOSSIER) --on 2008-04-02
	$(BIN)/reftel demarches $(DOSSIER) --on 2008-04-01 --open
	# Who may read only what is unclassified finds less, and is not told so.
	$(BIN)/reftel search mandate --as U --archive $(KEPT)
	# What could be forecast when the revised draft was out, and what came of it on 16 May.
	$(BIN)/reftel whip $(DOSSIER) draft-2 --on 2008-04-18
	$(BIN)/reftel forecast $(DOSSIER) --on 2008-04-18 --provision term
	$(BIN)/reftel texts $(DOSSIER) | tail -6

test: check ## everything that must pass: style, types, floors, tests, coverage
	$(BIN)/python -m pytest -n auto --dist worksteal --cov --cov-report=term

check: $(READY) ## style, types and floors, without the tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/pyright
	$(BIN)/lint-imports

pages: $(READY) ## write the pages that are made from the code: record, diagnostics, schema
	$(BIN)/python docs/make.py

bench: $(READY) ## measure speed, memory and growth, also on hostile inputs; some minutes
	$(BIN)/python benchmarks/speed.py $(SHARED)/telegrams/nara/txt
	$(BIN)/python benchmarks/containers.py
	$(BIN)/python benchmarks/archive.py --labels
	$(BIN)/python benchmarks/council_power.py
	$(BIN)/python benchmarks/council_bargain.py
	$(BIN)/python benchmarks/council_spatial.py

accuracy: $(READY) ## compare what is read with gold values and the archives' attributes; seconds
	$(BIN)/python benchmarks/layouts.py $(SHARED)/telegrams --write docs/accuracy.md
	$(BIN)/python benchmarks/accuracy.py $(SHARED)/telegrams/nara
	$(BIN)/python benchmarks/references.py $(SHARED)/telegrams
	$(BIN)/python benchmarks/mentions.py $(SHARED)/telegrams

damage: $(READY) ## measure how many fields are read right of spoiled telegrams; seconds
	$(BIN)/python benchmarks/damage.py --count 1000 --write docs

.PHONY: damage help setup demo test check pages bench accuracy
