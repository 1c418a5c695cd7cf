using NodaTime;
using Tongbi.Dashboard.Security;

namespace Tongbi.Dashboard.Screens;

/// <summary>A screen at a moment.</summary>
/// <param name="Device">The device whose token it has.</param>
/// <param name="State">How it is doing.</param>
/// <param name="Since">From when on it was frozen or gone; null otherwise.</param>
/// <param name="HeardAt">When it last told of itself, also before this start; null = never.</param>
/// <param name="Report">What it told last since this start; null = nothing yet.</param>
/// <param name="Pages">How many pages show it at this moment: more than one = a token on two screens.</param>
public sealed record ScreenStatus(Device Device, ScreenState State, Instant? Since, Instant? HeardAt, ScreenReport? Report, int Pages);
