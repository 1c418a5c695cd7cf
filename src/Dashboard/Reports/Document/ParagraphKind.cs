namespace Tongbi.Dashboard.Reports.Document;

/// <summary>Whose words a paragraph has.</summary>
public enum ParagraphKind
{
    /// <summary>Made from figures.</summary>
    Generated,

    /// <summary>Written by a person.</summary>
    Manual,

    /// <summary>Small print: notes, definitions, what is missing and why.</summary>
    Note,
}
