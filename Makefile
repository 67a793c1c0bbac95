# Two commands do everything on a fresh machine: make run, make test. `make help` lists the others.

PYTHON ?= python3
PORT ?= 8000
# The register that is served: founding, with five notices of 2021 and two demo accounts, or empty, an office's own.
REGISTER ?= founding
VENV := .venv
BIN := $(VENV)/bin
# Tests in parallel, one worker per core; PYTEST_ARGS passes anything on to pytest, e.g. PYTEST_ARGS="-k fold -x".
PYTEST_ARGS ?=
# What `make pins` makes, each after those it must agree with. A pin stays until PINS_ARGS=--upgrade, or the package is
# named: PINS_ARGS="--upgrade-package django".
PINS := requirements tests/requirements tests/system/requirements tests/pins/requirements
PINS_ARGS ?=
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes

ifeq ($(filter $(REGISTER),founding empty),)
$(error REGISTER=$(REGISTER) is neither founding nor empty)
endif
ifeq ($(REGISTER),empty)
export DATABASE_URL ?= sqlite:///$(CURDIR)/var/empty.sqlite3
endif

.DEFAULT_GOAL := help
.PHONY: help run administrator test test-system bench passwords lint types format messages pins

help:  ## list what can be made
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 22

run: $(VENV)/.runs var/secret_key  ## serve the register on http://127.0.0.1:8000 (PORT=…); REGISTER=empty: without the founding notices
	@$(BIN)/python manage.py prepare --port $(PORT) --register $(REGISTER)
	@SECRET_KEY="$${SECRET_KEY:-$$(cat var/secret_key)}" exec $(BIN)/gunicorn registry.wsgi \
		--bind 127.0.0.1:$(PORT) --workers 2 --threads 4 --no-control-socket --log-level warning

test: $(VENV)/.tests  ## run the tests; with DATABASE_URL=postgres://… on PostgreSQL
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist worksteal $(PYTEST_ARGS)
	@echo "Tests in a real browser (tests/system) were not run: make test-system."

test-system: $(VENV)/.system  ## run the tests that need a browser or LibreOffice, installing these first where they are missing
	@bash tests/system/install
	$(BIN)/python -m pytest tests/system $(PYTEST_ARGS)

bench: $(VENV)/.tests  ## time the reading of hard texts of 10 MB against short ones; fails where length costs more
	$(BIN)/python -m bench.reading

passwords: $(VENV)/.runs  ## set and print new passwords for the demo clerk and the demo reviewer
	@$(BIN)/python manage.py migrate --verbosity 0
	@$(BIN)/python manage.py demo_accounts

administrator: $(VENV)/.runs var/secret_key  ## make an account that makes accounts: make administrator REGISTER=empty
	@$(BIN)/python manage.py migrate --verbosity 0
	@SECRET_KEY="$${SECRET_KEY:-$$(cat var/secret_key)}" $(BIN)/python manage.py createsuperuser

lint: $(VENV)/.tests  ## check format, style, translations and pins
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/python manage.py catalogue check
	$(BIN)/python -m tests.pins.check

types: $(VENV)/.tests  ## check types
	$(BIN)/mypy

format: $(VENV)/.tests  ## put the code into its format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

messages: $(VENV)/.runs  ## put new messages of the code into locale/, compile, and say what is not translated
	$(BIN)/python manage.py catalogue update
	$(BIN)/python manage.py catalogue compile

pins: $(VENV)/.pins  ## pin what the requirements.in files ask for, and all that comes with it, by hash (asks an index)
	for name in $(PINS); do \
		$(BIN)/uv --no-config --quiet pip compile --universal --python-version 3.11 --generate-hashes \
			--custom-compile-command 'make pins' $(PINS_ARGS) $$name.in --output-file $$name.txt || exit 1; \
	done

# The secret key of this machine: made once, read by nobody else, never committed.
var/secret_key:
	@umask 077 && $(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(50))' > $@

# Each stamp says: these requirements are installed. A newer requirements file makes it again.
$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed; name one with make PYTHON=…." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
		|| { echo "This Python cannot make virtual environments: install the package python3-venv." >&2; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
	@touch $@

$(VENV)/.runs: requirements.txt | $(VENV)/.made
	$(PIP_INSTALL) -r requirements.txt
	@touch $@

$(VENV)/.tests: tests/requirements.txt $(VENV)/.runs
	$(PIP_INSTALL) -r tests/requirements.txt
	@touch $@

$(VENV)/.system: tests/system/requirements.txt $(VENV)/.tests
	$(PIP_INSTALL) -r tests/system/requirements.txt
	@touch $@

$(VENV)/.pins: tests/pins/requirements.txt $(VENV)/.tests
	$(PIP_INSTALL) -r tests/pins/requirements.txt
	@touch $@
