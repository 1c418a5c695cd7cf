namespace Tongbi.Dashboard.Api;

/// <summary>One parameter of a query: what the reader accepts and what the published contract says, from one declaration.</summary>
/// <param name="Name">Name in the address.</param>
/// <param name="Description">What it means, for the contract.</param>
/// <param name="Example">A value that makes sense.</param>
/// <param name="Required">Whether the question has no meaning without it.</param>
/// <param name="Several">Whether it takes several values, comma-separated or repeated.</param>
internal sealed record QueryParameter(string Name, string Description, string Example, bool Required = false, bool Several = false)
{
    /// <summary>The most values that one parameter takes.</summary>
    public const int MostValues = 100;

    /// <summary>What is counted.</summary>
    public static readonly QueryParameter Metric = new("metric", "Metric ids of the catalogue.", "incident", Required: true, Several: true);

    /// <summary>Where.</summary>
    public static readonly QueryParameter Unit = new("unit", "Unit code; includes all below it. Default: the topmost unit the caller may read.", "331125");

    /// <summary>Of what kind.</summary>
    public static readonly QueryParameter Category = new("category", "Category path in the metrics' trees; includes all below it. Default: all.", "admin/gambling");

    /// <summary>Who reported it.</summary>
    public static readonly QueryParameter Source = new("source", "Source id. Default: the sum over all sources.", "dispatch110");

    /// <summary>The split.</summary>
    public static readonly QueryParameter By = new("by", "Splits the answer by the children one level down: metric, unit, category or source.", "unit");

    /// <summary>The clock.</summary>
    public static readonly QueryParameter At = new("at", "Answers as if it were this instant: nothing that occurred later is seen. RFC 3339 with offset.", "2020-01-05T10:00:00+08:00");

    /// <summary>The knowledge, by time.</summary>
    public static readonly QueryParameter AsOf = new("asOf", "Answers from the data as they were known at this instant. RFC 3339 with offset; excludes asOfVersion.", "2020-01-05T10:00:00+08:00");

    /// <summary>The knowledge, by version.</summary>
    public static readonly QueryParameter AsOfVersion = new("asOfVersion", "Answers from the data as they stood at this version; excludes asOf.", "18");

    /// <summary>What every question for figures takes.</summary>
    public static readonly IReadOnlyList<QueryParameter> Selection = [Metric, Unit, Category, Source, By, At, AsOf, AsOfVersion];
}
