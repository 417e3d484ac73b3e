#!/bin/sh
# Set up a Python environment with Tra cứu in it. Used by `make setup` and by the Dockerfile, so
# that both run the same steps. pip's own environment variables (PIP_INDEX_URL, PIP_FIND_LINKS,
# PIP_EXTRA_INDEX_URL, …) are honoured: point them at a CPU build of torch to save gigabytes.
#
#   scripts/setup.sh VENV [EXTRAS] [--editable]
#
# EXTRAS is a comma-separated list ("dev"), empty for none. Nothing is done when the inputs have
# not changed since the last run.
set -eu
venv=$1
extras=${2:-}
editable=${3:-}
here=$(cd "$(dirname "$0")/.." && pwd)
python=${PYTHON:-python3}

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
  echo "Python 3.11 or newer is needed, $("$python" --version) was found; set PYTHON=" >&2
  exit 2
}
want=$(cat "$here/pyproject.toml" "$here/constraints.txt" "$here/scripts/setup.sh" | cksum)
stamp="$venv/.tracuu-setup"
[ -n "$extras" ] && stamp="$stamp-$extras"
if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$want" ]; then exit 0; fi

[ -x "$venv/bin/python" ] || "$python" -m venv "$venv"
target="$here${extras:+[$extras]}"
# --prefer-binary keeps a machine without a compiler working.
"$venv/bin/python" -m pip install --quiet --prefer-binary --disable-pip-version-check \
  --constraint "$here/constraints.txt" ${editable:+--editable} "$target"
printf '%s' "$want" > "$stamp"
