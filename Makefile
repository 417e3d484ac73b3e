# Two commands do everything on a fresh machine: `make run` and `make test`.
VENV ?= .venv
HOST ?= 127.0.0.1
PORT ?= 8000
BIN = $(VENV)/bin
export TRACUU_DATA ?= var

.PHONY: run test setup setup-dev soak lint clean

run: setup
	@test -s $(TRACUU_DATA)/index/current || $(BIN)/tracuu ingest corpus/samples
	$(BIN)/tracuu serve --host $(HOST) --port $(PORT)

setup:
	@scripts/setup.sh $(VENV) "" --editable

setup-dev: setup
	@scripts/setup.sh $(VENV) dev --editable

lint: setup-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: lint
	$(BIN)/pytest -n 2 --dist worksteal

soak: setup-dev
	TRACUU_SOAK=1 $(BIN)/pytest --timeout 3600 -s tests/test_corpus_store_kill.py tests/test_index_kill.py tests/test_index_milvus_kill.py tests/test_corpus_readers_fuzz.py \
	  tests/test_service_injection.py tests/test_service_schema.py tests/test_service_load.py tests/test_service_away.py \
	  tests/test_service_faults.py

clean:
	rm -rf $(VENV) var/index var/store.sqlite*
