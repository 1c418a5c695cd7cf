using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Configuration;

namespace Tongbi.Alerts.Rules;

/// <summary>One rule read from JSON or YAML that somebody sent, by the reader that also reads files.</summary>
/// <param name="Rule">The rule; null = it has mistakes.</param>
/// <param name="Mistakes">All of them.</param>
public sealed record RuleParse(Rule? Rule, IReadOnlyList<RuleMistake> Mistakes)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads a JSON object; each mistake names its member.</summary>
    public static RuleParse OfJson(JsonElement document, Catalogue catalogue)
    {
        // JSON is YAML: with each member on a line of its own, the line of a mistake tells the member.
        StringBuilder text = new();
        List<string> fields = ["", ""];
        Write(document, "", text, fields);
        return Read(text.ToString(), catalogue, single: true, mistake => new RuleMistake(mistake.Line < fields.Count ? fields[mistake.Line] : "", 0, 0, mistake.Reason));
    }

    /// <summary>Reads the YAML of one rule: its map alone, or as it stands in a file.</summary>
    public static RuleParse OfYaml(string text, Catalogue catalogue) =>
        Read(text, catalogue, single: false, mistake => new RuleMistake("", mistake.Line, mistake.Column, mistake.Reason));

    private static RuleParse Read(string text, Catalogue catalogue, bool single, Func<ConfigurationMistake, RuleMistake> tell)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        MistakeList mistakes = new("");
        Rule? rule = null;
        if (StrictYaml.Parse(text, mistakes) is { } root)
        {
            YamlMap? map = !single && root.Entries is [{ Key.Value: "rules" }] ? OnlyOne(root) : root;
            rule = map is null ? null : new RuleReader(map, catalogue).Read();
        }

        return mistakes.IsEmpty && rule is not null ? new RuleParse(rule, []) : new RuleParse(null, [.. mistakes.ToSorted().Select(tell)]);
    }

    private static YamlMap? OnlyOne(YamlMap root)
    {
        IReadOnlyList<YamlMap> maps = root.RequiredMaps("rules");
        if (maps.Count > 1)
        {
            root.Report("rules", $"rules holds {maps.Count} rules; a page edits one at a time.");
        }

        return maps.Count == 1 ? maps[0] : null;
    }

    private static void Write(JsonElement node, string path, StringBuilder text, List<string> fields)
    {
        if (node.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
        {
            text.Append(node.ValueKind == JsonValueKind.String ? JsonSerializer.Serialize(node.GetString(), Plain) : node.GetRawText());
            return;
        }

        bool isObject = node.ValueKind == JsonValueKind.Object;
        text.Append(isObject ? "{" : "[");
        foreach ((string name, JsonElement value) in isObject ? node.EnumerateObject().Select(member => (member.Name, member.Value)) : node.EnumerateArray().Select((item, index) => ($"{index}", item)))
        {
            string own = path.Length == 0 ? name : $"{path}.{name}";
            text.Append('\n');
            fields.Add(own);
            text.Append(isObject ? JsonSerializer.Serialize(name, Plain) + ": " : "");
            Write(value, own, text, fields);
            text.Append(',');
        }

        text.Append(isObject ? "}" : "]");
    }
}
