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
        Assert.Empty(s_list.Entries.Where(entry => entry.Source is null).Select(entry => $"{entry.Provider}|{entry.Id}"));
        Assert.All(s_list.Entries, entry => Assert.Matches("^(https://|package )", entry.Source!));
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
    public void Every_field_by_name_is_understood() =>
        Assert.Empty(ModelListParser.Parse(Text()).Problems.Select(problem => problem.Message));

    [Fact]
    public void Whatever_is_said_of_what_a_model_accepts_has_a_source() =>
        Assert.All(
            s_list.Entries.Where(entry => entry.Fields is not null),
            entry =>
            {
                Assert.NotEmpty(entry.Capabilities.Sources);
                Assert.All(entry.Capabilities.Sources, source => Assert.StartsWith("https://", source, StringComparison.Ordinal));
            }
        );

    [Theory]
    [InlineData("gpt-5", "Always", "medium", true)]
    [InlineData("gpt-5-mini-2025-08-07", "Always", "medium", true)]
    [InlineData("o3", "Always", "medium", true)]
    [InlineData("gpt-5.4-mini", "Off", "none", false)]
    [InlineData("gpt-6-luna", "On", "medium", true)]
    [InlineData("gpt-4o", "None", null, false)]
    [InlineData("claude-opus-4-8", "Off", "high", false)]
    [InlineData("claude-opus-5", "On", "high", true)]
    public void What_reasons_is_known(string id, string mode, string? effort, bool reasons)
    {
        var model = ModelCatalog.Default.Find(id, provider: null)!.Entry.Capabilities;
        Assert.Equal(mode, model.Reasoning.ToString());
        Assert.Equal(effort, model.DefaultEffort);
        Assert.Equal(reasons, model.Reasons(null));
    }

    [Fact]
    public void It_is_read_once() => Assert.Same(ModelCatalog.Default, ModelCatalog.Default);

    private static string[] Lines() => Text().Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static string Text()
    {
        using var reader = new StreamReader(typeof(ModelCatalog).Assembly.GetManifestResourceStream("models.txt")!);
        return reader.ReadToEnd();
    }
}
