using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Sdks.Rows;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Sdks.UserCalls;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LlmHygiene.Analyzers.Tests.Sdks;

/// <summary>Every name in the SDK tables exists in the real package; SDKs rename often.</summary>
public class SdkTableTests
{
    private static readonly CSharpCompilation s_packages = CSharpCompilation.Create(
        "T",
        references: [.. TestReferences.All, TestReferences.Agents, TestReferences.AzureOpenAIConnector]
    );

    public static TheoryData<string> TableNames => [.. SdkTables.Current.Select(table => table.Name)];

    [Theory]
    [MemberData(nameof(TableNames))]
    public void Names_exist_in_the_package(string name)
    {
        var table = SdkTables.Current.Single(candidate => candidate.Name == name);
        Assert.Equal([], SdkTableComparison.Missing(table, s_packages));
    }

    [Fact]
    public void Names_of_the_runtime_exist()
    {
        var attribute = s_packages.GetTypeByMetadataName(LlmHygieneSdk.GeneratedPromptAttribute);
        Assert.NotNull(attribute);
        Assert.Single(attribute.GetMembers(LlmHygieneSdk.GeneratedPromptModel));
        Assert.Single(attribute.GetMembers(RuntimeTypes.OutputLimit));
        var onMethods = s_packages.GetTypeByMetadataName("LlmHygiene." + PromptAttributeReader.AttributeName);
        Assert.NotNull(onMethods);
        Assert.Single(onMethods.GetMembers(LlmHygieneSdk.PromptModel));
        Assert.Single(onMethods.GetMembers(RuntimeTypes.OutputLimit));
        Assert.NotEmpty(s_packages.GetTypeByMetadataName(LlmHygieneSdk.PromptRolloutSteps)!.GetMembers(LlmHygieneSdk.PromptRolloutStep));
        Assert.NotNull(s_packages.GetTypeByMetadataName(LlmHygieneSdk.PromptInterface));
        Assert.NotEmpty(s_packages.GetTypeByMetadataName(LlmHygieneSdk.PromptScope)!.GetMembers(LlmHygieneSdk.PromptScopeBegin));
        Assert.NotEmpty(
            s_packages.GetTypeByMetadataName(LlmHygieneSdk.PromptTelemetrySteps)!.GetMembers(LlmHygieneSdk.PromptTelemetryStep)
        );
    }

    [Fact]
    public void Names_of_object_pools_exist()
    {
        var packages = s_packages.AddReferences(TestReferences.FromOutput("Microsoft.Extensions.ObjectPool"));
        INamedTypeSymbol Type(string name) => packages.GetTypeByMetadataName(ObjectPoolSdk.Namespace + "." + name)!;
        Assert.All(ObjectPoolSdk.Pools.Select(static name => name + "`1"), name => Assert.NotNull(Type(name)));
        Assert.All(
            ObjectPoolSdk.Makers.Append(ObjectPoolSdk.Provider),
            name => Assert.NotEmpty(Type(name).GetMembers(ObjectPoolSdk.Create))
        );
        Assert.Contains(Type("ObjectPool`1").GetMembers(), static member => member.Name == ObjectPoolSdk.Get);
        Assert.Contains(Type("ObjectPool`1").GetMembers(), static member => member.Name == ObjectPoolSdk.Return);
        Assert.Equal(ObjectPoolSdk.Policy, Type(ObjectPoolSdk.DefaultPool + "`1").InstanceConstructors[0].Parameters[0].Name);
    }

    [Fact]
    public void The_comparison_finds_a_wrong_name()
    {
        var table = new SdkTable
        {
            Name = "Test",
            Assemblies = ["OpenAI"],
            Calls =
            [
                new CallRow
                {
                    Type = "OpenAI.Chat.ChatClient",
                    Methods = ["CompleteChat", "CompleteChatt"],
                    Operation = LlmOperation.Chat,
                    Prompts = ["prompt"],
                    Options = "options",
                },
                new CallRow
                {
                    Type = "OpenAI.Chat.ChatKlient",
                    Methods = ["CompleteChat"],
                    Operation = LlmOperation.Chat,
                },
            ],
            Options = [new OptionsRow { Type = "OpenAI.Chat.ChatCompletionOptions", Limit = "MaxTokens" }],
            Pipelines =
            [
                new PipelineRow
                {
                    Type = "OpenAI.Chat.ChatClient",
                    Methods = ["CompleteChat"],
                    Service = "OpenAI.Service",
                    Inner = ["inner"],
                },
            ],
            ContentSwitches = [new ContentSwitchRow { Name = "NO_SUCH_VARIABLE" }],
        };
        Assert.Equal(
            [
                "OpenAI.Chat.ChatClient.CompleteChatt: no such method",
                "OpenAI.Chat.ChatClient: no overload has a parameter 'prompt'",
                "OpenAI.Chat.ChatKlient: no such type",
                "OpenAI.Chat.ChatCompletionOptions.MaxTokens: no such member",
                "OpenAI.Service: no such type",
                "OpenAI.Chat.ChatClient: no overload has a parameter 'inner'",
                "NO_SUCH_VARIABLE: no such text",
            ],
            SdkTableComparison.Missing(table, s_packages)
        );
    }

    [Fact]
    public void Two_assemblies_that_declare_the_same_type_do_not_hide_each_other()
    {
        var copy = CSharpCompilation
            .Create(
                "Microsoft.Extensions.AI.OpenAI",
                [
                    CSharpSyntaxTree.ParseText(
                        "namespace Microsoft.Extensions.AI { public static class ChatClientExtensions { public static void Other() { } } }",
                        cancellationToken: TestContext.Current.CancellationToken
                    ),
                ],
                TestReferences.Framework,
                new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)
            )
            .ToMetadataReference();
        var compilation = CSharpCompilation.Create(
            "T",
            references:
            [
                .. TestReferences.Framework,
                .. TestReferences.Sdks.Where(reference =>
                    !reference.Display!.EndsWith("Microsoft.Extensions.AI.OpenAI.dll", StringComparison.Ordinal)
                ),
                copy,
            ]
        );
        Assert.Null(compilation.GetTypeByMetadataName("Microsoft.Extensions.AI.ChatClientExtensions"));

        var catalog = SdkCatalog.Bind(compilation);

        var method = compilation
            .GetTypesByMetadataName("Microsoft.Extensions.AI.ChatClientExtensions")
            .SelectMany(type => type.GetMembers("GetResponseAsync"))
            .OfType<IMethodSymbol>()
            .First();
        Assert.NotNull(catalog?.FindCall(method));
    }
}
