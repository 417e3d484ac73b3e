#!/bin/sh
# Entry point of the image: ingest the bundled articles on first use, then serve on all addresses.
# A store or an index on a server is others' too: what is in it is theirs to say.
set -eu
cd "$(dirname "$0")/.."
case "${TRACUU_STORE:-} ${TRACUU_INDEX:-}" in
  *://*) ;;
  *) test -s "${TRACUU_DATA:-var}/index/current" || tracuu ingest corpus/samples ;;
esac
exec tracuu serve --host "${HOST:-0.0.0.0}" --port "${PORT:-8000}"
