using FsCheck.Xunit;
using NodaTime;
using Tongbi.Collector.Statistics;
using Xunit;

namespace Tongbi.Collector.Tests.Counts;

/// <summary>Whatever was answered can be asked again: by its version, or by the instant at which it was answered.</summary>
public sealed class RecordedAnswersProperties
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Property(MaxTest = 25)]
    public async Task Answers_OfAnyHistory_AreGivenAgainAsOfTheirVersionAndInstant(int seed)
    {
        await using AuditedOffice office = await AuditedOffice.OpenAsync(seed);
        Random numbers = new(seed);
        List<Recorded> answers = [];
        int steps = 4 + numbers.Next(14);
        for (int step = 0; step < steps; step++)
        {
            // A few seconds, or hours in which nothing is heard.
            office.Time.Advance(numbers.Next(3) == 0 ? TimeSpan.FromMinutes(20 + numbers.Next(300)) : TimeSpan.FromSeconds(1 + numbers.Next(900)));
            await office.DeliverAsync(numbers);
            Record(office, numbers, answers);
            if (numbers.Next(3) == 0)
            {
                office.Time.Advance(TimeSpan.FromMinutes(numbers.Next(150)));
                Record(office, numbers, answers);
            }

            if (numbers.Next(8) == 0)
            {
                await office.RestartAsync(withoutSnapshot: numbers.Next(2) == 0);
            }
        }

        office.Time.Advance(TimeSpan.FromHours(numbers.Next(40)));
        foreach (Recorded answer in answers)
        {
            Assert.Equal(answer.Text, await office.AskAsync(answer.Question, answer.Version, answer.At));
            long known = await office.Ledger.FindVersionAsync(answer.At, Token);
            Assert.Equal(answer.Text, await office.AskAsync(answer.Question, known, answer.At));
        }

        foreach (StatisticsRequest question in office.Questions(numbers, 5))
        {
            long known = await office.Ledger.FindVersionAsync(office.Now, Token);
            Assert.Equal(office.Ask(question), await office.AskAsync(question, known, office.Now));
        }
    }

    private static void Record(AuditedOffice office, Random numbers, List<Recorded> answers) =>
        answers.AddRange(office.Questions(numbers, 3).Select(question => new Recorded(question, office.Cube.Version, office.Now, office.Ask(question))));

    private sealed record Recorded(StatisticsRequest Question, long Version, Instant At, string Text);
}
