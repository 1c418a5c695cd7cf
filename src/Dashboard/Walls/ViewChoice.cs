using System.Security.Claims;
using Tongbi.Collector.Catalog;
using Tongbi.Dashboard.Api;
using Tongbi.Dashboard.Live;
using Tongbi.Dashboard.Security;

namespace Tongbi.Dashboard.Walls;

/// <summary>Which layout and unit a caller is to be shown, or why none: the one rule for the hub and the endpoints.</summary>
/// <param name="Key">What is shown; null when refused.</param>
/// <param name="Layout">The layout; null when refused.</param>
/// <param name="Unit">The unit; null when refused.</param>
/// <param name="Code">Stable code of the refusal: <c>unknown_view</c>, <c>unknown_unit</c>, <c>forbidden</c>; empty when shown.</param>
/// <param name="Detail">One sentence for people; empty when shown.</param>
internal sealed record ViewChoice(ViewKey? Key, WallLayout? Layout, UnitNode? Unit, string Code, string Detail)
{
    /// <summary>The unit asked for, else the layout's, else the topmost that the caller may read; each only if the caller may read it.</summary>
    public static ViewChoice Choose(WallStore walls, Catalogue catalogue, ClaimsPrincipal caller, string view, string? unitCode)
    {
        if (walls.Find(view) is not { } layout)
        {
            return Refuse("unknown_view", $"view '{QueryEcho.Word(view)}' does not exist; GET /api/v1/walls lists those that do.");
        }

        string? code = unitCode ?? layout.Unit;
        UnitNode? unit = code is null ? caller.DefaultUnit(catalogue) : catalogue.FindUnit(code);
        if (unit is null)
        {
            return code is null
                ? Refuse("forbidden", "You may not read any unit; ask the administrator for the scope read:<unit>.")
                : Refuse("unknown_unit", $"unit '{QueryEcho.Word(code)}' is not in the catalogue; use a unit's code.");
        }

        return caller.MayRead(unit)
            ? new ViewChoice(new ViewKey(layout.Id, unit.Code), layout, unit, "", "")
            : Refuse("forbidden", $"view '{QueryEcho.Word(view)}' shows unit '{unit.Code}', which you may not read; ask for one of your units, or ask the administrator for read:{unit.Code}.");
    }

    private static ViewChoice Refuse(string code, string detail) => new(null, null, null, code, detail);
}
