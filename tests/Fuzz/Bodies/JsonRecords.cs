namespace Tongbi.Fuzz.Bodies;

/// <summary>Records of the public contract as JSON objects, good but for some values.</summary>
internal static class JsonRecords
{
    /// <summary>Pieces that mean something to a JSON parser of records.</summary>
    public static IReadOnlyList<string> Tokens { get; } =
    [
        "{", "}", "[", "]", ":", ",", "\"", "\"source\"", "\"dispatch110\"", "\"id\"", "\"unit\"", "\"PS01\"", "\"occurredAt\"", "\"2026-01-31T08:00:00Z\"", "\"quantity\"", "\\", "\\u4e91", "\\uD83D", "\\n",
        "1", "-", "0", ".", "e", "true", "false", "null", "nul", " ", "\n", "\r", "\t", "\0", "云", "😀", "\ufeff", "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
    ];

    /// <summary>Writes one object.</summary>
    public static void Write(InputWriter writer, FuzzRandom random)
    {
        writer.Append("{");
        Text(writer, "source", random.MostlyFirstOf(FuzzBureau.Sources));
        writer.Append(",");
        Text(writer, "id", random.Of(Ids));
        writer.Append(",");
        Text(writer, "unit", random.MostlyFirstOf(FuzzBureau.Units));
        writer.Append(",");
        Text(writer, "occurredAt", random.MostlyFirstOf(Times));
        if (random.OneIn(2))
        {
            writer.Append(",");
            Text(writer, "category", random.MostlyFirstOf(FuzzBureau.Categories));
        }

        if (random.OneIn(3))
        {
            writer.Append(",\"").Append(random.MostlyFirstOf(NumberFields)).Append("\":").Append(random.MostlyFirstOf(FuzzBureau.Numbers));
        }

        if (random.OneIn(4))
        {
            writer.Append(",\"withdrawn\":").Append(random.MostlyFirstOf(Marks));
        }

        if (random.OneIn(12))
        {
            writer.Append(",\"other\":").Append(random.Of(Nested));
        }

        writer.Append("}");
    }

    private static void Text(InputWriter writer, string name, string value) => writer.Append("\"").Append(name).Append("\":\"").Append(value).Append("\"");

    private static readonly string[] Ids = ["A1", "云", "\\u4e91\\n", "\\uD83D\\uDE00", "\\uD83D", "a\\\"b", "", "\\\\", "\\/"];
    private static readonly string[] Times = ["2026-01-31T08:00:00+08:00", "2026-01-31t00:00:00.123z", "2018-11-04T01:30:00-06:00", "1999-01-01T00:00:00Z", "2026-02-30T00:00:00Z", "", "9999-12-31T23:59:59Z"];
    private static readonly string[] NumberFields = ["quantity", "revision", "quantity\":1,\"quantity"];
    private static readonly string[] Marks = ["true", "false", "null", "1", "\"true\""];
    private static readonly string[] Nested = ["{}", "[]", "{\"a\":[1,{\"b\":null}]}", "[[[[]]]]", "1"];
}
