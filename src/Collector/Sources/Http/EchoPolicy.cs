using System.Text;

namespace Tongbi.Collector.Sources.Http;

/// <summary>
/// Which names from a body may be repeated in an answer. A field name is useful to whoever must correct the sender, but a misplaced value
/// (a row of data where the header should be) may be a person's: only what has the form of a field name is repeated, and of Chinese words,
/// where a name and a person's name look alike, those that are known to head a column.
/// </summary>
internal static class EchoPolicy
{
    /// <summary>Longest name repeated, in characters.</summary>
    public const int MaxCharacters = 40;

    /// <summary>From this many digits in a row a name is taken for a number.</summary>
    public const int DigitRun = 6;

    /// <summary>Whether a name may be repeated.</summary>
    /// <param name="name">The name as UTF-8.</param>
    public static bool MayEcho(ReadOnlySpan<byte> name) => IsIdentifier(name) || (name.Length <= LongestHeading && Headings.Contains(Encoding.UTF8.GetString(name)));

    private static bool IsIdentifier(ReadOnlySpan<byte> name)
    {
        if (name.Length is 0 or > MaxCharacters || !char.IsAsciiLetter((char)name[0]))
        {
            return false;
        }

        int run = 0;
        foreach (byte b in name)
        {
            run = char.IsAsciiDigit((char)b) ? run + 1 : 0;
            if (run >= DigitRun || !(char.IsAsciiLetterOrDigit((char)b) || b is (byte)'_' or (byte)'-' or (byte)'.'))
            {
                return false;
            }
        }

        return true;
    }

    private const int LongestHeading = 32;

    /// <summary>Headings of what must not be sent, as the source systems write them.</summary>
    private static readonly HashSet<string> Headings = new(StringComparer.Ordinal)
    {
        "姓名", "性别", "年龄", "民族", "证件号码", "身份证", "身份证号", "身份证号码", "公民身份号码", "电话", "手机", "手机号", "手机号码", "联系电话", "报警人", "报警电话",
        "住址", "地址", "户籍地址", "现住址", "工作单位", "车牌号", "备注", "简要案情", "警情内容", "单位", "时间", "编号", "类别", "数量",
    };
}
