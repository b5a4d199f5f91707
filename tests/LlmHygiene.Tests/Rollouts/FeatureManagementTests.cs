using System.Text;
using LlmHygiene.FeatureManagement;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.FeatureManagement;

namespace LlmHygiene.Tests.Rollouts;

/// <summary>The adapter with the real Microsoft.FeatureManagement.</summary>
public class FeatureManagementTests
{
    private const string Flags = """
        { "feature_management": { "feature_flags": [
          { "id": "prompt.greet", "enabled": true,
            "variants": [ { "name": "1.0.0" }, { "name": "Canary", "configuration_value": "1.1.0" }, { "name": "1.2.0-beta.1" } ],
            "allocation": {
              "default_when_enabled": "1.0.0",
              "user": [ { "variant": "1.2.0-beta.1", "users": [ "ada" ] } ],
              "group": [ { "variant": "Canary", "groups": [ "/beta" ] } ],
              "percentile": [ { "variant": "Canary", "from": 0, "to": 20 } ],
              "seed": "fixed" } },
          { "id": "my-flag-draft", "enabled": true, "variants": [ { "name": "2.0.0" } ],
            "allocation": { "default_when_enabled": "2.0.0" } } ] } }
        """;

    private static readonly RolloutPrompt s_prompt = new("greet", "1.0.0", "1.1.0", "1.2.0-beta.1");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("ada", null, "1.2.0-beta.1")]
    [InlineData("ada", "/beta", "1.2.0-beta.1")]
    [InlineData("bob", "/beta", "1.1.0")]
    public async Task Users_and_groups_get_their_variant(string key, string? endpoint, string expected)
    {
        using var services = Services(Flags);
        Assert.Equal(
            expected,
            await services.GetRequiredService<IPromptVersionSelector>().SelectAsync(s_prompt.Request(key, endpoint), Ct)
        );
    }

    [Fact]
    public async Task A_percentile_is_a_share_of_users_and_stays()
    {
        using var services = Services(Flags);
        var selector = services.GetRequiredService<IPromptVersionSelector>();
        var first = new List<string?>();
        var second = new List<string?>();
        for (var i = 0; i < 2_000; i++)
        {
            first.Add(await selector.SelectAsync(s_prompt.Request(FormattableString.Invariant($"user-{i}")), Ct));
            second.Add(await selector.SelectAsync(s_prompt.Request(FormattableString.Invariant($"user-{i}")), Ct));
        }

        Assert.Equal(first, second);
        Assert.Equal(["1.0.0", "1.1.0"], first.Distinct().Order());
        Assert.InRange(first.Count(version => version == "1.1.0"), 330, 470);
    }

    [Fact]
    public async Task A_flag_that_does_not_exist_leaves_the_default()
    {
        using var services = Services("{}");
        Assert.Null(await services.GetRequiredService<IPromptVersionSelector>().SelectAsync(s_prompt.Request("ada"), Ct));
    }

    [Fact]
    public async Task Flags_may_have_other_names()
    {
        using var services = Services(Flags);
        var selector = new FeatureManagementVersionSelector(
            services.GetRequiredService<IVariantFeatureManager>(),
            name => "my-flag-" + name
        );
        Assert.Equal("2.0.0", await selector.SelectAsync(new RolloutPrompt("draft", "1.0.0").Request("ada"), Ct));
    }

    [Fact]
    public async Task The_variant_is_what_the_client_sends()
    {
        using var services = Services(Flags);
        var inner = new ScriptedChatClient();
        using var client = inner.AsBuilder().UsePromptRollout().Build(services);
        using var context = PromptRolloutContext.Begin(key: "bob", endpoint: "/beta");
        await PromptExecution.GetResponseAsync(s_prompt, client, Ct);
        Assert.Equal("1.1.0", inner.SeenOptions!.AdditionalProperties!["gen_ai.prompt.version"]);
    }

    private static ServiceProvider Services(string flags)
    {
        var configuration = new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(flags))).Build();
        var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration);
        services.AddFeatureManagement();
        return services.AddFeatureManagementPromptRollout().BuildServiceProvider();
    }
}
