namespace LlmHygiene.Analyzers.Tests.Robustness;

/// <summary>Fails if work does not end.</summary>
internal static class HangDetection
{
    /// <summary>Detects a hang, not slowness: the machine may be busy with other work.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(4);

    public static Task RunAsync(Action work) =>
        Task.Run(work, TestContext.Current.CancellationToken).WaitAsync(Longest, TestContext.Current.CancellationToken);
}
