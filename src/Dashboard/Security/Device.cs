namespace Tongbi.Dashboard.Security;

/// <summary>A screen that shows a wall without anybody signed in; reads one unit and what lies below it.</summary>
/// <param name="Id">Public identifier.</param>
/// <param name="Wall">The wall its link opens.</param>
/// <param name="Unit">Unit code that it may read; <c>*</c> = the root, whatever its code.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="RevokedAt">When it was revoked; null = it was not.</param>
public sealed record Device(string Id, string Wall, string Unit, DateTimeOffset CreatedAt, DateTimeOffset? RevokedAt)
{
    /// <summary>Where it hangs; null = nobody has said.</summary>
    public string? Name { get; init; }

    /// <summary>When its page last told of itself, to ten minutes; null = never.</summary>
    public DateTimeOffset? LastSeenAt { get; init; }

    /// <summary>What people call it.</summary>
    public string ShownName => Name ?? Wall;
}
