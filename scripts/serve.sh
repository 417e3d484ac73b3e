#!/bin/sh
# Entry point of the image: ingest the bundled articles on first use, then serve on all addresses.
set -eu
cd "$(dirname "$0")/.."
test -s "${TRACUU_DATA:-var}/index/current" || tracuu ingest corpus/samples
exec tracuu serve --host "${HOST:-0.0.0.0}" --port "${PORT:-8000}"
