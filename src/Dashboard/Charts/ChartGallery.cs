using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Tongbi.Dashboard.Charts;

/// <summary>Draws pictures, each once: what was drawn before comes from the cache. Only so many are drawn at a time, so that charts never take all processors from the counts.</summary>
public sealed class ChartGallery(IChartPainter painter) : IDisposable
{
    /// <summary>Bytes of pictures that are kept: some hundred of the usual size.</summary>
    public const long Capacity = 32 * 1024 * 1024;

    private static readonly JsonSerializerOptions Everything = new() { IncludeFields = true };
    private readonly ChartCache cache = new(Capacity);
    private readonly SemaphoreSlim painting = new(Math.Max(1, Environment.ProcessorCount / 2));

    /// <summary>A name for a picture, made of all that is in it.</summary>
    public static string NameOf(ChartSpec spec, ChartSize size, ChartTheme theme, bool svg)
    {
        ArgumentNullException.ThrowIfNull(spec);
        byte[] words = JsonSerializer.SerializeToUtf8Bytes(spec, spec.GetType(), Everything);
        byte[] form = Encoding.UTF8.GetBytes($"{spec.GetType().Name} {size} {theme} {svg} {typeof(ChartGallery).Assembly.ManifestModule.ModuleVersionId}");
        return Convert.ToHexStringLower(SHA256.HashData([.. words, .. form]))[..32];
    }

    /// <summary>The picture of a name.</summary>
    public async Task<ReadOnlyMemory<byte>> PictureAsync(string name, ChartSpec spec, ChartSize size, ChartTheme theme, bool svg, CancellationToken cancellationToken)
    {
        if (cache.Find(name) is { } kept)
        {
            return kept;
        }

        await painting.WaitAsync(cancellationToken);
        try
        {
            if (cache.Find(name) is { } drawn)
            {
                return drawn;
            }

            ReadOnlyMemory<byte> picture = svg ? painter.Svg(spec, size, theme) : painter.Png(spec, size, theme);
            cache.Keep(name, picture);
            return picture;
        }
        finally
        {
            painting.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => painting.Dispose();
}
