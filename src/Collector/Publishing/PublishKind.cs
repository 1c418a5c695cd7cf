namespace Tongbi.Collector.Publishing;

/// <summary>What stands at the other end.</summary>
public enum PublishKind
{
    /// <summary>InfluxDB 1.x: <c>/write</c> and <c>/query</c>, a database and a retention policy.</summary>
    Influxdb1,

    /// <summary>InfluxDB 2.x: <c>/api/v2/write</c>, an organisation, a bucket and a token.</summary>
    Influxdb2,

    /// <summary>InfluxDB 3: <c>/api/v3/write_lp</c>, a database and a token.</summary>
    Influxdb3,

    /// <summary>The Tongbi of the level above: <c>/api/v1/counts</c>.</summary>
    Tongbi,
}
