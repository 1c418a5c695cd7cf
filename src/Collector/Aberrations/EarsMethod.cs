namespace Tongbi.Collector.Aberrations;

/// <summary>The three detectors of the Early Aberration Reporting System.</summary>
public enum EarsMethod
{
    /// <summary>Baseline up to the day before.</summary>
    C1,

    /// <summary>Baseline ends three days before, so that a slow rise does not hide itself.</summary>
    C2,

    /// <summary>Adds up the excess of C2 over three days.</summary>
    C3,
}
