using System.Collections.Immutable;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Prompt;

/// <summary>A value that is written as a prompt version and is proven not to be a fixed version.</summary>
/// <param name="Value">The value as written in the tag.</param>
/// <param name="Word">The word in place of a version; null for a value that is empty or created at run time.</param>
/// <param name="MadeBy">The member that creates the value at run time; null for a constant.</param>
internal sealed record UnfixedVersion(IOperation Value, string? Word, string? MadeBy)
{
    private const int MaxDepth = 8;

    // Names that stay the same while the prompt changes. Names of stages, such as "prod", are versions in the conventions.
    private static readonly ImmutableHashSet<string> s_movingWords = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "latest",
        "newest",
        "current",
        "default",
        "head",
        "main",
        "master",
        "trunk",
        "dev",
        "unknown",
        "none",
        "tbd",
        "*"
    );

    private static readonly ImmutableHashSet<string> s_runTimeMembers = ImmutableHashSet.Create(
        "System.Guid.NewGuid",
        "System.Guid.CreateVersion7",
        "System.DateTime.Now",
        "System.DateTime.UtcNow",
        "System.DateTime.Today",
        "System.DateTimeOffset.Now",
        "System.DateTimeOffset.UtcNow",
        "System.TimeProvider.GetUtcNow",
        "System.TimeProvider.GetLocalNow",
        "System.TimeProvider.GetTimestamp",
        "System.Environment.TickCount",
        "System.Environment.TickCount64",
        "System.Environment.ProcessId",
        "System.Diagnostics.Stopwatch.GetTimestamp",
        "System.IO.Path.GetRandomFileName",
        "System.Random.Next",
        "System.Random.NextInt64",
        "System.Random.NextDouble",
        "System.Random.NextSingle",
        "System.Random.GetHexString",
        "System.Random.GetString",
        // Differs from process to process.
        "System.String.GetHashCode"
    );

    // Types whose members return another form of their receiver or argument.
    private static readonly ImmutableHashSet<string> s_formTypes = ImmutableHashSet.Create(
        "System.String",
        "System.Guid",
        "System.DateTime",
        "System.DateTimeOffset",
        "System.DateOnly",
        "System.TimeOnly",
        "System.Convert",
        "System.Math",
        "System.Int32",
        "System.Int64",
        "System.UInt32",
        "System.UInt64",
        "System.Double",
        "System.Object",
        "System.TimeSpan",
        "System.FormattableString"
    );

    /// <summary>True for a constant that identifies no version: an empty text, or a word for whatever is newest.</summary>
    public static bool IsNoVersion(IOperation value) =>
        value.WithoutConversion() switch
        {
            { ConstantValue: { HasValue: true, Value: string text } } => string.IsNullOrWhiteSpace(text)
                || s_movingWords.Contains(text.Trim()),
            IFieldReferenceOperation { Field: { Name: "Empty", ContainingType.SpecialType: SpecialType.System_String } } => true,
            _ => false,
        };

    /// <summary>Null when one of the values may be a version.</summary>
    public static UnfixedVersion? Of(IEnumerable<IOperation> values, ValueTracker tracker) =>
        values.Select(value => Of(value, tracker)).FirstOrDefault(found => found is not null);

    private static UnfixedVersion? Of(IOperation value, ValueTracker tracker)
    {
        UnfixedVersion? found = null;
        var origins = tracker.Trace(value).Origins;
        foreach (var origin in origins)
        {
            if (OfOrigin(value, origin, tracker) is not { } unfixed)
                return null;
            found = found is null or { Word: null, MadeBy: null } ? unfixed : found;
        }

        return found;
    }

    private static UnfixedVersion? OfOrigin(IOperation value, Origin origin, ValueTracker tracker) =>
        origin switch
        {
            { Kind: OriginKind.Null } => new(value, null, null),
            { Kind: OriginKind.Constant, Operation.ConstantValue.Value: string text } => string.IsNullOrWhiteSpace(text)
                ? new(value, null, null)
            : s_movingWords.Contains(text.Trim()) ? new(value, text.Trim(), null)
            : null,
            { Operation: IFieldReferenceOperation { Field: { Name: "Empty", ContainingType.SpecialType: SpecialType.System_String } } } =>
                new(value, null, null),
            { Kind: OriginKind.Invocation or OriginKind.Other } => MakerOf(origin.Operation, tracker, MaxDepth) is { } maker
                ? new(value, null, maker)
                : null,
            _ => null,
        };

    // One part that differs in each run makes the whole value differ in each run.
    private static string? MakerOf(IOperation? value, ValueTracker tracker, int depth)
    {
        if (value is null || depth == 0 || value.ConstantValue.HasValue)
            return null;
        switch (value)
        {
            case IConversionOperation conversion:
                return MakerOf(conversion.Operand, tracker, depth);
            case IInterpolatedStringOperation interpolated:
                return interpolated
                    .Parts.OfType<IInterpolationOperation>()
                    .Select(hole => MakerOf(hole.Expression, tracker, depth - 1))
                    .FirstOrDefault(maker => maker is not null);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum:
                return MakerOf(sum.LeftOperand, tracker, depth - 1) ?? MakerOf(sum.RightOperand, tracker, depth - 1);
            case IInvocationOperation { TargetMethod: var method } invocation:
                if (NameOf(method) is { } name)
                    return name;
                if (!IsForm(method))
                    return null;
                return MakerOf(invocation.Instance, tracker, depth - 1)
                    ?? invocation
                        .Arguments.Select(argument => MakerOf(argument.Value, tracker, depth - 1))
                        .FirstOrDefault(maker => maker is not null);
            case IArrayCreationOperation { Initializer: { } items }:
                return items.ElementValues.Select(item => MakerOf(item, tracker, depth - 1)).FirstOrDefault(maker => maker is not null);
            case var list when Collections.IsCollectionExpression(list):
                return Collections
                    .ElementsOf(list)
                    .Select(item => MakerOf(item, tracker, depth - 1))
                    .FirstOrDefault(maker => maker is not null);
            case IPropertyReferenceOperation { Property: var property } reference when NameOf(property) is { } member:
                return member;
            case IPropertyReferenceOperation { Property: var property } reference when IsForm(property):
                return MakerOf(reference.Instance, tracker, depth - 1);
            // `Guid.NewGuid().ToString()[..8]`: the range has no operation of its own in the oldest supported Roslyn.
            case { Syntax: ElementAccessExpressionSyntax, Type.SpecialType: SpecialType.System_String }:
                return value.ChildOperations.Select(child => MakerOf(child, tracker, depth - 1)).FirstOrDefault(maker => maker is not null);
            case ILocalReferenceOperation or IFieldReferenceOperation:
                return AllMade(value, tracker, depth - 1);
            default:
                return null;
        }
    }

    // A variable differs in each run when every value that it can have does.
    private static string? AllMade(IOperation variable, ValueTracker tracker, int depth)
    {
        string? maker = null;
        foreach (var origin in tracker.Trace(variable).Origins)
        {
            if (origin.Operation.Syntax == variable.Syntax || MakerOf(origin.Operation, tracker, depth) is not { } found)
                return null;
            maker ??= found;
        }

        return maker;
    }

    private static string? NameOf(ISymbol member)
    {
        if (member.ContainingType is not { } type)
            return null;
        var name = Qualified(type) + "." + member.Name;
        return s_runTimeMembers.Contains(name) ? type.Name + "." + member.Name : null;
    }

    private static bool IsForm(ISymbol member) => member.ContainingType is { } type && s_formTypes.Contains(Qualified(type));

    private static string Qualified(INamedTypeSymbol type) => type.ContainingNamespace.ToDisplayString() + "." + type.Name;
}
