# Everything a person or CI needs, by one word each. `make` alone lists them.

PYTHON ?= python3
BIN := .venv/bin
PORT ?= 8000

.DEFAULT_GOAL := help
.PHONY: help python setup demo test check bench format

help:
	@echo "make demo    set all up and start the platform with the pilot loaded, on http://127.0.0.1:$(PORT)/"
	@echo "make test    set all up and run all tests"
	@echo "make check   lint, types, order between areas, migrations, translations, generated documents"
	@echo "make bench   measure quality and speed beside rivals"
	@echo "make setup   make the environment in .venv, with the aktsom command"
	@echo "make format  put the code in the house style"

python:
	@command -v $(PYTHON) >/dev/null || { echo "aktsom: needs $(PYTHON) (3.11 to 3.13); install it first" >&2; exit 1; }

setup: python
	@$(PYTHON) tools/setup.py dev

demo: python
	@$(PYTHON) tools/setup.py run
	@$(BIN)/aktsom demo --port $(PORT)

test: setup
	@$(PYTHON) tools/run_tests.py

check: setup
	@$(PYTHON) tools/run_checks.py

bench: python
	@$(PYTHON) tools/setup.py bench
	@$(BIN)/python bench/run.py

format: setup
	@$(BIN)/ruff check --fix --quiet src tests bench tools; $(BIN)/ruff format --quiet src tests bench tools
