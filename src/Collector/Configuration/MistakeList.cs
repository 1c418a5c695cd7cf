namespace Tongbi.Collector.Configuration;

/// <summary>Collects the mistakes of one file while it is read, so that all of them are told at once. Not thread-safe.</summary>
/// <param name="file">The file, as it is to be named in messages.</param>
public sealed class MistakeList(string file)
{
    /// <summary>More than so many are not kept: the file is something else altogether.</summary>
    public const int Limit = 500;

    /// <summary>The file, as it is named in messages.</summary>
    public string File { get; } = file;

    /// <summary>Whether nothing was wrong so far.</summary>
    public bool IsEmpty => mistakes.Count == 0;

    /// <summary>Adds a mistake at the place where a node begins.</summary>
    public void Add(YamlNode node, string reason) => Add(node.Line, node.Column, reason);

    /// <summary>Adds a mistake at a place, both counted from 1.</summary>
    public void Add(int line, int column, string reason)
    {
        if (mistakes.Count < Limit)
        {
            mistakes.Add(new ConfigurationMistake(File, line, column, reason));
        }
    }

    /// <summary>All mistakes, sorted by place.</summary>
    public IReadOnlyList<ConfigurationMistake> ToSorted() =>
        [.. mistakes.OrderBy(mistake => mistake.Line).ThenBy(mistake => mistake.Column)];

    /// <summary>Ends the reading of a file.</summary>
    /// <exception cref="ConfigurationException">There was at least one mistake.</exception>
    public void ThrowIfAny()
    {
        if (!IsEmpty)
        {
            throw new ConfigurationException(ToSorted());
        }
    }

    private readonly List<ConfigurationMistake> mistakes = [];
}
