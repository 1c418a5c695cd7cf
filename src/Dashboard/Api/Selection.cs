using System.Security.Claims;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Statistics;
using Tongbi.Dashboard.Security;

namespace Tongbi.Dashboard.Api;

/// <summary>What a question for figures selects, looked up in one catalogue and allowed to the caller.</summary>
/// <param name="Metrics">At least one.</param>
/// <param name="Unit">The unit with all below it.</param>
/// <param name="Category">Category path that every metric has; empty = all.</param>
/// <param name="Source">One source, or null for all.</param>
/// <param name="By">The split, or null.</param>
internal sealed record Selection(IReadOnlyList<Metric> Metrics, UnitNode Unit, string Category, SourceSystem? Source, SplitBy? By)
{
    /// <summary>Reads the common parameters.</summary>
    /// <exception cref="QueryException">A code is not in the catalogue, or the unit is outside what the caller may read.</exception>
    public static Selection Read(QueryReader query, Catalogue catalogue, ClaimsPrincipal caller)
    {
        Metric[] metrics =
        [
            .. query.Values(QueryParameter.Metric).Select(id => catalogue.FindMetric(id)
                ?? throw Unknown("metric", id, "GET /api/v1/catalog lists the metrics")),
        ];
        string category = query.One(QueryParameter.Category) ?? "";
        foreach (Metric metric in metrics.Where(metric => metric.FindCategory(category) is null))
        {
            throw Unknown("category", category, $"{metric.Id} has no such path");
        }

        SourceSystem? source = query.One(QueryParameter.Source) is { } sourceId
            ? catalogue.FindSource(sourceId) ?? throw Unknown("source", sourceId, "GET /api/v1/catalog lists the sources")
            : null;
        return new Selection(metrics, ReadUnit(query, catalogue, caller), category, source, ReadSplit(query));
    }

    /// <summary>Reads the unit alone.</summary>
    /// <exception cref="QueryException">It is not in the catalogue, or outside what the caller may read.</exception>
    public static UnitNode ReadUnit(QueryReader query, Catalogue catalogue, ClaimsPrincipal caller)
    {
        if (query.One(QueryParameter.Unit) is not { } code)
        {
            return caller.DefaultUnit(catalogue)
                ?? throw new QueryException("forbidden", "unit", "These credentials may not read any unit of the catalogue.");
        }

        UnitNode unit = catalogue.FindUnit(code) ?? throw Unknown("unit", code, "GET /api/v1/catalog lists the units");
        return caller.MayRead(unit)
            ? unit
            : throw new QueryException("forbidden", "unit", $"These credentials may not read the unit \"{code}\".");
    }

    private static SplitBy? ReadSplit(QueryReader query) => query.One(QueryParameter.By) switch
    {
        null => null,
        "metric" => SplitBy.Metric,
        "unit" => SplitBy.Unit,
        "category" => SplitBy.Category,
        "source" => SplitBy.Source,
        var other => throw new QueryException("bad_by", "by", $"by \"{QueryReader.Short(other)}\" is none of metric, unit, category, source."),
    };

    private static QueryException Unknown(string field, string value, string remedy) =>
        new("unknown_" + field, field, $"{field} \"{QueryReader.Short(value)}\" is not in the catalogue; {remedy}.");
}
