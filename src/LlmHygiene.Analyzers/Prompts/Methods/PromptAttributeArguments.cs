using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Problems;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Prompts.Methods;

/// <summary>The checked arguments of one <c>[Prompt]</c>, each with its position.</summary>
internal sealed class PromptAttributeArguments(AttributeData attribute, AttributeSyntax syntax, ProblemList problems)
{
    /// <summary>The attribute.</summary>
    public TextSpan Whole => syntax.Span;

    public TextSpan VersionSpan => Constructor(1, "version").Span;

    /// <summary>The full name of the JSON context.</summary>
    public string? JsonContext =>
        Value("JsonContext")?.Value is INamedTypeSymbol type ? type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat) : null;

    /// <summary>A value is not known. If it is a constant that another generator makes, the compiler knows it all the same.</summary>
    public bool HasUnknown =>
        attribute.AttributeConstructor is null
        || attribute.ConstructorArguments.Any(IsUnknown)
        || attribute.NamedArguments.Any(static argument => IsUnknown(argument.Value));

    private static bool IsUnknown(TypedConstant value) =>
        value.Kind == TypedConstantKind.Error
        || (value.Kind == TypedConstantKind.Array && !value.IsNull && value.Values.Any(IsUnknown))
        || (value.Kind == TypedConstantKind.Type && value.Value is ITypeSymbol { TypeKind: TypeKind.Error });

    public string? Name()
    {
        var (text, span) = Constructor(0, "name");
        if (text is null)
            return null;
        if (PromptNames.IsName(text))
            return text;
        problems.Add(RuleIds.PromptName, span, PromptNames.WhyNotAName(text));
        return null;
    }

    public SemanticVersion? Version()
    {
        var (text, span) = Constructor(1, "version");
        if (text is null)
            return null;
        if (SemanticVersion.TryParse(text) is { } version)
            return version;
        problems.Add(RuleIds.PromptVersion, span, SemanticVersion.WhyNotAVersion(text));
        return null;
    }

    /// <summary>A template and its expression; null when the argument is not given.</summary>
    public (string Text, ExpressionSyntax Expression)? Template(string name) =>
        Value(name) is { Value: string text } && Expression(name) is { } expression ? (text, expression) : null;

    public string? Text(string name, string fix)
    {
        if (Value(name) is not { Value: string text } || Expression(name) is not { } expression)
            return null;
        if (!string.IsNullOrWhiteSpace(text))
            return text.Trim();
        problems.Add(RuleIds.PromptBadValue, expression.Span, $"'{name}' is empty. {fix}");
        return null;
    }

    /// <summary>Whether the message has a cache mark.</summary>
    /// <param name="message">The argument with the template of the message.</param>
    public bool IsCached(string message)
    {
        var name = "Cache" + message;
        if (Value(name) is not { Value: true })
            return false;
        if (Template(message) is not null)
            return true;
        Report(name, $"There is no message to cache. Write '{message}', or remove '{name}'.");
        return false;
    }

    public PromptParameters Parameters() =>
        new(
            MaxOutputTokens: Positive(RuntimeTypes.OutputLimit),
            Temperature: Number("Temperature", 2),
            TopP: Number("TopP", 1),
            TopK: Positive("TopK"),
            StopSequences: Stops()
        );

    /// <summary>Where the value of a named argument is written. Empty when the argument is not given.</summary>
    public TextSpan SpanOf(string name) => Expression(name)?.Span ?? default;

    private int? Positive(string name)
    {
        if (Value(name) is not { Value: int value })
            return null;
        if (value > 0)
            return value;
        if (value < 0)
            Report(name, $"'{name}' must be 1 or more; leave it out to state none.");
        return null;
    }

    private float? Number(string name, double most)
    {
        if (Value(name) is not { Value: double value } || double.IsNaN(value))
            return null;
        if (value >= 0 && value <= most)
            return (float)value;
        Report(name, $"'{name}' must be a number from 0 to {ScalarValues.Invariant(most)}.");
        return null;
    }

    private EquatableArray<string> Stops()
    {
        if (Value("StopSequences") is not { Kind: TypedConstantKind.Array, IsNull: false } array)
            return default;
        var stops = array.Values.Select(static value => value.Value as string ?? "").ToArray();
        if (!stops.Contains(""))
            return stops.ToEquatableArray();
        Report("StopSequences", "'StopSequences' contains an empty text. Remove it.");
        return default;
    }

    private (string? Text, TextSpan Span) Constructor(int index, string parameter)
    {
        var arguments = syntax.ArgumentList?.Arguments ?? default;
        var expression =
            arguments.FirstOrDefault(argument => argument.NameColon?.Name.Identifier.ValueText == parameter)?.Expression
            ?? arguments
                .Where(static argument => argument.NameColon is null && argument.NameEquals is null)
                .ElementAtOrDefault(index)
                ?.Expression;

        // The compiler reports an argument that is missing or not constant.
        var text = attribute.ConstructorArguments.Length > index ? attribute.ConstructorArguments[index] : default;
        if (text.Kind == TypedConstantKind.Error || expression is null)
            return (null, Whole);
        return (text.Value as string ?? "", expression.Span);
    }

    private TypedConstant? Value(string name)
    {
        foreach (var argument in attribute.NamedArguments)
            if (argument.Key == name && argument.Value.Kind != TypedConstantKind.Error)
                return argument.Value;
        return null;
    }

    private ExpressionSyntax? Expression(string name) =>
        (syntax.ArgumentList?.Arguments ?? default)
            .FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == name)
            ?.Expression;

    private void Report(string name, string message) => problems.Add(RuleIds.PromptBadValue, Expression(name)?.Span ?? Whole, message);
}
