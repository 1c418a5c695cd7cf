namespace Tongbi.Collector.Calendar;

/// <summary>What a period is made of; decides which period counts as the one before, and how a year back is found.</summary>
public enum PeriodKind
{
    /// <summary>One statistical day: <c>today</c>, <c>yesterday</c>, <c>2019-06-01</c>.</summary>
    Day,

    /// <summary>A week by number: <c>wtd</c>, <c>2019-W23</c>.</summary>
    Week,

    /// <summary>A statistical month: <c>mtd</c>, <c>2019-06</c>.</summary>
    Month,

    /// <summary>Three statistical months: <c>qtd</c>, <c>2019-Q2</c>.</summary>
    Quarter,

    /// <summary>Twelve statistical months: <c>ytd</c>, <c>2019</c>.</summary>
    Year,

    /// <summary>Whole months up to the running one: <c>last-12m</c>.</summary>
    Months,

    /// <summary>Any other run of days: <c>last-7d</c>, <c>2019-06-01/2019-07-01</c>.</summary>
    Span,
}
