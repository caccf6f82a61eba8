# Standfirst. `make` alone lists the targets.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
OUT ?= _build/html
CORPUS ?=

.DEFAULT_GOAL := help
.PHONY: help test check lock clean

help: ## list the targets
	@sed -n 's/^\([a-z][a-z-]*\):.*## \(.*\)/  make \1|\2/p' Makefile | sort | awk -F'|' '{printf "%-18s %s\n", $$1, $$2}'

# The environment is made anew where its lock file has changed, and only stamped when it is whole.
$(VENV)/%.stamp: requirements/%.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Standfirst needs Python 3.11 or newer; name one with make PYTHON=…" >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "$(PYTHON) lacks its venv module; on Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "installing requirements/$*.txt"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/$*.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

test: $(VENV)/test.stamp ## set up what the tests need, run them all, say what was skipped
	@STANDFIRST_CORPUS="$(CORPUS)" $(BIN)/python -m pytest

check: $(VENV)/test.stamp ## lint, formatting and types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

lock: ## make the lock files anew (needs uv)
	@for group in html test serve; do \
		uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
			--custom-compile-command "make lock" --output-file requirements/$$group.txt requirements/$$group.in || exit 1; \
	done

clean: ## remove what was built and the environment
	@rm -rf _build $(VENV)
