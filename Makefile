# make run    the service on http://127.0.0.1:5000 (PORT=8000 for another port)
# make test   everything CI runs
# make check  the quick part of it, for every save
# make lock   the lock files from requirements*.in (UPGRADE=1 takes newer releases)
# make bench  how fast everything is, beside others and beside the least there is to do
# make catalogue  the English catalogue brought up to the sentences in the code

PYTHON ?= python3
PORT ?= 5000
BIN := .venv/bin
PIP := $(BIN)/pip install --quiet --disable-pip-version-check --no-input --require-hashes
PO := $(wildcard translations/*/LC_MESSAGES/messages.po)
MO := $(PO:.po=.mo)
WORDS := --keyword N_ --add-comments NOTE: --no-location --sort-output
COMPILE := .tools/bin/uv pip compile --quiet --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --custom-compile-command "make lock" $(if $(UPGRADE),--upgrade)

# Every start reads what the first one compiled, also where the shell says not to keep it.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test check style unit programs lock catalogue bench clean
.DELETE_ON_ERROR:

run: .venv/run.stamp $(MO)
	@TILSAGN_PORT=$(PORT) $(BIN)/flask prepare
	@TILSAGN_PORT=$(PORT) exec $(BIN)/flask serve

test: .venv/dev.stamp $(MO) programs style
	$(BIN)/pytest --numprocesses 2 --dist worksteal --durations 25 --durations-min 5

check: .venv/dev.stamp $(MO) style unit

style: .venv/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

unit: .venv/dev.stamp $(MO)
	$(BIN)/pytest --numprocesses 2 -m "not browser and not libreoffice"

# Chromium and LibreOffice, which the slow tests drive.
programs:
	@sh scripts/install_test_programs.sh

.venv/bin/pip:
	@PYTHON=$(PYTHON) sh scripts/make_venv.sh

.venv/run.stamp: requirements.txt | .venv/bin/pip
	@echo "Installing what the service runs on ..."
	@$(PIP) -r requirements.txt
	@touch $@

.venv/dev.stamp: requirements-dev.txt .venv/run.stamp
	@echo "Installing what the tests need ..."
	@$(PIP) -r requirements-dev.txt
	@touch $@

%.mo: %.po .venv/run.stamp
	@$(BIN)/pybabel --quiet compile --input-file $< --output-file $@

lock: .tools/bin/uv
	$(COMPILE) requirements.in --output-file requirements.txt
	$(COMPILE) requirements-dev.in --constraints requirements.txt --output-file requirements-dev.txt

.tools/bin/uv:
	@$(PYTHON) -m venv .tools
	@.tools/bin/pip install --quiet --disable-pip-version-check uv

catalogue: .venv/run.stamp
	@mkdir -p .tools
	$(BIN)/pybabel --quiet extract $(WORDS) --mapping babel.cfg --output-file .tools/messages.pot .
	$(BIN)/pybabel --quiet update --no-fuzzy-matching --ignore-obsolete --previous --width 100 \
		--input-file .tools/messages.pot --output-dir translations --locale en

bench: .venv/dev.stamp $(MO) .tools/peers/stamp
	$(BIN)/python -m benchmarks

# The peers have a folder of their own; those on node are left out where there is none.
.tools/peers/stamp: benchmarks/peers/package.json benchmarks/peers/requirements.txt
	@mkdir -p .tools/peers
	@cp benchmarks/peers/package.json .tools/peers/
	@command -v npm > /dev/null && npm install --prefix .tools/peers --no-package-lock \
		--ignore-scripts --no-audit --no-fund --silent || echo "No npm: its peers are left out."
	@$(PYTHON) -m venv .tools/peers/python
	@.tools/peers/python/bin/pip install --quiet --disable-pip-version-check --no-input \
		-r benchmarks/peers/requirements.txt || rm -r .tools/peers/python
	@touch $@

clean:
	rm -rf .venv .tools .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
