namespace Tongbi.Dashboard.Walls.Editing;

/// <summary>Why a layout cannot be used.</summary>
/// <param name="Line">Line of the text, from 1.</param>
/// <param name="Column">Column, from 1.</param>
/// <param name="Reason">The reason and what to do about it.</param>
public sealed record WallMistake(int Line, int Column, string Reason);
