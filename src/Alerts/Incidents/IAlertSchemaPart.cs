namespace Tongbi.Alerts.Incidents;

/// <summary>One capability's tables in <c>alerts.db</c>. Each part counts its own migrations, so that capabilities do not wait for one another.</summary>
public interface IAlertSchemaPart
{
    /// <summary>Name that the file remembers the part by; never change it.</summary>
    string Name { get; }

    /// <summary>SQL of each migration in order. Never edit one that was released: append.</summary>
    IReadOnlyList<string> Migrations { get; }
}
