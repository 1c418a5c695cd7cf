namespace Tongbi.Collector.Counts;

/// <summary>
/// Whether the last figure that a source has delivered of a stock is the last one that can be expected for a span. A stock holds until it is
/// counted again, so gaps before its last figure do not matter; the next figure is due when its own bucket has ended and the source may no
/// longer be late.
/// </summary>
internal enum StockTail
{
    /// <summary>Nothing delivered that lies in the span.</summary>
    None,

    /// <summary>A later figure within the span is overdue.</summary>
    Overdue,

    /// <summary>A later figure within the span will come, but is not due yet.</summary>
    Awaited,

    /// <summary>No later figure of this grain can lie in the span.</summary>
    Complete,
}
