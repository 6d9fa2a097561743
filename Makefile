# Every task of the project; CI calls the same targets. Each installs what it needs first.

PORT ?= 8000
ENV := .venv
PY := $(ENV)/bin/python
# How many tests run at once; which go together is said in tests/scheduling.py.
WORKERS ?= 2
PIP := $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes

# A person trying it out: served as in production, but on this machine alone and without TLS.
LOCAL := TIMELINE_REVIEW=$${TIMELINE_REVIEW:-one} TIMELINE_DIAGNOSTICS=$${TIMELINE_DIAGNOSTICS:-1} \
	TIMELINE_ALLOW_EMBEDDED_DATABASE=1 TIMELINE_HTTPS=$${TIMELINE_HTTPS:-0}

.PHONY: help run dev test test-slow drills check bench seed docs screenshots audit \
	requirements messages
.DEFAULT_GOAL := help

help:  ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' Makefile

run: $(ENV)/.installed  ## serve on http://127.0.0.1:8000 (PORT= changes it), with demo data
	@$(LOCAL) $(PY) manage.py prepare
	@echo
	@echo "Sourced Timeline: http://127.0.0.1:$(PORT)/   (Ctrl-C ends it)"
	@echo "                  http://localhost:$(PORT)/   (passkeys need a name)"
	@echo "To edit: $(PY) manage.py make_account NAME --role publisher"
	@echo "         and sign in at http://localhost:$(PORT)/desk/"
	@echo
	@$(LOCAL) TIMELINE_STATEMENT_TIMEOUT_MS=$${TIMELINE_STATEMENT_TIMEOUT_MS:-3000} \
		$(PY) -m gunicorn timeline.config.wsgi --bind 127.0.0.1:$(PORT) \
		--worker-class gthread --workers 2 --threads 4 --log-level warning

dev: $(ENV)/.installed  ## the same with DEBUG and autoreload
	@$(LOCAL) TIMELINE_DEBUG=1 $(PY) manage.py prepare --no-static
	@$(LOCAL) TIMELINE_DEBUG=1 $(PY) manage.py runserver 127.0.0.1:$(PORT)

test: $(ENV)/.installed-dev browser check  ## the fast gate, then all tests but the drills
	@$(PY) -m pytest -n $(WORKERS) -m "not drill" $(PYTEST_ARGS)

test-slow: $(ENV)/.installed-dev browser  ## the same tests with many more examples
	@HYPOTHESIS_PROFILE=slow $(PY) -m pytest -n $(WORKERS) -m "not drill" $(PYTEST_ARGS)

drills: $(ENV)/.installed-dev browser  ## at full size and with force; each prints what it did
	@$(PY) -m pytest -m drill --no-header --quiet $(PYTEST_ARGS)

check: $(ENV)/.installed-dev  ## the fast gate: style, types, contracts, migrations, deployment
	@$(MAKE) --no-print-directory --jobs=2 check-types check-style check-settings

bench: $(ENV)/.installed-dev  ## the benchmarks; prints tables
	@$(PY) -m benchmarks $(BENCH_ARGS)

seed: $(ENV)/.installed  ## load the demo data again
	@$(LOCAL) $(PY) manage.py prepare --no-static

docs: $(ENV)/.installed-dev  ## is everything that should be documented documented?
	@$(PY) -m pytest -q tests/house/test_docs.py

screenshots: $(ENV)/.installed-dev browser  ## pages as pictures
	@$(PY) -m tests.browser.screenshots

audit: $(ENV)/.installed-dev browser  ## Lighthouse on five pages, axe on every page; needs Node
	@$(PY) -m tests.browser.audit

requirements: $(ENV)/.installed-dev  ## pin what pyproject.toml asks for, with hashes
	@COMPILE="$(PY) -m uv pip compile --quiet --universal --python-version 3.12 --generate-hashes \
		--no-emit-index-url --no-annotate --no-header $(UPGRADE)"; \
	$$COMPILE pyproject.toml --output-file requirements.txt && \
	$$COMPILE pyproject.toml --group dev --constraint requirements.txt \
		--output-file requirements-dev.txt

messages: $(ENV)/.installed  ## collect the words to translate in locale/ (LOCALE=ar)
	@command -v xgettext > /dev/null || { \
		echo "gettext is needed: apt-get install gettext, or brew install gettext." >&2; exit 1; }
	@$(PY) manage.py makemessages --locale $(or $(LOCALE),ar) --no-wrap --no-location \
		--ignore tests --ignore benchmarks

# --- What the targets stand on ------------------------------------------------------------------

# The parts of `check`, side by side: types take as long as all the others.
.PHONY: check-types check-style check-settings
check-types:
	@$(PY) -m mypy

check-style:
	@$(PY) -m ruff format --check --quiet .
	@$(PY) -m ruff check --quiet .
	@$(ENV)/bin/lint-imports --no-cache > $(ENV)/imports.log || { cat $(ENV)/imports.log; exit 1; }
	@$(PY) -m deptry .
	@$(PY) -m djlint templates --lint --quiet

check-settings:
	@$(PY) manage.py makemigrations --check
	@TIMELINE_SECRET_KEY=$$($(PY) -c "import secrets; print(secrets.token_hex(40))") \
		TIMELINE_HTTPS=1 TIMELINE_HSTS_SECONDS=31536000 \
		$(PY) manage.py check --deploy --fail-level WARNING

.PHONY: browser
browser: $(ENV)/.installed-dev
	@$(PY) -m tests.chromium

$(ENV)/.installed: requirements.txt | $(PY)
	$(PIP) -r requirements.txt
	@touch $@

# The development requirements hold the others, pinned to the same versions.
$(ENV)/.installed-dev: requirements-dev.txt requirements.txt | $(PY)
	$(PIP) -r requirements-dev.txt
	@touch $@ $(ENV)/.installed

# A Python that runs, is new enough and can make environments. PYTHON= names one.
SUITS := import ensurepip, ssl, sys, venv; sys.exit(sys.version_info < (3, 12))
$(PY):
	@for python in $(or $(PYTHON),python3.14 python3.13 python3.12 python3 python \
			"$$HOME"/.pyenv/versions/*/bin/python3); do \
		if "$$python" -c '$(SUITS)' > /dev/null 2>&1; then \
			echo "Making $(ENV) with $$python"; exec "$$python" -m venv $(ENV); \
		fi; \
	done; \
	if [ -z "$(PYTHON)" ] && command -v uv > /dev/null; then \
		exec uv venv --quiet --seed --python '>=3.12' $(ENV); \
	fi; \
	echo "Python 3.12 or newer with venv is needed$(if $(PYTHON),; $(PYTHON) is not that): name one with make PYTHON=PATH, or install uv." >&2; \
	exit 1
