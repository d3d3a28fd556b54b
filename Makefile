# make run     articles in raw/ to checked Parquet in output/, everything installed first (RUN_ARGS="--workers 2")
# make test    lint, types, all tests (make pytest PYTEST_ARGS="-k marks" for some)
# make fuzz    the property tests with examples drawn anew
# make bench   whole runs timed, beside an empty Python process
# make conformance PHOTOFINISH_CORPUS=DIR   table suites of others, scored
# make lock    pin the dependencies of pyproject.toml again (UPGRADE=--upgrade takes the newest)
# make clean   remove what make made, raw/ and output/ stay

# The first Python that is new enough: on macOS, python3 itself may not be.
PYTHON ?= $(shell for p in python3 python3.11 python3.12 python3.13 python3.14; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
RUN_ARGS ?=
PYTEST_ARGS ?= -n auto --dist worksteal
UPGRADE ?=

.PHONY: run test lint types pytest fuzz bench conformance install install-dev lock clean

# photofinish's status 1 means: published, but something was refused. Say where things are, then fail with it.
run: install
	@status=0; $(BIN)/photofinish run $(RUN_ARGS) || status=$$?; \
	if [ $$status -le 1 ] && [ -z "$(findstring --output,$(RUN_ARGS))" ]; then \
		echo "Report: output/current/report/index.html"; \
		echo "Files:  output/current/*.parquet, described in output/current/datapackage.json"; \
	fi; \
	exit $$status

# pytest comes last: its closing line is the last thing one reads.
test: lint types pytest

lint: install-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: install-dev
	$(BIN)/mypy

pytest: install-dev
	$(BIN)/pytest $(PYTEST_ARGS)

fuzz: install-dev
	PHOTOFINISH_SEARCH=1 $(BIN)/pytest $(PYTEST_ARGS)

bench: install
	$(BIN)/python tests/benchmarks/whole_runs.py

conformance: install
	PHOTOFINISH_CORPUS="$(PHOTOFINISH_CORPUS)" $(BIN)/python -m tests.conformance.scores

install: $(VENV)/.installed
install-dev: $(VENV)/.installed-dev

$(BIN)/python:
	@if [ -z "$(PYTHON)" ]; then \
		echo "photofinish needs Python 3.11 or newer: none found on PATH. Install one, or name it: make PYTHON=..." >&2; \
		exit 1; \
	fi
	$(PYTHON) -m venv $(VENV)

# The stamps are written last: an interrupted installation is done again. The package is installed editable, so an
# edit needs no new installation. What has no wheel for a Python this new is built with the pinned tools, not with
# whatever is newest today, and the C part of mwparserfromhell is left out where there is no compiler.
$(VENV)/.installed: requirements-build.lock requirements.lock pyproject.toml | $(BIN)/python
	$(PIP) install --require-hashes --only-binary :all: -r requirements-build.lock
	WITH_EXTENSION=optional $(PIP) install --require-hashes --no-build-isolation -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.installed-dev: requirements-dev.lock $(VENV)/.installed
	$(PIP) install --require-hashes --no-build-isolation -r requirements-dev.lock
	@touch $@

# For Linux and macOS on either processor and any Python from 3.11. A lock names no registry: pip asks its own.
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--no-emit-find-links --custom-compile-command "make lock" $(UPGRADE)

lock: install-dev
	$(LOCK) pyproject.toml --output-file requirements.lock
	$(LOCK) --group build --constraints requirements.lock --output-file requirements-build.lock
	$(LOCK) pyproject.toml --group dev --constraints requirements.lock --output-file requirements-dev.lock

clean:
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find ingest parsers schemas tests -name __pycache__ -type d -prune -exec rm -rf {} +
