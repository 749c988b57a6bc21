#!/usr/bin/env bash
# Checks every export with an independent reader of its format. Needs python3;
# installs the readers into a folder of its own.
set -euo pipefail
cd "$(dirname "$0")/../.."
env=target/exports-env
if [ ! -x "$env/bin/python" ]; then
  python3 -m venv "$env" || { apt-get update -qq && apt-get install -y -qq python3-venv && python3 -m venv "$env"; }
fi
"$env/bin/pip" install -q icalendar==6.3.1 networkx==3.4.2 openpyxl==3.1.5 pyarrow==21.0.0
out=target/exports
rm -rf "$out"
cargo run -q -p dateline-view --features parquet --example exports -- "$out"
"$env/bin/python" tests/exports/check.py "$out"
