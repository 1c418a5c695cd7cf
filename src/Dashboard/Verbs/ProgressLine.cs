using System.Globalization;
using Tongbi.Collector.Sources.Import;

namespace Tongbi.Dashboard.Verbs;

/// <summary>
/// Shows how far an import or a replay is: on a terminal one line that is written over, elsewhere a plain line now and then. Thread-safe.
/// </summary>
internal sealed class ProgressLine(string name, TextWriter output, bool isPlain, TimeProvider time) : IProgress<ImportProgress>, IDisposable
{
    private static readonly TimeSpan OnTerminal = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Plain = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private long last = time.GetTimestamp();
    private int width;

    /// <inheritdoc/>
    public void Report(ImportProgress value)
    {
        lock (gate)
        {
            if (time.GetElapsedTime(last) < (isPlain ? Plain : OnTerminal))
            {
                return;
            }

            last = time.GetTimestamp();
            string text = TextOf(value);
            if (isPlain)
            {
                output.WriteLine(text);
            }
            else
            {
                output.Write("\r" + text.PadRight(width));
                width = text.Length;
            }
        }
    }

    /// <summary>Clears the line, so that what follows stands alone.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            if (width > 0)
            {
                output.Write("\r" + new string(' ', width) + "\r");
            }
        }
    }

    private string TextOf(ImportProgress progress)
    {
        double percent = progress.TotalBytes == 0 ? 100 : 100.0 * progress.Bytes / progress.TotalBytes;
        string remaining = progress.Remaining is { } left ? left.ToString(@"h\:mm\:ss", CultureInfo.InvariantCulture) : "?";
        return string.Create(CultureInfo.InvariantCulture, $"{name}: {progress.Rows:N0} rows, {percent:F0} %, {progress.RowsPerSecond:N0} rows/s, {remaining} left");
    }
}
