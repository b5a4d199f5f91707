using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Models;

namespace LlmHygiene.Analyzers.Tests.Models;

public class ModelListParserTests
{
    [Fact]
    public void A_line_contains_everything_that_is_known_about_a_model()
    {
        var list = ModelListParser.Parse(
            "@source|s1|2026-01-01|https://example.org/models\n"
                + "lab|m-1|alias|deprecated|2026-01-02|2027-01-02|m-2|m-1-0|small|0.25|1|128000|4096|s1\n"
        );
        Assert.Empty(list.Problems);
        Assert.Equal(
            new ModelEntry("lab", "m-1")
            {
                Class = ModelClass.Alias,
                Status = ModelStatus.Deprecated,
                DeprecatedOn = "2026-01-02",
                ShutdownOn = "2027-01-02",
                Replacement = "m-2",
                Snapshot = "m-1-0",
                Tier = Tier.Small,
                InputPrice = 0.25m,
                OutputPrice = 1m,
                ContextTokens = 128000,
                OutputTokens = 4096,
                Source = "https://example.org/models",
            },
            Assert.Single(list.Entries)
        );
    }

    [Fact]
    public void Fields_may_be_empty_left_out_padded_and_in_any_case()
    {
        var list = ModelListParser.Parse("# a comment\r\n\r\n  lab | m-1 | Pinned\r\nlab|m-2||RETIRED||||\r\nlab|m-3|||||||||||| a page");
        Assert.Empty(list.Problems);
        Assert.Equal([ModelClass.Pinned, ModelClass.Undated, ModelClass.Undated], list.Entries.Select(entry => entry.Class));
        Assert.Equal([ModelStatus.Unknown, ModelStatus.Retired, ModelStatus.Unknown], list.Entries.Select(entry => entry.Status));
        Assert.Equal("a page", list.Entries[2].Source);
    }

    [Theory]
    [InlineData("lab", "lab", "needs a provider, an ID")]
    [InlineData("lab|m-1", "lab|m-1", "needs a provider, an ID")]
    [InlineData("|m-1|alias", "|m-1|alias", "needs a provider, an ID")]
    [InlineData("lab|m-1|floating", "floating", "'floating' is not a class. Write undated, alias, pinned, deployment, or leave it empty.")]
    [InlineData("lab|m-1|3", "3", "is not a class")]
    [InlineData("lab|m-1|alias|gone", "gone", "'gone' is not a status. Write unknown, active, deprecated, retired, or leave it empty.")]
    [InlineData("lab|m-1|alias|| 2026-13-01 ", "2026-13-01", "'2026-13-01' is not a date. Write it as in 2026-11-22, or leave it empty.")]
    [InlineData("lab|m-1|alias|||soon", "soon", "is not a date")]
    [InlineData("lab|m-1|alias||||||huge", "huge", "'huge' is not a tier. Write small, medium, large, or leave it empty.")]
    [InlineData("lab|m-1|alias|||||||1,5", "1,5", "is not a price")]
    [InlineData("lab|m-1|alias|||||||-1", "-1", "is not a price")]
    [InlineData("lab|m-1|alias|||||||||128k", "128k", "is not a number of tokens")]
    [InlineData("lab|m-1|alias||||||||||||x", "lab|m-1|alias||||||||||||x", "too many fields")]
    [InlineData("@asof|2026-01-01", "@asof", "'@asof' is not known")]
    [InlineData("@as-of|today", "@as-of|today", "Write '@as-of|2026-11-22'")]
    [InlineData("@source|s1", "@source|s1", "Write '@source|key|date|address'")]
    public void A_bad_line_is_reported_at_its_position_and_the_good_ones_still_apply(string line, string place, string message)
    {
        var text = "lab|a|pinned\n" + line + "\nlab|z|pinned\n";
        var list = ModelListParser.Parse(text);
        var problem = Assert.Single(list.Problems);
        Assert.Equal(place, text.Substring(problem.Span.Start, problem.Span.Length));
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        Assert.Equal(["a", "z"], list.Entries.Select(entry => entry.Id));
    }

    [Fact]
    public void A_model_that_is_listed_twice_is_reported()
    {
        var list = ModelListParser.Parse("# mine\nlab|a|pinned\nLab|A|alias\n");
        Assert.Equal("'A' of Lab is already on line 2. Remove one of the lines.", Assert.Single(list.Problems).Message);
        Assert.Equal(ModelClass.Pinned, Assert.Single(list.Entries).Class);
    }

    [Fact]
    public void Noise_is_read_without_a_flood_of_problems() =>
        Assert.Equal(100, ModelListParser.Parse(string.Concat(Enumerable.Repeat("|||\0|x\n", 5000))).Problems.Count);

    [Fact]
    public void Any_text_can_be_read()
    {
        var random = new Random(7);
        const string Letters = "|@#\n\r ab1.-2026\0\u2028é";
        for (var i = 0; i < 2000; i++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(60)).Select(_ => Letters[random.Next(Letters.Length)])]);
            Assert.All(ModelListParser.Parse(text).Problems, problem => Assert.True(problem.Span.End <= text.Length));
        }
    }

    [Fact]
    public void Fields_by_name_state_what_a_model_accepts()
    {
        var list = ModelListParser.Parse(
            "@source|p|2026-11|https://example.org\n"
                + "lab|m-1|pinned|reasoning=on|efforts=none, low,medium*|refuses=top_k,reasoning:temperature|tools=yes|schema=no"
                + "|input=text,image|limit=max_tokens|cache-read=0.1|cache-write=1.25|batch-input=0.5|batch-output=2|from=p,mine\n"
        );
        Assert.Empty(list.Problems);
        var model = Assert.Single(list.Entries).Capabilities;
        Assert.Equal(ReasoningMode.On, model.Reasoning);
        Assert.Equal(["none", "low", "medium"], model.Efforts);
        Assert.Equal("medium", model.DefaultEffort);
        Assert.Equal([RequestParameter.TopK], model.Refused);
        Assert.Equal([RequestParameter.Temperature], model.RefusedWhileReasoning);
        Assert.True(model.Tools);
        Assert.False(model.Schema);
        Assert.Equal(["text", "image"], model.Input);
        Assert.Equal(["max_tokens"], model.LimitNames);
        Assert.Equal((0.1m, 1.25m, 0.5m, 2m), (model.CacheReadPrice, model.CacheWritePrice, model.BatchInputPrice, model.BatchOutputPrice));
        Assert.Equal(["https://example.org", "mine"], model.Sources);
        Assert.True(model.Refuses(RequestParameter.Schema));
        Assert.True(model.Refuses(RequestParameter.Audio));
        Assert.False(model.Refuses(RequestParameter.Image));
        Assert.Equal([true, false, true], new[] { null, "none", "low" }.Select(model.Reasons));
    }

    [Theory]
    [InlineData("reasoning=sometimes", "sometimes", "'sometimes' is not known here. Write none, optional, off, on, always.")]
    [InlineData("efforts=huge", "huge", "'huge' is not a reasoning effort. Write none, minimal, low, medium, high, xhigh, max")]
    [InlineData("efforts=low*,high*", "low*,high*", "Only one effort is the default")]
    [InlineData("refuses=heat", "heat", "'heat' is not a parameter. Write temperature, top_p")]
    [InlineData("tools=maybe", "maybe", "Write yes, no.")]
    [InlineData("input=smell", "smell", "Write text, image, audio, pdf, video.")]
    [InlineData("limit=tokens", "tokens", "Write max_tokens, max_completion_tokens, max_output_tokens.")]
    [InlineData("cache-read=cheap", "cheap", "'cheap' is not a price")]
    [InlineData("color=red", "color=red", "'color' is not known. Write one of reasoning, efforts")]
    [InlineData("tools=yes|tools=no", "tools=no", "'tools' is on this line already")]
    [InlineData("tools=yes|pinned", "pinned", "'pinned' has no name. Fields by name come last")]
    public void A_bad_field_by_name_is_reported_and_the_model_is_left_out(string fields, string place, string message)
    {
        var text = "lab|m-1|pinned|" + fields + "\n";
        var list = ModelListParser.Parse(text);
        var problem = Assert.Single(list.Problems);
        Assert.Equal(place, text.Substring(problem.Span.Start, problem.Span.Length));
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        Assert.Empty(list.Entries);
    }

    [Fact]
    public void A_source_with_an_equals_sign_is_no_field_by_name() =>
        Assert.Equal(
            "https://e.org?a=b",
            Assert.Single(ModelListParser.Parse("lab|m-1|pinned|||||||||||https://e.org?a=b").Entries).Source
        );
}
