using Tongbi.Dashboard.Reports.Content;

namespace Tongbi.Dashboard.Reports.Disclosure;

/// <summary>Withholds nothing and notes which counts a report asks for: what it would print.</summary>
internal sealed class RecordingDisclosure : IDisclosure
{
    private readonly HashSet<CellPlace> places = [];

    /// <summary>The counts asked for.</summary>
    public IReadOnlyCollection<CellPlace> Places => places;

    /// <inheritdoc/>
    public Disclosed Of(CellPlace place, ReportSpan span)
    {
        places.Add(place);
        return Disclosed.Shown;
    }
}
