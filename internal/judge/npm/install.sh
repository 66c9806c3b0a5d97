#!/usr/bin/env bash
# Installs the judges that come from npm, exactly as package-lock.json pins them, and prints the folder that holds
# node_modules. The folder lies outside the repository and is kept between runs, one for each state of the lock
# file; JUDGE_CACHE names another place for it. Nothing that a package wants to run on installation is run.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cache=${JUDGE_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/leadpact-judge}

if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
  echo "judge: node and npm are not on this machine" >&2
  exit 2
fi
if (($(node -p 'process.versions.node.split(".")[0]') < 20)); then
  echo "judge: Node 20 or newer is needed; this machine has $(node --version)" >&2
  exit 2
fi

# git's name for the content: the same on every machine, and no tool is needed that some systems lack.
key=$(cd "$here" && cat package.json package-lock.json .npmrc | git hash-object --stdin)
home=$cache/$key-node$(node -p 'process.versions.modules')
if [[ -d $home/node_modules ]]; then
  echo "$home"
  exit 0
fi

# Beside its final place, so that the move at the end is one step: a half installed folder is never found.
mkdir -p "$cache"
fresh=$(mktemp -d "$cache/new.XXXXXX")
trap 'rm -rf "$fresh"' EXIT
cp "$here/package.json" "$here/package-lock.json" "$here/.npmrc" "$fresh"
if ! (cd "$fresh" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >npm.log 2>&1); then
  echo "judge: npm ci failed:" >&2
  cat "$fresh/npm.log" >&2
  exit 1
fi
node -e 'fs.renameSync(...process.argv.slice(1))' "$fresh" "$home" 2>/dev/null ||
  [[ -d $home/node_modules ]] # another run was quicker
echo "$home"
