using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Tongbi.Collector.Calendar;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Counts;
using Tongbi.Testing;

namespace Tongbi.Collector.Tests.Statistics;

/// <summary>A million real incidents as a plain list of counts, with the independently computed answers; absent in a public clone.</summary>
public sealed class RealIncidents
{
    public RealIncidents()
    {
        if (RepositoryPaths.SharedFile("data", "chicago_incidents_2014_2017.csv.gz") is not { } rows || RepositoryPaths.SharedFile("data", "chicago_2014_2017_answers.json") is not { } answers)
        {
            return;
        }

        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(answers));
        Answers = document.RootElement.Clone();
        Catalogue = MakeCatalogue(Answers.Value);
        Counts = new ListedCounts(Catalogue);
        Metric incident = Catalogue.Metrics[0];
        Counts.Know(Catalogue.Sources[0], incident, Hour("2014-01-01T00"), Hour("2018-01-01T00"));
        Dictionary<(string, string), CountNode> leaves = [];
        foreach (((string category, string district, string hour), long count) in CountByHour(rows))
        {
            if (!leaves.TryGetValue((category, district), out CountNode leaf))
            {
                leaves[(category, district)] = leaf = new CountNode(incident, incident.FindCategory(category)!, Catalogue.FindUnit(district)!, Catalogue.Sources[0]);
            }

            int index = Hour(hour);
            Counts.Add(leaf, index, index + 1, count);
            Total += count;
        }
    }

    public JsonElement? Answers { get; }

    public ListedCounts Counts { get; } = null!;

    public Catalogue Catalogue { get; } = null!;

    public long Total { get; }

    public void SkipIfAbsent() => Xunit.Assert.SkipWhen(Answers is null, "The shared folder with the real data set is not beside this clone.");

    private static Dictionary<(string, string, string), long> CountByHour(string path)
    {
        using StreamReader rows = new(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        Dictionary<(string, string, string), long> counts = [];
        rows.ReadLine();
        while (rows.ReadLine() is { } row)
        {
            // Category names hold no comma.
            string[] fields = row.Split(',');
            (string, string, string) key = (fields[1], fields[2], fields[0][..13]);
            counts[key] = counts.GetValueOrDefault(key) + 1;
        }

        return counts;
    }

    private static Catalogue MakeCatalogue(JsonElement answers)
    {
        OfficeCalendar calendar = new(DateTimeZoneProviders.Tzdb["America/Chicago"], LocalTime.Midnight, IsoDayOfWeek.Monday, 1, 2014);
        UnitNode city = new(0, "chicago", "", "Chicago", null);
        UnitNode[] districts = [.. answers.GetProperty("district_by_year").EnumerateObject().Select((row, index) => new UnitNode(index + 1, row.Name, "", "", city))];
        CategoryNode all = new(0, "", "", "", null);
        CategoryNode[] categories = [.. answers.GetProperty("category_by_year").EnumerateObject().Select((row, index) => new CategoryNode(index + 1, row.Name, "", "", all))];
        SourceSystem portal = new(0, "portal", "", "", Duration.FromHours(1), Duration.FromHours(2), Duration.FromHours(3));
        Metric incident = new()
        {
            Index = 0,
            Id = "incident",
            Name = "警情",
            NameEn = "Incidents",
            Kind = MetricKind.Flow,
            Unit = "起",
            Sources = [portal],
            Categories = [all, .. categories],
        };
        return new Catalogue(calendar, [city, .. districts], [portal], [incident], [], isDemo: false);
    }

    private int Hour(string local) => Catalogue.Calendar.HourOfLocal(LocalDateTimePattern.Create("uuuu-MM-dd'T'HH", CultureInfo.InvariantCulture).Parse(local).GetValueOrThrow());
}
