namespace Tongbi.Collector.Sources.Http;

/// <summary>The fields of the two kinds of record in the public contract, and their slots.</summary>
internal static class RecordLayout
{
    /// <summary>Slot of <c>source</c>, in both kinds.</summary>
    public const int Source = 0;

    /// <summary>Slot of <c>metric</c>, in both kinds.</summary>
    public const int Metric = 1;

    /// <summary>Slot of <c>category</c>, in both kinds.</summary>
    public const int Category = 2;

    /// <summary>Slot of <c>unit</c>, in both kinds.</summary>
    public const int Unit = 3;

    /// <summary>Slot of <c>revision</c>, in both kinds.</summary>
    public const int Revision = 4;

    /// <summary>Slot of <c>withdrawn</c>, in both kinds.</summary>
    public const int Withdrawn = 5;

    /// <summary>Slot of <c>id</c> in an event.</summary>
    public const int Id = 6;

    /// <summary>Slot of <c>occurredAt</c> in an event.</summary>
    public const int OccurredAt = 7;

    /// <summary>Slot of <c>quantity</c> in an event.</summary>
    public const int Quantity = 8;

    /// <summary>Slot of <c>period</c> in a figure.</summary>
    public const int Period = 6;

    /// <summary>Slot of <c>count</c> in a figure.</summary>
    public const int Count = 7;

    /// <summary>Fields of an event.</summary>
    public static FieldTable Events { get; } = new(["source", "metric", "category", "unit", "revision", "withdrawn", "id", "occurredAt", "quantity"]);

    /// <summary>Fields of a figure.</summary>
    public static FieldTable Figures { get; } = new(["source", "metric", "category", "unit", "revision", "withdrawn", "period", "count"]);

    /// <summary>Columns that a CSV of events must have.</summary>
    public static IReadOnlyList<int> RequiredOfEvents { get; } = [Source, Id, Unit, OccurredAt];

    /// <summary>Columns that a CSV of figures must have.</summary>
    public static IReadOnlyList<int> RequiredOfFigures { get; } = [Source, Unit, Period, Count];
}
