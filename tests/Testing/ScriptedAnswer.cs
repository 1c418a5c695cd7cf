namespace Tongbi.Testing;

/// <summary>What a <see cref="ScriptedHttpServer"/> does with a request.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">Body.</param>
/// <param name="Manner">How the answer is given.</param>
/// <param name="RetryAfter">Header <c>Retry-After</c> in seconds.</param>
public sealed record ScriptedAnswer(int Status, string Body, AnswerManner Manner = AnswerManner.Whole, int? RetryAfter = null)
{
    /// <summary>The connection is reset after the request was read.</summary>
    public static ScriptedAnswer Reset { get; } = new(0, "", AnswerManner.Reset);

    /// <summary>No answer ever comes.</summary>
    public static ScriptedAnswer Hang { get; } = new(0, "", AnswerManner.Hang);
}
