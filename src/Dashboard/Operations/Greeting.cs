using System.Text;
using Tongbi.Dashboard.Security;

namespace Tongbi.Dashboard.Operations;

/// <summary>What the operator reads when the server is up. It may hold secrets, so it goes to the terminal and never into the log.</summary>
internal static class Greeting
{
    /// <summary>The text.</summary>
    /// <param name="url">Where the server listens.</param>
    /// <param name="data">Its data directory.</param>
    /// <param name="fresh">What this first start made; null on every later start.</param>
    /// <param name="link">Where the wall link is known from, if simulated data is shown; else null.</param>
    public static string For(string url, DataDirectory data, FirstRunFile? fresh, FirstRunFile? link)
    {
        StringBuilder text = new();
        text.AppendLine();
        Line("Tongbi", url);
        if ((link ?? fresh)?.WallUrl is { } wall)
        {
            // The port may have changed since the link was written; the token has not.
            Line("wall 大屏", url + new Uri(wall).PathAndQuery);
        }

        if (link is not null)
        {
            Line("", "simulated data 模拟数据: nothing shown is real");
        }

        if (fresh is not null)
        {
            text.AppendLine();
            Line("administrator", $"{fresh.AdminUser} / {fresh.AdminPassword}");
            Line("admin key", fresh.AdminKey);
            Line("ingest key", fresh.IngestKey);
            Line("", $"shown this once and kept in {data.FirstRunFile}; note them and delete the file");
        }

        return text.AppendLine().ToString();

        void Line(string name, string value) => text.Append("  ").Append(name.PadRight(15)).AppendLine(value);
    }
}
