#!/usr/bin/env bash
# Lets the bot live on `emulate`, a Slack Web API that somebody else wrote, with exactly the manifest's scopes, then
# with one of them missing at a time. The checks are the tests of internal/judge/emulate.
# Exit code 77: skipped, and the last line says why.
set -uo pipefail

judge=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cd "$judge/../.."

home=$("$judge/npm/install.sh") || {
  echo "failed: the npm packages could not be installed"
  exit 1
}
if ! compgen -G "$home/node_modules/node-*/bin/node" >/dev/null; then
  echo "skipped: emulate needs Node 24, which npm has for Linux on x64 and arm64"
  exit 77
fi
JUDGE_NPM=$home "${GO:-go}" test -count=1 -v -parallel=8 -timeout=4m ./internal/judge/emulate 2>&1 |
  grep -v '^=== ' | sed -E -e '/^ *--- [A-Z]+: /{s#: .*/#: #;s/_/ /g;}' -e 's/^ +([a-z]+_test\.go)/  \1/'
status=${PIPESTATUS[0]}
if ((status != 0)); then
  echo "failed: some of the checks above"
  exit 1
fi
echo "passed: the bot lives on emulate with the manifest's scopes, and names each one that is missing"
