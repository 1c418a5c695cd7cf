namespace Tongbi.Collector.Sources.Folder;

/// <summary>How the characters of a text file are written.</summary>
public enum TextEncoding
{
    /// <summary>By its byte order mark; without one UTF-8 if every byte of the file is, else GB18030.</summary>
    Auto,

    /// <summary>UTF-8, with or without a byte order mark.</summary>
    Utf8,

    /// <summary>GB18030, of which GBK and GB2312 are parts.</summary>
    Gb18030,
}
