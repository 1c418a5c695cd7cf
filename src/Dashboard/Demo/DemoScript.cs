using Tongbi.Collector.Catalog;

namespace Tongbi.Dashboard.Demo;

/// <summary>
/// The tables behind the simulated county: sizes natural for 126 thousand people, shares and places plausible, nothing taken from real records.
/// What the catalogue in force does not know is left out, so an edited demo catalogue still gets valid records.
/// </summary>
internal static class DemoScript
{
    /// <summary>Vice that is a public-order matter at once.</summary>
    public const string ViceAdmin = "va";

    /// <summary>Vice leads outside the public-order class.</summary>
    public const string ViceOther = "vo";

    /// <summary>Public-order incidents that are no vice.</summary>
    public const string PublicOrder = "ao";

    /// <summary>All other incidents.</summary>
    public const string OtherIncidents = "in";

    /// <summary>Administrative cases handled.</summary>
    public const string Handled = "ch";

    /// <summary>Towns with the share of what happens there.</summary>
    public static IReadOnlyList<(string Unit, double Weight)> Towns { get; } =
    [
        ("331125001", 30), ("331125002", 14), ("331125003", 20), ("331125004", 12), ("331125105", 7),
        ("331125106", 5.5), ("331125107", 4), ("331125201", 2.8), ("331125202", 2.4), ("331125206", 2.3),
    ];

    /// <summary>Stations with the share of what they deal with.</summary>
    public static IReadOnlyList<(string Unit, double Weight)> Stations { get; } =
        [("PS01", 33), ("PS02", 17), ("PS03", 31), ("PS04", 8), ("PS05", 6), ("PS06", 5)];

    /// <summary>The streams of events as far as the catalogue knows them.</summary>
    public static IReadOnlyList<DemoStream> Streams(Catalogue catalogue)
    {
        StreamMaker make = new(catalogue);
        return
        [
            .. make.Stream(ViceAdmin, "incident", 143, DemoRhythm.Night, Towns,
                ("dispatch110", "admin/mgmt/gambling", 48, null), ("cyber", "admin/mgmt/gambling", 12, "NET"), ("dispatch110", "admin/mgmt/prostitution", 15, null),
                ("dispatch110", "admin/mgmt/obscene", 2, null), ("cyber", "admin/mgmt/obscene", 5, "NET"), ("narcotics", "admin/mgmt/drugs", 12, "DRUG"), ("dispatch110", "admin/mgmt/drugs", 6, null)),
            .. make.Stream(ViceOther, "incident", 88, DemoRhythm.Night, Towns,
                ("dispatch110", "report/vice", 78, null), ("cyber", "report/vice", 10, "NET"), ("narcotics", "criminal/drug_trade", 12, "DRUG")),
            .. make.Stream(PublicOrder, "incident", 3927, DemoRhythm.Calls, Towns,
                ("dispatch110", "admin/person_property/fight", 24, null), ("dispatch110", "admin/person_property/petty_theft", 21, null), ("dispatch110", "admin/person_property/damage", 9, null),
                ("dispatch110", "admin/person_property", 1, null), ("dispatch110", "admin/mgmt/noise", 17, null), ("dispatch110", "admin/mgmt/hotel_rental", 4, null), ("dispatch110", "admin/mgmt/other", 6, null),
                ("dispatch110", "admin/order", 11, null), ("dispatch110", "admin/safety", 5, null), ("dispatch110", "admin", 2, null)),
            .. make.Stream(OtherIncidents, "incident", 15500, DemoRhythm.Calls, Towns,
                ("dispatch110", "criminal/theft/burglary", 6, null), ("dispatch110", "criminal/theft/vehicle", 2, null), ("dispatch110", "criminal/theft/in_car", 4, null), ("dispatch110", "criminal/theft/pickpocket", 3, null),
                ("dispatch110", "criminal/theft/ebike", 10, null), ("dispatch110", "criminal/fraud/telecom", 14, null), ("cyber", "criminal/fraud/telecom", 4, "NET"), ("dispatch110", "criminal/fraud/other", 4, null),
                ("dispatch110", "criminal/injury", 3, null), ("dispatch110", "criminal/robbery", 0.3, null), ("dispatch110", "criminal/sexual", 0.8, null), ("dispatch110", "criminal/homicide", 0.04, null), ("dispatch110", "criminal/other", 3, null),
                ("dispatch110", "traffic/accident", 190, null), ("dispatch110", "traffic/accident", 45, "TRAF"), ("dispatch110", "traffic/congestion", 22, "TRAF"), ("dispatch110", "traffic/racing", 5, "TRAF"),
                ("dispatch110", "dispute/family", 58, null), ("dispatch110", "dispute/neighbour", 34, null), ("dispatch110", "dispute/labour", 20, null), ("dispatch110", "dispute/contract", 16, null),
                ("dispatch110", "dispute/consumer", 22, null), ("dispatch110", "dispute/other", 24, null), ("dispatch110", "help", 240, null), ("dispatch110", "report/other", 26, null), ("dispatch110", "complaint", 9, null),
                ("dispatch110", "fire", 12, null), ("dispatch110", "disaster", 2, null), ("dispatch110", "mass_event", 0.5, null), ("dispatch110", "linkage", 30, null), ("dispatch110", "other", 40, null), ("dispatch110", "", 2, "CMD")),
            .. make.Stream("cv", "call.total", 6100, DemoRhythm.Calls, [("CMD", 1)],
                ("dispatch110", "invalid/silent", 14, null), ("dispatch110", "invalid/wrong", 26, null), ("dispatch110", "invalid/harass", 6, null), ("dispatch110", "invalid/duplicate", 20, null),
                ("dispatch110", "invalid/consult", 18, null), ("dispatch110", "diverted_12345", 16, null)),
            .. make.Stream("ca", "case.admin.accepted", 1260, DemoRhythm.Office, Stations,
                ("casework", "order", 14, null), ("casework", "safety", 7, null), ("casework", "person_property", 48, null), ("casework", "mgmt", 27, null), ("casework", "mgmt", 4, "ORDER")),
            .. make.Stream(Handled, "case.admin.handled", 1110, DemoRhythm.Office, Stations,
                ("casework", "order", 14, null), ("casework", "safety", 8, null), ("casework", "person_property", 44, null), ("casework", "mgmt/gambling", 9, null), ("casework", "mgmt/prostitution", 4, "ORDER"),
                ("casework", "mgmt/drugs", 5, "DRUG"), ("casework", "mgmt/obscene", 1, "NET"), ("casework", "mgmt/other", 15, null)),
            .. make.Stream("cf", "case.criminal.filed", 640, DemoRhythm.Office, [.. Stations, ("CRIM", 45)],
                ("criminal", "theft", 33, null), ("criminal", "fraud", 44, null), ("criminal", "injury", 8, null), ("criminal", "robbery", 0.6, null), ("criminal", "drug_trade", 2, "DRUG"), ("criminal", "other", 12, null)),
            .. make.Stream("cs", "case.criminal.solved", 430, DemoRhythm.Office, [.. Stations, ("CRIM", 60)],
                ("criminal", "theft", 40, null), ("criminal", "fraud", 33, null), ("criminal", "injury", 10, null), ("criminal", "robbery", 0.8, null), ("criminal", "drug_trade", 3, "DRUG"), ("criminal", "other", 13, null)),
            .. make.Stream("da", "dispute.accepted", 1500, DemoRhythm.Office, Towns, ("mediation", "", 1, null)),
            .. make.Stream("dr", "dispute.resolved", 1440, DemoRhythm.Office, Towns, ("mediation", "", 1, null)),
            .. make.Stream("dd", "dispute.diverted", 80, DemoRhythm.Office, Towns, ("mediation", "", 1, null)),
            .. make.Stream("af", "antifraud.dissuaded", 2600, DemoRhythm.Calls, Towns, ("antifraud", "", 1, null)),
        ];
    }

    /// <summary>Leaves out what the catalogue does not know.</summary>
    private sealed class StreamMaker(Catalogue catalogue)
    {
        public IEnumerable<DemoStream> Stream(
            string name,
            string metricId,
            double perYear,
            DemoRhythm rhythm,
            IReadOnlyList<(string Unit, double Weight)> units,
            params (string Source, string Category, double Weight, string? Unit)[] leaves)
        {
            if (catalogue.FindMetric(metricId) is not { Kind: MetricKind.Flow } metric)
            {
                yield break;
            }

            Weighted<string> places = new(units.Where(unit => catalogue.FindUnit(unit.Unit) is not null));
            Weighted<DemoLeaf> known = new(leaves
                .Where(leaf => metric.FindCategory(leaf.Category) is not null
                    && metric.Sources.Any(source => source.Id == leaf.Source)
                    && (leaf.Unit is null || catalogue.FindUnit(leaf.Unit) is not null))
                .Select(leaf => (new DemoLeaf(leaf.Source, leaf.Category, leaf.Unit), leaf.Weight)));
            if (places.Items.Count > 0 && known.Items.Count > 0)
            {
                yield return new DemoStream(name, metricId, perYear, rhythm, known, places);
            }
        }
    }
}
