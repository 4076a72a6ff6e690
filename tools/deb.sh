#!/usr/bin/env bash
# Debian packages of what is committed: program, library, header. See debian/; needs debhelper.
# usage: deb.sh OUTDIR
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
mkdir -p "$1"; out=$(cd "$1" && pwd)
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
mkdir "$work/warkat"
git -C "$root" archive HEAD | tar -x -C "$work/warkat"
(cd "$work/warkat" && dpkg-buildpackage -b -us -uc >"$out/build.log" 2>&1) || { tail -30 "$out/build.log" >&2; exit 1; }
cp "$work"/*.deb "$out/"
for package in "$out"/*.deb; do printf '%s\n' "$package"; done
