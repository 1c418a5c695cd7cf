namespace Tongbi.Collector.Publishing.Influx;

/// <summary>A day of one sum whose comparisons are to be written.</summary>
/// <param name="Day">Day number.</param>
/// <param name="HasMoved">Whether the day's own count moved, so that a point of it may stand there.</param>
/// <param name="MayLack">Whether something that stood there may be gone: then a field that has no value any more has to be removed.</param>
internal readonly record struct ComparedDay(int Day, bool HasMoved, bool MayLack);
