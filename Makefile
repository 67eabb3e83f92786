# The two commands of the README: `make demo` and `make test`. Both set up all they need.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt
export OMP_WAIT_POLICY = PASSIVE

.PHONY: demo test check lint types layers docs unit fuzz clean

demo: $(VENV)/installed-demo
	$(BIN)/mirada demo

test: check unit

check: lint types layers docs

lint: $(VENV)/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/installed-dev
	$(BIN)/mypy

layers: $(VENV)/installed-dev
	$(BIN)/lint-imports

docs: $(VENV)/installed-dev
	$(BIN)/python docs/check.py

unit: $(VENV)/installed-dev
	$(BIN)/pytest

fuzz: $(VENV)/installed-dev
	$(BIN)/pytest -m fuzz

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed-demo: pyproject.toml constraints.txt | $(VENV)/bin/python
	@echo "Installing (a few minutes the first time)... / Instalando (unos minutos la primera vez)..."
	$(PIP_INSTALL) -e '.[demo]'
	touch $@

$(VENV)/installed-dev: pyproject.toml constraints.txt | $(VENV)/bin/python
	@echo "Installing (a few minutes the first time)... / Instalando (unos minutos la primera vez)..."
	$(PIP_INSTALL) -e '.[dev,torch,openvino,demo,earth,ocr]'
	touch $@ $(VENV)/installed-demo

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis dist build
