using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Tongbi.Collector.Sources.LineProtocol;

namespace Tongbi.Collector.Tests.Sources.LineProtocol;

/// <summary>Whatever can be written is read back as it was; whatever comes, in whatever pieces, there is one answer.</summary>
public sealed class LineProtocolProperties
{
    [Property(MaxTest = 500)]
    public Property Names_AndTexts_WrittenAsInfluxDbEscapesThem_AreReadBack() => Prop.ForAll(Arb.From(SomeName), Arb.From(SomeName), Arb.From(SomeText), (metric, unit, id) =>
    {
        string line = $"{Escape(metric, ", ")},unit={Escape(unit, ",= ")} id=\"{Escape(id, "\"\\")}\" 0";
        return (RawLines.Of(line).SequenceEqual([$"1 event metric={metric} unit={unit} id={id} occurredAt=1970-01-01T00:00:00Z"])).Label(line);
    });

    [Property(MaxTest = 500)]
    public Property Number_WithAShiftedPoint_IsTheSameInteger() => Prop.ForAll(Arb.From(Gen.Choose(-1_000_000, 1_000_000)), Arb.From(Gen.Choose(0, 25)), (number, shift) =>
    {
        string digits = Math.Abs(number).ToString(CultureInfo.InvariantCulture).PadLeft(shift + 1, '0');
        string text = $"{(number < 0 ? "-" : "")}{digits[..^shift]}.{digits[(digits.Length - shift)..]}e{shift}";
        return RawLines.Of($"m count={text}")[0].EndsWith($" count=#{number}", StringComparison.Ordinal).Label(text);
    });

    [Property(MaxTest = 2_000)]
    public Property Bytes_LikeLines_MeanTheSameInAnyPieces() => Prop.ForAll(Arb.From(SomeLines), Arb.From(Gen.Choose(1, 40)), Arb.From(Gen.Choose(1, 7)), (text, first, second) =>
    {
        byte[] body = Encoding.UTF8.GetBytes(text);
        List<string> whole = RawLines.Of(body, LinePrecision.Nanoseconds, int.MaxValue);
        List<string> pieces = RawLines.Of(body, LinePrecision.Nanoseconds, first, second);
        return whole.SequenceEqual(pieces).Label($"{text}\n{string.Join('\n', whole)}\nin pieces\n{string.Join('\n', pieces)}");
    });

    // No line end (it cannot be written there), no control character or '#' in front (a comment), no backslash at the end (it would escape what follows).
    private static Gen<string> SomeName => Gen.ArrayOf(Gen.Elements("a", "1", "云", "😀", ",", "=", " ", "\"", "\\", "/", "-", ".", "\u00e9"))
        .Select(parts => "x" + string.Concat(parts) + "y");

    private static Gen<string> SomeText => Gen.ArrayOf(Gen.Elements("a", "1", "云", "😀", ",", "=", " ", "\"", "\\", "\n", "\r", "\t", "#", "\0"))
        .Select(string.Concat);

    private static Gen<string> SomeLines => Gen.ArrayOf(Gen.Elements(
        "m", ",unit=u", ",category=a/b", " id=\"a\"", " count=5i", ",quantity=2.0", " 17", "\n", "\n", "\r\n", " ", ",", "=", "\"", "\\", "#", "\t", "t", "1e3", "云", "m id=\"a\" 1\n"))
        .Select(string.Concat);

    private static string Escape(string text, string special) => string.Concat(text.Select(character => special.Contains(character, StringComparison.Ordinal) ? "\\" + character : character.ToString()));
}
