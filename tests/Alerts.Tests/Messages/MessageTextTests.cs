using Tongbi.Alerts.Messages;
using Tongbi.Alerts.Notify;
using Tongbi.Alerts.Routing;

namespace Tongbi.Alerts.Tests.Messages;

public sealed class MessageTextTests
{
    [Fact]
    public void Words_BothLanguagesHaveTheSameKeysAndPlaceholders()
    {
        Assert.Equal(MessageWords.Chinese.Keys.Order(StringComparer.Ordinal), MessageWords.English.Keys.Order(StringComparer.Ordinal));
        foreach (string key in MessageWords.Chinese.Keys)
        {
            Assert.Equal(Placeholders(MessageWords.Chinese[key]), Placeholders(MessageWords.English[key]));
        }
    }

    [Fact]
    public void Of_OneAlert_SaysLevelWhatWhereFiguresAndLink()
    {
        MessageText text = MessageText.Of(Some.Message(Some.Notified() with { Link = "https://tongbi.example/alerts/7" }), Some.Receiver(), Some.Zone, maybeDuplicate: false, simulated: false);

        Assert.Equal("【红色预警】黄赌毒线索警情同比上升", text.Title);
        Assert.Equal(
            """
            【红色预警】黄赌毒线索警情同比上升

            浮云所 · 黄赌毒线索警情
            浮云所黄赌毒线索警情本月累计271起,上年同期206起,同比上升31.55%
            开始:2026-11-23 09:00
            查看:https://tongbi.example/alerts/7
            """,
            text.Plain);
    }

    [Fact]
    public void Of_OutsideProfile_HasNoCount()
    {
        string text = MessageText.Of(Some.Message(), Some.Receiver() with { Profile = MessageProfile.Outside }, Some.Zone, maybeDuplicate: false, simulated: false).Plain;

        Assert.DoesNotContain("271", text, StringComparison.Ordinal);
        Assert.DoesNotContain("%", text, StringComparison.Ordinal);
        Assert.Contains("红色预警", text, StringComparison.Ordinal);
        Assert.Contains("浮云所", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_Marks_AreSaid()
    {
        MessageText text = MessageText.Of(Some.Message() with { Reason = SendReason.Escalation }, Some.Receiver() with { Language = "en" }, Some.Zone, maybeDuplicate: true, simulated: true);

        Assert.Equal("[Simulated data] [Not acknowledged] [Red alert] Vice leads up on last year(possibly a duplicate)", text.Title);
    }

    [Fact]
    public void WithAlerts_ManyAlerts_WorstFirstAndTheRestANumber()
    {
        Notification message = Some.Message([.. Enumerable.Range(0, 150).Select(number => Some.Notified($"{number}", number == 140 ? "red" : "blue"))]);

        Assert.Equal(("140", Notification.MaximumAlerts, 50), (message.Alerts[0].Id, message.Alerts.Count, message.Truncated));
        Assert.Contains("另有50条", MessageText.Of(message, Some.Receiver(), Some.Zone, maybeDuplicate: false, simulated: false).Plain, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Placeholders(string template) =>
        template.Split('{').Skip(1).Select(part => part.Split('}')[0]).Order(StringComparer.Ordinal);
}
