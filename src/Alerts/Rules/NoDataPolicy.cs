namespace Tongbi.Alerts.Rules;

/// <summary>What becomes of an alert whose figure is unknown for longer than <see cref="Rule.NoDataFor"/>.</summary>
public enum NoDataPolicy
{
    /// <summary>Nothing: it stays as it is.</summary>
    Keep,

    /// <summary>It fires, at the level it has, else at the rule's mildest.</summary>
    Firing,

    /// <summary>It resolves.</summary>
    Resolve,
}
