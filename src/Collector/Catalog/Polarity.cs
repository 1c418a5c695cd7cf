namespace Tongbi.Collector.Catalog;

/// <summary>Which direction of a metric is good; decides the colour on the wall, never the sign or the arrow.</summary>
public enum Polarity
{
    /// <summary>Neither direction is good or bad by itself.</summary>
    Neutral,

    /// <summary>A rise is good.</summary>
    Up,

    /// <summary>A fall is good.</summary>
    Down,
}
