namespace Tongbi.Collector.Sources.Folder;

/// <summary>How a watched folder is doing, at one moment. Immutable.</summary>
/// <param name="Plan">What the configuration says of it.</param>
/// <param name="State">What it is doing.</param>
/// <param name="Waiting">Files in it that are wanted and not settled yet.</param>
/// <param name="WaitsForSequence">The sequence number that they wait for; null if for none.</param>
/// <param name="Reading">The file that is being read; null if none is.</param>
/// <param name="LastSequence">Highest sequence number that came.</param>
/// <param name="Missing">Sequence numbers that did not come.</param>
/// <param name="Files">Files settled in all.</param>
/// <param name="Failed">Files of which nothing was counted.</param>
/// <param name="Gaps">Gaps seen, filled since or not.</param>
/// <param name="Repeats">Files or sequence numbers that came again.</param>
/// <param name="LastSuccessAt">When a file was last taken.</param>
/// <param name="Recent">The newest files, the latest first.</param>
/// <param name="Faults">What is left where it is now, or the folder itself.</param>
public sealed record FolderReport(
    FolderPlan Plan,
    FolderState State,
    int Waiting,
    long? WaitsForSequence,
    FileProgress? Reading,
    long? LastSequence,
    IReadOnlyList<SequenceGap> Missing,
    long Files,
    long Failed,
    long Gaps,
    long Repeats,
    DateTimeOffset? LastSuccessAt,
    IReadOnlyList<FileRecord> Recent,
    IReadOnlyList<FolderFault> Faults);
