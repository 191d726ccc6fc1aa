# Everything starts here: `make run` runs the platform, `make test` proves it. `make help` says the rest.

# Debian's own Python where it can be used: it is built with profile-guided optimisation, one from elsewhere often is not
DEBIAN := /usr/bin/python3
PYTHON ?= $(shell $(DEBIAN) -c 'import ensurepip, sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null \
	&& echo $(DEBIAN) || echo python3)
HOST ?= 127.0.0.1
PORT ?= 8000
BIN := .venv/bin
NPM := cd web && npm
# Where setup put Node, if the system has none that is new enough
export PATH := $(CURDIR)/var/node:$(PATH)

.DEFAULT_GOAL := help
.PHONY: help run test lint lint-python lint-web test-python test-web bench clean setup-run setup-test
.NOTPARALLEL:

help: ## Say what there is to make
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup-run setup-test: setup-%:
	@command -v $(PYTHON) >/dev/null || { echo '需要 Python 3.11 至 3.13：apt-get install python3 / Python 3.11 to 3.13 is needed' >&2; exit 1; }
	@$(PYTHON) scripts/setup.py $*

run: setup-run ## Start the platform: make run PORT=8010 HOST=0.0.0.0
	@exec $(BIN)/xuncheng up --host $(HOST) --port $(PORT)

test: setup-test lint test-web test-python ## Check the code and run all tests

lint: lint-python lint-web ## Check style, types and the floors of the house

lint-python:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tools.lint

lint-web:
	$(NPM) run lint
	$(NPM) run typecheck

test-web:
	$(NPM) run test

test-python:
	@urls=$$($(BIN)/python -m xuncheng.server.cluster env --test --var var) && eval "$$urls" && $(BIN)/pytest -n auto --maxprocesses 4 --no-loadscope-reorder $(ARGS)

bench: setup-test ## Measure: the figures of docs/benchmarks.md; quicker: make bench ARGS="--small"
	@$(BIN)/python -m bench $(ARGS)

clean: ## Remove what was built or installed here; data under var/pg and var/files stay
	@test ! -x $(BIN)/python || $(BIN)/python -m xuncheng.server.cluster stop --test --var var || true
	rm -rf .venv var/test-pg var/stamps var/node web/node_modules web/apps/*/dist
	rm -rf .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find src tests scripts tools -name __pycache__ -prune -exec rm -rf {} +
