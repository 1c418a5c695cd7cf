namespace Tongbi.Collector.Sources.Replay;

/// <summary>A record that waits to be sent.</summary>
/// <param name="Second">When it happened, in Unix seconds.</param>
/// <param name="Offset">Where its text begins.</param>
/// <param name="Length">Length of its text in bytes.</param>
/// <param name="Row">Its row in the file, counted from 1.</param>
internal readonly record struct ReplayLine(long Second, long Offset, int Length, long Row);
