using System.Text.Encodings.Web;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Tongbi.Alerts.Incidents;

namespace Tongbi.Alerts.Rules;

/// <summary>A rule as one JSON object under the names of <c>rules/*.yaml</c>, what is the default left out: one spelling of one rule, so that versions can be compared.</summary>
public static class RuleDocument
{
    /// <summary>How documents are written: text as it is, for people to read.</summary>
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a rule.</summary>
    public static string Of(Rule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        using MemoryStream bytes = new();
        using (Utf8JsonWriter json = new(bytes, Plain))
        {
            json.WriteStartObject();
            WhatAndWhere(json, rule);
            Measure(json, rule);
            Conditions(json, rule);
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(bytes.ToArray());
    }

    /// <summary>A duration as files spell it.</summary>
    public static string Iso(Duration duration) => duration == Duration.Zero ? "PT0S" : PeriodPattern.NormalizingIso.Format(Period.FromTicks(duration.BclCompatibleTicks));

    private static void WhatAndWhere(Utf8JsonWriter json, Rule rule)
    {
        json.WriteString("id", rule.Id);
        json.WriteString("name", rule.Name);
        Text(json, "nameEn", rule.NameEn, rule.Name);
        json.WriteString("metric", rule.Metric.Id);
        if (rule.Unit.Parent is not null)
        {
            json.WriteString("unit", rule.Unit.Code);
        }

        Number(json, "depth", rule.Depth, 0);
        Text(json, "category", rule.Category.Path, "");
        Number(json, "categoryDepth", rule.CategoryDepth, 0);
        Text(json, "source", rule.Source?.Id, null);
    }

    private static void Measure(Utf8JsonWriter json, Rule rule)
    {
        Text(json, "period", rule.Period, rule.Statistic == RuleStatistic.Age ? "today" : null);
        json.WriteString("statistic", rule.Statistic.Word());
        Text(json, "compare", rule.Compare, null);
        Levels(json, rule.Below ? "below" : "above", rule.Levels, level => level.Threshold);
        if (rule.Levels.Any(level => level.Clear != level.Threshold))
        {
            Levels(json, "clear", rule.Levels.Where(level => level.Clear != level.Threshold), level => level.Clear);
        }
    }

    private static void Conditions(Utf8JsonWriter json, Rule rule)
    {
        Text(json, "zeroBase", rule.ZeroBaseFires ? "fire" : "ignore", "fire");
        Number(json, "consecutive", rule.Consecutive, 1);
        Text(json, "every", Iso(rule.Every), "PT1M");
        Number(json, "minimumValue", rule.MinimumValue);
        Number(json, "minimumChange", rule.MinimumChange);
        Number(json, "significance", (decimal?)rule.Significance);
        Text(json, "for", Iso(rule.For), "PT0S");
        Text(json, "keepFiringFor", Iso(rule.KeepFiringFor), "PT0S");
        Text(json, "noData", rule.NoData.Word(), "keep");
        Text(json, "noDataFor", Iso(rule.NoDataFor), "PT1H");
    }

    private static void Text(Utf8JsonWriter json, string key, string? value, string? usual)
    {
        if (value is not null && value != usual)
        {
            json.WriteString(key, value);
        }
    }

    private static void Number(Utf8JsonWriter json, string key, int value, int usual)
    {
        if (value != usual)
        {
            json.WriteNumber(key, value);
        }
    }

    private static void Number(Utf8JsonWriter json, string key, decimal? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(key, Short(number));
        }
    }

    private static void Levels(Utf8JsonWriter json, string key, IEnumerable<RuleLevel> levels, Func<RuleLevel, decimal> figure)
    {
        json.WriteStartObject(key);
        foreach (RuleLevel level in levels)
        {
            json.WriteNumber(level.Severity.Word(), Short(figure(level)));
        }

        json.WriteEndObject();
    }

    /// <summary>0.10 and 0.1 are one number, and written as one.</summary>
    private static decimal Short(decimal number) => number / 1.0000000000000000000000000000m;
}
