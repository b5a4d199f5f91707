using System.Collections.Immutable;
using System.Reflection;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Sdks.Rows;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LlmHygiene.Analyzers.Tests.Sdks;

/// <summary>Knowledge about an SDK is in its table. No other folder names a type, a method or a member of an SDK.</summary>
public class SdkNameTests
{
    // Names that an SDK shares with .NET, with prompts or with other code: they do not identify an SDK.
    private static readonly HashSet<string> s_ordinary = new(StringComparer.Ordinal)
    {
        "Add",
        "Build",
        "Clone",
        "Content",
        "Core",
        "Create",
        "Get",
        "LlmHygiene",
        "Load",
        "Model",
        "Name",
        "Part",
        "Prompt",
        "Prompts",
        "Return",
        "Run",
        "Set",
        "System",
        "Text",
        "Uri",
    };

    // Files that may name them: the types that generated code and signatures of [Prompt] methods use are not knowledge about calls.
    private static readonly string[] s_contract =
    [
        "LlmHygiene.Analyzers/Common/ExtensionsAI.cs",
        "LlmHygiene.Analyzers/Common/RuntimeTypes.cs",
        "LlmHygiene.Analyzers/Generation/",
        "LlmHygiene.Analyzers/Prompts/Model/PromptNames.cs",
    ];

    private static readonly HashSet<string> s_names =
    [
        .. SdkTables.Current.Concat(SdkTables.FromSource).SelectMany(NamesOf).Concat(NamesOf(typeof(ObjectPoolSdk))),
    ];

    private static readonly ImmutableArray<string> s_namespaces =
    [
        .. s_names
            .Where(name => name.Contains('.', StringComparison.Ordinal))
            .Select(name => name[..name.LastIndexOf('.')])
            .Where(space => space is not ("LlmHygiene" or "Microsoft.Extensions.DependencyInjection" or "Microsoft.Extensions"))
            .Append(ObjectPoolSdk.Namespace)
            .Distinct(),
    ];

    [Fact]
    public void Only_the_tables_name_the_types_and_methods_of_SDKs()
    {
        var named = Sources()
            .Where(source => !s_contract.Any(prefix => source.Path.StartsWith(prefix, StringComparison.Ordinal)))
            .SelectMany(source => NamesIn(source.Text).Select(name => $"{source.Path}: {name}"));
        Assert.Equal([], named);
    }

    [Fact]
    public void Every_exception_is_needed()
    {
        var naming = Sources().Where(source => NamesIn(source.Text).Any()).Select(source => source.Path).ToList();
        var unused = s_contract.Where(prefix => !naming.Exists(path => path.StartsWith(prefix, StringComparison.Ordinal)));
        Assert.Equal([], unused);
    }

    [Theory]
    [InlineData("class C { string s = \"IChatClient\"; }", "IChatClient")]
    [InlineData("class C { string s = \"OpenAI.Chat.ChatClient\"; }", "OpenAI.Chat.ChatClient")]
    [InlineData("class C { string s = \"\"\"CompleteChatAsync\"\"\"; }", "CompleteChatAsync")]
    [InlineData("class C { string s = $\"{1}MaxOutputTokens\"; }", "MaxOutputTokens")]
    [InlineData("class C { string s = \"DefaultObjectPoolProvider\"; }", "DefaultObjectPoolProvider")]
    [InlineData("class C { string s = \"Microsoft.Extensions.ObjectPool\"; }", "Microsoft.Extensions.ObjectPool")]
    [InlineData("class C { string s = \"Microsoft.Extensions.ObjectPool.Any\"; }", "Microsoft.Extensions.ObjectPool.Any")]
    [InlineData("class C { string s = \"Microsoft.SemanticKernel.Anything\"; }", "Microsoft.SemanticKernel.Anything")]
    public void The_check_finds_a_name(string source, string name) => Assert.Equal([name], NamesIn(source));

    [Theory]
    [InlineData("class C { /* IChatClient */ IChatClient s = nameof(CompleteChatAsync); }")]
    [InlineData("class C { string s = \"Set MaxOutputTokens.\"; }")]
    [InlineData("class C { string s = \"Create\"; }")]
    public void The_check_leaves_other_text_alone(string source) => Assert.Empty(NamesIn(source));

    private static IEnumerable<string> NamesIn(string source) =>
        CSharpSyntaxTree
            .ParseText(source, new CSharpParseOptions(LanguageVersion.Latest))
            .GetRoot()
            .DescendantTokens()
            .Where(token =>
                token.IsKind(SyntaxKind.StringLiteralToken)
                || token.IsKind(SyntaxKind.SingleLineRawStringLiteralToken)
                || token.IsKind(SyntaxKind.MultiLineRawStringLiteralToken)
                || token.IsKind(SyntaxKind.InterpolatedStringTextToken)
            )
            .Select(token => token.ValueText)
            .Where(text =>
                s_names.Contains(text) || s_namespaces.Any(space => text == space || text.StartsWith(space + ".", StringComparison.Ordinal))
            );

    private static IEnumerable<(string Path, string Text)> Sources()
    {
        var root = Path.Combine(TestReferences.RepositoryRoot, "src");
        return new[] { "LlmHygiene.Analyzers", "LlmHygiene.CodeFixes" }
            .SelectMany(project => Directory.GetFiles(Path.Combine(root, project), "*.cs", SearchOption.AllDirectories))
            .Select(path => (Path: Path.GetRelativePath(root, path).Replace('\\', '/'), Full: path))
            .Where(file =>
                !file.Path.Contains("/obj/", StringComparison.Ordinal)
                && !file.Path.Contains("/bin/", StringComparison.Ordinal)
                && !file.Path.StartsWith("LlmHygiene.Analyzers/Sdks/", StringComparison.Ordinal)
            )
            .Select(file => (file.Path, File.ReadAllText(file.Full)));
    }

    // Every property of a row that holds names, so that a new kind of row is covered without a change here.
    private static IEnumerable<string> NamesOf(SdkTable table) =>
        typeof(SdkTable)
            .GetProperties()
            .Where(property => property.PropertyType.IsGenericType && property.PropertyType.GetGenericArguments()[0] != typeof(string))
            .SelectMany(property => ((System.Collections.IEnumerable)property.GetValue(table)!).Cast<object>())
            .SelectMany(row => row.GetType().GetProperties().SelectMany(property => TextsOf(property, row)))
            .SelectMany(Identifying);

    // A table without rows has its names in fields.
    private static IEnumerable<string> NamesOf(Type table) =>
        table
            .GetFields()
            .SelectMany(field => field.GetValue(null) is ImmutableArray<string> texts ? texts : [(string)field.GetValue(null)!])
            .SelectMany(Identifying);

    private static IEnumerable<string> Identifying(string text) =>
        new[] { text }
            .Select(name => name.Split('`')[0])
            .SelectMany(name => new[] { name, name[(name.LastIndexOf('.') + 1)..] })
            .Where(name => name.Length > 1 && char.IsUpper(name[0]) && !s_ordinary.Contains(name))
            .Where(name => name.All(c => char.IsLetterOrDigit(c) || c is '_' or '.'));

    private static IEnumerable<string> TextsOf(PropertyInfo property, object row) =>
        property.Name is nameof(ClientSourceRow.DefaultLimit) or nameof(ContentSwitchRow.Value)
            ? []
            : property.GetValue(row) switch
            {
                string text => [text],
                ImmutableArray<string> texts => texts,
                _ => [],
            };
}
