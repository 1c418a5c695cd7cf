using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Ledger.Seals;
using Tongbi.Collector.Ledger.Sqlite;
using Tongbi.Collector.Statistics;
using Tongbi.Dashboard.Api;
using Tongbi.Dashboard.Operations;

namespace Tongbi.Dashboard.Verbs;

/// <summary><c>seal</c>: closes, locks, opens or amends a month, beside a running server or without one.</summary>
internal static class SealVerb
{
    private static readonly Argument<string> Month = new("MONTH") { Description = "Statistical month, e.g. 2026-02" };
    private static readonly Option<bool> Lock = new("--lock") { Description = "Lock it: records that would change it are refused (default: close it; changes are taken and told as restatements)" };
    private static readonly Option<bool> Open = new("--open") { Description = "Open it again" };
    private static readonly Option<bool> Amend = new("--amend") { Description = "Let changes into a locked month for a limited time" };
    private static readonly Option<int?> Hours = new("--hours") { Description = "How long an amendment is open, 1 to 168 (default 24)", HelpName = "N" };
    private static readonly Option<string> Reason = new("--reason") { Description = "Why; no personal data", HelpName = "TEXT", Required = true };
    private static readonly Option<string> By = new("--by") { Description = "Who asks", HelpName = "NAME", Required = true };
    private static readonly Option<string> Approve = new("--approve") { Description = "The second person; without it the seal waits for an approval through the API", HelpName = "NAME" };

    /// <summary>The verb.</summary>
    public static Command Command()
    {
        Command command = new("seal", "Close, lock, open or amend a month; takes two persons.") { Month, Lock, Open, Amend, Hours, Reason, By, Approve };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        TongbiOptions options = CommonOptions.Resolve(parsed);
        Catalogue catalogue = CatalogueLoader.Load(new ConfigDirectory(options.Config).CatalogueFile);
        SealRequest request = Read(parsed, catalogue);
        DataDirectory data = DataDirectory.OpenExisting(options.Data);
        SqliteLedgerOptions ledgerOptions = new() { DataDirectory = data.Path, StatisticalDate = catalogue.Calendar.DateOf, StatisticalHour = catalogue.Calendar.HourOf };
        await using SqliteLedger ledger = await SqliteLedger.OpenAsync(ledgerOptions, TimeProvider.System, NullLogger<SqliteLedger>.Instance, cancellationToken);
        SealAct act = Taken(await ledger.RequestAsync(request, cancellationToken));
        string month = SealEntry.MonthText(act.Span.Month);
        if (parsed.GetValue(Approve) is not { } approver)
        {
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{month}: seal {act.Id} waits for a second person: POST /api/v1/seals/{act.Id}/approve"));
            return 0;
        }

        SealEntry done = SealEntry.Of(Taken(await ledger.ApproveAsync(act.Id, approver.Trim(), cancellationToken)), catalogue);
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{month}: {done.State} at version {done.Version} by {done.RequestedBy}, approved by {done.ApprovedBy}{(done.ExpiresAt is { } end ? ", open until " + end : "")}"));
        return 0;
    }

    private static SealRequest Read(ParseResult parsed, Catalogue catalogue)
    {
        bool[] chosen = [parsed.GetValue(Lock), parsed.GetValue(Open), parsed.GetValue(Amend)];
        if (chosen.Count(one => one) > 1)
        {
            throw new OperatorException("--lock, --open and --amend exclude each other.");
        }

        SealKind kind = chosen switch
        {
            [true, _, _] => SealKind.Lock,
            [_, true, _] => SealKind.Open,
            [_, _, true] => SealKind.Amend,
            _ => SealKind.Close,
        };
        string by = Name(parsed.GetRequiredValue(By), "--by");
        if (parsed.GetValue(Approve) is { } approver && string.Equals(by, Name(approver, "--approve"), StringComparison.OrdinalIgnoreCase))
        {
            throw new OperatorException("--by and --approve must be two persons.");
        }

        try
        {
            return new SealRequest(
                kind,
                SealTexts.ReadMonth(parsed.GetRequiredValue(Month), catalogue.Calendar),
                SealTexts.ReadReason(parsed.GetRequiredValue(Reason)),
                by,
                SealTexts.ReadHours(kind, parsed.GetValue(Hours)));
        }
        catch (QueryException mistake)
        {
            throw new OperatorException(mistake.Message, mistake);
        }
    }

    private static string Name(string text, string option) => text.Trim() is { Length: > 0 and <= 64 } name
        ? name
        : throw new OperatorException($"{option} must be a name of 1 to 64 characters.");

    private static SealAct Taken(SealOutcome outcome) =>
        outcome.Act ?? throw new OperatorException(SealTexts.Of(outcome.Refusal ?? SealRefusal.UnknownAct).Detail);
}
