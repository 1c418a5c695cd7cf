using Tongbi.Collector.Sources.Database;

namespace Tongbi.Collector.Tests.Sources.Database;

public sealed class SqlTextTests
{
    [Theory]
    [InlineData("SELECT * FROM t WHERE m >= @since")]
    [InlineData("with x as (select * from t where m >= @since) select * from x order by m limit @limit;")]
    [InlineData("-- what we read\nSELECT 'INSERT; DELETE' AS words, \"update\", [drop], `create` FROM t WHERE m >= @since AND m <= @until")]
    [InlineData("SELECT /* no UPDATE here */ a FROM t WHERE m >= @since AND j @> b")]
    [InlineData("SELECT updated_at, replace(a, 'x', 'y') FROM t WHERE updated_at >= @since")]
    public void TryParse_AStatementThatReads_IsTaken(string text) => Assert.NotNull(SqlText.TryParse(text, out string? _));

    [Theory]
    [InlineData("DELETE FROM t WHERE m >= @since")]
    [InlineData("SELECT 1 WHERE 1 >= @since; DROP TABLE t")]
    [InlineData("WITH x AS (DELETE FROM t WHERE m >= @since RETURNING *) SELECT * FROM x")]
    [InlineData("SELECT * INTO u FROM t WHERE m >= @since")]
    [InlineData("SELECT * FROM t WHERE m >= @since FOR UPDATE")]
    [InlineData("EXEC read_all @since")]
    [InlineData("SELECT * FROM t WHERE m >= @since AND a = 'it")]
    [InlineData("SELECT * FROM t WHERE m >= @since /* and")]
    [InlineData("SELECT * FROM t WHERE m >= @since AND a = '\\'; DROP TABLE t; --'")]
    [InlineData("SELECT /*! 1; DROP TABLE t */ * FROM t WHERE m >= @since")]
    [InlineData("SELECT * FROM t")]
    [InlineData("SELECT * FROM t WHERE m >= '@since'")]
    [InlineData("SELECT * FROM t WHERE m >= @since AND a = @user")]
    [InlineData("")]
    public void TryParse_AnythingElse_IsRefusedWithTheReason(string text)
    {
        Assert.Null(SqlText.TryParse(text, out string? mistake));
        Assert.StartsWith("query has", mistake!.Replace("query does not begin", "query has", StringComparison.Ordinal), StringComparison.Ordinal); // not null: it was refused
    }

    [Theory]
    [InlineData('@', "SELECT '@since' FROM t WHERE m > @since AND n > @since LIMIT @limit", "since,limit")]
    [InlineData(':', "SELECT '@since' FROM t WHERE m > :since AND n > :since LIMIT :limit", "since,limit")]
    [InlineData('?', "SELECT '@since' FROM t WHERE m > ? AND n > ? LIMIT ?", "since,since,limit")]
    public void For_EachMark_WritesParametersAsTheEngineTakesThem(char mark, string expected, string parameters)
    {
        SqlText query = SqlText.TryParse("SELECT '@since' FROM t WHERE m > @since AND n > @since LIMIT @limit;", out string? _)!; // not null: it reads

        (string text, IReadOnlyList<string> names) = query.For(mark);

        Assert.Equal((expected, parameters), (text, string.Join(',', names)));
    }
}
