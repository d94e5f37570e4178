#!/bin/sh
# Run the tests with the oldest or the newest dependencies that pyproject.toml allows.
# usage: tests/dependencies.sh oldest|newest
set -eu
which=$1
here=$(cd "$(dirname "$0")/.." && pwd)
venv=$(mktemp -d)
trap 'rm -rf "$venv"' EXIT
"${PYTHON:-python3}" -m venv "$venv"
pip="$venv/bin/python -m pip install -q --disable-pip-version-check"
if [ "$which" = oldest ]; then
    "$venv/bin/python" - "$here/pyproject.toml" > "$venv/oldest.txt" <<'PY'
import sys, tomllib
with open(sys.argv[1], "rb") as file:
    project = tomllib.load(file)["project"]
print("\n".join(line.replace(">=", "==") for line in project["dependencies"]))
PY
    $pip -e "$here[test]" -c "$venv/oldest.txt"
else
    $pip --upgrade --pre -e "$here[test]"
fi
"$venv/bin/python" -m pip list --disable-pip-version-check
cd "$here" && "$venv/bin/python" -m pytest -q -m "not slow" -p no:cacheprovider
