using System.Diagnostics;
using Xunit;

namespace Tongbi.Dashboard.Tests.Reports;

/// <summary>Debian's LibreOffice without a screen: opens our files as somebody else's program does.</summary>
internal static class LibreOffice
{
    private const string Program = "/usr/bin/soffice";

    /// <summary>Converts a file; skips the test where LibreOffice is not installed.</summary>
    /// <param name="folder">A temporary folder for the profile and both files.</param>
    /// <param name="name">The file's name, whose ending says what it is.</param>
    /// <param name="content">The file.</param>
    /// <param name="target">The ending of the wanted form, as <c>pdf</c> or <c>txt:Text (encoded):UTF8</c>.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <param name="resultName">The result's name where it is not that of the source with the new ending.</param>
    public static async Task<byte[]> ConvertAsync(string folder, string name, byte[] content, string target, CancellationToken cancellationToken, string? resultName = null)
    {
        Assert.SkipUnless(File.Exists(Program), "LibreOffice is not installed (tests/packages.txt).");
        string source = Path.Combine(folder, name);
        await File.WriteAllBytesAsync(source, content, cancellationToken);
        ProcessStartInfo start = new(Program)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { $"-env:UserInstallation=file://{folder}/profile", "--headless", "--norestore", "--convert-to", target, "--outdir", folder, source },
        };
        using Process process = Process.Start(start) ?? throw new InvalidOperationException("LibreOffice did not start.");
        try
        {
            Task<string> complaints = process.StandardError.ReadToEndAsync(cancellationToken);
            string said = await process.StandardOutput.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            string result = Path.Combine(folder, resultName ?? Path.GetFileNameWithoutExtension(name) + "." + target.Split(':')[0]);
            Assert.True(File.Exists(result), $"LibreOffice made nothing of {name}: {said} {await complaints}");
            return await File.ReadAllBytesAsync(result, cancellationToken);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
