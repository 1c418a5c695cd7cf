using System.Globalization;
using System.Text;

namespace Tongbi.Acceptance;

/// <summary>
/// Values of the form of personal data, different for every place where they are planted, so that a find tells the way it took. All are made
/// up: no identity number begins with 99, no telephone number with 199000.
/// </summary>
internal sealed class Planted
{
    private readonly List<(string Place, string Value)> values = [];

    /// <summary>All values by place.</summary>
    public IReadOnlyList<(string Place, string Value)> Values => values;

    /// <summary>An identity number of 18 digits.</summary>
    public string Identity(string place) => Add(place + ", identity number", string.Create(CultureInfo.InvariantCulture, $"99000019900101{values.Count:0000}"));

    /// <summary>A telephone number of 11 digits.</summary>
    public string Telephone(string place) => Add(place + ", telephone number", string.Create(CultureInfo.InvariantCulture, $"1990000{values.Count:0000}"));

    /// <summary>A name in Chinese characters.</summary>
    public string Name(string place) => Add(place + ", name", "测某" + (char)(0x5000 + values.Count));

    /// <summary>All three in one text.</summary>
    public string All(string place) => $"{Name(place)} {Identity(place)} {Telephone(place)}";

    /// <summary>The places whose values stand in some bytes, in UTF-8, in UTF-16, or escaped in JSON or an address.</summary>
    public IEnumerable<string> FoundIn(byte[] bytes) =>
        values.Where(value => Forms(value.Value).Any(form => bytes.AsSpan().IndexOf(form) >= 0)).Select(value => value.Place);

    private static IEnumerable<byte[]> Forms(string value)
    {
        yield return Encoding.UTF8.GetBytes(value);
        yield return Encoding.Unicode.GetBytes(value);
        if (!char.IsAscii(value[0]))
        {
            yield return Encoding.UTF8.GetBytes(string.Concat(value.Select(character => $"\\u{(int)character:X4}")));
            yield return Encoding.UTF8.GetBytes(string.Concat(value.Select(character => $"\\u{(int)character:x4}")));
            yield return Encoding.UTF8.GetBytes(Uri.EscapeDataString(value));
        }
    }

    private string Add(string place, string value)
    {
        values.Add((place, value));
        return value;
    }
}
