# `make html` builds the demo in English and in Hindi, `make test` runs the tests, and `make check` is what has to pass before
# a pull request. Each sets up what it needs in a virtual environment of this folder; only Python 3.11 or later with venv, and
# make, are assumed. CONTRIBUTING.md says how to do without make.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO := example_docs
SITE := $(DEMO)/_build/html
WORK := $(DEMO)/_build/work
JOBS ?= auto
TYPESCRIPT := typescript@6.0.3
LINT := --enable all --disable line-too-long,default-role
TEXTS := $(wildcard $(DEMO)/*.rst $(DEMO)/*/*.rst $(DEMO)/*/*/*.rst)

.PHONY: help check html pdf epub test long coverage soak fuzz bench goals fleet lint format screenshots messages labels dist clean
.DEFAULT_GOAL := help

help:  ## Show what can be done
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

check: lint html test  ## Run all that has to pass before a pull request

html: $(VENV)/docs  ## Build the demo glossary in English and in Hindi
	$(BIN)/glossterm build $(DEMO) $(SITE) -d $(WORK) -W -- -n

pdf: $(VENV)/docs  ## Build the demo's books too, as PDF in English and in Hindi (needs TeX)
	$(BIN)/glossterm build $(DEMO) $(SITE) -d $(WORK) --pdf -W -- -n

epub: $(VENV)/docs  ## Build the demo as an e-book in each language
	for language in en hi; do \
		$(BIN)/sphinx-build -q -W -n -b epub -D language=$$language -D epub_basename=ai-terms-explained-$$language \
			-d $(DEMO)/_build/doctrees/epub-$$language $(DEMO) $(DEMO)/_build/epub/$$language || exit 1; \
	done

test: $(VENV)/test  ## Run all tests but the long ones
	$(BIN)/python -m pytest -n $(JOBS) --dist worksteal -m "not long" $(PYTEST_ARGS)

# The demo's books, every theme, thousands of hostile messages and random edits: what the tests above take samples of.
long: $(VENV)/test  ## Run the long tests
	$(BIN)/python -m pytest -n $(JOBS) --dist worksteal -m long $(PYTEST_ARGS)
	HOSTILE_MESSAGES=10000 FUZZ_ENTRIES=2000 $(BIN)/python -m pytest -n $(JOBS) tests/hostile tests/fuzz $(PYTEST_ARGS)

# Not part of "make test", which it would slow down. Unit tests and builds alone, as what runs in a process of its own is not
# counted; the least that has to be covered is in pyproject.toml.
coverage: $(VENV)/test  ## Tell how much of the code the tests run, and fail if it is too little
	$(BIN)/python -m pytest -n $(JOBS) --cov --cov-report=term:skip-covered tests/unit tests/build tests/cli $(PYTEST_ARGS)

# All of it takes most of a day; BENCH_ARGS="--sizes 200 --runs 1" takes a minute or two, and --help tells of the rest.
BENCH_ARGS ?= --layouts letters,pages --markups rst,myst

# An hour or more; GOALS_ARGS="--sizes 200 --runs 1" takes two minutes.
goals: $(VENV)/bench  ## Tell which goals for speed are reached
	$(BIN)/python -m benchmarks.goals $(GOALS_ARGS)

bench: $(VENV)/bench  ## Compare what glossaries cost (most of a day; with BENCH_ARGS less)
	$(BIN)/python -m benchmarks.run -o benchmarks/result.md $(BENCH_ARGS)

# FLEET_ARGS="--projects 4" takes two minutes. With "--remote-names 10000 --pages 1000" it measures what names cost.
fleet: $(VENV)/docs  ## Measure what one glossary costs many projects (half an hour; with FLEET_ARGS less)
	$(BIN)/python -m benchmarks.fleet $(FLEET_ARGS)

soak: $(VENV)/test  ## Make 2,000 random edits, and compare each build with a clean one
	SOAK_PROFILE=soak $(BIN)/python -m pytest -n $(JOBS) tests/soak $(PYTEST_ARGS)

FUZZ_ENTRIES ?= 25000
FUZZ_SEED ?= 0

fuzz: $(VENV)/test  ## Build 25,000 random entries (FUZZ_ENTRIES=..., FUZZ_SEED=...), and look for faults
	FUZZ_ENTRIES=$(FUZZ_ENTRIES) FUZZ_SEED=$(FUZZ_SEED) $(BIN)/python -m pytest -n $(JOBS) tests/fuzz $(PYTEST_ARGS)

# Pages get the scripts as they are; TypeScript, which npm brings, only checks the types in their comments.
TSC := $(if $(shell command -v npm),$(VENV)/$(TYPESCRIPT)/node_modules/.bin/tsc)

lint: $(VENV)/lint $(TSC)  ## Check style, types, markup, spelling and addresses
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(if $(TSC),$(TSC) --project tools/javascript,@echo "npm is missing: the types of the scripts are not checked.")
	$(BIN)/sphinx-lint $(LINT) $(TEXTS)
	$(BIN)/sphinx-lint $(LINT) --disable missing-space-before-default-role $(DEMO)/locales  # as in MyST's roles
	$(BIN)/codespell $(wildcard *.md *.toml) .ci .github benchmarks $(DEMO) sphinx_glossterm tests tools
	$(BIN)/python tools/addresses.py $(wildcard *.md) $(TEXTS) $(wildcard $(DEMO)/*/*.md)

format: $(VENV)/lint  ## Bring the code's style in order
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

screenshots: $(VENV)/test  ## Take pictures of the demo with every theme; wants Chromium
	$(BIN)/python tools/screenshots.py $(DEMO)/_build/screenshots

messages: $(VENV)/docs  ## Bring the demo's catalogues up to date with its English text
	$(BIN)/sphinx-build -q -b gettext -d $(DEMO)/_build/doctrees/gettext $(DEMO) $(DEMO)/_build/gettext
	$(BIN)/sphinx-intl update -p $(DEMO)/_build/gettext -d $(DEMO)/locales -l hi

labels: $(VENV)/docs  ## Bring the interface's own catalogues up to date, and compile them
	$(BIN)/pybabel -q extract -c NOTE: --strip-comment-tags --project=sphinx-glossterm --header-comment="# Words of the interface of sphinx-glossterm." -o sphinx_glossterm/locale/sphinx_glossterm.pot sphinx_glossterm/messages.py
	$(BIN)/pybabel -q update --no-fuzzy-matching --ignore-pot-creation-date -D sphinx_glossterm -i sphinx_glossterm/locale/sphinx_glossterm.pot -d sphinx_glossterm/locale
	$(BIN)/pybabel -q compile -D sphinx_glossterm -d sphinx_glossterm/locale

dist: $(VENV)/release  ## Build wheel and sdist, look into both, and use the wheel where nothing else is
	rm -rf dist
	FLIT_NO_NETWORK=1 $(BIN)/flit build  # it would fetch a list of classifiers
	$(BIN)/twine check --strict dist/*
	$(BIN)/python tools/release.py dist $(DIST_ARGS)

$(VENV)/$(TYPESCRIPT)/node_modules/.bin/tsc: | $(BIN)/python
	npm install --silent --no-save --ignore-scripts --prefix $(VENV)/$(TYPESCRIPT) $(TYPESCRIPT)

clean:  ## Remove what has been built, and the virtual environment
	rm -rf $(VENV) $(DEMO)/_build dist

# A marker for each group of dependencies, renewed when the project's metadata change.
$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or later is needed, this is " + sys.version) if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip >=25.1"

$(VENV)/bench $(VENV)/docs $(VENV)/lint $(VENV)/release $(VENV)/test: $(VENV)/%: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable . --group $* $(if $(filter lint,$*),--group test)
	@touch $@
