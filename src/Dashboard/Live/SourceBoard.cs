using System.Text.Json;
using Microsoft.Extensions.Options;
using NodaTime;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Ledger;
using Tongbi.Collector.Sources.Health;

namespace Tongbi.Dashboard.Live;

/// <summary>
/// The sources as screens last heard of them. A change of state is told at the next look; moved times of a source that stays in its state are
/// told at most once in <see cref="LiveOptions.SourceInterval"/>, so a busy source costs no more than a quiet one. Thread-safe.
/// </summary>
internal sealed class SourceBoard(ILedger ledger, ICatalogueSource catalogues, SourceFaults faults, IOptions<LiveOptions> options)
{
    /// <summary>Rises with every source that is to be told; 0 = nothing yet.</summary>
    public long Sequence => Volatile.Read(ref sequence);

    /// <summary>Looks at all sources; true if there is something to tell.</summary>
    public bool Refresh(Instant now)
    {
        lock (gate)
        {
            long before = sequence;
            Catalogue catalogue = catalogues.Current;
            foreach (SourceSystem source in catalogue.Sources)
            {
                SourceActivity? activity = ledger.Activity.GetValueOrDefault(source.Id);
                SourceState state = SourceHealth.Of(source, activity, faults.Find(source.Id), now).State;
                if (!told.TryGetValue(source.Id, out Told? last) || IsWorthTelling(last, state, activity, now))
                {
                    SourceStatus status = Describe(source, activity, state, now, catalogue);
                    told[source.Id] = new Told(state, activity?.LastSuccessAt, activity?.LastRecordAt, now, sequence + 1, LiveMessages.Of(status));
                    Volatile.Write(ref sequence, sequence + 1);
                }
            }

            return sequence > before;
        }
    }

    /// <summary>The next source after a sequence that is to be told, with its own sequence; null if none.</summary>
    public (long Sequence, EncodedMessage Message)? NextAfter(long after)
    {
        if (after >= Sequence)
        {
            return null;
        }

        lock (gate)
        {
            Told? next = told.Values.Where(entry => entry.Sequence > after).MinBy(entry => entry.Sequence);
            return next is null ? null : (next.Sequence, next.Message);
        }
    }

    /// <summary>All sources in the catalogue's order as they are now.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Encode(Instant now)
    {
        Catalogue catalogue = catalogues.Current;
        IReadOnlyDictionary<string, SourceActivity> activities = ledger.Activity;
        return
        [
            .. catalogue.Sources.Select(source =>
            {
                SourceActivity? activity = activities.GetValueOrDefault(source.Id);
                return LiveMessages.Of(Describe(source, activity, SourceHealth.Of(source, activity, faults.Find(source.Id), now).State, now, catalogue)).Json;
            }),
        ];
    }

    private bool IsWorthTelling(Told last, SourceState state, SourceActivity? activity, Instant now) =>
        state != last.State
        || ((activity?.LastSuccessAt != last.LastSuccessAt || activity?.LastRecordAt != last.LastRecordAt)
            && now - last.ToldAt >= Duration.FromTimeSpan(options.Value.SourceInterval));

    private static SourceStatus Describe(SourceSystem source, SourceActivity? activity, SourceState state, Instant now, Catalogue catalogue) => new(
        source.Id,
        source.Name,
        source.NameEn,
        JsonNamingPolicy.CamelCase.ConvertName(state.ToString()),
        Format(activity?.LastSuccessAt, catalogue),
        Format(activity?.LastRecordAt, catalogue),
        activity?.LastSuccessAt is { } success ? (long)Math.Max(0, (now - success).TotalSeconds) : null,
        (long)source.LateAfter.TotalSeconds);

    private static string? Format(Instant? instant, Catalogue catalogue) =>
        instant is { } known ? LiveView.InstantPattern.Format(known.InZone(catalogue.Calendar.Zone).ToOffsetDateTime()) : null;

    private readonly Lock gate = new();
    private readonly Dictionary<string, Told> told = new(StringComparer.Ordinal);
    private long sequence;

    private sealed record Told(SourceState State, Instant? LastSuccessAt, Instant? LastRecordAt, Instant ToldAt, long Sequence, EncodedMessage Message);
}
