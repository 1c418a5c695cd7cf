using Tongbi.Collector.Ledger.Held;

namespace Tongbi.Collector.Ledger.Sqlite;

/// <summary>A record that waits, as it was looked at.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Record">What it says.</param>
/// <param name="Verdict">What is to become of it.</param>
internal readonly record struct HeldRow(long Id, HeldRecord Record, HeldVerdict Verdict);
