using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.CodeFixes.Editing;

/// <summary>A member of an options object that a fix sets.</summary>
/// <param name="Type">The type to create where there is no object yet.</param>
internal sealed record OptionsMember(INamedTypeSymbol Type, string Name);

/// <summary>
/// Sets a member in the options of a call: where the options are created, if that is in the same file, or in new options that are passed to
/// the call.
/// </summary>
/// <param name="member">The member to set in a type; null for a type that does not have it.</param>
/// <param name="value">The value to set.</param>
internal sealed class OptionsWriter(FixableCall call, Func<INamedTypeSymbol, OptionsMember?> member, ExpressionSyntax value)
{
    // `request.Options.NumPredict`: options nested in options.
    private const int MaxOptionsDepth = 3;
    private const int MaxCreations = 5;

    private readonly ValueTracker _values = ValueTracker.Whole(call.Scope, call.Session.Catalog);

    /// <summary>The edits that set the member; empty where it cannot be set, or where code that is not visible may set it.</summary>
    public IReadOnlyList<OptionsEdit> Find()
    {
        if (call.SdkCall is not { Entry.Options: { } parameter } made)
            return [];
        if (made.Options is not { } options || IsNothing(options))
            return InNewOptions(parameter);
        return IntoExisting(options, MaxOptionsDepth);
    }

    private static bool IsNothing(IOperation value) =>
        value.ConstantValue is { HasValue: true, Value: null }
        || value is IDefaultValueOperation or IConversionOperation { Operand: IDefaultValueOperation };

    private List<OptionsEdit> InNewOptions(string parameter)
    {
        OptionsMember? set = null;
        var change = new ArgumentWriter(call.Model, call.Syntax).Find(
            candidate => candidate.Name == parameter && candidate.Type is INamedTypeSymbol type && Make(type, MaxOptionsDepth) is not null,
            candidate => Make((INamedTypeSymbol)candidate.Type, MaxOptionsDepth, found => set = found)
        );
        return change is null || set is null
            ? []
            : [new OptionsEdit(call.Document, call.Syntax, node => change((InvocationExpressionSyntax)node), set.Name)];
    }

    // `new ChatOptions { ModelId = "…" }`, `new KernelArguments(new PromptExecutionSettings { ModelId = "…" })`
    private ExpressionSyntax? Make(INamedTypeSymbol type, int depth, Action<OptionsMember>? found = null)
    {
        if (depth == 0 || type.TypeKind != TypeKind.Class || type.IsAbstract)
            return null;
        if (member(type) is { } own)
        {
            if (!CanBeMade(own.Type))
                return null;
            found?.Invoke(own);
            return New(own.Type, creation => CreationText.WithMember(creation, own.Name, value));
        }

        foreach (var step in Steps(type))
        {
            if (Make(step.Type, depth - 1, found) is not { } inner)
                continue;
            if (step.Member is { } name && CanBeMade(type))
                return New(type, creation => CreationText.WithMember(creation, name, inner));
            if (step.Member is null)
                return New(type, creation => CreationText.WithArgument(creation, SyntaxFactory.Argument(inner)));
        }

        return null;
    }

    private ObjectCreationExpressionSyntax New(
        INamedTypeSymbol type,
        Func<BaseObjectCreationExpressionSyntax, BaseObjectCreationExpressionSyntax> complete
    )
    {
        var bare = (ObjectCreationExpressionSyntax)SyntaxFactory.ParseExpression("new T()");
        return (ObjectCreationExpressionSyntax)complete(bare.WithType(NameWriter.TypeName(type, call.Model, call.Syntax.SpanStart)));
    }

    private IReadOnlyList<OptionsEdit> IntoExisting(IOperation options, int depth)
    {
        var origins = _values.Trace(options).Origins;
        if (depth == 0 || origins.Count is 0 or > MaxCreations)
            return [];
        var tracked = new ObjectTracker(_values, call.Session.Catalog).Track(options);
        var edits = new List<OptionsEdit>();
        foreach (var origin in origins)
        {
            if (
                origin.Operation is not IObjectCreationOperation { Syntax: BaseObjectCreationExpressionSyntax } creation
                || creation.Syntax.SyntaxTree != call.Syntax.SyntaxTree
            )
                return [];
            if (IntoCreation(creation, tracked, depth) is not { } edit)
                return [];
            edits.AddRange(edit);
        }

        return edits;
    }

    private IReadOnlyList<OptionsEdit>? IntoCreation(IObjectCreationOperation creation, TrackedObject tracked, int depth)
    {
        if (creation.Type is not INamedTypeSymbol type)
            return null;
        if (member(type) is { } own)
        {
            // A derived type has the member as well; a base type does not.
            return type.IsOrDerivesFrom(own.Type) && IsFree(creation, tracked, own.Name)
                ? [Edit(creation, node => CreationText.WithMember(node, own.Name, value), own.Name)]
                : null;
        }

        foreach (var step in Steps(type))
        {
            OptionsMember? set = null;
            if (step.Member is { } name)
            {
                var writes = tracked.WritesTo(name);
                if (writes.Count > 1)
                    return null;
                if (writes.Count == 1)
                    return IntoExisting(writes[0], depth - 1) is { Count: > 0 } inside ? inside : null;
                if (Make(step.Type, depth - 1, found => set = found) is { } inner)
                    return [Edit(creation, node => CreationText.WithMember(node, name, inner), set!.Name)];
            }
            else
            {
                var given = creation.Arguments.Where(argument => argument.ArgumentKind == ArgumentKind.Explicit).ToList();
                if (given.Find(argument => SymbolEqualityComparer.Default.Equals(argument.Parameter?.Type, step.Type)) is { } argument)
                    return IntoExisting(argument.Value, depth - 1) is { Count: > 0 } inside ? inside : null;
                if (given.Count == 0 && Make(step.Type, depth - 1, found => set = found) is { } inner)
                    return [Edit(creation, node => CreationText.WithArgument(node, SyntaxFactory.Argument(inner)), set!.Name)];
            }
        }

        return null;
    }

    // If the member is set later, that overrides the initializer.
    private bool IsFree(IObjectCreationOperation creation, TrackedObject tracked, string name) =>
        tracked.WritesTo(name).All(write => creation.Syntax.Span.Contains(write.Syntax.Span))
        && (
            CreationText.MemberIn((BaseObjectCreationExpressionSyntax)creation.Syntax, name) is not { } set
            || call.Model.GetConstantValue(set.Right) is { HasValue: true, Value: null }
        );

    private OptionsEdit Edit(IObjectCreationOperation creation, Func<BaseObjectCreationExpressionSyntax, SyntaxNode> change, string set) =>
        new(call.Document, creation.Syntax, node => change((BaseObjectCreationExpressionSyntax)node), set);

    // The members in which a type holds options that have the member: a property, or only a constructor parameter.
    private IEnumerable<(INamedTypeSymbol Type, string? Member)> Steps(INamedTypeSymbol type)
    {
        if (call.Session.Catalog.FindOptions(type) is not { Inner: { IsEmpty: false } names })
            yield break;
        foreach (var name in names)
        {
            if (
                type.GetMembers(name).OfType<IPropertySymbol>().FirstOrDefault()
                    is { SetMethod.DeclaredAccessibility: Accessibility.Public, Type: INamedTypeSymbol held }
                && IsOptions(held)
            )
                yield return (held, name);
        }

        foreach (
            var constructor in type.InstanceConstructors.Where(constructor => constructor.DeclaredAccessibility == Accessibility.Public)
        )
        {
            if (
                constructor.Parameters.FirstOrDefault() is { Type: INamedTypeSymbol held } first
                && names.Contains(first.Name)
                && IsOptions(held)
                && !SymbolEqualityComparer.Default.Equals(held, type)
                && constructor.Parameters.Skip(1).All(parameter => parameter.IsOptional)
            )
                yield return (held, null);
        }

        bool IsOptions(INamedTypeSymbol held) => held.TypeKind == TypeKind.Class && call.Session.Catalog.FindOptions(held) is not null;
    }

    private bool CanBeMade(INamedTypeSymbol type) =>
        !type.IsAbstract
        && type.InstanceConstructors.Any(constructor =>
            constructor.DeclaredAccessibility == Accessibility.Public && constructor.Parameters.All(parameter => parameter.IsOptional)
        )
        && !type.GetMembers().Any(part => part is IPropertySymbol { IsRequired: true });
}
