#!/usr/bin/env bash
# Lets outsiders judge what Leadpact sends and speaks, one after the other, all of them even if one finds fault:
#   recordings  the tests that talk to a workspace, whose calls are written down for slackcheck to judge
#   bolt        Slack's own framework lives on the sandbox
#   emulate     the bot lives on somebody else's Slack, with exactly the manifest's scopes
#   slackcheck  Slack's types and limits, over golden files, manifest and recordings
# LEADPACT_RECORDINGS names a folder in which a run of the tests has been recorded already. `run.sh NAME...` runs those alone.
# Without a registry to install from, a judge that comes from npm is skipped, by its name.
# Each judge exits with 0 if it passes, 77 if it had to be skipped, anything else if it finds fault; its last line says why.
set -uo pipefail

judge=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cd "$judge/../.."
go=${GO:-go}
given=${LEADPACT_RECORDINGS:+$(mkdir -p "$LEADPACT_RECORDINGS" && cd "$LEADPACT_RECORDINGS" && pwd)}
source "$judge/reach.sh"
source "$judge/leftout.sh"
unset LEADPACT_RECORDINGS # whoever else opens a workspace is not recorded

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir "$scratch/recordings"
recordings=${given:-$scratch/recordings}

# stories are the packages whose tests open a workspace for the bot, in their own process or in the built program.
stories() {
  echo leadpact/internal/browser
  "$go" list -f '{{.ImportPath}} {{join .TestImports " "}} {{join .XTestImports " "}} {{join .Imports " "}} .' ./... |
    grep ' leadpact/internal/sandbox ' | cut -d' ' -f1 | grep -v -e /internal/sandbox -e /internal/judge -e /internal/bench
}

but() { left_out "$1" | sed 's/^/; /'; } # for the end of a sentence

record() {
  if [[ -n $given ]]; then
    if ! compgen -G "$given/*.jsonl" >/dev/null; then
      echo "failed: LEADPACT_RECORDINGS names a folder in which nothing was recorded"
      return 1
    fi
    echo "passed: the tests that ran before have recorded to the folder given$(but "$given")"
    return 0
  fi
  local packages
  mapfile -t packages < <(stories)
  echo "no LEADPACT_RECORDINGS was given, so these tests run now, all of them, with recording on, for some minutes: ${packages[*]}"
  if ! LEADPACT_RECORDINGS=$recordings "$go" test -count=1 "${packages[@]}"; then
    echo "failed: some of the tests; what they recorded is judged all the same"
    return 1
  fi
  echo "passed: the tests ran, and what they sent was recorded$(but "$recordings")"
}

# packages installs what comes from npm, once more if that fails.
packages() {
  local status=0
  "$judge/npm/install.sh" >"$scratch/npm" 2>&1 || "$judge/npm/install.sh" >"$scratch/npm" 2>&1 || status=$?
  ((status == 0)) && return 0
  head -n 6 "$scratch/npm"
  if ((status == 2)); then
    echo "skipped: no Node 20 or newer, with npm, on this machine"
    return 77
  fi
  unreached "$scratch/npm"
}

bolt() { packages && "$judge/bolt.sh"; }
emulate() { packages && LEADPACT_RECORDINGS=$recordings "$judge/emulate.sh"; }
slackcheck() { "$judge/slackcheck.sh" "$recordings"; }

failed=0
table=$scratch/table
heading() { printf '\n=== %s\n' "$*"; }
ask() { # name
  local began=$SECONDS status=0 verdict
  heading "judge: $1"
  "$1" 2>&1 | tee "$scratch/said"
  status=${PIPESTATUS[0]}
  case $status in
    0) verdict=passed ;;
    77) verdict=skipped ;;
    *) verdict=failed failed=$((failed + 1)) ;;
  esac
  printf '%-11s %-8s %4s s  %s\n' "$1" "$verdict" $((SECONDS - began)) \
    "$(tail -n 1 "$scratch/said" | sed -E 's/^(judge: )?(passed|failed|skipped): //')" >>"$table"
}

# All of them judge the same program.
export LEADPACT_PROGRAM=$scratch/leadpact
"$go" build -buildvcs=false -o "$LEADPACT_PROGRAM" ./cmd/leadpact || exit 1

(($# > 0)) || set -- record bolt emulate slackcheck
for name in "$@"; do
  case $name in
    record | bolt | emulate | slackcheck) ask "$name" ;;
    *) echo "usage: run.sh [record] [bolt] [emulate] [slackcheck]" >&2 && exit 2 ;;
  esac
done
heading "judges"
cat "$table"
((failed == 0))
