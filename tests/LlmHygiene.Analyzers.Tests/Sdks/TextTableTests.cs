using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks.Rows;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LlmHygiene.Analyzers.Tests.Sdks;

/// <summary>The names in the tables of LLMH6002 and LLMH6003 exist, as far as their assemblies are here.</summary>
public class TextTableTests
{
    // Packages that the tests do not restore.
    private static readonly string[] s_elsewhere =
    [
        "Amazon.Lambda.",
        "Dapper.",
        "Flurl.",
        "Ganss.",
        "Grpc.",
        "Jint.",
        "Microsoft.AspNetCore.",
        "Microsoft.Azure.",
        "Microsoft.ClearScript.",
        "Microsoft.CodeAnalysis.",
        "Microsoft.EntityFrameworkCore.",
        "Microsoft.Extensions.Primitives.",
        "Microsoft.Scripting.",
        "Microsoft.Web.",
        "MoonSharp.",
        "NLua.",
        "Newtonsoft.",
        "System.CodeDom.",
        "System.Management.",
        "System.Net.Http.HttpContentExtensions",
    ];

    private static readonly CSharpCompilation s_compilation = CSharpCompilation.Create(
        "Tables",
        references: [.. TestReferences.All, TestReferences.Agents, .. Web()]
    );

    private static IEnumerable<(string Type, IEnumerable<string> Members)> Rows =>
        DangerousSinks
            .Rows.Concat(InstructionSinks.ToolDescriptions)
            .Select(static row => (row.Type, row.Methods.Concat(row.Members)))
            .Concat(TextSourceRows.Rows.Select(static row => (row.Type, row.Members.AsEnumerable())))
            .Concat(
                TextSteps
                    .Rows.Concat(TextSteps.Members)
                    .Concat(TextSourceRows.ToolFactories)
                    .Concat(TextSourceRows.RequestHandlers)
                    .Select(static row => (row.Type, row.Methods.AsEnumerable()))
            )
            .Concat(TextChecks.Results.Select(static row => (row.Type!, row.Methods.AsEnumerable())));

    [Fact]
    public void Every_type_exists_or_is_in_a_package_that_is_not_here() =>
        Assert.Equal(
            [],
            Rows.Select(static row => row.Type)
                .Distinct()
                .Where(static type => Find(type).Count == 0 && !s_elsewhere.Any(space => type.StartsWith(space, StringComparison.Ordinal)))
        );

    [Fact]
    public void Every_member_exists_in_its_type() =>
        Assert.Equal(
            [],
            from row in Rows
            let types = Find(row.Type)
            where types.Count > 0
            from member in row.Members
            where !types.Exists(type => Has(type, member))
            select $"{row.Type}.{member}"
        );

    private static bool Has(INamedTypeSymbol type, string member)
    {
        for (var current = type; current is not null; current = current.BaseType)
            if (!current.GetMembers(member).IsEmpty)
                return true;
        return type.AllInterfaces.Any(implemented => !implemented.GetMembers(member).IsEmpty)
            || type.TypeKind == TypeKind.Interface && member == ".ctor";
    }

    // Whatever its type parameters are.
    private static List<INamedTypeSymbol> Find(string type) =>
        [
            .. Enumerable
                .Range(0, 3)
                .SelectMany(arity => s_compilation.GetTypesByMetadataName(arity == 0 ? type : $"{type}`{arity}"))
                .Where(found => found.IsNamed(type)),
        ];

    private static ImmutableArray<MetadataReference> Web()
    {
        var core = ((PortableExecutableReference)TestReferences.Framework[0]).FilePath!;
        var folder = Path.GetDirectoryName(core)!
            .Replace("Microsoft.NETCore.App.Ref", "Microsoft.AspNetCore.App.Ref", StringComparison.Ordinal);
        return Directory.Exists(folder)
            ? [.. Directory.GetFiles(folder, "*.dll").Select(static path => MetadataReference.CreateFromFile(path))]
            : [];
    }
}
