# make demo    set up, then build, validate and ask one question
# make test    set up, then run the tests
# make check   lint, types, import rules and docs
# make bench   measure against the peers; make bench-questions, bench-export, bench-load, bench-build, bench-lighthouse, bench-search

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
JOBS ?= 2

.PHONY: demo test check lint types imports docs bench bench-questions bench-export bench-load bench-build bench-lighthouse bench-search clean

$(VENV)/.user: pyproject.toml hatch_build.py
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "mali-kg needs Python 3.11 or newer: make PYTHON=python3.11")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(VENV)/.dev: $(VENV)/.user
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev,age,bolt,fast,graphs,jsonld,ladybug,nanopub,pandas,polars,preview,zstd]'
	touch $@

demo: $(VENV)/.user
	@echo "1. Build: compile the claim sheets, check them, write build/dataset.nq"
	@$(BIN)/mali-kg build
	@echo
	@echo "2. Validate: quotes, shapes and rules"
	@$(BIN)/mali-kg validate
	@echo
	@echo "3. Ask: who holds that the mission should end, and what speaks for and against it?"
	@$(BIN)/mali-kg query for-and-against --format table
	@echo
	@echo "Where to look next:"
	@echo "  $(BIN)/mali-kg show c15-1        one claim, in its sentence, with what it attacks"
	@echo "  $(BIN)/mali-kg show MINUSMA      everything that is said of the mission"
	@echo "  $(BIN)/mali-kg query --list      the shipped questions"
	@echo "  $(BIN)/mali-kg export trig       the whole graph"
	@echo "  README.md and docs/             what it all means"

test: $(VENV)/.dev
	$(BIN)/pytest -n $(JOBS)

check: lint types imports docs

lint: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(VENV)/.dev
	$(BIN)/mypy

imports: $(VENV)/.dev
	$(BIN)/lint-imports

docs: $(VENV)/.dev
	$(BIN)/python docs/generate.py --check

bench: $(VENV)/.dev
	$(BIN)/python benchmarks/run.py

bench-questions: $(VENV)/.dev
	$(BIN)/python benchmarks/questions.py

bench-export: $(VENV)/.dev
	$(BIN)/python benchmarks/export.py

bench-load: $(VENV)/.dev
	$(BIN)/python benchmarks/load.py

bench-build: $(VENV)/.dev
	$(BIN)/python benchmarks/build.py

bench-search: $(VENV)/.dev
	$(BIN)/python benchmarks/site_search.py

bench-lighthouse: $(VENV)/.dev
	$(BIN)/python benchmarks/site_lighthouse.py

bench-site: $(VENV)/.dev
	$(BIN)/python benchmarks/site.py

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
