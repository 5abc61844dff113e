# Everything a person needs to run the site and to work on it. CI calls these same targets.
.DEFAULT_GOAL := help
.PHONY: help run dev serve backup restore test check bench peers fix requirements clean environment environment-test

# .venv/bin/python -m …, never a script of .venv/bin: those break in folders with a space.
VENV := .venv/bin/python

# The first good Python of the machine prepares the environment.
define PREPARE
for python in python3 python3.14 python3.13 python3.12 python3.11; do \
  if "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
    exec "$$python" -m config.environment $(1); \
  fi; \
done; \
echo 'Communal needs Python 3.11 or newer, and this machine has none: install it, then try again.' >&2; exit 2
endef

help: ## List what can be made
	@echo 'make …'
	@sed -n 's/^\([a-z]*\):.*## /  \1\t/p' Makefile | expand -t 16

run: environment ## Start the site on http://127.0.0.1:8000 (PORT, DATA_DIR and DATABASE_URL are honoured)
	@exec $(VENV) -m config run

dev: environment-test ## The same, following changes in the code, with Django's debugging pages
	@exec env DEBUG=1 $(VENV) -m config dev

serve: environment ## Start the site for visitors: needs DJANGO_SECRET_KEY and ALLOWED_HOSTS
	@exec env COMMUNAL_ENV=production $(VENV) -m config serve

backup: environment ## Write the whole database to a file of .data/backups (or TO=path)
	@$(VENV) -m config backup $(if $(TO),"$(TO)")

restore: environment ## Put a backup (FROM=path) in place of what the database holds
	@$(VENV) -m config restore "$(FROM)"

test: environment-test ## Run every test, in a browser too where there is a Chromium
	@$(VENV) -m pytest -n 2 --dist worksteal $(ARGS)

check: environment-test ## Style, common mistakes, types, migrations, translations
	@$(VENV) -m ruff format --check .
	@$(VENV) -m ruff check .
	@$(VENV) -m mypy
	@$(VENV) manage.py check --fail-level WARNING
	@$(VENV) manage.py makemigrations --check --dry-run
	@$(VENV) manage.py translations --check

bench: environment ## Measure what answers cost, as ratios (SCALE=S, M or L; docs/performance.md)
	@exec $(VENV) -m tools.bench --scale $(or $(SCALE),S) $(ARGS)

peers: ## Install what `make bench` compares with, in .data/bench-peers
	@python3 -m venv .data/bench-peers
	@.data/bench-peers/bin/python -m pip install --quiet --require-hashes --no-deps --only-binary=:all: -r requirements/bench.txt

fix: environment-test ## Mend what can be mended by itself in the style
	@$(VENV) -m ruff check --fix .
	@$(VENV) -m ruff format .

requirements: ## Pin the dependencies of pyproject.toml again (needs uv)
	@uv pip compile $(PIN) pyproject.toml -o requirements/run.txt
	@uv pip compile $(PIN) pyproject.toml --group test -c requirements/run.txt -o requirements/test.txt
	@uv pip compile $(PIN) --group bench -o requirements/bench.txt

PIN := --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate

clean: ## Remove the environment and what tools left; the data stays in .data
	@rm -rf .venv .pytest_cache .ruff_cache .mypy_cache .hypothesis test-results
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

environment:
	@$(call PREPARE,run)

environment-test:
	@$(call PREPARE,test)
