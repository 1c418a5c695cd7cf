namespace Tongbi.Dashboard.Demo;

/// <summary>The server refused the simulator's request for good: trying again would not help.</summary>
internal sealed class DemoRefusedException(string message) : Exception(message);
