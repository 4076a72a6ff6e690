#!/usr/bin/env bash
# What `./dev run` shows: a folder of pages read into a throw-away record, its timeline, and one event in full.
#
# usage: tour.sh PROGRAM FOLDER
set -euo pipefail
program=$(realpath "$1") folder=$2
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
db=$scratch/tour.db

caption() { printf '\n%s\n\n' "$*"; }

pages=$(find "$folder" -type f ! -name '*.md' | wc -l)
caption "── $pages pages of $folder/, read into a record: who did what to whom, when, on what occasion, through which source ──"
# Pages that cannot be read are part of the tour: they are told on stderr and counted by the exit code 3.
"$program" add --db "$db" "$folder" >/dev/null || [ $? = 3 ]
"$program" timeline --db "$db"

event=$("$program" timeline --db "$db" --json | python3 -c '
import json, sys
events = [json.loads(line) for line in sys.stdin if line.strip()]
best = max(events, key=lambda e: (len(e["sources"]), len(e["reports"]), bool(e["occasion"]), e["act"] != "message"), default=None)
print(best["id"] if best else "")')
[ -n "$event" ] || exit 0
caption "── one event in full: each report, its exact words, where they came from (warkat show $event) ──"
"$program" show --db "$db" "$event"
