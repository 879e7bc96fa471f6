#!/usr/bin/env bash
# Builds Phasewright and opens its window on the sample project, or on the files given.
set -euo pipefail
arguments=()
for argument in "$@"; do
  if [ -e "$argument" ]; then argument=$(realpath "$argument"); fi
  arguments+=("$argument")
done
cd "$(dirname "$0")/../.."
[ ${#arguments[@]} -gt 0 ] || arguments=(sample_projects/riverside_office.ron)
packaging/linux/setup.sh window
exec cargo run --release --locked -- "${arguments[@]}"
