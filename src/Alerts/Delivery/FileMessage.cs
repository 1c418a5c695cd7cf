using System.Collections.Immutable;
using System.Net.Http.Headers;

namespace Tongbi.Alerts.Delivery;

/// <summary>A file with words for one receiver, such as a report for the leaders. Nothing in the words may be personal data.</summary>
public sealed record FileMessage
{
    /// <summary>Largest file, in bytes: what 企业微信 takes.</summary>
    public const int MaximumBytes = 20 * 1024 * 1024;

    /// <summary>Smallest file, in bytes: 企业微信 refuses less.</summary>
    public const int MinimumBytes = 6;

    /// <summary>Longest title and name.</summary>
    public const int MaximumTitle = 120;

    /// <summary>Longest text.</summary>
    public const int MaximumText = 2_000;

    /// <summary>Names what is sent, e.g. <c>report:17:docx</c>: the same key to the same receiver is sent once, however often it is asked for.</summary>
    public required string Key { get; init; }

    /// <summary>Id of a receiver of <c>notify.yaml</c>; a roster sends to whoever is on duty.</summary>
    public required string Receiver { get; init; }

    /// <summary>One line, without counts: receivers outside the network are told it too.</summary>
    public required string Title { get; init; }

    /// <summary>The same in English.</summary>
    public required string TitleEn { get; init; }

    /// <summary>Words that go with it. Receivers outside the network are not told them.</summary>
    public required string Text { get; init; }

    /// <summary>The same in English.</summary>
    public required string TextEn { get; init; }

    /// <summary>Name of the file, without a path.</summary>
    public required string FileName { get; init; }

    /// <summary>Its media type.</summary>
    public required string ContentType { get; init; }

    /// <summary>What is in it.</summary>
    public required ReadOnlyMemory<byte> Bytes { get; init; }

    /// <summary>Path of the page where it can be had, e.g. <c>/reports/17</c>, for channels that carry no files; null for none.</summary>
    public string? PagePath { get; init; }

    /// <summary>What is wrong with it, or null.</summary>
    public string? Mistake() => this switch
    {
        { Key.Length: 0 or > MaximumTitle } => $"key has {Key.Length} characters; use 1 to {MaximumTitle}.",
        { Title.Length: 0 or > MaximumTitle } or { TitleEn.Length: 0 or > MaximumTitle } => $"title has {Title.Length} characters; use 1 to {MaximumTitle}.",
        { Text.Length: > MaximumText } or { TextEn.Length: > MaximumText } => $"text has {Text.Length} characters; use at most {MaximumText}.",
        { FileName.Length: 0 or > MaximumTitle } => $"file name has {FileName.Length} characters; use 1 to {MaximumTitle}.",
        _ when FileName.Any(letter => char.IsControl(letter) || Forbidden.Contains(letter)) || FileName[0] == '.' => $"file name '{FileName}' holds a character that no folder takes.",
        _ when !MediaTypeHeaderValue.TryParse(ContentType, out _) => $"content type '{ContentType}' is none; write e.g. application/pdf.",
        { Bytes.Length: < MinimumBytes or > MaximumBytes } => $"the file has {Bytes.Length} bytes; channels take {MinimumBytes} to {MaximumBytes}.",
        { PagePath: { } path } when !path.StartsWith('/') => $"page path '{path}' does not begin with a slash.",
        _ => null,
    };

    private static readonly ImmutableArray<char> Forbidden = ['/', '\\', ':', '*', '?', '"', '<', '>', '|'];
}
