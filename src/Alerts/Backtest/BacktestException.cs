namespace Tongbi.Alerts.Backtest;

/// <summary>A back-test that cannot be made; the message says why and what to do.</summary>
public sealed class BacktestException : Exception
{
    /// <summary>Without details.</summary>
    public BacktestException()
        : this("The back-test cannot be made.")
    {
    }

    /// <summary>With the reason and the remedy.</summary>
    public BacktestException(string message)
        : base(message)
    {
    }

    /// <summary>With the reason and its cause.</summary>
    public BacktestException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
