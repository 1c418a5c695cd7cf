namespace Tongbi.Collector.Bulletins;

/// <summary>Why a figure got its verdict, in stable codes.</summary>
public static class BulletinReasons
{
    /// <summary>Right: the printed figure is the exact one, rounded to nearest.</summary>
    public const string Agrees = "agrees";

    /// <summary>Wrong: another number comes out.</summary>
    public const string Miscalculated = "miscalculated";

    /// <summary>Wrong: digits were cut off (截断) instead of rounded.</summary>
    public const string Truncated = "truncated";

    /// <summary>Wrong: the number is right, the word or sign of direction is not.</summary>
    public const string Direction = "direction";

    /// <summary>Wrong: a fall of a negative number, 下降-3.2%.</summary>
    public const string DoubleNegative = "double_negative";

    /// <summary>Wrong: a rate was printed though the base is 0.</summary>
    public const string ZeroBase = "zero_base";

    /// <summary>Undecided: no count stands before it that it could belong to.</summary>
    public const string NoCount = "no_count";

    /// <summary>Undecided: the earlier count is not in the text.</summary>
    public const string NoBase = "no_base";

    /// <summary>Undecided: the whole that it is a share of is not in the text.</summary>
    public const string NoWhole = "no_whole";

    /// <summary>Undecided: the text names no period whose days are known.</summary>
    public const string NoPeriod = "no_period";

    /// <summary>Undecided: 约, 余, 万: it, or what it was computed from, is approximate.</summary>
    public const string Approximate = "approximate";

    /// <summary>Undecided: several readings are possible and none of the likely ones gives the printed figure.</summary>
    public const string Ambiguous = "ambiguous";

    /// <summary>Undecided: 分别 hands out several figures at once.</summary>
    public const string Respectively = "respectively";

    /// <summary>Undecided: neither a word nor a sign tells the direction.</summary>
    public const string NoSign = "no_sign";

    /// <summary>The same for the reader: Chinese and English sentences of the undecided reasons.</summary>
    internal static (string Zh, string En) Sentence(string reason) => reason switch
    {
        NoCount => ("前文没有可与之对应的本期数", "no count stands before it that it clearly belongs to"),
        NoBase => ("文中没有相应的上期数或同期数", "the earlier count is not in the text"),
        NoWhole => ("文中没有可确认的总数", "the whole is not in the text"),
        NoPeriod => ("文中没有可确认天数的统计期,可在天数栏填写", "the text names no period of known length; give the number of days"),
        Approximate => ("本数或其依据为约数,不作判断", "it, or what it rests on, is approximate"),
        Respectively => ("“分别”所列各数的对应关系不作判断", "figures handed out by “respectively” are not judged"),
        NoSign => ("数值相符,但未写明升降方向", "the number agrees, but nothing tells the direction"),
        _ => ("计算依据不唯一,不作判断", "more than one reading is possible"),
    };
}
