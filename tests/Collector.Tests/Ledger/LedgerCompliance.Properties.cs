using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Tongbi.Collector.Ledger;
using static Tongbi.Collector.Tests.Ledger.SomeRecord;

namespace Tongbi.Collector.Tests.Ledger;

/// <summary>Random sequences of records against <see cref="LedgerModel"/>.</summary>
public abstract partial class LedgerCompliance
{
    [Property(MaxTest = Cases, EndSize = CaseSize)]
    public Property AnySequence_GivesTheOutcomesAndTheStateOfTheModel() =>
        ForAll(Gen.ArrayOf(DeliveryOfAnything), async deliveries =>
        {
            LedgerModel model = new();
            foreach (RandomDelivery delivery in deliveries)
            {
                Assert.Equal(model.Apply(delivery.Events, delivery.Figures), await CommitAsync(WithHandles(delivery)));
                if (delivery.ReopenAfter)
                {
                    await ReopenAsync();
                    RegisterSeries();
                }
            }

            Assert.Equal(model.State(number => Series(number)), await LedgerState.ReadAsync(Ledger));
        });

    [Property(MaxTest = Cases, EndSize = 3 * CaseSize)]
    public Property DistinctRevisions_InAnyOrderAndAnyBatches_EndInTheSameState() =>
        ForAll(EventsOfDistinctRevisions.SelectMany(events => Gen.Shuffle(events).SelectMany(shuffled => Gen.Choose(1, 5).Select(size => (events, shuffled, size)))), async given =>
        {
            LedgerModel model = new();
            model.Apply(given.events, []);
            foreach (EventRecord[] batch in given.shuffled.Chunk(given.size))
            {
                // Each twice: a retry changes nothing.
                RandomDelivery delivery = new(batch, [], given.size, false);
                await CommitAsync(WithHandles(delivery));
                await CommitAsync(WithHandles(delivery));
            }

            Assert.Equal(model.State(number => Series(number)), await LedgerState.ReadAsync(Ledger));
        });

    [Property(MaxTest = Cases, EndSize = CaseSize)]
    public Property EventSums_OfAnySpanAndVersion_AreThoseOfTheLog() =>
        ForAll(Gen.ArrayOf(DeliveryOfAnything).SelectMany(deliveries => Gen.Choose(0, 5).SelectMany(from => Gen.Choose(0, 6).Select(version => (deliveries, from, version)))), async given =>
        {
            foreach (RandomDelivery delivery in given.deliveries)
            {
                await CommitAsync(WithHandles(delivery));
            }

            long from = Midnight + given.from;
            long version = Math.Min(given.version, Ledger.Version);
            LedgerState state = await LedgerState.ReadAsync(Ledger, version);
            IReadOnlyDictionary<int, long> sums = await Ledger.ReadEventSumsAsync(from, from + 2, version, Token);
            for (int series = 0; series < RandomSeries; series++)
            {
                long expected = state[Series(series), BucketGrain.Event, from].Count + state[Series(series), BucketGrain.Event, from + 1].Count;
                Assert.Equal(expected, sums.GetValueOrDefault(Ledger.Series.GetOrAdd(Series(series))));
            }
        });

    [Property(MaxTest = Cases, EndSize = CaseSize)]
    public Property Corrections_OfAnySequence_TellWhenTheRecordsThatStandWereFirstRecorded() =>
        ForAll(Gen.ArrayOf(DeliveryOfAnything), async deliveries =>
        {
            Dictionary<UInt128, (EventRecord Record, long First, bool Moved)> known = [];
            foreach (RandomDelivery delivery in deliveries)
            {
                Time.Advance(TimeSpan.FromSeconds(7));
                foreach (EventRecord record in delivery.Events)
                {
                    bool isKnown = known.TryGetValue(record.Key, out (EventRecord Record, long First, bool Moved) old);
                    if (!isKnown || record.Revision > old.Record.Revision)
                    {
                        known[record.Key] = (record, isKnown ? old.First : Time.GetUtcNow().ToUnixTimeSeconds(), isKnown && (old.Moved || old.Record.Series != record.Series));
                    }
                }

                await CommitAsync(WithHandles(delivery));
                if (delivery.ReopenAfter)
                {
                    await ReopenAsync();
                    RegisterSeries();
                }
            }

            string[] expected =
            [
                .. known.Values.Where(entry => !entry.Record.Withdrawn)
                    .GroupBy(entry => (Series(entry.Record.Series).Category, entry.Record.OccurredAt, entry.First))
                    .Select(group => $"{group.Key} {group.Count()} {group.Count(entry => entry.Moved)}").Order(StringComparer.Ordinal),
            ];
            Assert.Equal(expected, await RecordsToldAsync());
        });

    // Records by series, time and first recording, with how many were moved: changes and corrections added up.
    private async Task<string[]> RecordsToldAsync()
    {
        Dictionary<(string, long, long), (long Records, long Moved)> told = [];
        await foreach (ChangeSet set in Ledger.ReadChangesAsync(0, Token))
        {
            long recorded = set.RecordedAt.ToUnixTimeSeconds();
            foreach (Change change in set.Changes.Where(change => change.Grain == BucketGrain.Event))
            {
                Add(change.Series, change.Start, recorded, change.Presence, 0);
            }

            foreach (Correction correction in set.Corrections!) // not null: the engines of these tests keep them
            {
                Add(correction.Series, correction.Start, recorded, -correction.Records, 0);
                Add(correction.Series, correction.Start, correction.FirstRecorded, correction.Records, correction.Moved);
            }
        }

        return [.. told.Where(entry => entry.Value != default).Select(entry => $"{entry.Key} {entry.Value.Records} {entry.Value.Moved}").Order(StringComparer.Ordinal)];

        void Add(int handle, long start, long first, long records, long moved)
        {
            (long Records, long Moved) sum = told.GetValueOrDefault((Ledger.Series[handle].Category, start, first));
            told[(Ledger.Series[handle].Category, start, first)] = (sum.Records + records, sum.Moved + moved);
        }
    }

    private static Gen<EventRecord> AnyEvent =>
        from id in Gen.Choose(1, 6)
        from series in Gen.Choose(0, RandomSeries - 1)
        from revision in Gen.Choose(0, 4)
        from quantity in Gen.Choose(-2, 3)
        from second in Gen.Choose(0, 5)
        from withdrawn in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
        select Event((ulong)id, series, revision, quantity, Midnight + second, withdrawn);

    private static Gen<FigureRecord> AnyFigure =>
        from series in Gen.Choose(0, RandomSeries - 1)
        from grain in Gen.Elements(BucketGrain.Hour, BucketGrain.Day, BucketGrain.Month, BucketGrain.Year)
        from start in Gen.Choose(-1, 1)
        from count in Gen.Choose(0, 3)
        from revision in Gen.Choose(0, 2)
        from withdrawn in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
        select Figure(series, count, revision, grain, start, withdrawn);

    private static Gen<RandomDelivery> DeliveryOfAnything =>
        from events in Gen.ListOf(AnyEvent)
        from figures in Gen.ListOf(AnyFigure)
        from piece in Gen.Choose(1, 7)
        from reopen in Gen.Frequency((6, Gen.Constant(false)), (1, Gen.Constant(true)))
        select new RandomDelivery([.. events], [.. figures], piece, reopen);

    private static Gen<EventRecord[]> EventsOfDistinctRevisions =>
        Gen.ArrayOf(AnyEvent).Select(events => events.DistinctBy(record => (record.Key, record.Revision)).ToArray());

    /// <summary>A property that has a fresh store for every case.</summary>
    private Property ForAll<T>(Gen<T> generator, Func<T, Task> property) =>
        Prop.ForAll(Arb.From(generator), async given =>
        {
            await Ledger.DisposeAsync();
            await RemoveAsync();
            Ledger = await OpenAsync(Time);
            RegisterSeries();
            await property(given);
        });

    // The records of a case name their series by handle; in a ledger opened anew these are other ones.
    private void RegisterSeries() => handles = [.. Enumerable.Range(0, RandomSeries).Select(series => Ledger.Series.GetOrAdd(Series(series)))];

    private Delivery WithHandles(RandomDelivery delivery) => (delivery with
    {
        Events = [.. delivery.Events.Select(record => record with { Series = handles[record.Series] })],
        Figures = [.. delivery.Figures.Select(figure => figure with { Series = handles[figure.Series] })],
    }).ToDelivery();

    private const int RandomSeries = 3;
    private const int Cases = 60;
    private const int CaseSize = 12;
    private int[] handles = [];
}
