namespace Tongbi.Dashboard.Operations;

/// <summary>Whether this process feeds simulated data; everything shown is then marked as such.</summary>
/// <param name="IsOn">True with simulated data.</param>
public sealed record DemoState(bool IsOn);
