namespace Tongbi.Collector.Bulletins;

/// <summary>What a comparison compares with.</summary>
internal enum Basis
{
    /// <summary>Not named.</summary>
    Any,

    /// <summary>同比, 上年同期.</summary>
    Year,

    /// <summary>环比, 上期.</summary>
    Previous,
}
