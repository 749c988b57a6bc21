#!/usr/bin/env bash
# Sends about a thousand requests, good and bad, made from the OpenAPI document
# to the server on loopback: none may be answered with a 500. Installs
# schemathesis into a folder of its own; without a network it says so and
# passes, except in CI.
# usage: run.sh [BINARY]   the dateline to test; one is built where not given
set -euo pipefail
cd "$(dirname "$0")/../.."
env=target/scan-env
if [ ! -x "$env/bin/schemathesis" ]; then
  python3 -m venv "$env" || { apt-get update -qq && apt-get install -y -qq python3-venv && python3 -m venv "$env"; }
  if ! "$env/bin/pip" install -q schemathesis==4.32.5; then
    echo "scan: SKIPPED, schemathesis cannot be fetched; nothing was tested" >&2
    if [ -n "${CI:-}" ]; then exit 1; fi
    exit 0
  fi
fi
binary=${1:-}
if [ -z "$binary" ]; then
  cargo build --quiet -p dateline-cli
  binary=${CARGO_TARGET_DIR:-target}/debug/dateline
fi
work=$(mktemp -d)
server=
end() {
  if [ -n "$server" ]; then kill "$server" 2>/dev/null || true; fi
  rm -rf "$work"
}
trap end EXIT
"$binary" read examples/2018-06-01.txt tests/page/reports --quiet --store "$work/scan.db"
"$binary" serve --edit --port 0 --store "$work/scan.db" >"$work/address" &
server=$!
for _ in $(seq 100); do
  if [ -s "$work/address" ]; then break; fi
  sleep 0.1
done
address=$(head -1 "$work/address")
address=${address%/}
"$env/bin/schemathesis" run "$address/openapi.json" --url "$address" \
  --checks not_a_server_error --phases coverage,fuzzing --max-examples 15 --seed 1 \
  --request-timeout 20
# Whatever was sent, the store is whole.
"$binary" check --store "$work/scan.db"
