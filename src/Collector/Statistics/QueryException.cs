namespace Tongbi.Collector.Statistics;

/// <summary>A question that cannot be answered as asked; becomes 400 with the stable code.</summary>
public sealed class QueryException : Exception
{
    /// <summary>Without details.</summary>
    public QueryException()
        : this("bad_query", "", "The question cannot be answered.")
    {
    }

    /// <summary>With a message only.</summary>
    public QueryException(string message)
        : this("bad_query", "", message)
    {
    }

    /// <summary>With a message and a cause.</summary>
    public QueryException(string message, Exception innerException)
        : base(message, innerException)
    {
        Code = "bad_query";
        Field = "";
    }

    /// <summary>With the stable code, the parameter at fault and a message that names field, value and remedy.</summary>
    public QueryException(string code, string field, string message)
        : base(message)
    {
        Code = code;
        Field = field;
    }

    /// <summary>Stable code, e.g. <c>bad_period</c>, <c>unknown_unit</c>, <c>too_many_points</c>.</summary>
    public string Code { get; }

    /// <summary>Name of the parameter at fault.</summary>
    public string Field { get; }
}
