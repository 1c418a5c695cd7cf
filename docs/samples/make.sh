#!/usr/bin/env bash
# Makes the sample reports of this folder from a built program (dotnet build src/Dashboard): the demo's, and with the packed CSV of
# config/examples/chicago as the argument those of real data as well.
# usage: docs/samples/make.sh [chicago_incidents_2014_2017.csv.gz]
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
data=$(mktemp -d)
trap 'rm -rf "$data"' EXIT
program=${TONGBI_PROGRAM:-$root/src/Dashboard/bin/Debug/net10.0/Tongbi.Dashboard.dll}
tongbi() { dotnet "$program" "$@"; }

# The demo: a server makes the history of the simulated county, then the reports are written beside it.
(exec dotnet "$program" serve --demo --data "$data/demo" --urls http://127.0.0.1:0 > "$data/demo.log" 2>&1) &
server=$!
trap 'kill $server 2>/dev/null || true; rm -rf "$data"' EXIT
for _ in $(seq 180); do grep -qs '"postedTo":"' "$data/demo/demo.json" && break; sleep 1; done
year=$(TZ=Asia/Shanghai date +%Y)
month=$(TZ=Asia/Shanghai date -d "$(TZ=Asia/Shanghai date +%Y-%m-01) -1 day" +%Y-%m)
for format in docx xlsx pdf csv; do
  tongbi report "$year" --data "$data/demo" --out "$here/demo-year.$format"
  tongbi report "$month" --data "$data/demo" --out "$here/demo-month.$format"
done
tongbi report "$month" --lang en --data "$data/demo" --out "$here/demo-month-en.pdf"
tongbi report "$month" --profile public --data "$data/demo" --out "$here/demo-month-public.pdf"
kill $server
wait $server 2>/dev/null || true

if [ $# -ge 1 ]; then
  config=$root/config/examples/chicago
  tongbi import "$1" --data "$data/chicago" --config "$config"
  for format in docx xlsx pdf csv; do
    tongbi report 2016-07 --lang en --data "$data/chicago" --config "$config" --out "$here/chicago-2016-07.$format"
  done
fi
