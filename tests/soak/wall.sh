#!/usr/bin/env bash
# The long soak of the wall, for those who can wait: a day of updates (or HOURS), 50 cut links and 50 killed servers in real Chromium.
#   tests/soak/wall.sh [HOURS]      default 24
set -euo pipefail
cd "$(dirname "$0")/../.."
export TONGBI_SOAK=1 TONGBI_SOAK_HOURS="${1:-24}"
dotnet build tests/Acceptance.Tests -c Release -v q -nologo
exec dotnet tests/Acceptance.Tests/bin/Release/net10.0/Tongbi.Acceptance.Tests.dll -class Tongbi.Acceptance.WallSoakTests -showLiveOutput -diagnostics
