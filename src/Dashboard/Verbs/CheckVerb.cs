using System.CommandLine;
using Tongbi.Alerts.Rules;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Codes;
using Tongbi.Collector.Configuration;
using Tongbi.Dashboard.Operations;
using Tongbi.Dashboard.Walls;

namespace Tongbi.Dashboard.Verbs;

/// <summary><c>check</c>: validates the whole configuration directory without starting anything.</summary>
internal static class CheckVerb
{
    /// <summary>The verb.</summary>
    public static Command Command()
    {
        Command command = new("check", "Validate the configuration directory; mistakes are told with file, line and column.");
        command.SetAction(Check);
        return command;
    }

    private static void Check(ParseResult parsed)
    {
        ConfigDirectory config = new(CommonOptions.Resolve(parsed).Config);
        Catalogue catalogue = CatalogueLoader.Load(config.CatalogueFile);
        Console.Out.WriteLine($"{config.CatalogueFile}: {catalogue.Units.Count} units, {catalogue.Sources.Count} sources, {catalogue.Metrics.Count} metrics: in order");
        IReadOnlyList<ConfigurationMistake> walls = WallStore.Check(config.WallsFolder, catalogue);
        if (walls.Count > 0)
        {
            throw new ConfigurationException(walls);
        }

        Console.Out.WriteLine($"{config.WallsFolder}: in order");
        CodeTables codes = CodeTables.Parse(ConfigurationPlace.File(config.CodesFile).Read(), catalogue);
        Console.Out.WriteLine($"{config.CodesFile}: code tables of {codes.BySource.Count} sources: in order");
        RuleSet rules = RuleSet.Read(ConfigurationPlace.Folder(config.RulesFolder).Read(), catalogue);
        Console.Out.WriteLine($"{config.RulesFolder}: {rules.Rules.Count} rules: in order");
    }
}
