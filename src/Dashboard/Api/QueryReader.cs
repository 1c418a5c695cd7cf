using System.Globalization;
using Microsoft.Extensions.Primitives;
using NodaTime;
using NodaTime.Text;
using Tongbi.Collector.Statistics;

namespace Tongbi.Dashboard.Api;

/// <summary>Reads the declared parameters of a query, strictly: a misspelt parameter would silently ask another question.</summary>
internal sealed class QueryReader
{
    private readonly IQueryCollection query;

    /// <summary>Takes a request's query and refuses what is not declared.</summary>
    /// <exception cref="QueryException">A parameter is unknown, or a required one is missing.</exception>
    public QueryReader(HttpRequest request, IReadOnlyList<QueryParameter> declared)
    {
        query = request.Query;
        foreach (string name in query.Keys)
        {
            if (!declared.Any(parameter => parameter.Name == name))
            {
                throw new QueryException("unknown_parameter", Short(name), $"\"{Short(name)}\" is not a parameter here; use {string.Join(", ", declared.Select(parameter => parameter.Name))}.");
            }
        }

        foreach (QueryParameter parameter in declared.Where(parameter => parameter.Required && Values(parameter).Count == 0))
        {
            throw new QueryException("missing_parameter", parameter.Name, $"{parameter.Name} is missing; e.g. {parameter.Name}={parameter.Example}.");
        }
    }

    /// <summary>The one value of a parameter, or null.</summary>
    /// <exception cref="QueryException">It was given several times.</exception>
    public string? One(QueryParameter parameter)
    {
        StringValues values = query[parameter.Name];
        return values.Count <= 1
            ? values is [{ Length: > 0 } only] ? only : null
            : throw new QueryException("too_many_values", parameter.Name, $"{parameter.Name} takes one value and was given {values.Count} times.");
    }

    /// <summary>All values of a parameter, comma-separated or repeated, each once.</summary>
    /// <exception cref="QueryException">There are more than <see cref="QueryParameter.MostValues"/>.</exception>
    public IReadOnlyList<string> Values(QueryParameter parameter)
    {
        string[] values =
        [
            .. query[parameter.Name]
                .SelectMany(text => (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                .Distinct(StringComparer.Ordinal),
        ];
        return values.Length <= QueryParameter.MostValues
            ? values
            : throw new QueryException("too_many_values", parameter.Name, $"{parameter.Name} takes at most {QueryParameter.MostValues} values; ask several times.");
    }

    /// <summary>An instant, or null where the parameter is absent.</summary>
    /// <exception cref="QueryException">It is not RFC 3339 with an offset.</exception>
    public Instant? Instant(QueryParameter parameter)
    {
        if (One(parameter) is not { } text)
        {
            return null;
        }

        // A plus sign that was not percent-encoded arrives as a space.
        return OffsetDateTimePattern.Rfc3339.Parse(text.Replace(' ', '+')) is { Success: true } parsed
            ? parsed.Value.ToInstant()
            : throw new QueryException("bad_time", parameter.Name, $"{parameter.Name} \"{Short(text)}\" is not an instant; write e.g. {parameter.Example}.");
    }

    /// <summary>A whole number that is not negative, or null where the parameter is absent.</summary>
    /// <exception cref="QueryException">It is not a whole number of that kind.</exception>
    public long? Whole(QueryParameter parameter, string code)
    {
        if (One(parameter) is not { } text)
        {
            return null;
        }

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            ? number
            : throw new QueryException(code, parameter.Name, $"{parameter.Name} \"{Short(text)}\" is not a whole number from 0; write e.g. {parameter.Example}.");
    }

    /// <summary>Text from outside, cut to what fits in a message.</summary>
    internal static string Short(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
