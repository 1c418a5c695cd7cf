namespace Tongbi.Testing;

/// <summary>How an answer is given.</summary>
public enum AnswerManner
{
    /// <summary>Properly.</summary>
    Whole,

    /// <summary>One byte at a time.</summary>
    ByteByByte,

    /// <summary>Shorter than promised.</summary>
    CutBody,

    /// <summary>Not at all: the connection is reset.</summary>
    Reset,

    /// <summary>Not at all, for ever.</summary>
    Hang,
}
