using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace LlmHygiene.Tests.Rollouts;

/// <summary>A configuration that changes while the application runs.</summary>
public class RolloutReloadTests
{
    private const string Percent = "a:Versions:1.1.0:Percent";

    private static readonly RolloutPrompt s_prompt = new("a", "1.0.0", "1.1.0", "1.2.0");

    [Fact]
    public void A_change_applies_immediately()
    {
        var source = new Settings.Changing();
        source.Change((Percent, "0"));
        var log = new Settings.Log();
        using var rollout = Rollout(source, log);
        Assert.Null(rollout.Select(s_prompt, "key"));

        source.Change((Percent, "100"));
        Assert.Equal("1.1.0", rollout.Select(s_prompt, "key"));
        Assert.Equal([(LogLevel.Information, "The configuration of prompt rollouts has changed; it names 1 prompts.")], log.Lines);
    }

    [Fact]
    public void A_change_that_is_invalid_is_reported_and_not_applied()
    {
        var source = new Settings.Changing();
        source.Change((Percent, "100"));
        var log = new Settings.Log();
        using var rollout = Rollout(source, log);

        source.Change((Percent, "all"));
        Assert.Equal("1.1.0", rollout.Select(s_prompt, "key"));
        Assert.Equal(
            "LlmHygiene:Rollouts:a:Versions:1.1.0:Percent: is 'all', which is not a share. Write a number from 0 to 100, as in 5 or 0.5.",
            rollout.ReloadError
        );
        var (level, text) = Assert.Single(log.Lines);
        Assert.Equal(LogLevel.Error, level);
        Assert.Equal(
            "The configuration of prompt rollouts has changed and is invalid; the previous one remains in effect. " + rollout.ReloadError,
            text
        );

        source.Change((Percent, "0"));
        Assert.Null(rollout.Select(s_prompt, "key"));
        Assert.Null(rollout.ReloadError);
    }

    [Fact]
    public void A_version_that_is_not_live_is_reported_again_after_a_change()
    {
        var source = new Settings.Changing();
        source.Change(("a:Versions:1.9.0:Percent", "5"));
        var log = new Settings.Log();
        using var rollout = Rollout(source, log);
        rollout.Select(s_prompt, "key");
        rollout.Select(s_prompt, "key");
        source.Change(("a:Versions:1.8.0:Percent", "5"));
        rollout.Select(s_prompt, "key");
        Assert.Equal(
            ["'1.9.0'", "'1.8.0'"],
            log.Lines.Where(line => line.Level == LogLevel.Warning).Select(line => line.Text.Split(' ')[1])
        );
    }

    [Fact]
    public void After_dispose_nothing_changes()
    {
        var source = new Settings.Changing();
        source.Change((Percent, "100"));
        var rollout = Rollout(source, null);
        rollout.Dispose();
        source.Change((Percent, "0"));
        Assert.Equal("1.1.0", rollout.Select(s_prompt, "key"));
    }

    [Fact]
    public async Task A_file_that_is_written_again_is_read_again()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("llmhygiene-rollout-").FullName, "appsettings.json");
        try
        {
            await File.WriteAllTextAsync(
                file,
                Settings.Document("""{ "a": { "Versions": { "1.1.0": { "Percent": 0 } } } }"""),
                TestContext.Current.CancellationToken
            );
            var configuration = new ConfigurationBuilder().AddJsonFile(file, optional: false, reloadOnChange: false).Build();
            using var rollout = new PromptRollout(configuration.GetSection(PromptRollout.SectionName));
            Assert.Null(rollout.Select(s_prompt, "key"));

            await File.WriteAllTextAsync(
                file,
                Settings.Document("""{ "a": { "Versions": { "1.1.0": { "Percent": 100 } } } }"""),
                TestContext.Current.CancellationToken
            );
            configuration.Reload();
            Assert.Equal("1.1.0", rollout.Select(s_prompt, "key"));

            // Half a file: the configuration itself rejects it.
            await File.WriteAllTextAsync(file, "{ \"LlmHygiene\": { \"Roll", TestContext.Current.CancellationToken);
            Assert.Throws<InvalidDataException>(configuration.Reload);
            Assert.Equal("1.1.0", rollout.Select(s_prompt, "key"));
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        }
    }

    [Fact]
    public async Task A_watched_file_that_is_written_again_is_read_again()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("llmhygiene-rollout-").FullName, "appsettings.json");
        try
        {
            await File.WriteAllTextAsync(
                file,
                Settings.Document("""{ "a": { "Versions": { "1.1.0": { "Percent": 0 } } } }"""),
                TestContext.Current.CancellationToken
            );
            var configuration = new ConfigurationBuilder().AddJsonFile(file, optional: false, reloadOnChange: true).Build();
            using var rollout = new PromptRollout(configuration.GetSection(PromptRollout.SectionName));
            var changed = new TaskCompletionSource();
            using var registration = configuration.GetReloadToken().RegisterChangeCallback(_ => changed.TrySetResult(), null);

            await File.WriteAllTextAsync(
                file,
                Settings.Document("""{ "a": { "Versions": { "1.1.0": { "Percent": 100 } } } }"""),
                TestContext.Current.CancellationToken
            );
            await changed.Task.WaitAsync(TestContext.Current.CancellationToken);
            while (rollout.Select(s_prompt, "key") is null)
                await Task.Delay(10, TestContext.Current.CancellationToken);
            Assert.Equal("1.1.0", rollout.Select(s_prompt, "key"));
            ((IDisposable)configuration).Dispose();
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        }
    }

    [Fact]
    public async Task Changes_and_choices_may_happen_concurrently()
    {
        var source = new Settings.Changing();
        source.Change((Percent, "100"));
        using var rollout = Rollout(source, new Settings.Log());
        using var stop = new CancellationTokenSource();
        var chosen = new System.Collections.Concurrent.ConcurrentDictionary<string, bool>();
        var readers = Enumerable
            .Range(0, 4)
            .Select(_ =>
                Task.Run(() =>
                {
                    while (!stop.IsCancellationRequested)
                        chosen[rollout.Select(s_prompt, "key") ?? "-"] = true;
                })
            )
            .ToArray();

        for (var i = 0; i < 2_000; i++)
            source.Change(
                (i % 3) switch
                {
                    0 => ("a:Versions:1.2.0:Percent", "100"),
                    1 => (Percent, "wrong"),
                    _ => (Percent, "100"),
                }
            );
        await stop.CancelAsync();
        await Task.WhenAll(readers);
        Assert.Subset(new HashSet<string> { "1.1.0", "1.2.0" }, chosen.Keys.ToHashSet());
    }

    private static PromptRollout Rollout(Settings.Changing source, Settings.Log? log) =>
        new(new ConfigurationBuilder().Add(source).Build().GetSection(PromptRollout.SectionName), log);
}
