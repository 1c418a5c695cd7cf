using System.CommandLine;
using Tongbi.Alerts.Notify;
using Tongbi.Alerts.Rules;
using Tongbi.Alerts.RuleTests;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Codes;
using Tongbi.Collector.Configuration;
using Tongbi.Collector.Publishing;
using Tongbi.Collector.Sources.Database;
using Tongbi.Collector.Sources.Folder;
using Tongbi.Dashboard.Operations;
using Tongbi.Dashboard.Reports;
using Tongbi.Dashboard.Reports.Outline;
using Tongbi.Dashboard.Walls;
using Tongbi.Dashboard.Walls.Maps;

namespace Tongbi.Dashboard.Verbs;

/// <summary><c>check</c>: validates the whole configuration directory without starting anything.</summary>
internal static class CheckVerb
{
    private static readonly Option<string> RulesTest = new("--rules-test") { Description = "Also run the rule tests of this file", HelpName = "FILE" };

    /// <summary>The verb.</summary>
    public static Command Command()
    {
        Command command = new("check", "Validate the configuration directory; mistakes are told with file, line and column.") { RulesTest };
        command.SetAction(CheckAsync);
        return command;
    }

    private static async Task<int> CheckAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        Check(parsed);
        return parsed.GetValue(RulesTest) is { } file ? await RunTestsAsync(file, new ConfigDirectory(CommonOptions.Resolve(parsed).Config), cancellationToken) : 0;
    }

    private static async Task<int> RunTestsAsync(string path, ConfigDirectory config, CancellationToken cancellationToken)
    {
        RuleTestFile file = RuleTestReader.Read(path, CatalogueLoader.Load(config.CatalogueFile));
        DirectoryInfo folder = Directory.CreateTempSubdirectory("tongbi-rules-test-");
        int wrong = 0;
        try
        {
            RuleTestRunner runner = new(folder.FullName);
            foreach (RuleTestCase test in file.Cases)
            {
                IReadOnlyList<string> failures = await runner.RunAsync(file, test, cancellationToken);
                await Console.Out.WriteLineAsync($"{test.Name}: {(failures.Count == 0 ? "as expected" : "NOT as expected")}");
                foreach (string failure in failures)
                {
                    await Console.Out.WriteLineAsync($"  {path}: {failure}");
                }

                wrong += failures.Count == 0 ? 0 : 1;
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        return wrong == 0 ? 0 : throw new OperatorException($"{wrong} of {file.Cases.Count} rule tests did not come out as expected.");
    }

    private static void CheckTemplate(ReportLook look)
    {
        try
        {
            if (look.Check())
            {
                Console.Out.WriteLine($"{look.TemplateFile}: in order");
            }
        }
        catch (ReportTemplateException wrong)
        {
            throw new OperatorException($"{look.TemplateFile}: {wrong.Message}", wrong);
        }
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

        UnitMaps maps = UnitMaps.Read(UnitMaps.Place(config.MapsFolder).Read(), catalogue);
        IReadOnlyList<ConfigurationMistake> missing = maps.MissingIn(config.WallsFolder, WallFolder.Look(config.WallsFolder).Read(catalogue).Layouts.Values);
        if (missing.Count > 0)
        {
            throw new ConfigurationException(missing);
        }

        Console.Out.WriteLine($"{config.WallsFolder}: in order");
        Console.Out.WriteLine($"{config.MapsFolder}: {maps.ById.Count} maps: in order");
        CodeTables codes = CodeTables.Parse(ConfigurationPlace.File(config.CodesFile).Read(), catalogue);
        Console.Out.WriteLine($"{config.CodesFile}: code tables of {codes.BySource.Count} sources: in order");
        PullPlan pulls = PullPlan.Parse(ConfigurationPlace.File(config.PullsFile).Read(), catalogue);
        Console.Out.WriteLine($"{config.PullsFile}: {pulls.Pulls.Count} pulls: in order");
        RuleSet rules = RuleSet.Read(ConfigurationPlace.Folder(config.RulesFolder).Read(), catalogue);
        Console.Out.WriteLine($"{config.RulesFolder}: {rules.Rules.Count} rules: in order");
        FolderPlans folders = FolderPlans.Parse(ConfigurationPlace.File(config.FoldersFile).Read(), catalogue);
        Console.Out.WriteLine($"{config.FoldersFile}: {folders.Items.Count} watched folders: in order");
        NotifySettings notify = NotifyReader.Parse(ConfigurationPlace.File(config.NotifyFile).Read(), catalogue);
        Console.Out.WriteLine($"{config.NotifyFile}: {notify.Receivers.Count} receivers: in order");
        int targets = PublishPlanReader.Read(ConfigurationPlace.File(config.PublishFile).Read(), catalogue).Targets.Count;
        Console.Out.WriteLine($"{config.PublishFile}: {targets} targets: in order");
        int outlines = ReportPlans.Read(ConfigurationPlace.Folder(config.ReportsFolder).Read(), catalogue).FileCount;
        Console.Out.WriteLine($"{config.ReportsFolder}: {outlines} outlines: in order");
        CheckTemplate(new ReportLook(config));
    }
}
