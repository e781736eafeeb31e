#!/bin/sh
# Resolves the dependencies anew into the three hash-locked files. Needs uv; run by hand when a dependency changes.
set -eu
cd "$(dirname "$0")/.."
compile() { uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --extra postgres --extra s3 --group build "$@" pyproject.toml; }
compile -o requirements.txt
compile --group dev -c requirements.txt -o requirements-dev.txt
compile --group dev --group bench -c requirements-dev.txt -o requirements-bench.txt
