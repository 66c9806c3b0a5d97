# Everything a contributor runs. `make` alone prints this list.

GO ?= go

# Lint tools live in a module of their own, so that the product's go.mod names only what it ships with.
# -modfile makes `go tool` read that module; it builds the tool once and keeps it in the build cache.
TOOL = $(GO) tool -modfile=tools/go.mod

# The race detector needs cgo, and cgo a C compiler.
CC_FOUND = [ "$$($(GO) env CGO_ENABLED)" = 1 ] && command -v "$$($(GO) env CC | cut -d' ' -f1)" >/dev/null 2>&1

PKG     ?= ./...
TIMEOUT ?= 12m

.DEFAULT_GOAL := help
.PHONY: help run test judge lint check bench pictures vuln fmt

help: ## print this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

run: ## start the sandbox: the whole bot on a simulated workspace (ARGS="--addr 127.0.0.1:9000")
	$(GO) run ./cmd/leadpact sandbox $(ARGS)

test: ## all tests, shuffled, under the race detector; needs Go alone (PKG=./sla TIMEOUT=5m)
	@race=-race; \
	if ! { $(CC_FOUND); }; then race=; echo "test: no C compiler here, so the race detector is off"; fi; \
	set -x; $(GO) test $$race -shuffle=on -timeout=$(TIMEOUT) $(PKG)

judge: ## let outside tools judge what the bot sends to Slack; names what it has to skip
	./internal/judge/run.sh

lint: ## style, arrows between packages, common mistakes
	$(TOOL) golangci-lint run ./...

check: ## lint, then test: what a change must pass
	@$(MAKE) --no-print-directory lint
	@$(MAKE) --no-print-directory test

bench: ## p50, p99 and peak memory as a table (STORE=sqlite:/path/bench.db, BASELINE=1 beside an ordinary Node bot)
	$(GO) run ./internal/bench $(if $(STORE),--store $(STORE)) $(if $(BASELINE),--baseline)

pictures: ## take the pictures of the documentation anew, in a real browser (CHROME=/path/to/chromium)
	LEADPACT_PICTURES="$(CURDIR)/docs/img" $(GO) test -count=1 -timeout=$(TIMEOUT) -v -run '^TestPicture' ./internal/browser

vuln: ## known vulnerabilities in what we call (asks the Go vulnerability database)
	$(TOOL) govulncheck ./...

fmt: ## format the code the way lint wants it
	$(TOOL) golangci-lint fmt ./...
