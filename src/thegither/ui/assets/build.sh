#!/usr/bin/env bash
# Builds the style sheet and the script. Uses Node 20 or newer where there is one, else brings it in as a Python wheel.
set -euo pipefail
cd "$(dirname "$0")/../../../.."
have_node() { command -v node >/dev/null && [ "$(node --version | sed -E 's/v([0-9]+).*/\1/')" -ge 20 ] && command -v npm >/dev/null; }
if ! have_node; then
  echo "Bringing in Node (once)"
  .venv/bin/uv venv --quiet --python .venv/bin/python .venv-node
  .venv/bin/uv pip sync --quiet --python .venv-node/bin/python --require-hashes requirements/node.txt
  export PATH="$PWD/.venv-node/bin:$PATH"
fi
echo "Building the assets (once)"
npm ci --ignore-scripts --silent
node src/thegither/ui/assets/build.mjs
