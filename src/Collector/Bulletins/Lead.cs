using System.Text;

namespace Tongbi.Collector.Bulletins;

/// <summary>What stands between the figure before and a number, as far as it tells the number's role.</summary>
internal sealed class Lead
{
    private readonly StringBuilder topic = new();
    private readonly StringBuilder afterMean = new();
    private readonly StringBuilder wholeName = new();

    private Lead()
    {
    }

    /// <summary>上升 or 下降 directly before the number.</summary>
    public Token? Verb { get; private set; }

    /// <summary>Whether 上升到, 降至 stands directly before the number.</summary>
    public bool Reaches { get; private set; }

    /// <summary>The comparison named last.</summary>
    public Basis Basis { get; private set; }

    /// <summary>Whether 同比 and 环比 both stand here: then the figure is of neither for certain.</summary>
    public bool NamesBoth { get; private set; }

    /// <summary>Whether 上周, 上年同期 stands in the number's own clause.</summary>
    public bool NamesBase { get; private set; }

    /// <summary>Where 日均 stands, in the number's own clause.</summary>
    public Token? Mean { get; private set; }

    /// <summary>Whether 占 stands in the number's own clause.</summary>
    public bool Share { get; private set; }

    /// <summary>Whether the whole is told as one: 占总数的.</summary>
    public bool ShareOfTotal { get; private set; }

    /// <summary>Where 合计 stands.</summary>
    public bool Sum { get; private set; }

    /// <summary>Whether words stand behind 合计.</summary>
    public bool SumOfSomething { get; private set; }

    /// <summary>其中.</summary>
    public bool Among { get; private set; }

    /// <summary>约 directly before the number.</summary>
    public bool Approximate { get; private set; }

    /// <summary>百分之 directly before the number.</summary>
    public bool PercentPrefix { get; private set; }

    /// <summary>由, 从 directly before the number.</summary>
    public bool From { get; private set; }

    /// <summary>共, 总数.</summary>
    public bool Whole { get; private set; }

    /// <summary>Unknown words before the figure's own: another topic, unless they name the same.</summary>
    public string Topic => topic.ToString();

    /// <summary>Unknown words between 日均 and the number.</summary>
    public string AfterMean => afterMean.ToString();

    /// <summary>What the share is one of: 警情 in 占警情总数的.</summary>
    public string WholeName => wholeName.ToString();

    /// <summary>Reads the tokens before a number.</summary>
    public static Lead Of(IReadOnlyList<Token> tokens, string plain)
    {
        int clause = tokens.Count;
        while (clause > 0 && tokens[clause - 1].Kind != TokenKind.Separator)
        {
            clause--;
        }

        Lead lead = new();
        for (int i = 0; i < tokens.Count; i++)
        {
            lead.Take(tokens[i], i >= clause, plain);
        }

        return lead;
    }

    private void Take(in Token token, bool ownClause, string plain)
    {
        if (token.Kind is not TokenKind.Cue)
        {
            TakeWords(token, plain);
            return;
        }

        if (token.Cue is not (Cue.Connective or Cue.Approximate or Cue.Against))
        {
            // A known word in between means that the verb was about something else.
            ForgetAdjacent();
        }

        switch (token.Cue)
        {
            case Cue.Up or Cue.Down:
                Verb = token;
                Share = false;
                break;
            case Cue.Reaches:
                Reaches = true;
                break;
            case Cue.YearOnYear or Cue.PeriodOnPeriod:
                Compare(token.Cue == Cue.YearOnYear ? Basis.Year : Basis.Previous);
                break;
            case Cue.YearBase or Cue.PreviousBase:
                Basis = token.Cue == Cue.YearBase ? Basis.Year : Basis.Previous;
                NamesBase = ownClause;
                break;
            case Cue.DailyMean when ownClause:
                Mean = token;
                break;
            case Cue.Share when ownClause:
                Share = true;
                break;
            case Cue.Among:
                Among = true;
                break;
            case Cue.Sum:
                Sum = ownClause;
                Whole = true;
                break;
            case Cue.Whole:
                Whole = true;
                ShareOfTotal |= Share;
                break;
            default:
                Approximate |= token.Cue == Cue.Approximate;
                PercentPrefix |= token.Cue == Cue.PercentPrefix;
                From |= token.Cue == Cue.From;
                break;
        }
    }

    private void TakeWords(in Token token, string plain)
    {
        if (token.Kind == TokenKind.Separator)
        {
            ForgetAdjacent();
            return;
        }

        if (token.Kind != TokenKind.Text)
        {
            return;
        }

        string name = Name(plain.AsSpan(token.Start, token.Length));
        if (name.Length > 0)
        {
            ForgetAdjacent();
            SumOfSomething |= Sum;
            (Share ? wholeName : Mean is not null ? afterMean : topic).Append(name);
        }
    }

    private void Compare(Basis basis)
    {
        NamesBoth |= Basis != Basis.Any && Basis != basis;
        Basis = basis;
    }

    private void ForgetAdjacent()
    {
        Verb = null;
        Reaches = false;
        Approximate = false;
        PercentPrefix = false;
        From = false;
    }

    private static string Name(ReadOnlySpan<char> words)
    {
        StringBuilder name = new(words.Length);
        foreach (char character in words)
        {
            if (char.IsLetterOrDigit(character))
            {
                name.Append(character);
            }
        }

        return name.ToString();
    }
}
