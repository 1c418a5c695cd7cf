using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Configuration;

namespace Tongbi.Collector.Tests.Catalog;

/// <summary>Whatever an editor does to the file: a catalogue or a list of mistakes comes out, never another failure.</summary>
public sealed class CatalogueLoaderFuzzTests
{
    /// <summary>A place in the text, how much of it goes, and what comes instead: YAML's own signs above all.</summary>
    private static readonly Arbitrary<(int At, int Remove, string Insert)> Edits = ArbMap.Default.GeneratorFor<(int, int)>()
        .SelectMany(
            _ => Gen.Elements("", "{", "}", "[", "]", ":", "- ", "\n", "\t", "'", "\"", "&a ", "*a", "!!x ", "|", ">", "?", "#", "---\n", "...\n", "%", "@", "0", "null", "\u0000", "\ud800"),
            (pair, insert) => (Math.Abs(pair.Item1 * 7919) % SmallCatalogue.Text.Length, Math.Abs(pair.Item2) % 12, insert))
        .ToArbitrary();

    [Property(MaxTest = 400)]
    public Property Parse_EditedText_GivesACatalogueOrMistakesInsideTheText() => Prop.ForAll(Edits, edit =>
    {
        string original = SmallCatalogue.Text;
        int at = edit.At;
        string text = original[..at] + edit.Insert + original[Math.Min(original.Length, at + edit.Remove)..];
        try
        {
            return CatalogueLoader.Parse(text, "f").Units.Count > 0;
        }
        catch (ConfigurationException failure)
        {
            int lines = text.Split('\n').Length + 1;
            return failure.Mistakes.Count > 0 && failure.Mistakes.All(mistake => mistake.Line >= 1 && mistake.Line <= lines && mistake.Column >= 1 && mistake.Reason.Length > 0);
        }
    });
}
