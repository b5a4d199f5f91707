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
        Assert.Equal([], Missing(table));
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
            Missing(table)
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

    private static List<string> Missing(SdkTable table)
    {
        var missing = new List<string>();
        foreach (var entry in table.Calls)
        {
            if (Methods(entry.Type, entry.Methods) is not { } methods)
                continue;
            foreach (
                var parameter in entry.Prompts.Concat(
                    new[] { entry.Options, entry.Model, entry.Body, entry.Client, entry.Function, entry.PromptObject }
                        .OfType<string>()
                        .Where(name => name != ClientSourceRow.Receiver)
                )
            )
                if (!methods.Any(method => method.Parameters.Any(candidate => candidate.Name == parameter)))
                    missing.Add($"{entry.Type}: no overload has a parameter '{parameter}'");
        }

        foreach (var entry in table.Options)
        {
            if (Type(entry.Type) is not { } type)
                continue;
            foreach (
                var member in entry
                    .Opaque.Concat(entry.Copies)
                    .Concat(new[] { entry.Model, entry.Limit, entry.OlderLimit, entry.Tags }.OfType<string>())
            )
                if (Members(type, member).Length == 0)
                    missing.Add($"{entry.Type}.{member}: no such member");
            if (entry.LimitIn is { } holder && s_packages.GetTypesByMetadataName(holder).IsEmpty)
                missing.Add($"{holder}: no such type");
            foreach (var name in entry.Prompts.Concat(entry.Inner).Append(entry.ModelParameter).OfType<string>())
                if (Members(type, name).Length == 0 && !HasConstructorParameter(type, name))
                    missing.Add($"{entry.Type}: neither a member nor a constructor parameter '{name}'");
        }

        foreach (var entry in table.Clients)
        {
            if (Type(entry.Type) is not { } type)
                continue;
            foreach (var member in entry.Inner.Concat(entry.Options).Concat(entry.Prompts).Append(entry.Model).OfType<string>())
                if (Members(type, member).Length == 0)
                    missing.Add($"{entry.Type}.{member}: no such member");
        }

        foreach (var entry in table.ClientSources)
        {
            if (Methods(entry.Type, entry.Methods) is not { } methods)
                continue;
            foreach (
                var parameter in new[] { entry.Model, entry.ConfigureOptions, entry.Options, entry.Inner, entry.Limit }
                    .Concat(entry.Prompts)
                    .OfType<string>()
                    .Where(name => name != ClientSourceRow.Receiver)
            )
                if (!methods.Any(method => method.Parameters.Any(candidate => candidate.Name == parameter)))
                    missing.Add($"{entry.Type}: no overload has a parameter '{parameter}'");
        }

        foreach (var entry in table.PromptFunctions)
        {
            if (Methods(entry.Type, entry.Methods) is not { } methods)
                continue;
            foreach (var parameter in entry.Prompts.Concat(entry.Bodies).Append(entry.Options).OfType<string>())
                if (!methods.Any(method => method.Parameters.Any(candidate => candidate.Name == parameter)))
                    missing.Add($"{entry.Type}: no overload has a parameter '{parameter}'");
        }

        foreach (var entry in table.Messages)
        {
            if (Methods(entry.Type, entry.Methods) is not { } methods)
                continue;
            foreach (var text in entry.Texts)
                if (
                    !methods.Any(method => method.Parameters.Any(candidate => candidate.Name == text))
                    && Members(Type(entry.Type)!, text).Length == 0
                )
                    missing.Add($"{entry.Type}: no overload has a parameter '{text}'");
        }

        foreach (var entry in table.Pipelines)
        {
            if (s_packages.GetTypeByMetadataName(entry.Service) is null)
                missing.Add($"{entry.Service}: no such type");
            if (Methods(entry.Type, entry.Methods) is not { } methods)
                continue;
            foreach (var parameter in entry.Inner)
                if (!methods.Any(method => method.Parameters.Any(candidate => candidate.Name == parameter)))
                    missing.Add($"{entry.Type}: no overload has a parameter '{parameter}'");
        }

        foreach (var entry in table.ContentSwitches)
        {
            if (entry.Type is null)
            {
                if (!IsWritten(entry.Name))
                    missing.Add($"{entry.Name}: no such text");
            }
            else if (Type(entry.Type) is { } type)
            {
                var member = Members(type, entry.Name).OfType<IPropertySymbol>().FirstOrDefault();
                if (member is null)
                    missing.Add($"{entry.Type}.{entry.Name}: no such member");
                else if (entry.Value is { } value && EnumOf(member.Type)?.GetMembers(value).IsEmpty != false)
                    missing.Add($"{entry.Type}.{entry.Name}: no such value '{value}'");
            }
        }

        foreach (var name in table.TelemetrySwitches)
            if (!IsWritten(name))
                missing.Add($"{name}: no such text");

        return missing;

        // The strings that an assembly compares at run time are among its literals and constants.
        bool IsWritten(string text) => table.Assemblies.Any(assembly => Contains(assembly, text));

        INamedTypeSymbol? Type(string name)
        {
            var found = table
                .Assemblies.Select(assembly =>
                    s_packages
                        .References.Select(s_packages.GetAssemblyOrModuleSymbol)
                        .OfType<IAssemblySymbol>()
                        .FirstOrDefault(symbol => symbol.Name == assembly)
                        ?.GetTypeByMetadataName(name)
                )
                .FirstOrDefault(type => type is not null);
            if (found is null)
                missing.Add($"{name}: no such type");
            return found;
        }

        List<IMethodSymbol>? Methods(string type, IEnumerable<string> names)
        {
            if (Type(type) is not { } symbol)
                return null;
            var found = new List<IMethodSymbol>();
            foreach (var name in names)
            {
                var overloads = Members(symbol, name).OfType<IMethodSymbol>().ToList();
                if (overloads.Count == 0)
                    missing.Add($"{type}.{name}: no such method");
                found.AddRange(overloads);
            }

            return found;
        }
    }

    private static bool Contains(string assembly, string text)
    {
        var path = Path.Combine(AppContext.BaseDirectory, assembly + ".dll");
        return File.Exists(path) && File.ReadAllBytes(path).AsSpan().IndexOf(System.Text.Encoding.Unicode.GetBytes(text)) >= 0;
    }

    private static ITypeSymbol? EnumOf(ITypeSymbol type) => type is INamedTypeSymbol { TypeArguments: [var argument] } ? argument : type;

    // Calls and factories are in the rows of the type that declares them; properties may be inherited.
    private static ISymbol[] Members(INamedTypeSymbol type, string name)
    {
        var declared = type.GetMembers(name);
        for (var current = type.BaseType; declared.IsEmpty && current is not null; current = current.BaseType)
            declared = [.. current.GetMembers(name).OfType<IPropertySymbol>()];
        return [.. declared.Where(member => member.DeclaredAccessibility == Accessibility.Public)];
    }

    private static bool HasConstructorParameter(INamedTypeSymbol type, string name) =>
        type.InstanceConstructors.Any(constructor => constructor.Parameters.Any(parameter => parameter.Name == name));
}
