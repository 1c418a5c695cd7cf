namespace Tongbi.Collector.Sources.Database;

/// <summary>Why a pull failed, in words that carry nothing from the database: engines like to quote values and addresses in theirs.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Message">One sentence with the remedy.</param>
public sealed record PullFault(string Code, string Message);
