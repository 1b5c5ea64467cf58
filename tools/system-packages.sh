#!/bin/sh
# Sees to what the browser tests need and pip cannot install: Chromium, a Java runtime for the HTML
# checker, and fonts for Khmer and Chinese. The package names are Debian's. Where it may not install, it names what is missing and
# ends well: the tests that need those things say so themselves.
set -u

has_font() {
    command -v fc-list >/dev/null 2>&1 && [ -n "$(fc-list ":lang=$1" family)" ]
}

missing=
command -v chromium >/dev/null 2>&1 || missing="$missing chromium"
command -v java >/dev/null 2>&1 || missing="$missing default-jre-headless"
command -v fc-list >/dev/null 2>&1 || missing="$missing fontconfig"
has_font km || missing="$missing fonts-khmeros"
has_font zh || missing="$missing fonts-noto-cjk"
missing=${missing# }

[ -n "$missing" ] || exit 0

if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null 2>&1; then
    echo "Not installed, and needed by the browser tests: $missing"
    exit 0
fi

log=$(mktemp) || exit 1
trap 'rm -f "$log"' EXIT
export DEBIAN_FRONTEND=noninteractive
# The names are split into words on purpose.
# shellcheck disable=SC2086
if ! { apt-get update && apt-get install --yes --no-install-recommends $missing; } \
    >"$log" 2>&1 </dev/null; then
    cat "$log" >&2
    echo "Could not install: $missing" >&2
    exit 1
fi
