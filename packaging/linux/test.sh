#!/usr/bin/env bash
# Runs all tests. They need no display, no GPU and, once cargo has the dependencies, no network.
set -euo pipefail
cd "$(dirname "$0")/../.."
packaging/linux/setup.sh build
exec cargo test --locked "$@"
