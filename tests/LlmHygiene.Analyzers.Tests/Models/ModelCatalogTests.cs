using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Models;

namespace LlmHygiene.Analyzers.Tests.Models;

public class ModelCatalogTests
{
    private const string List = """
        @as-of|2026-06-01
        azure|both|deployment|retired||2026-01-01
        azure|going|deployment
        azure|only-azure|deployment|retired||2026-01-01
        azure|stays|deployment|active
        openai|both|alias|deprecated||2026-12-01|old
        openai|going|alias|deprecated||2026-12-01
        openai|loop|pinned|retired||2026-01-01|loop-2
        openai|loop-2|pinned|retired||2026-01-01|loop
        openai|new|pinned|active
        openai|old|pinned|retired||2026-06-01|new
        openai|stays|alias|retired||2026-01-01
        openai|undated-end|pinned|retired
        """;

    private static readonly ModelCatalog s_catalog = Catalog(List);

    [Theory]
    [InlineData("new", null, false)]
    [InlineData("NEW", null, false)]
    [InlineData("old", null, true)]
    [InlineData("both", null, true)]
    [InlineData("both", "openai", true)]
    [InlineData("stays", null, false)]
    [InlineData("stays", "openai", true)]
    [InlineData("stays", "azure", false)]
    [InlineData("openai/stays", null, true)]
    [InlineData("going", null, true)]
    [InlineData("going", "azure", false)]
    [InlineData("undated-end", "anthropic", true)]
    public void A_model_is_ending_when_its_provider_or_all_providers_that_have_it_end_it(string id, string? provider, bool ends) =>
        Assert.Equal(ends, s_catalog.Find(id, provider)!.IsEnding);

    [Theory]
    [InlineData("unheard-of")]
    [InlineData("someone/new")]
    [InlineData("/new")]
    [InlineData("openai/")]
    [InlineData("")]
    [InlineData("only-azure")]
    public void Uncertain_models_are_not_found(string id) => Assert.Null(s_catalog.Find(id, null));

    [Theory]
    [InlineData("gpt-4o", "gpt-4o")]
    [InlineData("openai/gpt-4o", "gpt-4o")]
    [InlineData("projects/p/locations/l/publishers/google/models/gemini-2.5-pro", "gemini-2.5-pro")]
    [InlineData("publishers/anthropic/models/claude-opus-4", "claude-opus-4")]
    [InlineData("projects/p/locations/l/endpoints/1", "projects/p/locations/l/endpoints/1")]
    [InlineData("publishers/", "publishers/")]
    [InlineData("Mistral-AI/x", "x")]
    [InlineData("azure/gpt-4o", "azure/gpt-4o")]
    [InlineData("models/gemini", "models/gemini")]
    public void A_prefix_is_removed_only_where_it_names_a_provider(string id, string bare) =>
        Assert.Equal(bare, ModelCatalog.WithoutPrefix(id));

    [Fact]
    public void The_day_of_the_list_decides_what_is_retired()
    {
        Assert.True(s_catalog.IsRetired(Entry(s_catalog, "old")));
        Assert.True(s_catalog.IsRetired(Entry(s_catalog, "undated-end")));
        Assert.False(s_catalog.IsRetired(Entry(s_catalog, "both")));

        var later = ModelCatalog.From([ModelListParser.Parse(List), ModelListParser.Parse("@as-of|2026-12-01")]);
        Assert.True(later.IsRetired(Entry(later, "both")));
        var earlier = ModelCatalog.From([ModelListParser.Parse(List), ModelListParser.Parse("@as-of|2020-01-01")]);
        Assert.Equal("2026-06-01", earlier.AsOf);
    }

    [Theory]
    [InlineData("both", "new")]
    [InlineData("old", "new")]
    [InlineData("going", null)]
    public void A_replacement_that_is_also_ending_is_followed(string id, string? expected) =>
        Assert.Equal(expected, s_catalog.Replacement(Entry(s_catalog, id)));

    [Fact]
    public void Replacements_in_a_cycle_do_not_hang() => Assert.NotEqual("loop", s_catalog.Replacement(Entry(s_catalog, "loop")));

    [Fact]
    public void A_later_list_overrides_a_line_and_adds_others()
    {
        var catalog = ModelCatalog.From([
            ModelListParser.Parse(List),
            ModelListParser.Parse("OpenAI|Stays|pinned|active\nlab|own|alias|||||own-1"),
        ]);
        Assert.Equal(ModelClass.Pinned, Entry(catalog, "stays").Class);
        Assert.Equal("own-1", Entry(catalog, "own").Snapshot);
        Assert.Equal("new", Entry(catalog, "new").Id);
    }

    // Facts in the shipped list that the rules' pages rely on.
    [Theory]
    [InlineData("gpt-4o", "openai", "2027-01-14", false)]
    [InlineData("gpt-3.5-turbo", "openai", "2026-10-23", true)]
    [InlineData("claude-3-7-sonnet-20250219", null, "2026-02-19", true)]
    public void The_shipped_list_knows_when_models_end(string id, string? provider, string date, bool retired)
    {
        var match = ModelCatalog.Default.Find(id, provider)!;
        Assert.True(match.IsEnding);
        Assert.Equal((date, retired), (match.Entry.ShutdownOn, ModelCatalog.Default.IsRetired(match.Entry)));
    }

    [Theory]
    [InlineData("gpt-5.4-mini")]
    [InlineData("claude-sonnet-4-6")]
    [InlineData("claude-haiku-4-5")]
    [InlineData("text-embedding-3-small")]
    public void A_model_that_its_owner_keeps_available_is_not_ending(string id) =>
        Assert.False(ModelCatalog.Default.Find(id, null)!.IsEnding);

    private static ModelEntry Entry(ModelCatalog catalog, string id) => catalog.Find(id, null)!.Entry;

    private static ModelCatalog Catalog(string text)
    {
        var list = ModelListParser.Parse(text);
        Assert.Empty(list.Problems);
        return ModelCatalog.From([list]);
    }

    [Fact]
    public void What_a_model_accepts_stays_where_a_line_says_nothing_about_it()
    {
        var builtIn = ModelListParser.Parse("@as-of|2026-01-01\nlab|a|pinned|active|tools=no\nlab|b|pinned|active|tools=no");
        var own = ModelListParser.Parse("lab|a|pinned|retired\nlab|b|pinned|active|schema=yes");
        var catalog = ModelCatalog.From([builtIn, own]);
        Assert.False(catalog.Find("a", "lab")!.Entry.Capabilities.Tools);
        Assert.True(catalog.Find("a", "lab")!.Entry.IsEnding);
        Assert.Null(catalog.Find("b", "lab")!.Entry.Capabilities.Tools);
        Assert.True(catalog.Find("b", "lab")!.Entry.Capabilities.Schema);
    }
}
