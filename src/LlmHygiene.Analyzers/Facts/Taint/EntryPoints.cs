using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Facts.Tools;
using LlmHygiene.Analyzers.Sdks.Rows;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Taint;

/// <summary>Decides whether something outside of the program provides a parameter or a property.</summary>
internal sealed class EntryPoints(SourceScope scope)
{
    /// <summary>Who provides the parameter; null where that is not known.</summary>
    /// <param name="members">What is read of its value.</param>
    public TextSourceKind? KindOf(IParameterSymbol parameter, MemberPath? members)
    {
        if (parameter.ContainingSymbol is not IMethodSymbol method || HasAttribute(parameter, TextSourceRows.Services))
            return null;
        if (IsCommandLine(method))
            return TextSourceKind.CommandLine;
        if (!IsData(parameter.Type, members) && !HasAttribute(parameter, TextSourceRows.Bound))
            return null;
        if (method.MethodKind is MethodKind.AnonymousFunction)
            return OfLambda(method);
        foreach (var row in TextSourceRows.EntryPoints)
            if (Is(row, method, parameter))
                return row.MethodAttribute != ToolParts.FunctionAttribute || OfferedFunctions.May(scope) ? row.Kind : null;
        return method.MethodKind is MethodKind.Ordinary or MethodKind.LocalFunction ? OfHandler(method) : null;
    }

    /// <summary>True for a property that a request sets: <c>[BindProperty]</c>.</summary>
    public static bool IsBound(IPropertySymbol property) => HasAttribute(property, TextSourceRows.Bound);

    private bool IsCommandLine(IMethodSymbol method) =>
        method
            is {
                IsStatic: true,
                Name: WellKnownMemberNames.EntryPointMethodName or WellKnownMemberNames.TopLevelStatementsEntryPointMethodName
            }
        && SymbolEqualityComparer.Default.Equals(method, scope.Compilation.GetEntryPoint(scope.Cancellation));

    private static bool Is(EntryPointRow row, IMethodSymbol method, IParameterSymbol parameter)
    {
        if (method.MethodKind != MethodKind.Ordinary || method.DeclaredAccessibility != Accessibility.Public)
            return row.MethodAttribute is { } any && HasAttribute(method, any);
        if (row.Except is { } except && IsMarked(method, except))
            return false;
        if (row.NamePrefix is { } prefix && !method.Name.StartsWith(prefix, StringComparison.Ordinal))
            return false;
        if (row.BaseType is { } type)
            return !method.IsStatic && method.ContainingType.BaseType.IsOrInherits(type);
        if (row.TypeAttribute is { } ofType)
            return HasAttribute(method.ContainingType, ofType);
        if (row.ParameterType is { } other)
            return method.IsOverride && method.Parameters.Any(one => one.Type.IsNamed(other));
        if (row.MethodAttribute is not { } ofMethod || !HasAttribute(method, ofMethod))
            return false;
        return row.ParameterAttributes.IsEmpty
            || parameter.GetAttributes().Any(one => row.ParameterAttributes.Contains(one.AttributeClass?.Name ?? ""));
    }

    // The attribute of a method holds for those that override it.
    private static bool IsMarked(IMethodSymbol method, string attribute)
    {
        for (var one = method; one is not null; one = one.OverriddenMethod)
            if (HasAttribute(one, attribute))
                return true;
        return false;
    }

    // `app.MapPost("/ask", (Question question) => …)`, `AIFunctionFactory.Create((string path) => …)`
    private TextSourceKind? OfLambda(IMethodSymbol lambda) => scope.DelegateOf(lambda) is { } made ? GivenTo(made) : null;

    // `app.MapPost("/ask", AskAsync)`
    private TextSourceKind? OfHandler(IMethodSymbol method)
    {
        if (scope.IsTooCommon(method))
            return null;
        foreach (var place in scope.Places(method.Name).Where(IsHandedOver))
        {
            if (
                place.FirstAncestorOrSelf<ArgumentSyntax>()?.Parent?.Parent is InvocationExpressionSyntax call
                && scope.MethodOf(call) is { } called
                && GivenTo(called) is { } kind
                && scope.OperationOf(call) is IInvocationOperation invocation
                && invocation.Arguments.Any(argument => IsGroup(argument.Value, method))
            )
                return kind;
        }

        return null;
    }

    private static bool IsGroup(IOperation value, IMethodSymbol method)
    {
        value = value.WithoutConversion();
        if (value is IDelegateCreationOperation { Target: var target })
            value = target;
        return value is IMethodReferenceOperation { Method: var group }
            && SymbolEqualityComparer.Default.Equals(group.OriginalDefinition, method.OriginalDefinition);
    }

    // A method group is not followed by an argument list: only such places are bound.
    private static bool IsHandedOver(SimpleNameSyntax name) =>
        name.FirstAncestorOrSelf<ArgumentSyntax>() is { } argument
        && (argument.Expression == name || (argument.Expression is MemberAccessExpressionSyntax access && access.Name == name));

    private static TextSourceKind? GivenTo(IOperation made) =>
        made.Parent is IArgumentOperation { Parent: IInvocationOperation { TargetMethod: var method } } ? GivenTo(method) : null;

    private static TextSourceKind? GivenTo(IMethodSymbol method) =>
        Has(TextSourceRows.RequestHandlers, method) ? TextSourceKind.Request
        : Has(TextSourceRows.ToolFactories, method) ? TextSourceKind.ModelOutput
        : null;

    private static bool Has(IEnumerable<TextStepRow> rows, IMethodSymbol method) =>
        rows.Any(row => row.Methods.Contains(method.Name) && method.ContainingType.IsNamed(row.Type));

    /// <summary>
    /// True for what is read from the bytes of a request: text, lists of it, objects whose properties can be set. A service is none.
    /// </summary>
    private static bool IsData(ITypeSymbol type, MemberPath? members)
    {
        type = ElementOf(type);
        if (type.SpecialType == SpecialType.System_String || TaintKnowledge.IsSafe(type))
            return true;
        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct, IsAbstract: false } named || IsOfPlatform(named))
            return false;
        if (
            named.BaseType is { SpecialType: not (SpecialType.System_Object or SpecialType.System_ValueType) } parent
            && IsOfPlatform(parent)
        )
            return false;
        if (members is { Member: { } read })
            return OutsideMembers.IsSet(read) && OutsideMembers.MayBeSet(members.Rest);
        return members is null && named.GetMembers().OfType<IPropertySymbol>().Any(OutsideMembers.IsSet);
    }

    private static bool IsOfPlatform(INamedTypeSymbol type)
    {
        var space = type.ContainingNamespace;
        while (space is { ContainingNamespace: { IsGlobalNamespace: false } outer })
            space = outer;
        return space?.Name is "System" or "Microsoft" && type.DeclaringSyntaxReferences.IsEmpty;
    }

    private static ITypeSymbol ElementOf(ITypeSymbol type) =>
        type switch
        {
            IArrayTypeSymbol array => array.ElementType,
            INamedTypeSymbol { IsGenericType: true, TypeArguments: [.., var item] } list
                when IsOfPlatform(list) && list.Name != "Func" || list.IsNamed(TextSourceRows.Streams) => item,
            _ => type,
        };

    private static bool HasAttribute(ISymbol symbol, string fullName) =>
        symbol.GetAttributes().Any(attribute => attribute.AttributeClass.IsOrInherits(fullName));

    private static bool HasAttribute(ISymbol symbol, ICollection<string> names) =>
        symbol.GetAttributes().Any(attribute => names.Contains(attribute.AttributeClass?.Name ?? ""));
}
