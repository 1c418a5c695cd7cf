namespace Tongbi.Alerts.Incidents;

/// <summary>四色预警: how grave an alert is; a higher value is graver.</summary>
public enum Severity
{
    /// <summary>四级, 蓝色.</summary>
    Blue = 1,

    /// <summary>三级, 黄色.</summary>
    Yellow = 2,

    /// <summary>二级, 橙色.</summary>
    Orange = 3,

    /// <summary>一级, 红色.</summary>
    Red = 4,
}
