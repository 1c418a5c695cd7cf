using Tongbi.Collector.Ledger;

namespace Tongbi.CommitLoop;

/// <summary>
/// A fixed sequence of deliveries in which later ones revise, move, withdraw and return what earlier ones brought. Every record of batch N has
/// revision N, so the end is the same however often and in whatever order the batches are sent.
/// </summary>
public static class Batches
{
    /// <summary>How many there are.</summary>
    public const int Count = 400;

    /// <summary>The series that they feed.</summary>
    public static SeriesKey Series(int number) => new("dispatch110", "incident", $"c{number}", "PS01");

    /// <summary>The events of a batch; most are small, each seventh has thousands.</summary>
    /// <param name="batch">0 to <see cref="Count"/> − 1.</param>
    /// <param name="registry">Gives the handles.</param>
    public static EventRecord[] Events(int batch, SeriesRegistry registry)
    {
        int size = batch % 7 == 3 ? 4_000 : 1 + (batch * 37 % 60);
        EventRecord[] events = new EventRecord[size];
        for (int index = 0; index < size; index++)
        {
            uint mixed = unchecked((uint)((batch * 7_919) + (index * 104_729)) * 2_654_435_761u);
            UInt128 id = mixed % Ids;
            events[index] = new EventRecord(
                unchecked(id * UInt128.Parse("210306068529402873165736369884012333109", System.Globalization.CultureInfo.InvariantCulture)),
                1_772_323_200 + (mixed % 86_400),
                batch,
                registry.GetOrAdd(Series((int)(mixed % 50))),
                1 + (int)(mixed % 3),
                mixed % 11 == 0);
        }

        return events;
    }

    /// <summary>The batch as it is sent.</summary>
    public static Delivery Delivery(int batch, SeriesRegistry registry) =>
        new() { Events = [Events(batch, registry)], Shares = [new SourceShare("dispatch110", 1, 0, null)], Actor = "commit-loop" };

    private const uint Ids = 20_000;
}
