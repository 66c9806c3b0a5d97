#!/usr/bin/env bash
# Lets the bot live on `emulate`, a Slack Web API that somebody else wrote, with exactly the manifest's scopes, then
# with one of them missing at a time. The checks are the tests of internal/judge/emulate.
# Exit code 77: skipped, and the last line says why.
set -uo pipefail

judge=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cd "$judge/../.."

skip() {
  echo "skipped: $*"
  exit 77
}
home=$("$judge/npm/install.sh") || home=$("$judge/npm/install.sh") || skip "npm could not install the judges, twice: see above"
JUDGE_NPM=$home "${GO:-go}" test -count=1 -v -parallel=8 -timeout=150s ./internal/judge/emulate 2>&1 |
  grep -v '^=== ' | sed -E -e '/^ *--- [A-Z]+: /{s#: .*/#: #;s/_/ /g;}' -e 's/^ +([a-z]+_test\.go)/  \1/'
status=${PIPESTATUS[0]}
if ((status != 0)); then
  echo "failed: some of the checks above"
  exit 1
fi
echo "passed: the bot lives on emulate with the manifest's scopes, and names each one that is missing"
