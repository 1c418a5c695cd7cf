namespace Tongbi.Dashboard.Operations;

/// <summary>Something that keeps the server from being ready, or that an operator should see to.</summary>
/// <param name="Code"><c>starting ledger_unavailable counts_unavailable counts_behind spool_unwritable disk_full disk_low configuration_refused</c>.</param>
/// <param name="Blocking">Whether the server is not ready because of it.</param>
/// <param name="Message">What is wrong and what to do, for people.</param>
internal sealed record ReadinessReason(string Code, bool Blocking, string Message);
