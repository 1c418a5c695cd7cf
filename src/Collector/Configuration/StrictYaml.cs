using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Tongbi.Collector.Configuration;

/// <summary>
/// Reads a YAML file into nodes that know their place. Strict: UTF-8, one document, a map at the top, every key once, no anchors, aliases or
/// tags (so that no small file can unfold into a big one), at most <see cref="MaximumBytes"/> and <see cref="MaximumDepth"/>.
/// </summary>
public static class StrictYaml
{
    /// <summary>Largest file that is read, 4 MiB.</summary>
    public const int MaximumBytes = 4 * 1024 * 1024;

    /// <summary>Deepest nesting that is read.</summary>
    public const int MaximumDepth = 64;

    /// <summary>Reads the text of a file, bounded and checked to be UTF-8 (a byte order mark is allowed).</summary>
    /// <exception cref="ConfigurationException">The file is missing, unreadable, too large or not UTF-8.</exception>
    public static string ReadText(string path)
    {
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            byte[] bytes = new byte[MaximumBytes + 1];
            int length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return length <= MaximumBytes
                ? StrictUtf8.GetString(bytes.AsSpan(0, length)).TrimStart('\uFEFF')
                : throw Unusable(path, $"the file is larger than {MaximumBytes / 1024 / 1024} MiB; split it or shorten it.");
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Unusable(path, "the file does not exist.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Unusable(path, $"the file cannot be read: {failure.Message}");
        }
        catch (DecoderFallbackException)
        {
            throw Unusable(path, "the file is not UTF-8; save it as UTF-8.");
        }
    }

    /// <summary>Makes the nodes of a document; null if there is no map to go on with. Mistakes are added to <paramref name="mistakes"/>.</summary>
    public static YamlMap? Parse(string text, MistakeList mistakes)
    {
        ArgumentNullException.ThrowIfNull(mistakes);
        Parser parser = new(new StringReader(text));
        try
        {
            return new Builder(parser, mistakes).Document();
        }
        catch (Exception failure) when (failure is YamlException or ArgumentException or InvalidOperationException or FormatException or OverflowException)
        {
            // Besides its own exception the scanner lets others through on some broken texts: then the last good place is told.
            Mark place = failure is YamlException syntax ? Later(syntax.Start, syntax.End) : parser.Current?.End ?? Mark.Empty;
            string reason = failure is YamlException ? failure.Message.TrimEnd('.') : "the text after this place makes no sense";
            mistakes.Add(Math.Max(1, (int)place.Line), Math.Max(1, (int)place.Column), $"not YAML: {reason}; check quotes, brackets and indentation.");
            return null;
        }
    }

    /// <summary>Where the scanner stopped, rather than where the broken construct began.</summary>
    private static Mark Later(Mark start, Mark end) => end.Index > start.Index ? end : start;

    private static ConfigurationException Unusable(string path, string reason) =>
        new([new ConfigurationMistake(path, 1, 1, reason)]);

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Turns the parser's events into nodes. An own tree rather than YamlDotNet's: that one stops at the first double key.</summary>
    private sealed class Builder(Parser parser, MistakeList mistakes)
    {
        public YamlMap? Document()
        {
            Next(); // stream start
            ParsingEvent start = Next();
            if (start is StreamEnd)
            {
                mistakes.Add(1, 1, "the file is empty.");
                return null;
            }

            YamlNode root = Node(Next(), depth: 0);
            Next(); // document end
            if (Next() is DocumentStart second)
            {
                mistakes.Add((int)second.Start.Line, (int)second.Start.Column, "a second document begins here; a file holds one.");
            }

            if (root is YamlMap map)
            {
                return map;
            }

            mistakes.Add(root, $"the file holds {root.Kind} where a map of keys is expected.");
            return null;
        }

        private YamlNode Node(ParsingEvent first, int depth)
        {
            (int line, int column) = ((int)first.Start.Line, (int)first.Start.Column);
            if (depth > MaximumDepth)
            {
                throw new YamlException(first.Start, first.End, $"nested deeper than {MaximumDepth}");
            }

            if (first is NodeEvent node && (!node.Anchor.IsEmpty || !node.Tag.IsEmpty))
            {
                mistakes.Add(line, column, "anchors and tags are not allowed; write the value out.");
            }

            switch (first)
            {
                case Scalar scalar:
                    return new YamlText(scalar.Value, scalar.Style == ScalarStyle.Plain, line, column);
                case SequenceStart:
                    return new YamlList(Items(depth), line, column);
                case MappingStart:
                    return new YamlMap(Entries(depth), mistakes, line, column);
                default:
                    mistakes.Add(line, column, "an alias (*name) is not allowed; write the value out.");
                    return new YamlText("", IsPlain: true, line, column);
            }
        }

        private List<YamlNode> Items(int depth)
        {
            List<YamlNode> items = [];
            for (ParsingEvent next = Next(); next is not SequenceEnd; next = Next())
            {
                items.Add(Node(next, depth + 1));
            }

            return items;
        }

        private List<YamlEntry> Entries(int depth)
        {
            List<YamlEntry> entries = [];
            Dictionary<string, YamlText> seen = new(StringComparer.Ordinal);
            for (ParsingEvent next = Next(); next is not MappingEnd; next = Next())
            {
                YamlNode key = Node(next, depth + 1);
                YamlNode value = Node(Next(), depth + 1);
                if (key is not YamlText text)
                {
                    mistakes.Add(key, $"{key.Kind} stands where a key is expected.");
                }
                else if (!seen.TryAdd(text.Value, text))
                {
                    mistakes.Add(text, $"key '{text.Value}' is written twice; the first is in line {seen[text.Value].Line}.");
                }
                else
                {
                    entries.Add(new YamlEntry(text, value));
                }
            }

            return entries;
        }

        private ParsingEvent Next()
        {
            // Comments never come as events unless asked for; a parser that ends inside a node throws by itself.
            return parser.MoveNext() && parser.Current is { } current
                ? current
                : throw new YamlException("the file ends too early");
        }
    }
}
