#!/usr/bin/env bash
# Installs what the tests need, builds, checks the format, runs every test; the last line is "N passed, N failed".
#   ./test.sh            everything
#   ./test.sh --quick    no installation, no format check
set -uo pipefail
cd "$(dirname "$0")"
quick=${1:-}
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
passed=0
failed=0
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

finish() {
  echo
  echo "$passed passed, $failed failed"
  [ "$failed" = 0 ] && [ "$passed" -gt 0 ]
  exit $?
}

# A step that is not a test, but without which no test counts.
step() {
  echo "== $1"
  shift
  if ! "$@"; then
    failed=$((failed + 1))
    finish
  fi
}

# Debian packages: a browser for the page tests, and the real servers that features meet.
install_packages() {
  command -v apt-get >/dev/null || { echo "no apt-get: taking what is installed"; return 0; }
  local missing=()
  while read -r package; do
    [ -z "$package" ] || dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
  done < <(sed 's/#.*//; s/[[:space:]]//g' tests/packages.txt)
  [ ${#missing[@]} = 0 ] && return 0
  local root=()
  [ "$(id -u)" = 0 ] || root=(sudo)
  "${root[@]}" apt-get update -qq &&
    DEBIAN_FRONTEND=noninteractive "${root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >"$results/apt.log" 2>&1 ||
    { tail -20 "$results/apt.log"; return 1; }
}

# Adds up the "passed/failed/skipped" of a test run's own summary.
count() { # count FILE KEY
  sed -nE "s/^[[:space:]]*$2:[[:space:]]*([0-9]+).*/\1/p" "$1" | tail -n 1
}

run_dotnet_tests() {
  local log="$results/dotnet.log"
  dotnet test --solution Tongbi.slnx --no-build --max-parallel-test-modules 1 2>&1 | tee "$log"
  local p f s
  p=$(count "$log" succeeded) f=$(count "$log" failed) s=$(count "$log" skipped)
  if [ -z "$p" ]; then
    failed=$((failed + 1))
    return
  fi
  passed=$((passed + p))
  failed=$((failed + ${f:-0}))
  # A test may skip on a machine that lacks something, but nothing is lacking in CI.
  if [ "${CI:-}" = true ] && [ "${s:-0}" != 0 ]; then
    echo "skipped in CI: ${s}"
    failed=$((failed + s))
  fi
}

run_client_tests() {
  local log="$results/client.json"
  (cd src/Dashboard/ClientApp && npx vitest run --reporter=default --reporter=json --outputFile.json="$log") || true
  if [ ! -s "$log" ]; then
    failed=$((failed + 1))
    return
  fi
  passed=$((passed + $(node -p "require('$log').numPassedTests")))
  failed=$((failed + $(node -p "require('$log').numFailedTests + require('$log').numFailedTestSuites - require('$log').testResults.filter(r => r.assertionResults.some(a => a.status === 'failed')).length")))
}

[ "$quick" = --quick ] || step "packages" install_packages
[ "$quick" = --quick ] || step "foreign clients" npm ci --prefix tests/clients --silent
[ "$quick" = --quick ] || step "Grafana's types" npm ci --prefix tests/grafana --silent --ignore-scripts
step "build" dotnet build Tongbi.slnx -v quiet
[ "$quick" = --quick ] || step "format" dotnet format Tongbi.slnx --verify-no-changes --no-restore
echo "== client tests"
run_client_tests
echo "== tests"
run_dotnet_tests
finish
