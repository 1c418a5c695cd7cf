namespace Tongbi.Collector.Ingest;

/// <summary>Why a record was refused: the stable codes of the public contract.</summary>
public static class RefusalCode
{
    /// <summary>The record cannot be read: not a JSON object, a name twice, a malformed CSV row, longer than 64 KiB.</summary>
    public const string BadJson = "bad_json";

    /// <summary>The line cannot be read as line protocol, or is longer than 64 KiB.</summary>
    public const string BadLine = "bad_line";

    /// <summary>A cell of a workbook holds no value that can be trusted: a formula, an error, a number whose digits are lost.</summary>
    public const string BadCell = "bad_cell";

    /// <summary>A field that the contract does not know: it might hold personal data.</summary>
    public const string UnknownField = "unknown_field";

    /// <summary>A required field is absent or empty.</summary>
    public const string MissingField = "missing_field";

    /// <summary>No such source.</summary>
    public const string UnknownSource = "unknown_source";

    /// <summary>No such metric, or one that cannot be sent this way.</summary>
    public const string UnknownMetric = "unknown_metric";

    /// <summary>No such category in the metric's tree.</summary>
    public const string UnknownCategory = "unknown_category";

    /// <summary>No such unit.</summary>
    public const string UnknownUnit = "unknown_unit";

    /// <summary>A figure whose code is one of several that stand for the same.</summary>
    public const string SharedCode = "shared_code";

    /// <summary>The time or period is not spelled as the contract says.</summary>
    public const string BadTime = "bad_time";

    /// <summary>More than 24 h ahead, or before the catalogue's first year.</summary>
    public const string TimeOutOfRange = "time_out_of_range";

    /// <summary>Not an integer, or out of its range.</summary>
    public const string BadQuantity = "bad_quantity";

    /// <summary>Not an integer of 0 or more.</summary>
    public const string BadRevision = "bad_revision";

    /// <summary>Not true or false.</summary>
    public const string BadWithdrawn = "bad_withdrawn";

    /// <summary>The id is not a string.</summary>
    public const string BadId = "bad_id";

    /// <summary>The id has more than 128 characters.</summary>
    public const string IdTooLong = "id_too_long";

    /// <summary>The caller may not send records of this source.</summary>
    public const string ForbiddenSource = "forbidden_source";

    /// <summary>The source is not among the metric's sources.</summary>
    public const string NotAuthoritative = "not_authoritative";

    /// <summary>The record would change a month that is locked.</summary>
    public const string SealedPeriod = "sealed_period";

    /// <summary>The body as a whole could not be read; nothing of it was counted.</summary>
    public const string BadBody = "bad_body";
}
