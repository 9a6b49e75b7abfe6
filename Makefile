# make help lists what can be made. PYTHON is the Python that .venv is made from, 3.11 or newer.
# ARGS goes to the command: make test ARGS="-k fit", make run ARGS=poster.codong
PYTHON ?= python3
PY := .venv/bin/python

.DEFAULT_GOAL := help
.PHONY: help setup demo typesheet contact-sheets test run check bench screenshots locale

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile

setup: ## chuẩn bị môi trường .venv · the environment in .venv
	@$(PYTHON) scripts/setup_env.py

demo: setup ## vẽ chiến dịch mẫu vào out/demo/ · the built-in campaign into out/demo/
	@$(PY) main.py demo --out out/demo $(ARGS)

typesheet: setup ## tờ soát chữ vào out/typesheet/ · every face and slogan with its guides into out/typesheet/
	@$(PY) main.py typesheet --out out/typesheet $(ARGS)

contact-sheets: setup ## mọi mẫu trên mọi dáng khổ vào out/sheets/ · every template in every shape into out/sheets/
	@$(PY) main.py sheets --out out/sheets $(ARGS)

test: setup ## chạy mọi kiểm thử · all tests
	@$(PY) -m pytest $(ARGS)

run: ## mở cửa sổ · the window
	@$(PYTHON) scripts/setup_env.py --window
	@$(PY) main.py $(ARGS)

check: setup ## soát mã nguồn, kiểu, kiến trúc · lint, types, architecture
	$(PY) -m ruff check
	$(PY) -m ruff format --check
	$(PY) -m mypy
	$(PY) -m pytest -q tests/test_architecture.py

bench: setup ## đo tốc độ · benchmarks
	@$(PY) -m tests.bench $(ARGS)

screenshots: setup ## chụp cửa sổ vào docs/pictures/ · pictures of the windows for the guide
	@$(PY) -m tests.screenshots $(ARGS)

locale: setup ## dịch .po thành .mo · message catalogues
	@$(PY) scripts/compile_locale.py
