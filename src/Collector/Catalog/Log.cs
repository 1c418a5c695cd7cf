using Microsoft.Extensions.Logging;
using Tongbi.Collector.Configuration;

namespace Tongbi.Collector.Catalog;

/// <summary>Event ids 1100–1199.</summary>
internal static partial class Log
{
    [LoggerMessage(1100, LogLevel.Information, "Catalogue replaced: {Metrics} metrics, {Units} units, {Sources} sources are in force")]
    public static partial void CatalogueReplaced(ILogger logger, int metrics, int units, int sources);

    [LoggerMessage(1101, LogLevel.Error, "Changed catalogue refused, the one in force stays: {Mistakes} mistakes, the first is {First}")]
    public static partial void CatalogueRefused(ILogger logger, int mistakes, ConfigurationMistake first);
}
