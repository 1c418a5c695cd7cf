namespace Tongbi.Dashboard.Charts;

/// <summary>Light for paper, dark for screens.</summary>
public enum ChartTheme
{
    /// <summary>For paper and pages.</summary>
    Light,

    /// <summary>For the wall and other dark screens.</summary>
    Dark,
}
