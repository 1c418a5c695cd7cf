using Microsoft.AspNetCore.WebUtilities;

namespace Tongbi.Dashboard.Api;

/// <summary>Errors as RFC 9457 <c>application/problem+json</c> with a stable <c>code</c>, made in one place.</summary>
public static class Problems
{
    /// <summary>An error answer.</summary>
    /// <param name="status">HTTP status.</param>
    /// <param name="code">Stable code, e.g. <c>bad_period</c>; also the last part of <c>type</c>.</param>
    /// <param name="detail">One sentence that names field, value and remedy.</param>
    /// <param name="extensions">Further members, e.g. <c>field</c>, <c>line</c>.</param>
    public static IResult Result(int status, string code, string detail, IDictionary<string, object?>? extensions = null)
    {
        Dictionary<string, object?> members = new(StringComparer.Ordinal) { ["code"] = code };
        foreach ((string name, object? value) in extensions ?? new Dictionary<string, object?>())
        {
            members[name] = value;
        }

        return Results.Problem(detail, statusCode: status, title: ReasonPhrases.GetReasonPhrase(status), type: "urn:tongbi:problem:" + code, extensions: members);
    }

    /// <summary>An error of one parameter or member.</summary>
    public static IResult Result(int status, string code, string field, string detail) =>
        Result(status, code, detail, new Dictionary<string, object?> { ["field"] = field });

    /// <summary>Writes an error answer from outside an endpoint.</summary>
    public static Task WriteAsync(HttpContext context, int status, string code, string detail) =>
        Result(status, code, detail).ExecuteAsync(context);
}
