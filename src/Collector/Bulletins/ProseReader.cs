namespace Tongbi.Collector.Bulletins;

/// <summary>
/// Reads the sentences of a bulletin from left to right. A count begins a subject; what follows (日均, 较上周的…起, 增加…起, 上升…%, 占…的…%) belongs to
/// it until another topic begins. Wherever the text leaves room for another reading, a figure may be found right but not wrong.
/// </summary>
internal sealed class ProseReader(string plain, FigureJudge judge, PeriodBook periods)
{
    private const int DeepestBrackets = 8;
    private const int MostSiblings = 200;
    private const int LongestLead = 64;

    private readonly CountBook counts = new();
    private readonly Stack<(List<Token> Lead, Subject? Subject, int Figures)> brackets = new();
    private readonly List<Subject> siblings = [];
    private List<Token> pending = [];
    private Subject? subject;
    private Subject? parent;
    private PrintedNumber? from;
    private int subjectsInSentence;
    private int figures;
    private bool respectively;

    /// <summary>Reads one stretch of sentences.</summary>
    public void Read(IEnumerable<Token> tokens)
    {
        foreach (Token token in tokens)
        {
            Read(token);
        }

        EndParagraph();
    }

    private void Read(in Token token)
    {
        switch (token.Kind)
        {
            case TokenKind.Stop:
                EndSentence();
                break;
            case TokenKind.Paragraph:
                EndParagraph();
                break;
            case TokenKind.Open when brackets.Count < DeepestBrackets:
                brackets.Push((pending, subject, figures));
                pending = [];
                break;
            case TokenKind.Close when brackets.Count > 0:
                Close();
                break;
            case TokenKind.Span:
                NoteSpan(token);
                break;
            case TokenKind.Cue when token.Cue is Cue.Level or Cue.NearlyLevel:
                ReadLevel(token);
                break;
            case TokenKind.Cue:
                NoteCue(token);
                break;
            case TokenKind.Number:
                ReadNumber(token);
                break;
            default:
                Await(token);
                break;
        }
    }

    private void Await(in Token token)
    {
        if (pending.Count >= LongestLead)
        {
            // So many words without a figure speak of something else by now; what was said first is let go.
            pending.RemoveRange(0, LongestLead / 2);
            subject = null;
        }

        pending.Add(token);
    }

    private void NoteCue(in Token token)
    {
        if (token.Cue == Cue.Among)
        {
            parent = subject;
            siblings.Clear();
        }

        respectively |= token.Cue == Cue.Respectively;
        Await(token);
    }

    private void NoteSpan(in Token token)
    {
        // 较1月2日至8日: the period of the base.
        bool ofBase = pending.Any(before => before is { Kind: TokenKind.Cue, Cue: Cue.Against or Cue.PreviousBase or Cue.YearBase })
            || (brackets.TryPeek(out (List<Token> Lead, Subject? Subject, int Figures) outer) && outer.Lead.Any(before => before is { Kind: TokenKind.Cue, Cue: Cue.Against or Cue.PreviousBase or Cue.YearBase }));
        if (!ofBase)
        {
            periods.Add(token.Span);
        }
    }

    private void Close()
    {
        (List<Token> lead, Subject? outer, int figuresBefore) = brackets.Pop();
        pending = figures == figuresBefore ? lead : [];
        subject = outer;
    }

    private void EndSentence()
    {
        if (subjectsInSentence > 1 && subject is not null)
        {
            subject.Certain = false;
        }

        brackets.Clear();
        siblings.Clear();
        pending = [];
        from = null;
        subjectsInSentence = 0;
        respectively = false;
    }

    private void EndParagraph()
    {
        EndSentence();
        periods.BeginParagraph();
        subject = null;
        parent = null;
    }

    private void ReadLevel(in Token token)
    {
        Lead lead = Lead.Of(pending, plain);
        pending = [];
        figures++;
        PrintedNumber words = new(token.Start, token.Start, token.End, 0, 0, '\0', NumberUnit.None, "", false, true);
        Claim claim = new(BulletinFigureKind.Level, token.Start, token.Start, words, 0, NegativeGrowth: false, Certain: true);
        if (About(lead, claim) is not { } count)
        {
            return;
        }

        if (BaseOf(count, lead, claim) is { } @base)
        {
            judge.Level(claim with { Certain = IsCertain(count, lead) && @base.Certain }, count.Number.Value, @base.Value, token.Cue == Cue.NearlyLevel);
        }
        else if (!lead.NamesBoth)
        {
            // 与上月持平 tells the base.
            count.SetBase(lead.Basis, count.Number.Value, certain: false);
        }
    }

    private void ReadNumber(in Token token)
    {
        Lead lead = Lead.Of(pending, plain);
        PrintedNumber number = token.Number;
        if (lead.PercentPrefix && number.Unit == NumberUnit.None)
        {
            number = number with { Unit = NumberUnit.Percent };
        }

        number = number with { Approximate = number.Approximate || lead.Approximate };
        bool derived = lead.Verb is not null || lead.Mean is not null || (number.Sign != '\0' && lead.Basis != Basis.Any);
        if (number.Unit == NumberUnit.None && !derived && !lead.NamesBase)
        {
            // 110警情: a number that counts nothing is part of a name.
            Await(new Token(TokenKind.Text, token.Start, token.Length));
            return;
        }

        figures++;
        pending = [];
        switch (number.Unit)
        {
            case NumberUnit.Percent:
                ReadPercent(number, lead);
                break;
            case NumberUnit.Points:
                judge.Undecided(ClaimOf(BulletinFigureKind.Points, number, lead), BulletinReasons.NoBase);
                break;
            case NumberUnit.Times:
                break;
            default:
                ReadCount(number, lead, derived);
                break;
        }
    }

    private void ReadPercent(in PrintedNumber number, Lead lead)
    {
        if (lead.Share)
        {
            ReadShare(number, lead);
        }
        else if (lead.Reaches || (lead.NamesBase && lead.Verb is null && number.Sign == '\0'))
        {
            subject = null; // The level of some ratio.
        }
        else if (lead.Verb is not null || lead.Basis != Basis.Any)
        {
            ReadRate(number, lead);
        }
        else
        {
            subject = null; // 破案率98.5%: another topic, without counts.
        }
    }

    private void ReadRate(in PrintedNumber number, Lead lead)
    {
        Claim claim = ClaimOf(BulletinFigureKind.Rate, number, lead);
        if (About(lead, claim) is not { } count || BaseOf(count, lead, claim) is not { } @base)
        {
            return;
        }

        claim = claim with { Certain = IsCertain(count, lead) && @base.Certain };
        if (@base.Value == 0)
        {
            judge.ZeroBase(claim, count.Number.Value);
        }
        else if (@base.Value > 0)
        {
            judge.Judge(claim, Formula.Rate(count.Number.Value, @base.Value));
        }
        else
        {
            judge.Undecided(claim, BulletinReasons.Ambiguous);
        }
    }

    private void ReadShare(in PrintedNumber number, Lead lead)
    {
        Claim claim = ClaimOf(BulletinFigureKind.Share, number, lead);
        if (About(lead, claim) is not { } part)
        {
            return;
        }

        IReadOnlyList<decimal> wholes = counts.Wholes(part, lead.WholeName, lead.ShareOfTotal, parent);
        if (wholes.Count == 0)
        {
            judge.Undecided(claim, BulletinReasons.NoWhole);
        }
        else
        {
            judge.Judge(claim with { Certain = part.Certain }, [.. wholes.Select(whole => Formula.Share(part.Number.Value, whole))]);
        }
    }

    private void ReadCount(PrintedNumber number, Lead lead, bool derived)
    {
        if (lead.Mean is not null)
        {
            ReadMean(number, lead);
        }
        else if (lead.Verb is not null || (derived && number.Sign != '\0'))
        {
            ReadDifference(number, lead);
        }
        else if (lead.NamesBase && subject is not null && SameMeasure(number, subject))
        {
            ReadBase(number, lead, subject);
        }
        else if (lead.From && !lead.Reaches)
        {
            from = number;
        }
        else if (lead.Sum && siblings.Count(sibling => sibling.Number.Measure == number.Measure) > 1)
        {
            ReadSum(number, lead);
            Begin(number, lead);
        }
        else
        {
            Begin(number, lead);
        }
    }

    private void ReadMean(in PrintedNumber number, Lead lead)
    {
        Claim claim = ClaimOf(BulletinFigureKind.DailyMean, number, lead);
        if (lead.Verb is not null || lead.Basis != Basis.Any)
        {
            // 日均较上周增加8起, 上周日均479起: from means that are rounded themselves.
            judge.Undecided(claim, BulletinReasons.Ambiguous);
        }
        else if (About(lead, claim) is { } count)
        {
            bool same = lead.AfterMean.Length == 0 || count.Label.Contains(lead.AfterMean, StringComparison.Ordinal);
            if (number.Unit == NumberUnit.Count && number.Measure != count.Number.Measure)
            {
                judge.Undecided(claim, BulletinReasons.NoCount);
            }
            else if (count.Days is { } days)
            {
                judge.Judge(claim with { Certain = count.Certain && same }, Formula.DailyMean(count.Number.Value, days));
                count.MeanJustTold = number.Value;
            }
            else
            {
                judge.Undecided(claim, BulletinReasons.NoPeriod);
                count.MeanJustTold = number.Value;
            }
        }
    }

    private void ReadDifference(in PrintedNumber number, Lead lead)
    {
        Claim claim = ClaimOf(BulletinFigureKind.Difference, number, lead);
        if (About(lead, claim) is not { } count)
        {
            return;
        }

        if (number.Unit == NumberUnit.Count && number.Measure != count.Number.Measure)
        {
            judge.Undecided(claim, BulletinReasons.NoCount);
            return;
        }

        bool certain = IsCertain(count, lead);
        if (count.BaseOf(lead.Basis) is { } @base && !count.ComparesMeans)
        {
            judge.Judge(claim with { Certain = certain && @base.Certain }, Formula.Difference(count.Number.Value, @base.Value));
        }
        else
        {
            judge.Undecided(claim, count.ComparesMeans ? BulletinReasons.Ambiguous : BulletinReasons.NoBase);
            if (number.IsWholeWithSign && claim.Direction != 0 && !count.ComparesMeans)
            {
                // The difference tells the base, and with it the rate.
                count.SetBase(lead.Basis, count.Number.Value - (claim.Direction * number.Value), certain);
            }
        }

        count.Speak(lead.Basis);
    }

    private void ReadBase(in PrintedNumber number, Lead lead, Subject count)
    {
        // A mean stands between count and base: the base is that of whichever is nearer.
        count.ComparesMeans = count.MeanJustTold is { } mean && mean > 0 && number.Value > 0 && number.Value * number.Value < count.Number.Value * mean;
        count.MeanJustTold = null;
        bool sameTopic = lead.Topic.Length == 0 || count.Label.Contains(lead.Topic, StringComparison.Ordinal);
        if (!number.IsWhole)
        {
            count.ComparesMeans = true;
        }
        else if (!count.ComparesMeans)
        {
            count.SetBase(lead.Basis, number.Value, sameTopic && number.Certain && !respectively);
        }
    }

    private void ReadSum(PrintedNumber number, Lead lead)
    {
        Claim claim = ClaimOf(BulletinFigureKind.Total, number, lead);
        List<decimal> parts = [.. siblings.Where(sibling => sibling.Number.Measure == number.Measure).Select(sibling => sibling.Number.Value)];
        bool exact = siblings.All(sibling => sibling.Number.IsWhole && sibling.Certain);
        if (!exact)
        {
            judge.Undecided(claim, BulletinReasons.Approximate);
            return;
        }

        bool certain = !lead.SumOfSomething && parts.Count == siblings.Count && siblings.Count < MostSiblings;
        judge.Judge(claim with { Certain = certain }, Formula.Sum(parts));
    }

    private void Begin(in PrintedNumber number, Lead lead)
    {
        subject = new Subject(number, lead.Topic, lead.Whole, periods.Days) { Certain = number.Certain };
        if (from is { IsWhole: true } earlier && lead.Reaches && earlier.Measure == number.Measure)
        {
            subject.SetBase(lead.Basis, earlier.Value, certain: true);
        }

        from = null;
        subjectsInSentence++;
        counts.Add(subject);
        if (brackets.Count == 0 && siblings.Count < MostSiblings)
        {
            siblings.Add(subject);
        }
    }

    /// <summary>The count that a derived figure speaks of; says so in the findings where there is none.</summary>
    private Subject? About(Lead lead, in Claim claim)
    {
        string? reason = respectively ? BulletinReasons.Respectively
            : claim.Number.Approximate ? BulletinReasons.Approximate
            : subject is null ? BulletinReasons.NoCount
            : null;
        if (reason is null && (lead.Among || (lead.Topic.Length > 0 && !subject!.Label.Contains(lead.Topic, StringComparison.Ordinal)))) // no reason: there is a subject
        {
            // Another topic begins, and its count is not told.
            subject = null;
            reason = BulletinReasons.NoCount;
        }

        if (reason is null && !subject!.Number.IsWhole) // no reason: there is a subject
        {
            reason = BulletinReasons.Approximate;
        }

        if (reason is not null)
        {
            judge.Undecided(claim, reason);
            return null;
        }

        return subject;
    }

    private (decimal Value, bool Certain)? BaseOf(Subject count, Lead lead, in Claim claim)
    {
        count.Speak(lead.Basis);
        if (lead.NamesBoth || count.ComparesMeans)
        {
            judge.Undecided(claim, BulletinReasons.Ambiguous);
            return null;
        }

        if (count.BaseOf(lead.Basis) is { } known)
        {
            return known;
        }

        judge.Undecided(claim, BulletinReasons.NoBase);
        return null;
    }

    private static bool IsCertain(Subject count, Lead lead) => count.Certain && count.MeanJustTold is null && !lead.NamesBoth;

    private static bool SameMeasure(in PrintedNumber number, Subject count) => number.Unit == NumberUnit.None || number.Measure == count.Number.Measure;

    private static Claim ClaimOf(BulletinFigureKind kind, in PrintedNumber number, Lead lead)
    {
        Token? word = kind switch
        {
            BulletinFigureKind.DailyMean => lead.Mean,
            BulletinFigureKind.Share or BulletinFigureKind.Total => null,
            _ => lead.Verb,
        };
        int direction = lead.Verb switch
        {
            { Cue: Cue.Up } => number.Sign == '-' ? -1 : 1,
            { Cue: Cue.Down } => -1,
            _ => number.Sign switch { '+' => 1, '-' => -1, _ => 0 },
        };
        return word is { } before
            ? new Claim(kind, before.Start, before.End, number, direction, number.Sign == '-' && lead.Verb is { Cue: Cue.Up }, Certain: true)
            : new Claim(kind, number.Start, number.Start, number, direction, NegativeGrowth: false, Certain: true);
    }
}
