#!/usr/bin/env bash
# Lets Slack's own framework, @slack/bolt, live on the sandbox: over sockets, then over signed HTTP. One line per
# check; exits with 0 if none finds a fault, 77 if Node is missing, 1 otherwise. Arguments go to bolt/bolt.mjs: a mode
# (socket, http) and the names of suites. LEADPACT_PROGRAM names a program that is built already.
set -euo pipefail

judge=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cd "$judge/../.."
unset LEADPACT_RECORDINGS # what Bolt sends says nothing about Leadpact

status=0
npm=$("$judge/npm/install.sh") || status=$?
if ((status == 2)); then
  echo "skipped: Bolt needs Node 20 or newer, with npm"
  exit 77
elif ((status != 0)); then
  echo "failed: the npm packages could not be installed"
  exit 1
fi

scratch=$(mktemp -d)
group=
finish() {
  # The judge and its workspaces are one process group, so that none outlives this script.
  [[ -z $group ]] || kill -KILL -- "-$group" 2>/dev/null || true
  rm -rf "$scratch"
}
trap finish EXIT
trap 'exit 1' INT TERM HUP

program=${LEADPACT_PROGRAM:-$scratch/leadpact}
if [[ ! -x $program ]] && ! "${GO:-go}" build -o "$program" ./cmd/leadpact; then
  echo "failed: leadpact does not build"
  exit 1
fi

node=$npm/node_modules/.bin/node # the pinned one, where npm has it for this machine
"$node" --version >/dev/null 2>&1 || node=node
set -m
"$node" "$judge/bolt/bolt.mjs" --program "$program" --npm "$npm" "$@" &
group=$!
set +m
wait "$group" || exit 1
