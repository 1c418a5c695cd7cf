namespace Tongbi.Collector.Sources.Http;

/// <summary>What stands in one field of a raw record.</summary>
internal enum FieldKind : byte
{
    /// <summary>Nothing: the member was left out, or the CSV cell is empty.</summary>
    Absent,

    /// <summary>JSON <c>null</c>: as good as absent.</summary>
    Null,

    /// <summary>A JSON string without escapes: the bytes are its content.</summary>
    Text,

    /// <summary>A JSON string with escapes: the bytes must be unescaped.</summary>
    EscapedText,

    /// <summary>A JSON number, as written.</summary>
    Number,

    /// <summary>JSON <c>true</c>.</summary>
    True,

    /// <summary>JSON <c>false</c>.</summary>
    False,

    /// <summary>A JSON object or array, which no field takes.</summary>
    Nested,

    /// <summary>A CSV cell, quotes removed; never empty.</summary>
    Cell,
}
