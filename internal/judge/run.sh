#!/usr/bin/env bash
# Lets slackcheck, which is no part of this repository, judge the golden messages: Slack's own TypeScript types,
# then lengths, counts and surfaces. A file's name tells what it holds: home_*.json is a home tab, modal_*.json
# a modal, ack_*.json an answer to an envelope (no judge knows those), anything else a message.
# SLACKCHECK names another place for the tool than beside this checkout.
set -euo pipefail
shopt -s nullglob

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
golden=$root/bot/view/testdata
slackcheck=${SLACKCHECK:-$root/../shared/tools/slackcheck}

if [[ ! -d $slackcheck ]]; then
  echo "judge: skipped: slackcheck is not beside this checkout"
  exit 0
fi
if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
  echo "judge: skipped: slackcheck needs node and npm, which are not on this machine"
  exit 0
fi

messages=() homes=() modals=() acks=()
for file in "$golden"/*.json; do
  case $(basename "$file") in
    home_*) homes+=("$file") ;;
    modal_*) modals+=("$file") ;;
    ack_*) acks+=("$file") ;;
    *) messages+=("$file") ;;
  esac
done
if ((${#messages[@]} == 0)); then
  echo "judge: no golden message under bot/view/testdata: there is nothing to judge" >&2
  exit 1
fi

# The tool writes beside its own scripts, so it works on a copy.
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cp -R "$slackcheck/." "$scratch"
chmod -R u+w "$scratch"
cd "$scratch"
npm ci --silent --no-audit --no-fund

faults=0
judge() { # kind files...
  local kind=$1
  shift
  (($# > 0)) || return 0
  echo "judge: $kind: $# file(s)"
  node types-check.mjs "$kind" "$@" || faults=$((faults + 1))
  node limits-check.mjs "$kind" "$@" || faults=$((faults + 1))
}
judge message "${messages[@]}"
judge home ${homes[@]+"${homes[@]}"}
judge modal ${modals[@]+"${modals[@]}"}
for file in ${acks[@]+"${acks[@]}"}; do
  echo "judge: not judged, slackcheck knows no acks: $(basename "$file")"
done

if ((faults > 0)); then
  echo "judge: $faults check(s) found faults" >&2
  exit 1
fi
echo "judge: what the bot sends is within Slack's types and limits"
