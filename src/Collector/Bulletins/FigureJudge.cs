using System.Globalization;
using System.Numerics;
using Tongbi.Collector.Statistics;

namespace Tongbi.Collector.Bulletins;

/// <summary>
/// Holds printed figures against exact ones and keeps the findings. Right is what equals the exact value rounded to the printed decimals by either
/// rule for halves (GB/T 8170, 四舍五入); cutting digits off is not rounding.
/// </summary>
internal sealed class FigureJudge(string text, string plain, int mostFigures)
{
    private readonly List<BulletinFinding> findings = [];

    /// <summary>Whether there were more figures than are kept.</summary>
    public bool IsFull { get; private set; }

    /// <summary>The findings in the order of the text.</summary>
    public IReadOnlyList<BulletinFinding> Findings => [.. findings.OrderBy(finding => finding.Offset)];

    /// <summary>Judges a claim against its formula.</summary>
    public void Judge(in Claim claim, in Formula formula) => Judge(claim, [formula]);

    /// <summary>Judges a claim that may have been computed in several ways: right if one fits, wrong only if there is but one.</summary>
    public void Judge(in Claim claim, IReadOnlyList<Formula> readings)
    {
        if (claim.Number.Approximate)
        {
            Undecided(claim, BulletinReasons.Approximate);
            return;
        }

        foreach (Formula reading in readings)
        {
            if (Reason(claim, reading) == BulletinReasons.Agrees)
            {
                Add(claim, reading, BulletinVerdict.Ok, BulletinReasons.Agrees);
                return;
            }
        }

        string reason = Reason(claim, readings[0]);
        if (readings.Count > 1 || !claim.Certain)
        {
            Undecided(claim, BulletinReasons.Ambiguous);
        }
        else if (reason == BulletinReasons.NoSign)
        {
            Undecided(claim, reason);
        }
        else
        {
            Add(claim, readings[0], BulletinVerdict.Wrong, reason);
        }
    }

    /// <summary>Says that a claim cannot be recomputed, and why.</summary>
    public void Undecided(in Claim claim, string reason)
    {
        (string zh, string en) = BulletinReasons.Sentence(reason);
        Keep(claim, BulletinVerdict.NotDerivable, reason, null, null, null, zh, en);
    }

    /// <summary>A rate on a base of 0: none exists unless nothing changed.</summary>
    public void ZeroBase(in Claim claim, decimal current)
    {
        if (claim.Number.Approximate || !claim.Certain)
        {
            Undecided(claim, claim.Number.Approximate ? BulletinReasons.Approximate : BulletinReasons.Ambiguous);
        }
        else if (current == 0 && claim.Number.Value == 0)
        {
            Keep(claim, BulletinVerdict.Ok, BulletinReasons.Agrees, Words(claim), null, "0", "两期均为0", "both periods are 0");
        }
        else
        {
            Keep(claim, BulletinVerdict.Wrong, BulletinReasons.ZeroBase, current == 0 ? "持平" : "不计算增幅", null, null, $"基数为0,{current}÷0无意义,不计算增幅", $"the base is 0: no rate exists ({current} ÷ 0)");
        }
    }

    /// <summary>The claim that nothing changed: 持平 where the rate rounds to 0.0 %; 基本持平 is a matter of judgement up to 1 %.</summary>
    public void Level(in Claim claim, decimal current, decimal @base, bool nearly)
    {
        decimal limit = nearly ? 0.01m : 0.0005m;
        string text = $"{current}\u2212{@base}={Signed(current - @base)}";
        if (Math.Abs(current - @base) <= limit * @base)
        {
            Keep(claim, BulletinVerdict.Ok, BulletinReasons.Agrees, Words(claim), null, Plain(current - @base), text, text);
        }
        else if (nearly || !claim.Certain)
        {
            Undecided(claim, BulletinReasons.Ambiguous);
        }
        else
        {
            string right = current > @base ? "增加" : "减少";
            Keep(claim, BulletinVerdict.Wrong, BulletinReasons.Miscalculated, right + Plain(Math.Abs(current - @base)), null, Plain(current - @base), text + ",并非持平", text + ": not level");
        }
    }

    private static string Reason(in Claim claim, in Formula formula)
    {
        PrintedNumber number = claim.Number;
        BigInteger size = BigInteger.Abs(formula.Numerator);
        decimal up = ExactQuotient.Round(size, formula.Denominator, number.Decimals, Rounding.HalfAwayFromZero);
        decimal even = ExactQuotient.Round(size, formula.Denominator, number.Decimals, Rounding.HalfToEven);
        bool fits = number.Value == up || number.Value == even;
        int sign = formula.Numerator.Sign;
        int claimed = claim.Direction == 0 ? 1 : claim.Direction;
        bool sameDirection = sign == 0 || claimed == sign || !Directed(claim.Kind);
        if (fits && sameDirection)
        {
            // A word takes no minus sign (下降-3.2%); an arrow and a minus are one sign.
            return claim.Direction < 0 && number.Sign == '-' && claim.VerbEnd - claim.Start > 1 && !claim.NegativeGrowth ? BulletinReasons.DoubleNegative : BulletinReasons.Agrees;
        }

        if (fits)
        {
            return claim.Direction == 0 ? BulletinReasons.NoSign : BulletinReasons.Direction;
        }

        return sameDirection && number.Value == Cut(size, formula.Denominator, number.Decimals) ? BulletinReasons.Truncated : BulletinReasons.Miscalculated;
    }

    private static decimal Cut(BigInteger size, BigInteger denominator, int decimals)
    {
        BigInteger scale = BigInteger.Pow(10, decimals);
        return (decimal)(size * scale / denominator) / (decimal)scale;
    }

    private void Add(in Claim claim, in Formula formula, BulletinVerdict verdict, string reason)
    {
        int decimals = claim.Number.Decimals;
        decimal up = ExactQuotient.Round(formula.Numerator, formula.Denominator, decimals, Rounding.HalfAwayFromZero);
        decimal even = ExactQuotient.Round(formula.Numerator, formula.Denominator, decimals, Rounding.HalfToEven);
        bool whole = (formula.Numerator % formula.Denominator).IsZero;
        decimal exact = ExactQuotient.Round(formula.Numerator, formula.Denominator, decimals + 2, Rounding.HalfAwayFromZero);
        string exactText = whole ? Plain(ExactQuotient.Round(formula.Numerator, formula.Denominator, 0, Rounding.HalfAwayFromZero)) : Fixed(exact, decimals + 2);
        string unit = claim.Kind is BulletinFigureKind.Rate or BulletinFigureKind.Share ? "%" : "";
        string right = Replacement(claim, up);
        string zh = $"{formula.Text}={exactText}{unit}";
        string en = zh;
        if (verdict == BulletinVerdict.Wrong)
        {
            (string ruleZh, string ruleEn) = reason switch
            {
                BulletinReasons.Truncated => ("印数系截断,未四舍五入", "the printed figure was truncated, not rounded"),
                BulletinReasons.Direction => ("升降方向相反", "the direction is the opposite"),
                BulletinReasons.DoubleNegative => ("下降之后不应再带负号", "a fall takes no minus sign"),
                _ => ("印数不符", "the printed figure does not follow"),
            };
            (zh, en) = ($"{zh},{ruleZh},应为“{right}”", $"{en}: {ruleEn}; should read {right}");
        }

        Keep(claim, verdict, reason, right, even == up ? null : Replacement(claim, even), exactText, zh, en);
    }

    private void Keep(in Claim claim, BulletinVerdict verdict, string reason, string? right, string? halfEven, string? exact, string why, string whyEn)
    {
        if (findings.Count >= mostFigures)
        {
            IsFull = true;
            return;
        }

        findings.Add(new BulletinFinding(claim.Start, claim.Number.End - claim.Start, claim.Kind, verdict, reason, Words(claim), right, halfEven, exact, why, whyEn));
    }

    /// <summary>The words with the right number, and the right direction, in the bulletin's own style.</summary>
    private string Replacement(in Claim claim, decimal value)
    {
        PrintedNumber number = claim.Number;
        string unit = text[number.DigitsEnd..number.End];
        if (Directed(claim.Kind) && value == 0 && claim.VerbEnd - claim.Start > 1)
        {
            return "持平";
        }

        string digits = Math.Abs(value).ToString((plain.AsSpan(number.Start, number.DigitsEnd - number.Start).Contains(',') ? "N" : "F") + number.Decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        if (!claim.HasVerb)
        {
            return (Directed(claim.Kind) ? SignOf(number, value) : "") + digits + unit;
        }

        string verb = text[claim.Start..claim.VerbEnd];
        bool flip = Directed(claim.Kind) && value != 0 && claim.Direction != 0 && Math.Sign(value) != claim.Direction;
        string between = text[claim.VerbEnd..number.Start];
        return claim.NegativeGrowth
            ? verb + between + (value < 0 ? text[number.Start].ToString() : "") + digits + unit
            : (flip ? Lexicon.Opposite(verb, value > 0) : verb) + between + digits + unit;
    }

    // The bulletin's own sign where it stays, the house's minus where one is missing.
    private string SignOf(in PrintedNumber number, decimal value) => (Math.Sign(value), number.Sign) switch
    {
        (0, _) or ( > 0, '\0') => "",
        ( > 0, '-') => "+",
        ( < 0, not '-') => FigureText.Minus.ToString(),
        _ => text[number.Start].ToString(),
    };

    private static bool Directed(BulletinFigureKind kind) => kind is BulletinFigureKind.Rate or BulletinFigureKind.Difference or BulletinFigureKind.Points;

    private string Words(in Claim claim) => text[claim.Start..claim.Number.End];

    private static string Signed(decimal value) => value < 0 ? FigureText.Minus + Plain(-value) : Plain(value);

    private static string Plain(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Fixed(decimal value, int decimals) => value.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
