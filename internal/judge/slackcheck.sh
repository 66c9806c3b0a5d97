#!/usr/bin/env bash
# Lets slackcheck, which is no part of this repository, judge what the bot sends: Slack's own TypeScript types, then
# lengths, counts and surfaces. First it must refuse what is known to be bad, so that a broken tool passes nothing;
# then come the golden files, the manifest in three forms, and what tests have recorded in the folder RECORDINGS.
#   slackcheck.sh [RECORDINGS]
# Exit code 77: skipped, and the last line says why. SLACKCHECK names another place for the tool than beside this checkout.
set -euo pipefail
shopt -s nullglob

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
judge=$root/internal/judge
source "$judge/reach.sh"
source "$judge/golden.sh"
slackcheck=${SLACKCHECK:-$root/../shared/tools/slackcheck}
recordings=${1:+$(cd "$1" && pwd)}

skip() {
  echo "skipped: $*"
  exit 77
}
[[ -d $slackcheck ]] || skip "slackcheck is not beside this checkout"
command -v node >/dev/null && command -v npm >/dev/null || skip "node and npm are not on this machine"

# The tool writes beside its own scripts, so it works on a copy. What it needs from npm is kept between runs, beside the
# other judges' packages, one folder for each state of its lock file.
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
tool=$scratch/tool
mkdir "$tool"
cp -R "$slackcheck/." "$tool"
chmod -R u+w "$tool"
cache=${JUDGE_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/leadpact-judge}
kept=$cache/slackcheck-$(cat "$tool/package.json" "$tool/package-lock.json" | git hash-object --stdin)
cd "$tool"
installed() { npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >"$scratch/npm" 2>&1; }
if [[ ! -d $kept ]]; then
  installed || installed || {
    head -n 6 "$scratch/npm"
    unreached "$scratch/npm"
    exit $?
  }
  mkdir -p "$cache"
  fresh=$(mktemp -d "$cache/new.XXXXXX")
  mv node_modules "$fresh" # its last step into place is one step, so that a half copied folder is never found
  node -e 'fs.renameSync(...process.argv.slice(1))' "$fresh" "$kept" 2>/dev/null || [[ -d $kept ]] # another run was quicker
fi
ln -s "$kept/node_modules" node_modules

faults=0
fault() { echo "FAULT $*"; faults=$((faults + 1)); }

# tool: the names of the two judges of content, and the words by which each refuses.
types() { node types-check.mjs "$@"; }
limits() { node limits-check.mjs "$@"; }
schema() { # says INVALID, and exits with 0 all the same
  node manifest-schema-check.mjs manifest.schema.2.0.0.json "$@" >schema.log
  cat schema.log
  ! grep -q INVALID schema.log
}
refusal() { # judge
  case $1 in types) echo 'error TS' ;; limits) echo 'LIMITS BROKEN' ;; schema) echo 'INVALID' ;; esac
}

judged=0
judge() { # what judge [kind] -- files...
  local what=$1 by=$2 kind=()
  shift 2
  while [[ $1 != -- ]]; do kind+=("$1") && shift; done
  shift
  (($# > 0)) || return 0
  judged=$((judged + $#))
  if "$by" ${kind[@]+"${kind[@]}"} "$@" >"$scratch/said" 2>&1; then
    echo "ok    $what: $by${kind[*]:+ ${kind[*]}}: $# file(s)"
    return 0
  fi
  grep -v -e ' limits ok$' -e ' VALID$' "$scratch/said" || true
  fault "$what: $by${kind[*]:+ ${kind[*]}}: see above"
}

# Every judge must refuse, in its own words, what is wrong in just the way that it looks for.
refuses() { # judge file [kind]
  local by=$1 file=$judge/bad/$2
  shift 2
  if "$by" "$@" "$file" >"$scratch/said" 2>&1 || ! grep -q "$(refusal "$by")" "$scratch/said"; then
    cat "$scratch/said"
    fault "$by${*:+ $*} does not refuse bad/$(basename "$file"): its word is worth nothing"
    return 0
  fi
  echo "ok    $by${*:+ $*} refuses bad/$(basename "$file")"
}
for bad in "$judge"/bad/types_*.json; do
  kind=${bad##*/types_}
  kind=${kind%.json}
  refuses types "${bad##*/}" "${kind/call./call:}"
done
for surface in message modal home; do refuses limits "limits_$surface.json" "$surface"; done
refuses types manifest.json manifest
refuses schema manifest.json

# Golden files, at least one of each kind.
golden "$root/bot/view/testdata" "$scratch"
while read -r kind; do fault "there is no golden $kind under bot/view/testdata"; done < <(lacking)
for by in types limits; do
  judge "golden" $by message -- ${messages[@]+"${messages[@]}"}
  judge "golden" $by home -- ${homes[@]+"${homes[@]}"}
  judge "golden" $by modal -- ${modals[@]+"${modals[@]}"}
done
((acks == 0)) || echo "not judged: $acks golden ack(s) that name the errors of fields: no judge knows those"

# The manifest, as it is printed for each way in. LEADPACT_PROGRAM names a program that is built already.
program=${LEADPACT_PROGRAM:-$scratch/leadpact}
[[ -x $program ]] || (cd "$root" && "${GO:-go}" build -buildvcs=false -o "$program" ./cmd/leadpact)
manifest() { # name arguments...
  local file=$scratch/manifest-$1.json
  shift
  "$program" manifest "$@" >"$file"
  judge "leadpact manifest${*:+ $*}" types manifest -- "$file"
  judge "leadpact manifest${*:+ $*}" schema -- "$file"
}
manifest socket
manifest http --http https://leads.example.com
manifest command --command /pact

# What tests have recorded. A folder's name is the kind of what it holds, with a dot for the colon.
if [[ -n $recordings ]]; then
  (cd "$root" && "${GO:-go}" run ./internal/judge/recorded "$recordings" "$scratch/recorded") ||
    fault "the recordings: see above"
  for dir in "$scratch"/recorded/*/; do
    kind=$(basename "$dir")
    judge "recorded" types "${kind/call./call:}" -- "$dir"*.json
    case $kind in message | modal | home) judge "recorded" limits "$kind" -- "$dir"*.json ;; esac
  done
fi

if ((faults > 0)); then
  echo "failed: slackcheck found $faults fault(s), named above"
  exit 1
fi
echo "passed: $judged verdicts, all within Slack's types and limits; false errors that are known: none"
