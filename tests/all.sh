#!/usr/bin/env bash
# All tests, and what they need: formatting, clippy, unit and doc tests, rule
# examples, command transcripts, README examples, and independent readers of
# the exports. Usage: bash tests/all.sh
set -euo pipefail
cd "$(dirname "$0")/.."

step() { printf '\n== %s\n' "$*"; }

command -v cargo >/dev/null || {
  echo "tests: cargo is missing; install Rust 1.95 or later (rustup.rs), then run this again" >&2
  exit 2
}
if ! command -v cc >/dev/null; then
  step "a C compiler (for the bundled SQLite)"
  apt-get update -qq && apt-get install -y -qq gcc libc6-dev
fi
rustup component list --installed 2>/dev/null | grep -q clippy || rustup component add clippy rustfmt || true

step "formatting"
cargo fmt --all --check

step "clippy, warnings as errors"
cargo clippy --workspace --all-targets --locked -- -D warnings

step "tests"
cargo test --workspace --locked

step "documentation builds"
RUSTDOCFLAGS="-D warnings" cargo doc --workspace --no-deps --locked --quiet

if [ -x tests/exports/run.sh ]; then
  step "exports, read by other programs"
  bash tests/exports/run.sh
fi
if [ -x tests/page/run.sh ]; then
  step "the page, in a browser"
  bash tests/page/run.sh
fi

if [ -x tests/scan/run.sh ]; then
  step "the page's addresses, scanned with bad requests"
  bash tests/scan/run.sh
fi

step "all passed"
