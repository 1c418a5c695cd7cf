using System.Text.RegularExpressions;
using Microsoft.Extensions.Primitives;

namespace Tongbi.Dashboard.Api;

/// <summary>
/// <c>/query</c>, for what InfluxDB's version 1 clients ask before they write: whether a database exists, and that it be made. There is one,
/// and it exists. No data are answered here.
/// </summary>
public static partial class InfluxQueryEndpoint
{
    private const string Agreed = """{"results":[{"statement_id":0}]}""";
    private const string OneDatabase = """{"results":[{"statement_id":0,"series":[{"name":"databases","columns":["name"],"values":[["tongbi"]]}]}]}""";

    /// <summary>Maps <c>/query</c>.</summary>
    public static IEndpointRouteBuilder MapInfluxQuery(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/query", [HttpMethods.Get, HttpMethods.Post], (Delegate)AnswerAsync).WithTags("Ingest").RequireAuthorization()
            .WithSummary("For InfluxDB version 1 clients: takes CREATE DATABASE and SHOW DATABASES, which they ask before they write, and nothing else.")
            .Produces(StatusCodes.Status200OK, contentType: "application/json")
            .Produces(StatusCodes.Status400BadRequest, contentType: "application/json")
            .ProducesProblem(StatusCodes.Status401Unauthorized);
        return routes;
    }

    private static async Task<IResult> AnswerAsync(HttpContext context)
    {
        StringValues query = context.Request.Query["q"];
        if (query.Count == 0 && context.Request.HasFormContentType)
        {
            query = (await context.Request.ReadFormAsync(context.RequestAborted))["q"];
        }

        string statement = query.ToString();
        return CreateDatabase().IsMatch(statement) ? Answer(Agreed)
            : ShowDatabases().IsMatch(statement) ? Answer(OneDatabase)
            : InfluxDialect.Version1.Invalid("this server takes writes only and knows CREATE DATABASE and SHOW DATABASES; ask for figures at /api/v1/statistics and /api/v1/series");
    }

    private static IResult Answer(string json) => Results.Text(json, "application/json");

    // One statement, with whatever retention it asks for: nothing is ever dropped here.
    [GeneratedRegex("""^\s*CREATE\s+DATABASE\s+("(?:[^"\\]|\\.)+"|[A-Za-z_][A-Za-z0-9_]*)(\s+WITH\s[^;]*)?\s*;?\s*$""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex CreateDatabase();

    [GeneratedRegex(@"^\s*SHOW\s+DATABASES\s*;?\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex ShowDatabases();
}
