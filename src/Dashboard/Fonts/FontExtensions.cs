namespace Tongbi.Dashboard.Fonts;

/// <summary>Registers the fonts.</summary>
public static class FontExtensions
{
    /// <summary>Adds the fonts that the program brings.</summary>
    public static IServiceCollection AddFonts(this IServiceCollection services) => services.AddSingleton<ShippedFonts>();
}
