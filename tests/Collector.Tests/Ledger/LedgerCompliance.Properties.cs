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
