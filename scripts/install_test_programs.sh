#!/bin/sh
# Installs the programs that the slow tests drive. Without root or apt it says what is missing,
# and those tests are skipped; where CI is set it fails, since there no test may skip.
set -eu

missing=
need() {
    command -v "$1" >/dev/null 2>&1 || missing="$missing $2"
}
command -v chromium >/dev/null 2>&1 ||
    need chromium-headless-shell "chromium-headless-shell fonts-liberation"
need soffice "libreoffice-writer libreoffice-calc"
need pdftotext poppler-utils
need git git
need tesseract "tesseract-ocr tesseract-ocr-dan"
# Debian keeps the programs of the server off the path.
ls /usr/lib/postgresql/*/bin/pg_ctl >/dev/null 2>&1 || need pg_ctl postgresql
# The driver of the browser is linked against it, and its package cannot say so.
ldconfig -p | grep -q libatomic.so.1 || missing="$missing libatomic1"
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing$missing ..."
    apt-get update -qq
    # shellcheck disable=SC2086 - a list of packages
    DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $missing >/dev/null
    exit 0
fi
echo "Not installed:$missing (Debian: apt-get install$missing); the tests that need them are skipped." >&2
[ "${CI:-}" != true ]
