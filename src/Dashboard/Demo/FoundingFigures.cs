namespace Tongbi.Dashboard.Demo;

/// <summary>
/// The figures that the demo's history is built to give by arithmetic (DOMAIN §2): 993 administrative cases handled against 794 (+25.06 %),
/// public-order incidents −6.26 % (a multiple of 404 against 431), vice leads 206 against 271 (−23.99 %).
/// </summary>
public static class FoundingFigures
{
    /// <summary>Cases handled, current and base.</summary>
    public static (int Current, int Base) Handled => (993, 794);

    /// <summary>Vice leads, current and base.</summary>
    public static (int Current, int Base) ViceLeads => (206, 271);

    /// <summary>Public-order incidents: about 404 in 36 days, the pair multiplied so that the daily number stays natural.</summary>
    public static (int Current, int Base) PublicOrder(FoundingSpan span)
    {
        ArgumentNullException.ThrowIfNull(span);
        int times = Math.Clamp((int)Math.Round(span.Days / 36.2, MidpointRounding.AwayFromZero), 1, 10);
        return (404 * times, 431 * times);
    }

    /// <summary>Exact numbers of each founding stream over the two spans.</summary>
    internal static IReadOnlyDictionary<string, (int Current, int Base)> ByStream(FoundingSpan span)
    {
        (int Current, int Base) order = PublicOrder(span);

        // 62 % of the vice leads are public-order incidents as well: they are in both figures, and generated once.
        (int Current, int Base) both = (ViceLeads.Current * 62 / 100, ViceLeads.Base * 62 / 100);
        return new Dictionary<string, (int Current, int Base)>(StringComparer.Ordinal)
        {
            [DemoScript.ViceAdmin] = both,
            [DemoScript.ViceOther] = (ViceLeads.Current - both.Current, ViceLeads.Base - both.Base),
            [DemoScript.PublicOrder] = (order.Current - both.Current, order.Base - both.Base),
            [DemoScript.Handled] = Handled,
        };
    }
}
