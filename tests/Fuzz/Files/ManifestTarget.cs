using System.Globalization;
using Tongbi.Collector.Sources.Folder;

namespace Tongbi.Fuzz.Files;

/// <summary>Manifests of watched folders. Must hold: one is either refused as a bad manifest, or says of the right file what a manifest can say.</summary>
internal sealed class ManifestTarget : IFuzzTarget
{
    private const string File = "a.csv";

    private static readonly string[] Tokens =
    [
        "{", "}", "[", "]", ",", ":", "\"", "\"file\"", "\"a.csv\"", "\"../a.csv\"", "\"bytes\"", "\"sha256\"", "\"records\"", "\"sequence\"", "\"name\"", "null", "true", "-1", "0", "1e3", "1.0",
        "9223372036854775807", "9223372036854775808", "\\u0000", "\\ud800", "\\", "\0", "\ufeff", "张", " ", "\n", "//",
    ];

    /// <inheritdoc/>
    public string Name => "manifest";

    /// <inheritdoc/>
    public string Meaning => "manifests of watched folders";

    /// <inheritdoc/>
    public string Summary => string.Create(CultureInfo.InvariantCulture, $"{good:N0} of {cases:N0} were taken");

    /// <inheritdoc/>
    public void Check(FuzzRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        byte[] json = Make(random);
        cases++;
        try
        {
            FileManifest read = FileManifest.Read(json, File);
            good++;
            if (read.File != File || read.Sha256.Length != 64 || read.Bytes < 0 || read.Records < 0 || read.Sequence < 0)
            {
                throw new FuzzFailureException($"Taken: {read}", json);
            }
        }
        catch (FileFaultException fault) when (fault.Code == FileFault.BadManifest)
        {
            // Refused, as most of them must be.
        }
        catch (Exception failure) when (failure is not FuzzFailureException)
        {
            throw new FuzzFailureException(failure.Message, json, failure);
        }
    }

    private byte[] Make(FuzzRandom random)
    {
        writer.Clear();
        if (random.OneIn(8))
        {
            for (int count = random.Below(20); count > 0; count--)
            {
                writer.Append(random.Of(Tokens));
            }

            return writer.ToArray();
        }

        writer.Append($$"""{"file":"a.csv","bytes":{{random.Below(1000)}},"sha256":"{{new string('a', 64)}}","records":{{random.Below(9)}},"sequence":{{random.Below(9)}}}""");
        for (int count = random.Below(4); count > 0; count--)
        {
            writer.Damage(random, Tokens);
        }

        return writer.ToArray();
    }

    private readonly InputWriter writer = new();
    private long cases;
    private long good;
}
