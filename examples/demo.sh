#!/bin/sh
# What a user wants to see first: read the example stories into a ledger, show it, explain one statement.
# usage: sh examples/demo.sh [FOLDER]   (the ledger is made anew in FOLDER; needs `communique` on the path)
set -eu
here=$(dirname "$0")
folder=${1:-build/demo}
rm -rf "$folder"
mkdir -p "$folder"
ledger=$folder/ledger.db

say() { printf '\n\033[1m$ %s\033[0m\n' "$*"; }

say communique read examples
communique read "$here" --ledger "$ledger"

say communique show --kind commitment --between ASEAN,RUS
communique show --kind commitment --between ASEAN,RUS --ledger "$ledger"

communique export --format jsonl --ledger "$ledger" > "$folder/statements.jsonl"
statement=$(sed -n 's/.*"kind": *"progress".*"statement": *"\([0-9a-f]*\)".*/\1/p' "$folder/statements.jsonl" | head -n 1)
if [ -n "$statement" ]; then
    say communique explain "$statement"
    communique explain "$statement" --ledger "$ledger"
fi

printf '\n%s statements of %s stories: %s, %s\n' \
    "$(wc -l < "$folder/statements.jsonl" | tr -d ' ')" "$(ls "$here"/*.txt "$here"/*.json | wc -l | tr -d ' ')" "$ledger" "$folder/statements.jsonl"
