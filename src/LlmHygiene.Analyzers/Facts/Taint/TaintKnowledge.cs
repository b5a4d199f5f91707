using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Sdks.Rows;
using LlmHygiene.Analyzers.Sdks.Tables;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Taint;

/// <summary>Asks the tables what a method or a member does with text.</summary>
internal static class TaintKnowledge
{
    private static readonly RowIndex<TextSourceRow> s_sources = new(TextSourceRows.Rows, static row => row.Members);

    private static readonly TextStepRow[] s_wholeTypes = [.. TextSteps.Rows.Where(static row => row.Methods.IsEmpty)];

    private static readonly RowIndex<TextStepRow> s_steps = new(TextSteps.Rows, static row => row.Methods);

    private static readonly RowIndex<TextStepRow> s_members = new(TextSteps.Members, static row => row.Methods);

    private static readonly RowIndex<TextCheckRow> s_checks = new(TextChecks.Results, static row => row.Methods);

    private const string ObjectType = "System.Object";

    /// <summary>What kind of source a property or a method is; null for any other.</summary>
    public static TextSourceKind? SourceOf(ISymbol member)
    {
        var name = member is IPropertySymbol { IsIndexer: true } ? "this[]" : member.Name;
        foreach (var row in s_sources[name])
            if (member.ContainingType.IsOrInherits(row.Type))
                return row.Kind;
        return null;
    }

    /// <summary>True for a call whose response is text that a model writes.</summary>
    public static bool IsModelCall(IMethodSymbol method, SyntaxTree tree, SdkCatalog catalog) =>
        ModelCall(method, tree, catalog) is not null;

    /// <summary>The row of such a call; null for any other.</summary>
    public static CallRow? ModelCall(IMethodSymbol method, SyntaxTree tree, SdkCatalog catalog) =>
        catalog.MightBeCall(method.Name) && catalog.FindCall(method, tree) is { Entry: var row } && row.Operation.HasOutputTokens()
            ? row
            : null;

    /// <summary>How a method passes text on; null for one that is not known to.</summary>
    public static TextStepRow? StepOf(IMethodSymbol method)
    {
        foreach (var row in s_steps[method.Name])
            if (
                row.Type == ObjectType
                    ? method.ContainingType.SpecialType == SpecialType.System_Object
                    : method.ContainingType.IsOrInherits(row.Type)
            )
                return row;
        foreach (var row in s_wholeTypes)
            if (method.ContainingType.IsNamed(row.Type))
                return row;
        return null;
    }

    /// <summary>True for a property that is what the object around it holds.</summary>
    public static bool IsTransparent(IPropertySymbol property)
    {
        foreach (var row in s_members[property.Name])
            if (property.ContainingType.IsNamed(row.Type))
                return true;
        return false;
    }

    public static bool IsOfSequences(IMethodSymbol method) => TextSteps.Sequences.Any(type => method.ContainingType.IsNamed(type));

    /// <summary>True for a method whose result is safe at the place.</summary>
    public static bool IsSafeResult(IMethodSymbol method, SinkKind sink, TaintOptions options)
    {
        foreach (var row in s_checks[method.Name])
            if ((row.For.IsEmpty || row.For.Contains(sink)) && method.ContainingType.IsOrInherits(row.Type!))
                return true;
        return options.Trusted.Contains(method);
    }

    /// <summary>True for a method that says that it checks or cleans what it is given, in a project or a library for that.</summary>
    public static bool IsOwnCheck(IMethodSymbol method) => IsOwnCheck(method.Name) && !IsOfFramework(method);

    /// <summary>The same for a name.</summary>
    public static bool IsOwnCheck(string method) =>
        TextChecks.OwnConditions.Any(prefix => method.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
        && !TextChecks.AsksForAbsence(method);

    // `ArgumentException.ThrowIfNullOrEmpty(text)`, `response.EnsureSuccessStatusCode()`. What is wrong is checked by validators only.
    private static bool IsOfFramework(IMethodSymbol method)
    {
        if (!method.OriginalDefinition.DeclaringSyntaxReferences.IsEmpty || TextChecks.Validators.Contains(method.ContainingType.Name))
            return false;
        var space = method.ContainingNamespace;
        while (space is { ContainingNamespace: { IsGlobalNamespace: false } outer })
            space = outer;
        return space?.Name is "System" or "Microsoft";
    }

    /// <summary>True for a type whose values cannot hold an instruction or a command.</summary>
    public static bool IsSafe(ITypeSymbol? type)
    {
        switch (type)
        {
            case null:
            case { SpecialType: SpecialType.System_String or SpecialType.System_Object }:
                return false;
            case { TypeKind: TypeKind.Enum }:
                return true;
            case INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var inner] }:
                return IsSafe(inner);
            case { SpecialType: >= SpecialType.System_Boolean and <= SpecialType.System_Double or SpecialType.System_DateTime }:
                return true;
            default:
                return (
                        TextChecks.SafeTypes.Contains(type.Name)
                        && type.ContainingNamespace is { Name: "System" or "Threading" or "Globalization" }
                    ) || type.IsNamed(RuntimeTypes.TrustedText);
        }
    }
}
