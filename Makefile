# Two commands are enough: `make serve` to use it, `make check` to trust it.

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
SERVE_READY := $(VENV)/.ready-to-serve
CHECK_READY := $(VENV)/.ready-to-check

.DEFAULT_GOAL := help
.PHONY: help serve check format lint types floors test bench validate lock clean

help:  ## Say what can be done
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

serve: $(SERVE_READY)  ## Install and open the coach on http://127.0.0.1:8000
	@$(BIN)/retrowalk serve --home retrowalk-data

check: $(CHECK_READY) format lint types floors test  ## Format, lint, types, floors and every test

format: $(CHECK_READY)
	$(BIN)/ruff format --check .

lint: $(CHECK_READY)
	$(BIN)/ruff check .

types: $(CHECK_READY)
	$(BIN)/mypy

floors: $(CHECK_READY)
	$(BIN)/lint-imports

test: $(CHECK_READY)  ## Rooms and edges side by side; what a person walks through one after the other
	$(BIN)/pytest --numprocesses auto --maxprocesses 4 --dist loadfile tests/unit tests/edges
	$(BIN)/pytest tests/journeys

bench: $(CHECK_READY)  ## Speed beside peers, as ratios in one run; what the dose rules do in a year
	$(BIN)/python benchmarks/day.py
	$(BIN)/python benchmarks/week.py --alone
	$(BIN)/python benchmarks/session.py
	$(BIN)/python benchmarks/session_sites.py
	$(BIN)/python benchmarks/live.py
	$(BIN)/python benchmarks/coach.py
	$(BIN)/python benchmarks/files.py
	$(BIN)/python benchmarks/takeout.py
	$(BIN)/python benchmarks/pooling.py
	$(BIN)/python benchmarks/dose_years.py

validate: $(CHECK_READY)  ## Accuracy on recordings (RETROWALK_DATA names their folder)
	$(BIN)/python validation/direction/run.py
	$(BIN)/python validation/direction/calibration.py
	$(BIN)/python validation/contacts/run.py
	$(BIN)/python validation/stride_length/run.py
	$(BIN)/python validation/cadence/run.py
	$(BIN)/python validation/variability/run.py
	$(BIN)/python validation/live/run.py
	$(BIN)/python validation/energy/run.py
	$(BIN)/python validation/agreement/run.py
	$(BIN)/python validation/pooling/run.py
	$(BIN)/python validation/trial/run.py
	$(BIN)/python validation/single_case/run.py
	$(BIN)/python validation/phone_tests/run.py
	$(BIN)/python validation/reaction/run.py

lock: $(CHECK_READY)  ## Resolve the dependencies anew
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --custom-compile-command "make lock" --quiet --upgrade \
		--extra bluetooth --extra pdf --extra postgres --output-file requirements/serve.lock
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --custom-compile-command "make lock" --quiet --upgrade \
		--extra bluetooth --extra pdf --extra postgres --group check --constraint requirements/serve.lock \
		--output-file requirements/check.lock
	$(BIN)/uv pip compile --group build --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --custom-compile-command "make lock" --quiet --upgrade \
		--constraint requirements/check.lock \
		--output-file requirements/build.lock

clean:  ## Remove the environment and caches, keep your data
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer was not found; set PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "Python cannot make environments here; on Debian: sudo apt install python3-venv"; exit 1; }

$(SERVE_READY): $(BIN)/python requirements/serve.lock requirements/build.lock pyproject.toml
	@echo "Installing Retrowalk into $(VENV) (about 200 MB, once) …"
	@$(PIP) install --require-hashes -r requirements/serve.lock
	@$(PIP) install --require-hashes -r requirements/build.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(CHECK_READY): $(SERVE_READY) requirements/check.lock
	@echo "Installing the development tools …"
	@$(PIP) install --require-hashes -r requirements/check.lock
	@touch $@
