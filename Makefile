# The portal's commands. They need make and Python 3.11 or newer; everything else goes into .venv
# (packages) and .data (database, secret), or into the folder that PORTAL_DATA names.
#
#   make serve    the portal at http://127.0.0.1:8000/     PORT=8123 PORTAL_DATA="/some folder"
#   make test     all checks and all tests                 DATABASE_URL=… on a PostgreSQL of yours
#   make conformance  what validators say of the formats, for /data/conformance/
#   make check    format, lint, import order, missing migrations, production settings
#   make bench    speed and memory, on a million figures
#   make lock     the requirements files anew from pyproject.toml
#   make messages the catalogue of Korean messages anew (needs GNU gettext)
#   make vendor   static/vendor anew: the font, from its package (needs npm)
#   make pictures the icons anew from static/img/mark.svg (needs chromium)
#   make clean    forget the packages; data stays

PYTHON = python3
RUN = .venv/bin/python

PATH ?= /usr/local/bin:/usr/bin:/bin
export PATH
export DJANGO_SETTINGS_MODULE = keco_portal.settings_local
unexport PYTHONHOME PYTHONPATH
.PHONY: serve test conformance check bench lock messages vendor pictures clean environment environment-test

serve: environment
	@exec $(RUN) manage.py serve

# Each worker takes tests in their order, so those that empty the database come last in each.
test: check
	@$(RUN) tests/browser/chromium.py
	@exec $(RUN) manage.py postgres --throwaway -- python -m pytest --cov --numprocesses=auto \
		--dist=load --conformance="$${PORTAL_DATA:-.data}/conformance.json"

conformance: environment-test
	@exec $(RUN) manage.py postgres --throwaway -- python -m pytest -m conformance --numprocesses=auto \
		--conformance=keco_portal/conformance/conformance.json

# Without a database makemigrations would warn that it cannot read which migrations were applied.
check: environment-test
	$(RUN) -m ruff format --check .
	$(RUN) -m ruff check .
	.venv/bin/lint-imports
	$(RUN) -W ignore::RuntimeWarning manage.py makemigrations --check --dry-run
	DJANGO_SETTINGS_MODULE=keco_portal.settings ALLOWED_HOSTS=portal.example \
		SECRET_KEY="$$($(RUN) -c 'import secrets; print(secrets.token_hex(32))')" \
		$(RUN) manage.py check --deploy --fail-level WARNING

bench: environment-test
	@exec $(RUN) manage.py postgres --throwaway -- python manage.py bench

LOCK = CUSTOM_COMPILE_COMMAND="make lock" $(RUN) -m piptools compile pyproject.toml --quiet \
	--generate-hashes --allow-unsafe \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host

# A constraint may not name extras. The other file must: what a package asks for as coverage[toml]
# is not locked by a line without it, and pip would look at the newest release, which has no hash.
lock: environment-test
	$(LOCK) --strip-extras --output-file=requirements.txt
	$(LOCK) --no-strip-extras --extra=test --constraint=requirements.txt --output-file=requirements-test.txt

messages: environment-test
	$(RUN) manage.py messages

pictures: environment-test
	$(RUN) -m keco_portal.pictures

vendor: environment-test
	$(RUN) -m keco_portal.vendor

clean:
	rm -rf .venv .venv.lock .ruff_cache .import_linter_cache .coverage

environment:
	@"$(PYTHON)" -I keco_portal/environment.py requirements.txt

environment-test:
	@"$(PYTHON)" -I keco_portal/environment.py requirements-test.txt
