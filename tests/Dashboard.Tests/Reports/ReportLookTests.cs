using System.Net;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Tongbi.Dashboard.Reports.Store;
using Tongbi.Testing;
using Xunit;

namespace Tongbi.Dashboard.Tests.Reports;

/// <summary>The office's own files beside the reports: a template, rates only, and a file of reports that is none.</summary>
public sealed class ReportLookTests
{
    private static readonly string Config = Path.Combine(RepositoryPaths.Root, "tests", "Dashboard.Tests", "Config", "reports");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task BrokenTemplate_IsTold_AndTheOtherFormatsGoOn()
    {
        using TemporaryFolder config = new();
        File.Copy(Path.Combine(Config, "catalog.yaml"), config.File("catalog.yaml"));
        Directory.CreateDirectory(config.File("reports"));
        await File.WriteAllTextAsync(config.File("reports/template.docx"), "no document", Cancel);
        await using TongbiServer server = await CountyMonth.StartAsync(config.Path);
        using HttpResponseMessage refused = await server.Admin.GetAsync("/api/v1/reports/monthly/2019-12?format=docx", Cancel);
        await refused.AssertProblemAsync(HttpStatusCode.BadRequest, "bad_template");
        Assert.NotEmpty(await server.Admin.GetByteArrayAsync("/api/v1/reports/monthly/2019-12?format=csv", Cancel));

        // The office's own document, here one of ours, is taken up without a restart.
        File.Delete(config.File("reports/template.docx"));
        byte[] ours = await server.Admin.GetByteArrayAsync("/api/v1/reports/monthly/2019-12?format=docx", Cancel);
        await File.WriteAllBytesAsync(config.File("reports/template.docx"), ours, Cancel);
        Assert.NotEmpty(await server.Admin.GetByteArrayAsync("/api/v1/reports/monthly/2019-12?format=docx", Cancel));
    }

    [Fact]
    public async Task RatesOnly_PrintsNoCount()
    {
        using TemporaryFolder config = new();
        File.Copy(Path.Combine(Config, "catalog.yaml"), config.File("catalog.yaml"));
        Directory.CreateDirectory(config.File("reports"));
        string outline = await File.ReadAllTextAsync(Path.Combine(Config, "reports", "monthly.yaml"), Cancel);
        await File.WriteAllTextAsync(config.File("reports/monthly.yaml"), outline.Replace("public: suppress", "public: rates-only", StringComparison.Ordinal), Cancel);
        await using TongbiServer server = await CountyMonth.StartAsync(config.Path);
        JsonElement report = await server.Admin.GetJsonAsync("/api/v1/reports/monthly/2019-12?format=json&profile=public");
        JsonElement[] tables = [.. report.GetProperty("blocks").EnumerateArray().Where(block => block.GetProperty("kind").GetString() == "table")];
        Assert.NotEmpty(tables);
        Assert.All(tables, table => Assert.All(table.GetProperty("columns").EnumerateArray(), column => Assert.Contains(column.GetProperty("kind").GetString(), new[] { "text", "rate" })));
        string text = ReportText.Of(report);
        Assert.Contains("警情同比上升28.57%", text, StringComparison.Ordinal);
        Assert.DoesNotContain("54", text, StringComparison.Ordinal);
        Assert.DoesNotContain("起", text.Replace("计量单位:起", "", StringComparison.Ordinal).Replace("一起", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void AnotherPrograms_OrANewerFile_IsRefused()
    {
        using TemporaryFolder data = new();
        string other = data.File("other.db");
        Execute(other, "CREATE TABLE something(x)");
        Assert.Contains("not one of Tongbi's reports", Assert.Throws<ReportStoreException>(() => ReportStore.Open(other, TimeProvider.System)).Message, StringComparison.Ordinal);

        string newer = data.File("newer.db");
        ReportStore.Open(newer, TimeProvider.System).Dispose();
        ReportStore.Open(newer, TimeProvider.System).Dispose();
        Execute(newer, "PRAGMA user_version = 99");
        Assert.Contains("newer Tongbi", Assert.Throws<ReportStoreException>(() => ReportStore.Open(newer, TimeProvider.System)).Message, StringComparison.Ordinal);
    }

    private static void Execute(string file, string sql)
    {
        using SqliteConnection connection = new(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // constants of this test
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
