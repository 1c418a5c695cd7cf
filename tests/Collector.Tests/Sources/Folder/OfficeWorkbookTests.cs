using System.Diagnostics;
using Tongbi.Collector.Sources.Folder;
using Tongbi.Testing;

namespace Tongbi.Collector.Tests.Sources.Folder;

/// <summary>A workbook that a real spreadsheet program wrote.</summary>
public sealed class OfficeWorkbookTests
{
    [Fact]
    public async Task Workbook_WrittenByLibreOffice_IsCounted()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/soffice"), "LibreOffice is not installed (see tests/packages.txt).");
        using TemporaryFolder folder = new();
        await File.WriteAllTextAsync(folder.File("a.csv"), "编号,单位,时间,数量\nJ-1,PS01,2026-01-31 08:15:00,2\nJ-2,PS02,2026-02-01 09:05:00,1\n", TestContext.Current.CancellationToken);
        ProcessStartInfo start = new("/usr/bin/soffice", ["-env:UserInstallation=file://" + folder.File("profile"), "--headless", "--infilter=CSV:44,34,UTF8,1,,2052,false,true", "--convert-to", "xlsx", "--outdir", folder.Path, folder.File("a.csv")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using (Process office = Process.Start(start)!)
        {
            await office.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        await using FolderBench bench = await FolderBench.StartAsync("""
            fields:
              id: { column: 编号 }
              metric: incident
              unit: { column: 单位 }
              occurredAt: { column: 时间 }
              quantity: { column: 数量 }
            """);
        FileRecord file = await bench.TakeAsync("a.xlsx", await File.ReadAllBytesAsync(folder.File("a.xlsx"), TestContext.Current.CancellationToken));

        Assert.True(file is { Fault: null, Rejected: 0 }, file.Message ?? string.Join('\n', file.Rejected > 0 ? bench.Reasons() : []));
        Assert.Equal(["PS01  2026-01-31T00:15:00Z = 2", "PS02  2026-02-01T01:05:00Z = 1"], await bench.CountsAsync());
    }
}
