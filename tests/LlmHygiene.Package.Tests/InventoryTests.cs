using System.Text.Json;
using LlmHygiene.Package.Tests.Infrastructure;

namespace LlmHygiene.Package.Tests;

/// <summary>The build is the audit: calls are written to the error log, and nothing is printed.</summary>
public sealed class InventoryTests(PackedPackages packages)
{
    [Theory]
    [InlineData("Recommended")]
    [InlineData("None")]
    public async Task Every_call_is_an_entry_of_the_error_log(string mode)
    {
        var consumer = Consumer
            .Create(packages, test: "Inventory" + mode)
            .With("Program.cs", Sources.DoNothing)
            .With("Desk.cs", Sources.Desk);
        var build = (
            await consumer.BuildAsync($"-p:LlmHygieneMode={mode}", "-p:LlmHygieneInventory=true", "-p:ErrorLog=calls.sarif%2cversion=2.1")
        ).Succeeded();
        build.Reports(mode == "None" ? [] : ["Desk.cs(5): warning LLMH1002", "Desk.cs(5): warning LLMH2001"]);
        Assert.DoesNotContain("LLMH0001", build.Output);

        using var log = JsonDocument.Parse(
            await File.ReadAllTextAsync(Path.Combine(consumer.Folder, "calls.sarif"), TestContext.Current.CancellationToken)
        );
        var calls = log
            .RootElement.GetProperty("runs")[0]
            .GetProperty("results")
            .EnumerateArray()
            .Where(result => result.GetProperty("ruleId").GetString() == "LLMH0001")
            .OrderBy(Line)
            .ToArray();
        Assert.Equal([5, 9], calls.Select(Line));
        Assert.Equal(
            [
                "sdk=Microsoft.Extensions.AI; operation=chat; model=FlowsIn; prompt=Untagged; limit=Set(5); cancellation=Passed; via=Sdk",
                "sdk=Microsoft.Extensions.AI; operation=chat; model=Constant(gpt-5.4-mini-2026-03-17); "
                    + "prompt=FlowsIn; limit=Set(5); cancellation=Passed; via=Sdk",
            ],
            calls.Select(call => call.GetProperty("message").GetProperty("text").GetString())
        );

        var properties = calls[1].GetProperty("properties").GetProperty("customProperties");
        Assert.Equal("gpt-5.4-mini-2026-03-17", properties.GetProperty("model.id").GetString());
        Assert.Equal(
            ["cancellation", "limit.state", "limit.tokens", "model.id", "model.state", "operation", "prompt.state", "sdk", "site", "via"],
            properties.EnumerateObject().Select(property => property.Name).Order(StringComparer.Ordinal)
        );

        static int Line(JsonElement call) =>
            call.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("region").GetProperty("startLine").GetInt32();
    }
}
