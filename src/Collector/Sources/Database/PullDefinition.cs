using NodaTime;
using Tongbi.Collector.Configuration;
using Tongbi.Collector.Ingest;
using Tongbi.Collector.Sources.Import;

namespace Tongbi.Collector.Sources.Database;

/// <summary>One pull from a source's own database. Immutable.</summary>
public sealed class PullDefinition
{
    /// <summary>Its name: state is kept under it.</summary>
    public required string Id { get; init; }

    /// <summary>Catalogue id of the source whose records they are.</summary>
    public required string Source { get; init; }

    /// <summary>What the rows become.</summary>
    public required RecordKind Kind { get; init; }

    /// <summary>How the database is spoken to.</summary>
    public required ProviderRule Provider { get; init; }

    /// <summary>Where the connection string stands.</summary>
    public required SecretText Connection { get; init; }

    /// <summary>The statement, with <c>@since</c> and optionally <c>@until</c> and <c>@limit</c>.</summary>
    public required SqlText Query { get; init; }

    /// <summary>By what new rows are known.</summary>
    public required WatermarkRule Watermark { get; init; }

    /// <summary>How the columns become fields.</summary>
    public required ImportMapping Mapping { get; init; }

    /// <summary>Zone of times without an offset.</summary>
    public required DateTimeZone Zone { get; init; }

    /// <summary>When it runs.</summary>
    public required PullSchedule Schedule { get; init; }

    /// <summary>How long one statement may take, its rows read and committed included.</summary>
    public required Duration Timeout { get; init; }

    /// <summary>Rows that are committed together, and the value of <c>@limit</c>.</summary>
    public required int Batch { get; init; }
}
