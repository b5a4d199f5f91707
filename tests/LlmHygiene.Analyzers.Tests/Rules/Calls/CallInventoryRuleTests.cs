using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Facts.Cancellation;
using LlmHygiene.Analyzers.Facts.Limit;
using LlmHygiene.Analyzers.Facts.Model;
using LlmHygiene.Analyzers.Facts.Prompt;
using LlmHygiene.Analyzers.Rules.Calls;
using LlmHygiene.Analyzers.Rules.Reporting;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LlmHygiene.Analyzers.Tests.Rules.Calls;

public class CallInventoryRuleTests
{
    private const string Source = """
        class Assistant
        {
            private readonly IChatClient _client = new OpenAI.Chat.ChatClient("gpt-4o", "key").AsIChatClient();
            public Task Ask(CancellationToken token) =>
                _client.GetResponseAsync("Summarise the news.", new ChatOptions { MaxOutputTokens = 300 }, token);
        }
        """;

    [Fact]
    public async Task Each_call_is_an_entry_in_the_agreed_form()
    {
        var diagnostics = await RuleTest.DiagnosticsAsync([Source], inventory: true);
        var entry = Assert.Single(diagnostics, diagnostic => diagnostic.Id == "LLMH0001");
        Assert.Equal(
            "sdk=Microsoft.Extensions.AI; operation=chat; model=AtClient(gpt-4o); prompt=Untagged; limit=Set(300); "
                + "cancellation=Passed; via=Sdk",
            entry.GetMessage(null)
        );
        Assert.Equal(
            [
                "cancellation=Passed",
                "limit.state=Set",
                "limit.tokens=300",
                "model.id=gpt-4o",
                "model.state=AtClient",
                "operation=chat",
                "prompt.state=Untagged",
                "sdk=Microsoft.Extensions.AI",
                "site=Assistant.Ask",
                "via=Sdk",
            ],
            entry.Properties.Select(property => $"{property.Key}={property.Value}").Order(StringComparer.Ordinal)
        );
    }

    [Theory]
    [InlineData("gpt-4o", false, "Tagged", "triage@v2", "1.0.0", "300")]
    [InlineData("my(gpt)", true, "Tagged", null, "2", null)]
    [InlineData(null, false, "None", null, null, null)]
    public void What_is_written_can_be_read(string? model, bool isDeployment, string prompt, string? name, string? version, string? limit)
    {
        var entry = new InventoryEntry
        {
            Sdk = "OpenAI",
            Operation = "chat",
            ModelState = model is null ? ModelState.Absent : ModelState.AtClient,
            ModelId = model,
            ModelIsDeployment = isDeployment,
            PromptState = Enum.Parse<PromptState>(prompt),
            PromptName = name,
            PromptVersion = version,
            LimitState = LimitState.Set,
            LimitTokens = limit,
            Cancellation = CancellationState.NotPassed,
            Via = CallOrigin.UserMethod,
        };
        Assert.Equal(entry, InventoryEntry.Read(entry.Write(new CallInventoryRule().Descriptor, Location.None)));
        var configured = entry with { ModelId = null, ModelIds = new[] { "gpt-4o", "gpt-5" }.ToEquatableArray(), ModelProvider = "" };
        var written = configured.Write(new CallInventoryRule().Descriptor, Location.None);
        Assert.Equal(configured, InventoryEntry.Read(written));
        Assert.Contains("(gpt-4o, gpt-5); ", written.GetMessage(null), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_inventory_is_off_unless_it_is_requested() =>
        Assert.DoesNotContain(await RuleTest.DiagnosticsAsync([Source]), diagnostic => diagnostic.Id == "LLMH0001");

    [Fact]
    public async Task One_folder_can_enable_it()
    {
        var compilation = TestCode.Compile([Source, Source.Replace("Assistant", "Other", StringComparison.Ordinal)], TestReferences.All);
        var options = new PerTree(tree => tree.FilePath == "Source1.cs" ? ReportDiagnostic.Info : null);
        var listed = compilation
            .WithOptions(compilation.Options.WithSyntaxTreeOptionsProvider(options))
            .WithAnalyzers([new LlmCallAnalyzer()]);
        var entries = (await listed.GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken)).Where(diagnostic =>
            diagnostic.Id == "LLMH0001"
        );
        Assert.Equal(["Source1.cs"], entries.Select(entry => entry.Location.SourceTree!.FilePath));
    }

    private sealed class PerTree(Func<SyntaxTree, ReportDiagnostic?> of) : SyntaxTreeOptionsProvider
    {
        public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellationToken) => GeneratedKind.NotGenerated;

        public override bool TryGetDiagnosticValue(
            SyntaxTree tree,
            string diagnosticId,
            CancellationToken cancellationToken,
            out ReportDiagnostic severity
        )
        {
            severity = of(tree) ?? ReportDiagnostic.Default;
            return diagnosticId == "LLMH0001" && of(tree) is not null;
        }

        public override bool TryGetGlobalDiagnosticValue(
            string diagnosticId,
            CancellationToken cancellationToken,
            out ReportDiagnostic severity
        )
        {
            severity = ReportDiagnostic.Default;
            return false;
        }
    }
}
