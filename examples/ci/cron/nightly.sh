#!/bin/sh
# nightly.sh WORKSPACE [JOBS]: what ECHO does every night. Run twice on one day, it goes on where it stopped.
set -eu
workspace=$1
jobs=${2:-nightly.yaml}
cd "$workspace"
mkdir -p reports
results="reports/nightly-$(date +%F).ndjson"
again=""
if [ -s "$results" ]; then again="--resume"; fi
# Some jobs that failed (3) are told in the results and are no reason for cron to write a mail twice.
echo-cs batch "$jobs" -C . --budget "${ECHO_BUDGET:-5}" --out "$results" $again || [ $? -eq 3 ]
