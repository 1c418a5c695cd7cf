namespace Tongbi.Dashboard.Replay;

/// <summary>How far a replay is.</summary>
/// <param name="Sent">Records that the server has answered for, those before the place where it began included.</param>
/// <param name="Total">Records in all.</param>
/// <param name="Share">How much of the way is behind: by time where there is a speed, else by records; 0 to 1.</param>
/// <param name="Elapsed">Time since the beginning.</param>
/// <param name="SentNow">Records of this run.</param>
internal readonly record struct ReplayProgress(int Sent, int Total, double Share, TimeSpan Elapsed, int SentNow);
