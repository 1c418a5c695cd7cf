using NodaTime;
using Tongbi.Collector.Catalog;

namespace Tongbi.Dashboard.Demo;

/// <summary>
/// All simulated records up to an instant, as the first start posts them: two years to date (three at the very beginning of a year). Pure:
/// the same catalogue and instants give the same records.
/// </summary>
public sealed class DemoHistory
{
    /// <summary>Prepares the history of a first start.</summary>
    /// <param name="catalogue">What may be counted.</param>
    /// <param name="firstStart">Instant of the first start: the hour it lies in is the running one, all before are complete.</param>
    public DemoHistory(Catalogue catalogue, Instant firstStart)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        Span = FoundingSpan.At(catalogue.Calendar, firstStart);
        From = catalogue.Calendar.StartOfHour(Span.HistoryFromHour);
        World = new DemoWorld(catalogue, Span);
        Figures = new DemoFigures(World);
    }

    /// <summary>Where the founding figures lie, and the period to ask for.</summary>
    public FoundingSpan Span { get; }

    /// <summary>Beginning of the history.</summary>
    public Instant From { get; }

    /// <summary>Happenings in [from, to), in order of time within each hour.</summary>
    public IEnumerable<DemoEvent> Events(Instant from, Instant to) => World.EventsBetween(from.ToUnixTimeSeconds(), to.ToUnixTimeSeconds());

    /// <summary>Ready figures whose bucket ended after <paramref name="from"/> and not after <paramref name="to"/>.</summary>
    public IEnumerable<DemoFigure> FiguresDue(Instant from, Instant to) => Figures.DueBetween(from.ToUnixTimeSeconds(), to.ToUnixTimeSeconds());

    internal DemoWorld World { get; }

    internal DemoFigures Figures { get; }
}
