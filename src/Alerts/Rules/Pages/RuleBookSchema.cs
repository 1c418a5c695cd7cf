using Tongbi.Alerts.Incidents;

namespace Tongbi.Alerts.Rules.Pages;

/// <summary>The rules made on pages, in <c>alerts.db</c>. docs/formats/alerts.md describes the table.</summary>
public sealed class RuleBookSchema : IAlertSchemaPart
{
    /// <inheritdoc/>
    public string Name => "rules";

    /// <inheritdoc/>
    public IReadOnlyList<string> Migrations { get; } =
    [
        """
        CREATE TABLE rule_version(
          rule TEXT NOT NULL, number INTEGER NOT NULL, document TEXT, author TEXT NOT NULL, at INTEGER NOT NULL, note TEXT NOT NULL,
          PRIMARY KEY(rule, number)) STRICT, WITHOUT ROWID;
        """,
    ];
}
