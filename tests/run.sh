#!/usr/bin/env bash
# Runs the tests: all but the long proofs, or with the word `proof` only those. One closing line a run.
# What this machine cannot run is skipped with a sentence that says what to install; CI=true fails instead.
set -uo pipefail
cd "$(dirname "$0")/.."
PYTHON="$PWD/.venv/bin/python"
# In memory where there is room: tests write many small files, and none outlives them.
MEMORY="${TMPDIR:-/tmp}"
ROOM="$(df --output=avail /dev/shm 2>/dev/null | tail -n 1)"
[ "${ROOM:-0}" -gt 4000000 ] && MEMORY=/dev/shm
SCRATCH="$(mktemp -d -p "$MEMORY")"
trap 'rm -rf "$SCRATCH"' EXIT
export THEGITHER_DATA="$SCRATCH/data" DJANGO_ALLOW_ASYNC_UNSAFE=1
# Each process would compile every module and every test anew.
unset DATABASE_URL PYTHONDONTWRITEBYTECODE PYTHONPYCACHEPREFIX
FAILED=0

run() { # NAME COMMAND...: runs it and keeps its last line
  local name="$1" from=$SECONDS log="$SCRATCH/log"
  shift
  "$@" 2>&1 | tee "$log"
  [ "${PIPESTATUS[0]}" -eq 0 ] || FAILED=1
  CLOSING+=("$name: $(tail -n 1 "$log") [$((SECONDS - from)) s]")
}

bring_chromium() {
  for name in chromium chromium-browser google-chrome google-chrome-stable chrome; do
    command -v "$name" >/dev/null && return
  done
  [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null || return
  echo "Installing Debian's chromium (once)"
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null
}

QUICK=(-q --no-header -rs)
# Tests of one file go to one worker, which makes once what they share.
TOGETHER=(-n 2 --dist loadfile --no-loadscope-reorder)
# Tables are made from the models, which `make check` compares with the migrations; the proofs migrate.
TABLES=(--nomigrations)
IN_MEMORY=(--basetemp="$SCRATCH/tests")
# What no database can make differ: pure code, words, addresses, documents.
ONE_DATABASE_WILL_DO=(
  --ignore=src/thegither/methods --ignore=src/thegither/formats --ignore=src/thegither/engine --ignore=tests/browser
  --ignore=tests/test_pseudo_locale.py --ignore=tests/test_strangers.py --ignore=tests/test_docs.py
  --ignore=tests/test_architecture.py
)

CLOSING=()
if [ "${1:-}" = proof ]; then
  # Only files with a proof in them are read: to read all takes longer than many a proof.
  PROOFS=($(grep -rl --include='test_*.py' 'mark\.proof' src tests))
  run "proofs" "$PYTHON" -m pytest "${QUICK[@]}" -n 2 --dist loadfile -m proof "${PROOFS[@]}"
else
  bring_chromium
  run "SQLite" "$PYTHON" -m pytest "${QUICK[@]}" "${TOGETHER[@]}" "${TABLES[@]}" "${IN_MEMORY[@]}" -m "not proof and not browser"
  run "PostgreSQL" "$PYTHON" -m tests.databases "${QUICK[@]}" "${TOGETHER[@]}" "${TABLES[@]}" "${IN_MEMORY[@]}" \
    -m "not proof and not browser" "${ONE_DATABASE_WILL_DO[@]}"
  run "browser" "$PYTHON" -m pytest "${QUICK[@]}" "${IN_MEMORY[@]}" -n 2 --nomigrations tests/browser
fi
echo
printf '%s\n' "${CLOSING[@]}"
exit $FAILED
