using System.Text;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Sources.Http;

namespace Tongbi.Collector.Ingest;

/// <summary>
/// Why a record is refused, without its index: few differ, however many records are refused. Messages name the field and the remedy and
/// never repeat a value from the record, which might be personal; codes named in them come from the catalogue.
/// </summary>
/// <param name="Code">One of <see cref="RefusalCode"/>.</param>
/// <param name="Field">The field as the answer names it; empty if the record as a whole is meant.</param>
/// <param name="Message">One English sentence.</param>
internal sealed record RefusalReason(string Code, string Field, string Message)
{
    public static readonly RefusalReason NotJson = new(RefusalCode.BadJson, "", "The record is not a JSON object; send one complete object per line or array element.");
    public static readonly RefusalReason DuplicateMember = new(RefusalCode.BadJson, "", "A field stands twice in the record; send each field once.");
    public static readonly RefusalReason TooLong = new(RefusalCode.BadJson, "", "The record is longer than 64 KiB; no record of this contract needs that.");
    public static readonly RefusalReason TooDeep = new(RefusalCode.BadJson, "", "The record is nested too deeply; fields take plain values only.");
    public static readonly RefusalReason BadEscape = new(RefusalCode.BadJson, "", "A \\u escape in the record is half a surrogate pair and so no character; send the character itself as UTF-8.");
    public static readonly RefusalReason MisplacedQuote = new(RefusalCode.BadJson, "", "The CSV row has a misplaced quote; quote the whole cell and double the quotes inside it.");
    public static readonly RefusalReason CellCount = new(RefusalCode.BadJson, "", "The CSV row has more or fewer cells than the header has columns.");
    public static readonly RefusalReason UnknownField = new(RefusalCode.UnknownField, "", "The record has a field outside the contract; leave it out, since it might hold personal data.");

    public static readonly RefusalReason NotALine = new(RefusalCode.BadLine, "", "The line is not line protocol; send measurement,tag=value field=value timestamp, and escape spaces, commas and equals signs in names and tags.");
    public static readonly RefusalReason LineTooLong = new(RefusalCode.BadLine, "", "The line is longer than 64 KiB; no record of this contract needs that.");
    public static readonly RefusalReason UnclosedQuote = new(RefusalCode.BadLine, "", "A quoted value is not closed, or something stands right behind its closing quote; escape quotes and backslashes inside it.");
    public static readonly RefusalReason BadFieldValue = new(RefusalCode.BadLine, "", "A field's value is neither a number, true or false, nor a text in double quotes.");
    public static readonly RefusalReason BadTimestamp = new(RefusalCode.BadTime, "timestamp", "timestamp is not an integer of 64 bits; send it in the unit that precision= names, or leave it out for now.");
    public static readonly RefusalReason BadGrain = new(RefusalCode.BadTime, "grain", "grain is not one of hour, day, month and year; leave it out for a figure of an hour.");

    public static readonly RefusalReason UnknownSource = new(RefusalCode.UnknownSource, "source", "source is not in the catalogue; GET /api/v1/catalog lists the source ids.");
    public static readonly RefusalReason ForbiddenSource = new(RefusalCode.ForbiddenSource, "source", "source may not be fed with this key; use a key with the scope ingest:<source>.");
    public static readonly RefusalReason UnknownMetric = new(RefusalCode.UnknownMetric, "metric", "metric is not in the catalogue; GET /api/v1/catalog lists the metric ids.");
    public static readonly RefusalReason MetricNeeded = new(RefusalCode.MissingField, "metric", "metric is missing; it may be left out only where the source feeds exactly one metric.");
    public static readonly RefusalReason UnknownCategory = new(RefusalCode.UnknownCategory, "category", "category is not in the metric's tree; send a path such as a/b from GET /api/v1/catalog, or leave it out.");
    public static readonly RefusalReason UnknownUnit = new(RefusalCode.UnknownUnit, "unit", "unit is not in the catalogue; GET /api/v1/catalog lists the unit codes.");
    public static readonly RefusalReason HeldCategory = new(RefusalCode.UnknownCategory, "category", "category is in neither the source's code table nor the catalogue; the record is kept and will be counted once codes.yaml maps the code.") { IsHeld = true };
    public static readonly RefusalReason HeldUnit = new(RefusalCode.UnknownUnit, "unit", "unit is in neither the source's code table nor the catalogue; the record is kept and will be counted once codes.yaml maps the code.") { IsHeld = true };
    public static readonly RefusalReason FullCategory = new(RefusalCode.UnknownCategory, "category", "category is in neither the source's code table nor the catalogue, and as many records of this source wait as may; map the code in codes.yaml and send the record again.");
    public static readonly RefusalReason FullUnit = new(RefusalCode.UnknownUnit, "unit", "unit is in neither the source's code table nor the catalogue, and as many records of this source wait as may; map the code in codes.yaml and send the record again.");
    public static readonly RefusalReason UnkeptCategory = new(RefusalCode.UnknownCategory, "category", "category is in neither the source's code table nor the catalogue and does not look like a code, so the record was not kept; map the code in codes.yaml and send the record again.");
    public static readonly RefusalReason UnkeptUnit = new(RefusalCode.UnknownUnit, "unit", "unit is in neither the source's code table nor the catalogue and does not look like a code, so the record was not kept; map the code in codes.yaml and send the record again.");
    public static readonly RefusalReason IgnoredCategory = new(RefusalCode.UnknownCategory, "category", "category is a code that the source's code table leaves out of every count; leave such records out.");
    public static readonly RefusalReason IgnoredUnit = new(RefusalCode.UnknownUnit, "unit", "unit is a code that the source's code table leaves out of every count; leave such records out.");
    public static readonly RefusalReason SharedCategory = new(RefusalCode.SharedCode, "category", "category is one of several codes that stand for the same category, so the figures would replace one another; send events, or one figure for all of them under the catalogue's path.");
    public static readonly RefusalReason SharedUnit = new(RefusalCode.SharedCode, "unit", "unit is one of several codes that stand for the same unit, so the figures would replace one another; send events, or one figure for all of them under the catalogue's code.");
    public static readonly RefusalReason BadId = new(RefusalCode.BadId, "id", "id is not a string; send the source's own reference number in quotes.");
    public static readonly RefusalReason IdTooLong = new(RefusalCode.IdTooLong, "id", "id is longer than 128 characters; send the source's own reference number.");
    public static readonly RefusalReason BadOccurredAt = new(RefusalCode.BadTime, "occurredAt", "occurredAt is not an RFC 3339 time with an offset; send for example 2026-01-31T08:00:00+08:00.");
    public static readonly RefusalReason BadPeriod = new(RefusalCode.BadTime, "period", "period is not a year, month, day or hour; send for example 2018, 2018-06, 2018-06-01 or 2018-06-01T13.");
    public static readonly RefusalReason OccurredAtOutOfRange = new(RefusalCode.TimeOutOfRange, "occurredAt", "occurredAt is more than 24 hours ahead or before the catalogue's first year; correct the time or the sender's clock.");
    public static readonly RefusalReason PeriodOutOfRange = new(RefusalCode.TimeOutOfRange, "period", "period begins more than 24 hours ahead or before the catalogue's first year; correct the period.");
    public static readonly RefusalReason BadQuantity = new(RefusalCode.BadQuantity, "quantity", "quantity is not an integer from -1000000 to 1000000; send a whole number without fraction or exponent.");
    public static readonly RefusalReason BadCount = new(RefusalCode.BadQuantity, "count", "count is not an integer from 0 to 1000000000000; send a whole number without fraction or exponent.");
    public static readonly RefusalReason BadRevision = new(RefusalCode.BadRevision, "revision", "revision is not an integer of 0 or more; count a record's revisions up from 0.");
    public static readonly RefusalReason BadWithdrawn = new(RefusalCode.BadWithdrawn, "withdrawn", "withdrawn is neither true nor false; send true to take the record out of every count.");

    public static readonly RefusalReason Sealed = new(RefusalCode.SealedPeriod, "", "The record would change a month that is locked; ask for an amendment of that month (POST /api/v1/seals) and send the record again while it is open.");

    /// <summary>Whether the record is kept all the same, to be counted once its codes are mapped.</summary>
    public bool IsHeld { get; init; }

    /// <summary>A required field is absent or empty.</summary>
    public static RefusalReason Missing(string field) => new(RefusalCode.MissingField, field, $"{field} is missing; it is required.");

    /// <summary>The source may not feed the metric.</summary>
    public static RefusalReason NotAuthoritative(Metric metric) =>
        new(RefusalCode.NotAuthoritative, "source", $"source is not authoritative for {metric.Id}; it is fed by {string.Join(", ", metric.Sources.Select(source => source.Id))}.");

    /// <summary>A ratio or a selection, which is computed and cannot be sent.</summary>
    public static RefusalReason Computed(Metric metric) => new(RefusalCode.UnknownMetric, "metric", metric.Kind switch
    {
        MetricKind.Ratio => $"metric {metric.Id} is a ratio and is computed; send {metric.Numerator?.Id} and {metric.Denominator?.Id} instead.",
        _ => $"metric {metric.Id} is a selection and is computed; send {metric.Of?.Id} with the category instead.",
    });

    /// <summary>A stock sent as an event.</summary>
    public static RefusalReason Stock(Metric metric) =>
        new(RefusalCode.UnknownMetric, "metric", $"metric {metric.Id} is a stock and has no events; send its figures to POST /api/v1/counts.");

    /// <summary>A field outside the contract; named only if the name cannot be a person's data.</summary>
    public static RefusalReason Unknown(ReadOnlySpan<byte> name) =>
        EchoPolicy.MayEcho(name) ? UnknownField with { Field = Encoding.UTF8.GetString(name) } : UnknownField;

    /// <summary>In line protocol, a field's name among the tags.</summary>
    public static RefusalReason BelongsAmongFields(string name) => new(RefusalCode.UnknownField, name, $"{name} stands among the tags; in line protocol it is a field.");

    /// <summary>In line protocol, a tag's name among the fields.</summary>
    public static RefusalReason BelongsAmongTags(string name) => new(RefusalCode.UnknownField, name, $"{name} stands among the fields; in line protocol it is a tag.");

    /// <summary>The same without anything that came from the body, for when too many different reasons pile up and for the record.</summary>
    public RefusalReason General => Code == RefusalCode.UnknownField ? UnknownField : this;
}
