# Standfirst. `make` alone lists the targets.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
POSTS ?=
CORPUS ?=
PORT ?= 8000
ARGS ?=
SITE ?=

.DEFAULT_GOAL := help
.PHONY: help html editions cards pdf epub preview serve images linkcheck check test audit bench takeover lock fonts styles clean

help: ## list the targets
	@sed -n 's/^\([a-z][a-z-]*\):.*## \(.*\)/  make \1|\2/p' Makefile | sort | awk -F'|' '{printf "%-18s %s\n", $$1, $$2}'

# The environment is made anew where its lock file has changed, and only stamped when it is whole. Where Python may write no
# bytecode by itself (PYTHONDONTWRITEBYTECODE), each build would compile our modules: 0.3 s.
$(VENV)/%.stamp: requirements/%.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Standfirst needs Python 3.11 or newer; name one with make PYTHON=…" >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "$(PYTHON) lacks its venv module; on Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }
	@$(BIN)/python -c 'import pip' 2>/dev/null || $(PYTHON) -m venv --clear $(VENV)
	@echo "installing requirements/$*.txt"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/$*.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@$(BIN)/python -m compileall -q src
	@touch $@

# What `make audit` has from npm. Nothing of it is run while it is installed.
$(VENV)/node.stamp: requirements/package.json requirements/package-lock.json
	@npm --version >/dev/null 2>&1 || { echo "make audit needs Node 20 or newer and npm; on Debian and Ubuntu: apt install nodejs npm" >&2; exit 1; }
	@echo "installing requirements/package-lock.json"
	@mkdir -p $(VENV)/node && cp $^ $(VENV)/node/
	@npm ci --prefix $(VENV)/node --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

# Snakemake, which drives a build in parts, brings fifty packages: they are in an environment of their own.
$(VENV)/snakemake.stamp: requirements/snakemake.txt
	@echo "installing requirements/snakemake.txt"
	@$(PYTHON) -m venv --clear $(VENV)/snakemake
	@$(VENV)/snakemake/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/snakemake.txt
	@touch $@

html: $(VENV)/html.stamp ## build the publication in _build/html
	@$(BIN)/python -P -m standfirst build

editions: $(VENV)/editions.stamp ## build it with every article as PDF, every volume as PDF and ePub, linked from the pages
	@$(BIN)/python -P -m standfirst editions

cards: $(VENV)/editions.stamp ## build it with a social card for every article, a picture that networks show beside a link
	@$(BIN)/python -P -m standfirst cards

pdf: $(VENV)/editions.stamp ## make one PDF of the whole publication in _build/pdf
	@$(BIN)/python -P -m standfirst pdf

epub: $(VENV)/editions.stamp ## make one ePub of the whole publication in _build/epub
	@$(BIN)/python -P -m standfirst epub

preview: $(VENV)/html.stamp ## build it in _build/preview, with drafts, embargoed and expired posts
	@$(BIN)/python -P -m standfirst build --preview

serve: $(VENV)/serve.stamp ## show it at http://127.0.0.1:8000 and follow changes (POSTS=craft for a part, PORT=)
	@$(BIN)/python -P -m sphinx_autobuild -b html -d _build/doctrees/serve --port $(PORT) --ignore "$(CURDIR)/_build/*" \
		-D standfirst_search_index=0 -D standfirst_content_policy=0 -D standfirst_only="$(POSTS)" -D standfirst_base_url=http://127.0.0.1:$(PORT)/ . _build/serve

images: $(VENV)/html.stamp ## fetch the pictures that lie on other servers (ARGS="--retry", "--update")
	@$(BIN)/python -P -m standfirst images fetch $(ARGS)

linkcheck: $(VENV)/html.stamp ## ask every address that posts link to whether it is there
	@$(BIN)/python -P -m sphinx -b linkcheck -d _build/doctrees/linkcheck . _build/linkcheck

check: $(VENV)/test.stamp ## lint, formatting, types and the rules of the architecture; the posts
	@$(BIN)/python -m ruff check .
	@$(BIN)/python -m ruff format --check .
	@$(BIN)/python -m mypy
	@$(BIN)/python -c "from importlinter.cli import lint_imports_command as lint; lint()" --no-logo
	@$(BIN)/python -m pytest --quiet --no-header tests/project/test_boundaries.py
	@$(BIN)/python -P -m standfirst check

# The core's tests run where Sphinx cannot be imported, then those that build; a half may have none (exit code 5).
# Bytecode is written, else each process that tests begin compiles the package.
halves = for half in --core --builds; do \
		PYTHONDONTWRITEBYTECODE= STANDFIRST_CORPUS="$(CORPUS)" $(BIN)/python -m pytest --numprocesses logical --maxprocesses 4 --dist loadfile --no-loadscope-reorder $(1) $$half $(ARGS) \
			|| [ $$? -eq 5 ] || exit 1; \
	done

test: $(VENV)/test.stamp ## run the tests; CORPUS=folder adds a walk over a folder of posts (ARGS="-k feeds")
	@$(call halves)

# What measures runs last and in one process, also where a test before has failed: what is beside it would be measured too.
audit: $(VENV)/test.stamp $(VENV)/node.stamp $(VENV)/snakemake.stamp ## all tests: also Lighthouse, Ace, the checker of HTML, hostile posts made at random (STANDFIRST_FUZZ_SECONDS=), screenshots in _build/screenshots (CORPUS=, ARGS="-k lighthouse")
	@export PYTHONDONTWRITEBYTECODE= STANDFIRST_CI=1 STANDFIRST_CORPUS="$(CORPUS)" STANDFIRST_NODE="$(VENV)/node/node_modules"; \
	($(call halves,-m "not alone")); halves=$$?; \
	$(BIN)/python -m pytest -m alone $(ARGS) || [ $$? -eq 5 ] || exit 1; \
	exit $$halves

bench: $(VENV)/bench.stamp $(VENV)/editions.stamp ## measure beside other engines, in _build/bench (ARGS="--sizes 100 --runs 1", ARGS=--help)
	@$(BIN)/python -m benchmarks run $(ARGS)

takeover: $(VENV)/bench.stamp ## take a Jekyll site over and compare it with what Jekyll makes of it (SITE=folder; without: small blogs of ABlog; ARGS=--help)
	@$(BIN)/python -m benchmarks takeover $(SITE) $(ARGS)

# Of pyproject.toml, which alone has the ranges; one file for each target, with the versions of the file that it adds to.
LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --custom-compile-command "make lock" pyproject.toml --group build

lock: ## make the lock files anew (needs uv and npm)
	@$(LOCK) --output-file requirements/html.txt
	@$(LOCK) --constraints requirements/html.txt --output-file requirements/editions.txt --extra editions
	@$(LOCK) --constraints requirements/html.txt --output-file requirements/serve.txt --extra serve
	@$(LOCK) --constraints requirements/html.txt --output-file requirements/bench.txt --group bench
	@$(LOCK) --constraints requirements/editions.txt --output-file requirements/test.txt --extra editions --group test
	@uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --custom-compile-command "make lock" --group scaling --output-file requirements/snakemake.txt
	npm install --prefix requirements --package-lock-only --ignore-scripts --no-audit --no-fund

fonts: ## make the pages' fonts anew from Adobe's (needs npm and uv)
	@npm install --silent --no-save --prefix _build/fonts source-serif@4.5.1 source-sans@3.52.0
	@uv run --quiet tools/fonts.py _build/fonts/node_modules

styles: $(VENV)/test.stamp ## reduce the theme's style sheets anew, after a new version of it
	@$(BIN)/python tools/theme_styles.py

clean: ## remove what was built and the environment
	@rm -rf _build $(VENV)
