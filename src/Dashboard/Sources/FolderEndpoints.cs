using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Ingest;
using Tongbi.Collector.Sources.Folder;
using Tongbi.Dashboard.Api;
using Tongbi.Dashboard.Security;

namespace Tongbi.Dashboard.Sources;

/// <summary><c>GET /api/v1/folders</c>: how the watched folders are doing.</summary>
public static class FolderEndpoints
{
    /// <summary>Maps the endpoint.</summary>
    public static IEndpointRouteBuilder MapFolders(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/folders", Answer)
            .RequireAuthorization(Policies.Read)
            .WithTags("Sources")
            .WithSummary("Every watched folder: state, progress, the newest files, gaps, repeats and faults.")
            .Produces<FolderList>()
            .WithQuery([])
            .WithQueryProblems();
        return routes;
    }

    private static Ok<FolderList> Answer(HttpRequest request, FolderWatch folders, ICatalogueSource catalogue)
    {
        _ = new QueryReader(request, []);
        return TypedResults.Ok(new FolderList([.. folders.Reports.Select(report => Entry(report, catalogue.Current))]));
    }

    private static FolderEntry Entry(FolderReport report, Catalogue catalogue) => new(
        report.Plan.Id,
        report.Plan.Source,
        report.Plan.Kind == RecordKind.Event ? "events" : "counts",
        Word(report.State),
        report.Waiting,
        report.WaitsForSequence,
        report.Reading,
        report.LastSequence,
        report.Missing,
        report.Files,
        report.Failed,
        report.Gaps,
        report.Repeats,
        Text(report.LastSuccessAt, catalogue),
        [.. report.Recent.Select(file => File(file, catalogue))],
        report.Faults);

    private static FileEntry File(FileRecord file, Catalogue catalogue) => new(
        file.File,
        file.Bytes,
        file.Sha256,
        file.Sequence,
        Text(file.At, catalogue)!, // an instant has a text
        file.Fault is not null ? "refused" : file.Rejected > 0 ? "partly" : "taken",
        file.Fault,
        file.Message,
        file.Received,
        file.Inserted,
        file.Changed,
        file.Known,
        file.Rejected,
        file.Held,
        file.IsRepeat);

    private static string Word(FolderState state) => state switch
    {
        FolderState.Starting => "starting",
        FolderState.Watching => "watching",
        FolderState.Reading => "reading",
        FolderState.Waiting => "waiting",
        FolderState.Unavailable => "unavailable",
        _ => "elsewhere",
    };

    private static string? Text(DateTimeOffset? instant, Catalogue catalogue) => instant is { } known ? OfficeTime.Text(Instant.FromDateTimeOffset(known), catalogue) : null;

    /// <summary>All watched folders.</summary>
    /// <param name="Items">In the order of the configuration.</param>
    internal sealed record FolderList(IReadOnlyList<FolderEntry> Items);

    /// <summary>One watched folder.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="Source">The source that it feeds.</param>
    /// <param name="Kind"><c>events</c> or <c>counts</c>.</param>
    /// <param name="State"><c>starting watching reading waiting unavailable elsewhere</c>.</param>
    /// <param name="Waiting">Files in it that are wanted and not settled yet.</param>
    /// <param name="WaitsForSequence">The sequence number that files wait for (<c>onGap: wait</c>).</param>
    /// <param name="Reading">The file that is being read, and how far it is.</param>
    /// <param name="LastSequence">Highest sequence number that came.</param>
    /// <param name="Missing">Sequence numbers that did not come.</param>
    /// <param name="Files">Files settled in all.</param>
    /// <param name="Refused">Files of which nothing was counted.</param>
    /// <param name="Gaps">Gaps seen, filled since or not.</param>
    /// <param name="Repeats">Files or sequence numbers that came again.</param>
    /// <param name="LastSuccessAt">When a file was last taken.</param>
    /// <param name="Recent">The newest files, the latest first.</param>
    /// <param name="Faults">What is left where it is now, or the folder itself.</param>
    internal sealed record FolderEntry(
        string Id,
        string Source,
        string Kind,
        string State,
        int Waiting,
        long? WaitsForSequence,
        FileProgress? Reading,
        long? LastSequence,
        IReadOnlyList<SequenceGap> Missing,
        long Files,
        long Refused,
        long Gaps,
        long Repeats,
        string? LastSuccessAt,
        IReadOnlyList<FileEntry> Recent,
        IReadOnlyList<FolderFault> Faults);

    /// <summary>What became of one file.</summary>
    /// <param name="File">Its name, with what might be personal left out.</param>
    /// <param name="Bytes">Its size.</param>
    /// <param name="Sha256">Its checksum; empty where it was not taken.</param>
    /// <param name="Sequence">Its sequence number.</param>
    /// <param name="At">When it was settled.</param>
    /// <param name="Outcome"><c>taken</c>, <c>partly</c> (some records were refused) or <c>refused</c> (nothing was counted).</param>
    /// <param name="Code">Why nothing was counted.</param>
    /// <param name="Message">The same as a sentence.</param>
    /// <param name="Received">Records in it.</param>
    /// <param name="Inserted">Records seen for the first time.</param>
    /// <param name="Changed">Records that replaced an earlier one, or took one out.</param>
    /// <param name="Known">Records that were known already, or older than what is known.</param>
    /// <param name="Rejected">Records that were refused.</param>
    /// <param name="Held">How many of the refused ones are kept, to be counted once their codes are mapped.</param>
    /// <param name="Repeat">Whether the same content or sequence number came before.</param>
    internal sealed record FileEntry(
        string File,
        long Bytes,
        string Sha256,
        long? Sequence,
        string At,
        string Outcome,
        string? Code,
        string? Message,
        long Received,
        long Inserted,
        long Changed,
        long Known,
        long Rejected,
        long Held,
        bool Repeat);
}
