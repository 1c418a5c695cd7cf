namespace Tongbi.Alerts.Evaluation;

/// <summary>One instance after one evaluation.</summary>
/// <param name="Index">Which of its rule's instances.</param>
/// <param name="State">The state it came to.</param>
/// <param name="Judgement">What led to it.</param>
/// <param name="Sentence">The figure in words, only where the step may be told.</param>
/// <param name="SentenceEn">The same in English.</param>
internal sealed record Evaluated(int Index, InstanceState State, Judgement Judgement, string? Sentence = null, string? SentenceEn = null);
