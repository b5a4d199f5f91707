using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace LlmHygiene.OpenTelemetry.Tests;

/// <summary>One line registers what the real packages emit.</summary>
[Collection(nameof(TelemetryCollection))]
public sealed class AddLlmHygieneTests
{
    [Theory]
    [InlineData("OpenAI", "OpenAI.ChatClient", "OpenAI.ChatClient")]
    [InlineData("Anthropic", "com.anthropic.sdk.csharp", null)]
    [InlineData("Azure.AI.Inference", "Azure.AI.Inference.ChatCompletionsClient", "Azure.AI.Inference.ChatCompletionsClient")]
    [InlineData("Microsoft.SemanticKernel", "Microsoft.SemanticKernel.Diagnostics", "Microsoft.SemanticKernel")]
    [InlineData("Microsoft.Extensions.AI", "Experimental.Microsoft.Extensions.AI", "Experimental.Microsoft.Extensions.AI")]
    [InlineData("Microsoft.Agents.AI", "Experimental.Microsoft.Agents.AI", "Experimental.Microsoft.Agents.AI")]
    public async Task A_call_of_each_SDK_is_exported(string sdk, string source, string? meter)
    {
        var exported = await Exported.OfAsync(() => SdkCalls.All[sdk](new StubServer()));

        Assert.Contains(source, exported.Sources);
        if (meter is not null)
            Assert.Contains(meter, exported.Meters);
    }

    [Fact]
    public async Task Every_source_and_meter_of_these_packages_is_registered()
    {
        var (sources, meters) = (new HashSet<string>(), new HashSet<string>());
        using var spans = new ActivityListener
        {
            ShouldListenTo = source =>
            {
                lock (sources)
                    sources.Add(source.Name);
                return false;
            },
        };
        ActivitySource.AddActivityListener(spans);
        using var metrics = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                lock (meters)
                    meters.Add(instrument.Meter.Name);
            },
        };
        metrics.Start();

        await Exported.OfAsync(async () =>
        {
            foreach (var call in SdkCalls.All.Values)
                await call(new StubServer());
        });

        Assert.All(sources.Where(IsOfSdk), name => Assert.True(Matches(name, InstrumentedSdks.All.SelectMany(sdk => sdk.Sources)), name));
        Assert.All(meters.Where(IsOfSdk), name => Assert.True(Matches(name, InstrumentedSdks.All.SelectMany(sdk => sdk.Meters)), name));
    }

    [Fact]
    public void The_names_of_LlmHygiene_are_those_of_the_runtime()
    {
        Assert.Contains(LlmHygieneTelemetry.ActivitySourceName, InstrumentedSdks.All.SelectMany(sdk => sdk.Sources));
        Assert.Contains(LlmHygieneTelemetry.MeterName, InstrumentedSdks.All.SelectMany(sdk => sdk.Meters));
    }

    [Fact]
    public void A_switch_that_the_application_has_set_stays()
    {
        AppContext.SetSwitch("Test.Off", false);

        new SdkSwitch("Test.Off", "LLMH_TEST_UNSET").TurnOn();

        Assert.True(AppContext.TryGetSwitch("Test.Off", out var isOn));
        Assert.False(isOn);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("", true)]
    [InlineData("false", false)]
    [InlineData("true", false)]
    public void A_variable_of_the_environment_takes_precedence(string? value, bool isTurnedOn)
    {
        var name = "Test.Variable." + value;
        Environment.SetEnvironmentVariable("LLMH_TEST_SWITCH", value);

        new SdkSwitch(name, "LLMH_TEST_SWITCH").TurnOn();

        Assert.Equal(isTurnedOn, AppContext.TryGetSwitch(name, out _));
    }

    [Fact]
    public void A_missing_builder_is_an_error()
    {
        Assert.Throws<ArgumentNullException>(() => LlmHygieneTracerProviderBuilderExtensions.AddLlmHygiene(null!));
        Assert.Throws<ArgumentNullException>(() => LlmHygieneMeterProviderBuilderExtensions.AddLlmHygiene(null!));
    }

    private static bool Matches(string name, IEnumerable<string> patterns) =>
        patterns.Any(pattern => Regex.IsMatch(name, "^" + Regex.Escape(pattern).Replace("\\*", ".*") + "$"));

    // Not what the runtime, the HTTP pipeline and OpenTelemetry itself report.
    private static bool IsOfSdk(string name) =>
        name.Length > 0
        && !name.StartsWith("System.", StringComparison.Ordinal)
        && !name.StartsWith("OpenTelemetry", StringComparison.Ordinal)
        && !name.StartsWith("otel.", StringComparison.Ordinal)
        && !name.StartsWith("Experimental.System.", StringComparison.Ordinal)
        && name != "Azure.Core.Http";
}
