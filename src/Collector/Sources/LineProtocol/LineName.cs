using Tongbi.Collector.Sources.Http;

namespace Tongbi.Collector.Sources.LineProtocol;

/// <summary>The tags and fields that a line may have; each has one place, since a code among the fields or an id among the tags is a mistake.</summary>
internal static class LineName
{
    /// <summary>Tag with the source.</summary>
    public const int Source = 0;

    /// <summary>Tag with the unit.</summary>
    public const int Unit = 1;

    /// <summary>Tag with the category.</summary>
    public const int Category = 2;

    /// <summary>Tag with the grain of a figure.</summary>
    public const int Grain = 3;

    /// <summary>Field with the revision.</summary>
    public const int Revision = 4;

    /// <summary>Field with the mark of withdrawal.</summary>
    public const int Withdrawn = 5;

    /// <summary>Field with an event's id.</summary>
    public const int Id = 6;

    /// <summary>Field with an event's quantity.</summary>
    public const int Quantity = 7;

    /// <summary>Field with the figure.</summary>
    public const int Count = 8;

    /// <summary>All names, by number.</summary>
    public static FieldTable All { get; } = new(["source", "unit", "category", "grain", "revision", "withdrawn", "id", "quantity", "count"]);

    /// <summary>Whether a name stands among the tags.</summary>
    public static bool IsTag(int name) => name <= Grain;
}
