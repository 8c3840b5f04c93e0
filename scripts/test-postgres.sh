#!/usr/bin/env bash
# A real PostgreSQL for tests, on its own port and data folder, as an unprivileged user. Nothing of it is meant to survive.
#
#   eval "$(scripts/test-postgres.sh start $$)"   starts one that ends with process $$; sets ECHO_TEST_PG_URL and ECHO_TEST_PG_DATA
#   scripts/test-postgres.sh restart FOLDER       stops it at once, as a crash would, and starts it again on the same port
#   scripts/test-postgres.sh kill FOLDER          stops it at once; `restart` brings it back
#   scripts/test-postgres.sh stop FOLDER          stops it and removes its folder
#   scripts/test-postgres.sh where                prints the folder of the server's programs; fails where there are none
#
# ECHO_TEST_PG_SETTINGS adds settings of the server, one `name=value` a line.
set -euo pipefail

programs() {
  local folder
  for folder in $(ls -d /usr/lib/postgresql/*/bin /opt/homebrew/opt/postgresql*/bin 2>/dev/null | sort -rV) $(dirname "$(command -v initdb || echo /none)"); do
    if [ -x "$folder/initdb" ] && [ -x "$folder/pg_ctl" ]; then echo "$folder"; return; fi
  done
  echo "no PostgreSQL server here: apt-get install postgresql" >&2
  return 1
}

# The server refuses to run as root.
as_user=()
if [ "$(id -u)" -eq 0 ]; then
  for user in postgres nobody; do
    if id "$user" >/dev/null 2>&1; then as_user=(setpriv "--reuid=$user" "--regid=$(id -g "$user")" --clear-groups --); break; fi
  done
fi

control() { (cd / && ${as_user[@]+"${as_user[@]}"} "$bin/pg_ctl" -s -D "$folder/data" "$@"); }

start_server() { control -w -t 60 -l "$folder/log" start >&2 || { cat "$folder/log" >&2; exit 1; }; }

start() {
  bin=$(programs)
  folder=$(mktemp -d "${TMPDIR:-/tmp}/echo-cs-pg-XXXXXXXX")
  echo test-password >"$folder/password"
  [ "${#as_user[@]}" -eq 0 ] || chown -R "$user" "$folder"
  (cd / && ${as_user[@]+"${as_user[@]}"} "$bin/initdb" -D "$folder/data" -U postgres -A scram-sha-256 --pwfile="$folder/password" -E UTF8 --locale=C --no-sync >/dev/null)
  local port
  port=$(node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })')
  {
    # What a test writes must outlive a killed server, not the machine.
    printf '%s\n' "port=$port" "listen_addresses='127.0.0.1'" "unix_socket_directories='$folder'" "timezone='UTC'" "max_connections=200" \
      "fsync=off" "full_page_writes=off" "shared_buffers=64MB" "max_wal_size=2GB"
    printf '%s\n' "${ECHO_TEST_PG_SETTINGS:-}"
  } >>"$folder/data/postgresql.conf"
  start_server
  echo "export ECHO_TEST_PG_URL=postgresql://postgres:test-password@127.0.0.1:$port/postgres"
  echo "export ECHO_TEST_PG_DATA=$folder"
}

# Ends the server when the process it was started for is gone, however that ended: it is in a session of its own, out of reach of what ends a group.
watch() {
  trap '' HUP INT TERM
  while kill -0 "$1" 2>/dev/null; do sleep 2; done
  stop
}

stop() {
  control -m immediate stop >/dev/null 2>&1 || true
  rm -rf "$folder"
}

case "${1:-}" in
  start)
    start
    own_session=()
    ! command -v setsid >/dev/null || own_session=(setsid)
    if [ -n "${2:-}" ]; then ${own_session[@]+"${own_session[@]}"} "$0" watch "$folder" "$2" </dev/null >/dev/null 2>&1 & fi
    ;;
  where) programs ;;
  restart | kill | stop | watch)
    bin=$(programs)
    folder=${2:?the folder that start has set as ECHO_TEST_PG_DATA}
    case "$folder" in */echo-cs-pg-*) ;; *) echo "$folder is no folder of this script" >&2; exit 1 ;; esac
    [ -d "$folder" ] || exit 0
    case "$1" in
      restart) control -m immediate stop >/dev/null 2>&1 || true; start_server ;;
      kill) control -m immediate stop >/dev/null ;;
      stop) stop ;;
      watch) watch "${3:?the process to end with}" ;;
    esac
    ;;
  *) sed -n '2,10s/^# \{0,1\}//p' "$0" >&2; exit 1 ;;
esac
