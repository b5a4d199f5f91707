using System.Globalization;
using Microsoft.Extensions.Logging;

namespace LlmHygiene.Tests.Rollouts;

/// <summary>Who gets which version.</summary>
public class PromptRolloutTests
{
    private static readonly RolloutPrompt s_prompt = new("summarize-ticket", "1.2.0", "1.3.0-beta.1", "1.3.0-beta.2");

    private static readonly string[] s_keys =
    [
        .. Enumerable.Range(0, 100_000).Select(i => "user-" + i.ToString(CultureInfo.InvariantCulture)),
    ];

    [Theory]
    [InlineData(5, 0)]
    [InlineData(5, 20)]
    [InlineData(0.5, 33.3)]
    [InlineData(50, 50)]
    public void Shares_are_what_the_configuration_says(double first, double second)
    {
        using var rollout = Settings.Rollout(
            FormattableString.Invariant(
                $$"""
                { "summarize-ticket": { "Versions": {
                  "1.3.0-beta.1": { "Percent": {{first}} }, "1.3.0-beta.2": { "Percent": {{second}} } } } }
                """
            )
        );
        var counts = rollout.Count(s_prompt, s_keys);

        (string, double)[] shares = [("1.3.0-beta.1", first), ("1.3.0-beta.2", second), ("-", 100 - first - second)];
        var chiSquare = 0.0;
        foreach (var (version, percent) in shares)
        {
            var expected = s_keys.Length * percent / 100;
            var actual = counts.GetValueOrDefault(version);
            if (expected < 1)
                Assert.Equal(0, actual);
            else
                chiSquare += (actual - expected) * (actual - expected) / expected;
        }

        // Two degrees of freedom: a fair share is above this once in a thousand, and these keys are always the same.
        Assert.InRange(chiSquare, 0, 13.8);
    }

    [Fact]
    public void Two_prompts_do_not_pick_the_same_users()
    {
        var other = new RolloutPrompt("draft-reply", "1.2.0", "1.3.0-beta.1");
        using var rollout = Settings.Rollout(
            """{ "summarize-ticket": { "Versions": { "1.3.0-beta.1": { "Percent": 20 } } }, "draft-reply": { "Versions": """
                + """{ "1.3.0-beta.1": { "Percent": 20 } } } }"""
        );
        var both = s_keys.Count(key => rollout.Select(s_prompt, key) is not null && rollout.Select(other, key) is not null);
        Assert.InRange(both, 3_800, 4_200);
    }

    // These numbers must never change: users would change versions.
    [Theory]
    [InlineData("summarize-ticket", "user-1", 0.01885326440224444)]
    [InlineData("summarize-ticket", "user-2", 0.2750549975864328)]
    [InlineData("draft-reply", "user-1", 0.6224631852870751)]
    [InlineData("draft-reply", "", 0.36601829503466876)]
    [InlineData("draft-reply", "Zoë \U0001F600", 0.39731922883140647)]
    public void A_key_keeps_its_position_forever(string prompt, string key, double place) =>
        Assert.Equal(place, RolloutPosition.Of(prompt, key));

    [Fact]
    public void Positions_are_below_one() => Assert.DoesNotContain(s_keys, key => RolloutPosition.Of("x", key) is not (>= 0 and < 1));

    [Fact]
    public void A_growing_share_keeps_its_keys()
    {
        using var five = Settings.Rollout("""{ "summarize-ticket": { "Versions": { "1.3.0-beta.1": { "Percent": 5 } } } }""");
        using var twenty = Settings.Rollout("""{ "summarize-ticket": { "Versions": { "1.3.0-beta.1": { "Percent": 20 } } } }""");
        var before = s_keys.Where(key => five.Select(s_prompt, key) is not null).ToHashSet();
        var after = s_keys.Where(key => twenty.Select(s_prompt, key) is not null).ToHashSet();
        Assert.InRange(before.Count, 4_800, 5_200);
        Assert.InRange(after.Count, 19_700, 20_300);
        Assert.Subset(after, before);
    }

    [Fact]
    public void A_version_that_is_added_takes_its_share_from_the_default_only()
    {
        using var one = Settings.Rollout("""{ "summarize-ticket": { "Versions": { "1.3.0-beta.1": { "Percent": 10 } } } }""");
        using var two = Settings.Rollout(
            """{ "summarize-ticket": { "Versions": { "1.3.0-beta.1": { "Percent": 10 }, "1.3.0-beta.2": { "Percent": 15 } } } }"""
        );
        var moves = s_keys
            .GroupBy(key => (one.Select(s_prompt, key) ?? "-") + " to " + (two.Select(s_prompt, key) ?? "-"))
            .Select(move => move.Key)
            .Order();
        Assert.Equal(["- to -", "- to 1.3.0-beta.2", "1.3.0-beta.1 to 1.3.0-beta.1"], moves);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("/triage", null)]
    [InlineData("/beta", "1.3.0-beta.1")]
    [InlineData("/BETA", "1.3.0-beta.1")]
    [InlineData("/beta/x", null)]
    [InlineData("/admin/", "1.3.0-beta.1")]
    [InlineData("/admin/users/7", "1.3.0-beta.1")]
    [InlineData("/admin", null)]
    [InlineData("/v2/a/summary", "1.3.0-beta.1")]
    [InlineData("/v22/a/summary", null)]
    public void Named_endpoints_get_their_version(string? endpoint, string? expected)
    {
        using var rollout = Settings.Rollout(
            """{ "summarize-ticket": { "Versions": { "1.3.0-beta.1": { "Endpoints": [ "/beta", "/admin/*", "/v?/*/summary" ] } } } }"""
        );
        Assert.All(s_keys.Take(100), key => Assert.Equal(expected, rollout.Select(s_prompt, key, endpoint)));
    }

    [Fact]
    public void A_pattern_of_stars_does_not_hang() =>
        Assert.False(EndpointPattern.Matches(string.Concat(Enumerable.Repeat("*a", 200)) + "b", new string('a', 20_000)));

    [Fact]
    public void A_share_of_an_endpoint_is_a_share_of_its_calls_only()
    {
        using var rollout = Settings.Rollout(
            """{ "summarize-ticket": { "Versions": { "1.3.0-beta.1": { "Percent": 30, "Endpoints": "/beta" }, "1.3.0-beta.2": """
                + """{ "Percent": 10 } } } }"""
        );
        var elsewhere = rollout.Count(s_prompt, s_keys, "/triage");
        var beta = rollout.Count(s_prompt, s_keys, "/beta");
        Assert.Equal(["-", "1.3.0-beta.2"], elsewhere.Keys.Order());
        Assert.Equal(elsewhere["1.3.0-beta.2"], beta["1.3.0-beta.2"]);
        Assert.InRange(beta["1.3.0-beta.1"], 29_600, 30_400);
    }

    [Fact]
    public void A_named_endpoint_takes_precedence_over_a_share_of_all()
    {
        using var rollout = Settings.Rollout(
            """{ "summarize-ticket": { "Versions": { "1.3.0-beta.1": { "Percent": 50 }, "1.3.0-beta.2": { "Endpoints": """
                + """[ "/beta" ] } } } }"""
        );
        Assert.Equal(["1.3.0-beta.2"], rollout.Count(s_prompt, s_keys, "/beta").Keys);
    }

    [Fact]
    public void The_default_can_be_another_version()
    {
        using var rollout = Settings.Rollout(
            """{ "SUMMARIZE-ticket": { "default": "1.3.0-beta.1", "versions": { "1.3.0-beta.2": { "percent": "5" } } } }"""
        );
        Assert.Equal(["1.3.0-beta.1", "1.3.0-beta.2"], rollout.Count(s_prompt, s_keys).Keys.Order());
    }

    [Fact]
    public void What_is_not_configured_is_left_alone()
    {
        using var rollout = Settings.Rollout("""{ "draft-reply": { "Default": "1.0.0" } }""");
        Assert.Null(rollout.Select(s_prompt, "a"));
        using var empty = new PromptRollout(Settings.Json("{}").GetSection("Nothing:Here"));
        Assert.Null(empty.Select(s_prompt, "a"));
    }

    [Fact]
    public void Versions_that_are_not_live_are_reported_once_and_their_share_goes_to_the_default()
    {
        var log = new Settings.Log();
        using var rollout = Settings.Rollout(
            """{ "summarize-ticket": { "Default": "1.1.0", "Versions": { "1.4.0": { "Percent": 50 }, "2.0.0": { "Percent": 100 } } } }""",
            log
        );
        Assert.Equal(["-"], rollout.Count(s_prompt, s_keys).Keys);
        Assert.Equal(
            [
                "LlmHygiene:Rollouts:summarize-ticket:Default is '1.1.0', which is not a live version of 'summarize-ticket'. "
                    + "Live versions: 1.2.0, 1.3.0-beta.1, 1.3.0-beta.2. The prompt's own default is used.",
                "LlmHygiene:Rollouts:summarize-ticket:Versions:1.4.0: '1.4.0' is not a live version of 'summarize-ticket'. Live versions: "
                    + "1.2.0, 1.3.0-beta.1, 1.3.0-beta.2. Its share goes to the default.",
            ],
            log.Lines.Select(line => line.Text)
        );
        Assert.All(log.Lines, line => Assert.Equal(LogLevel.Warning, line.Level));
    }

    [Fact]
    public void Unknown_names_and_versions_can_be_looked_for()
    {
        using var rollout = Settings.Rollout(
            """{ "sumarize-ticket": { "Default": "1.2.0" }, "summarize-ticket": { "Versions": { "2.0.0": """
                + """{ "Percent": 5 }, "1.3.0-beta.2": { "Percent": 5 } } } }"""
        );
        Assert.Equal(
            [
                "LlmHygiene:Rollouts:sumarize-ticket: there is no prompt 'sumarize-ticket'. Known prompts: summarize-ticket.",
                "LlmHygiene:Rollouts:summarize-ticket:Versions:2.0.0: '2.0.0' is not a live version of 'summarize-ticket'. Live versions: "
                    + "1.2.0, 1.3.0-beta.1, 1.3.0-beta.2. Its share goes to the default.",
            ],
            rollout.FindUnknown(s_prompt.Versions)
        );
    }

    [Theory]
    [InlineData(
        """{ "a": "1.2.0" }""",
        "LlmHygiene:Rollouts:a: is the text '1.2.0'. Write { \"Versions\": { \"1.3.0\": { \"Percent\": 5 } } }."
    )]
    [InlineData(
        """{ "a": { "Versoins": { "1.0.0": { "Percent": 5 } } } }""",
        "LlmHygiene:Rollouts:a:Versoins: is not a known key. Known keys are: Default, Versions."
    )]
    [InlineData(
        """{ "a": { "Default": "latest" } }""",
        "LlmHygiene:Rollouts:a:Default: 'latest' is not a version. Write the version as the prompt file does, as in '1.3.0' or "
            + "'1.3.0-beta.1'."
    )]
    [InlineData(
        """{ "a": { "Versions": { "1.3": { "Percent": 5 } } } }""",
        "LlmHygiene:Rollouts:a:Versions:1.3: '1.3' is not a version. Write the version as the prompt file does, as in '1.3.0' or "
            + "'1.3.0-beta.1'."
    )]
    [InlineData(
        """{ "a": { "Versions": { "1.3.0": 5 } } }""",
        "LlmHygiene:Rollouts:a:Versions:1.3.0: is the text '5'. Write { \"Percent\": 5 } or { \"Endpoints\": [ \"/beta\" ] }."
    )]
    [InlineData(
        """{ "a": { "Versions": { "1.3.0": { "Percent": 101 } } } }""",
        "LlmHygiene:Rollouts:a:Versions:1.3.0:Percent: is '101', which is not a share. Write a number from 0 to 100, as in 5 or 0.5."
    )]
    [InlineData(
        """{ "a": { "Versions": { "1.3.0": { "Percent": "5%" } } } }""",
        "LlmHygiene:Rollouts:a:Versions:1.3.0:Percent: is '5%', which is not a share. Write a number from 0 to 100, as in 5 or 0.5."
    )]
    [InlineData(
        """{ "a": { "Versions": { "1.3.0": { "Percent": "NaN" } } } }""",
        "LlmHygiene:Rollouts:a:Versions:1.3.0:Percent: is 'NaN', which is not a share. Write a number from 0 to 100, as in 5 or 0.5."
    )]
    [InlineData(
        """{ "a": { "Versions": { "1.3.0": { "Endpoints": [ "/b", "" ] } } } }""",
        "LlmHygiene:Rollouts:a:Versions:1.3.0:Endpoints: names no endpoint. Write a list of names, as in [ \"/beta\", \"/admin/*\" ], "
            + "or remove the key."
    )]
    [InlineData(
        """{ "a": { "Versions": { "1.3.0": { "Percentage": 5 } } } }""",
        "LlmHygiene:Rollouts:a:Versions:1.3.0:Percentage: is not a known key. Known keys are: Percent, Endpoints."
    )]
    [InlineData(
        """{ "a": { "Versions": { "1.3.0": { "Percent": 60 }, "1.4.0": { "Percent": 60 }, "2.0.0": { "Percent": 60 } } } }""",
        "LlmHygiene:Rollouts:a: The shares add up to 120 percent. Lower them to at most 100; the remaining calls use the default version."
    )]
    [InlineData(
        """{ "a": { "Versions": { "1.3.0": { "Percent": 60, "Endpoints": [ "/B" ] }, "1.4.0": { "Endpoints": [ "/b" ] } } } }""",
        "LlmHygiene:Rollouts:a: The shares for '/B' add up to 160 percent. Lower them to at most 100; the remaining calls use the "
            + "default version."
    )]
    public void An_invalid_configuration_throws_with_its_path_and_fix(string rollouts, string message) =>
        Assert.Equal(message, Assert.Throws<PromptRolloutException>(() => Settings.Rollout(rollouts)).Message);

    [Fact]
    public void A_version_that_gets_no_calls_is_reported() =>
        Assert.Contains(
            "LlmHygiene:Rollouts:a:Versions:1.3.0: specifies neither a share nor endpoints.",
            Assert.Throws<PromptRolloutException>(() => Settings.Rollout("""{ "a": { "Versions": { "1.3.0": { } } } }""")).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Shares_of_thirds_add_up()
    {
        using var rollout = Settings.Rollout(
            """{ "summarize-ticket": { "Versions": { "1.2.0": { "Percent": 33.3 }, "1.3.0-beta.1": """
                + """{ "Percent": 33.3 }, "1.3.0-beta.2": { "Percent": 33.4 } } } }"""
        );
        Assert.Equal(3, rollout.Count(s_prompt, s_keys).Count);
    }
}
