#!/bin/sh
# Makes .venv with its own pip; on a bare Debian, root gets the missing package installed.
set -eu

python=${PYTHON:-python3}
if ! command -v "$python" >/dev/null; then
    echo "$python is missing: install Python 3.11 or newer (Debian: apt-get install python3 python3-venv)." >&2
    exit 1
fi
version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    echo "$python is Python $version; Tilsagn needs 3.11 or newer. Name another with: make PYTHON=python3.12" >&2
    exit 1
fi
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
        echo "Python's venv module is missing. As root: apt-get install python$version-venv" >&2
        exit 1
    fi
    echo "Installing python$version-venv ..."
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends \
        "python$version-venv" ca-certificates >/dev/null
fi
echo "Making .venv with Python $version ..."
"$python" -m venv --clear .venv
