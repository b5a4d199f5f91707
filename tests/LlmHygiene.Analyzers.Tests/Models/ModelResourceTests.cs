using LlmHygiene.Analyzers.Models;

namespace LlmHygiene.Analyzers.Tests.Models;

/// <summary>The list of models that comes with the analyzer.</summary>
public class ModelResourceTests
{
    private static readonly ModelList s_list = ModelCatalog.ReadResource();

    [Fact]
    public void Every_line_is_understood_and_none_is_lost()
    {
        Assert.Empty(s_list.Problems.Select(problem => problem.Message));
        Assert.Equal(Lines().Count(line => line[0] is not ('#' or '@')), s_list.Entries.Count);
        Assert.True(s_list.Entries.Count >= 950, $"{s_list.Entries.Count} models");
        Assert.Equal("2026-11-22", s_list.AsOf);
    }

    [Fact]
    public void It_is_sorted_and_has_no_model_twice()
    {
        var keys = s_list.Entries.Select(entry => (entry.Provider, entry.Id)).ToArray();
        Assert.Equal(keys.OrderBy(key => key.Provider, StringComparer.Ordinal).ThenBy(key => key.Id, StringComparer.Ordinal), keys);
        Assert.Equal(keys.Length, keys.Select(key => key.ToString()).Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public void It_is_plain_ASCII_with_one_kind_of_line_ending_and_names_its_sources()
    {
        var text = Text();
        Assert.DoesNotContain(text, c => c is '\r' or '\t' or > '~');
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        Assert.Contains("(MIT)", text, StringComparison.Ordinal);
        Assert.All(
            s_list.Entries.Where(entry => entry.ShutdownOn is not null),
            entry => Assert.False(string.IsNullOrEmpty(entry.Source), entry.Id)
        );
        Assert.All(s_list.Entries.Where(entry => entry.Source is not null), entry => Assert.Matches("^(https://|package )", entry.Source!));
    }

    [Fact]
    public void A_snapshot_is_a_pinned_model_of_the_same_provider_that_is_not_ending()
    {
        var byKey = s_list.Entries.ToDictionary(entry => (entry.Provider, entry.Id));
        var aliases = s_list.Entries.Where(entry => entry.Snapshot is not null).ToArray();
        Assert.NotEmpty(aliases);
        Assert.All(
            aliases,
            alias =>
            {
                Assert.Equal(ModelClass.Alias, alias.Class);
                var snapshot = byKey[(alias.Provider, alias.Snapshot!)];
                Assert.True(snapshot is { Class: ModelClass.Pinned, IsEnding: false }, alias.Id);
            }
        );
    }

    [Fact]
    public void The_status_of_a_model_fits_its_shutdown_date()
    {
        var catalog = ModelCatalog.Default;
        Assert.All(
            s_list.Entries.Where(entry => entry.ShutdownOn is not null && entry.Status != ModelStatus.Unknown),
            entry => Assert.True((entry.Status == ModelStatus.Retired) == catalog.IsRetired(entry), $"{entry.Provider} {entry.Id}")
        );
    }

    // These IDs have no date, and yet each always means the same model.
    [Theory]
    [InlineData("claude-sonnet-4-6")]
    [InlineData("claude-opus-4-6")]
    [InlineData("claude-opus-4-8")]
    public void Claude_from_4_6_on_is_pinned(string id) =>
        Assert.Equal(ModelClass.Pinned, s_list.Entries.Single(entry => entry.Provider == "anthropic" && entry.Id == id).Class);

    [Fact]
    public void Every_model_of_Azure_is_a_deployment() =>
        Assert.All(s_list.Entries.Where(entry => entry.Provider == "azure"), entry => Assert.Equal(ModelClass.Deployment, entry.Class));

    [Fact]
    public void It_is_read_once() => Assert.Same(ModelCatalog.Default, ModelCatalog.Default);

    private static string[] Lines() => Text().Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static string Text()
    {
        using var reader = new StreamReader(typeof(ModelCatalog).Assembly.GetManifestResourceStream("models.txt")!);
        return reader.ReadToEnd();
    }
}
