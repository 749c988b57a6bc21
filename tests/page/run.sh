#!/usr/bin/env bash
# Tests the page in a real browser: Debian's Chromium, driven by playwright-core.
# Installs what it needs. Without a network it says so and passes, except in CI.
# Checks first that the built assets are those that the sources give.
# usage: run.sh [BINARY]   the dateline to test; one is built where not given
set -euo pipefail
cd "$(dirname "$0")/../.."

skip() {
  echo "page: $1" >&2
  if [ -n "${CI:-}" ]; then exit 1; fi
  echo "page: SKIPPED, nothing was tested" >&2
  exit 0
}
if ! command -v npm >/dev/null; then
  { apt-get update -qq && apt-get install -y -qq nodejs npm; } >/dev/null || skip "npm is missing and cannot be installed"
fi
chromium=${CHROMIUM:-$(command -v chromium || true)}
if [ -z "$chromium" ]; then
  { apt-get update -qq && apt-get install -y -qq chromium; } >/dev/null || skip "chromium is missing and cannot be installed"
  chromium=$(command -v chromium)
fi
web=crates/dateline-serve/web
for folder in tests/page "$web"; do
  if [ ! -d "$folder/node_modules" ]; then
    npm ci --prefix "$folder" --no-audit --no-fund --silent || skip "npm cannot fetch what $folder needs"
  fi
done

# The assets in the repository are those that their sources give.
work=$(mktemp -d)
server=
end() {
  if [ -n "$server" ]; then kill "$server" 2>/dev/null || true; fi
  rm -rf "$work"
}
trap end EXIT
cp -r crates/dateline-serve/dist "$work/dist"
npm --prefix "$web" run --silent check
npm --prefix "$web" run --silent build >/dev/null
if ! diff -r "$work/dist" crates/dateline-serve/dist >&2; then
  echo "page: dist was not fresh; commit what 'npm run build' in $web has made now" >&2
  exit 1
fi

binary=${1:-}
if [ -z "$binary" ]; then
  cargo build --quiet -p dateline-cli
  binary=${CARGO_TARGET_DIR:-target}/debug/dateline
fi
"$binary" read examples/2018-06-01.txt tests/page/reports --quiet --store "$work/page.db"
"$binary" serve --edit --port 0 --store "$work/page.db" >"$work/address" &
server=$!
for _ in $(seq 100); do
  if [ -s "$work/address" ]; then break; fi
  sleep 0.1
done
address=$(head -1 "$work/address")
rm -rf target/page
CHROMIUM=$chromium node tests/page/page.mjs "${address%/}" target/page
