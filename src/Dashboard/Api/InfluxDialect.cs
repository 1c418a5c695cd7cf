namespace Tongbi.Dashboard.Api;

/// <summary>How the clients of one version of InfluxDB want to be told what is wrong.</summary>
internal sealed class InfluxDialect
{
    /// <summary>Version 1: <c>{"error":"…"}</c>.</summary>
    public static readonly InfluxDialect Version1 = new("error");

    /// <summary>Version 2: <c>{"code":"invalid","message":"…"}</c>.</summary>
    public static readonly InfluxDialect Version2 = new("message");

    private InfluxDialect(string member) => this.member = member;

    /// <summary>A request that cannot be taken as it is: 400 in the version's own words.</summary>
    public IResult Invalid(string message) => Results.Json(
        this == Version2 ? new { Code = "invalid", Message = message } : (object)new { Error = message },
        ApiJson.Options,
        statusCode: StatusCodes.Status400BadRequest);

    /// <summary>Any other refusal: a problem as everywhere, which also carries the member that the version's clients show.</summary>
    public IResult Problem(int status, string code, string detail) =>
        Problems.Result(status, code, detail, new Dictionary<string, object?> { [member] = detail });

    private readonly string member;
}
