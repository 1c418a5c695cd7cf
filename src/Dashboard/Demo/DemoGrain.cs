namespace Tongbi.Dashboard.Demo;

/// <summary>How finely a source delivers its ready figures.</summary>
internal enum DemoGrain
{
    /// <summary>By the hour, for all of the history too.</summary>
    Hour,

    /// <summary>By the hour from the day of the first start, by the day before.</summary>
    HourSinceStart,

    /// <summary>By the day.</summary>
    Day,

    /// <summary>By the month.</summary>
    Month,
}
