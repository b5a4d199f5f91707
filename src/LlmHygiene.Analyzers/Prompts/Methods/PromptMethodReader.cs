using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Problems;
using LlmHygiene.Analyzers.Prompts.Templates;
using LlmHygiene.Analyzers.Prompts.Yaml;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.Analyzers.Prompts.Methods;

/// <summary>
/// Reads a method with <c>[Prompt]</c>: the prompt from the attribute, the inputs from the parameters. The reader never throws, and reports
/// all problems at once.
/// </summary>
internal sealed class PromptMethodReader
{
    public const string Attribute = "LlmHygiene.PromptAttribute";

    private readonly IMethodSymbol _method;
    private readonly MethodDeclarationSyntax _declaration;
    private readonly PromptAttributeArguments _arguments;
    private readonly ProblemList _problems;

    private PromptMethodReader(
        IMethodSymbol method,
        MethodDeclarationSyntax declaration,
        PromptAttributeArguments arguments,
        ProblemList problems
    )
    {
        _method = method;
        _declaration = declaration;
        _arguments = arguments;
        _problems = problems;
    }

    /// <param name="method">The part of the method that carries the attribute.</param>
    public static PromptMethodParseResult? Read(IMethodSymbol method, AttributeData attribute, CancellationToken cancellationToken)
    {
        if (
            attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken) is not AttributeSyntax syntax
            || syntax.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } declaration
        )
            return null;

        var tree = syntax.SyntaxTree;
        var problems = new ProblemList(tree.GetText(cancellationToken));
        var reader = new PromptMethodReader(method, declaration, new PromptAttributeArguments(attribute, syntax, problems), problems);
        var (read, prompt) = reader.Read();
        return new PromptMethodParseResult(read, problems.ToSorted())
        {
            Prompt = prompt,
            Tree = tree,
            VersionSpan = reader._arguments.VersionSpan,
            ModelSpan = reader._arguments.SpanOf("Model"),
            SpanOf = reader._arguments.SpanOf,
        };
    }

    private (PromptMethod? Method, PromptModel? Prompt) Read()
    {
        var signature = MethodSignature.Read(_method, _declaration, _problems);
        var inputs = Inputs(signature);
        var prompt = ReadPrompt(inputs);
        if (!_problems.IsEmpty)
            prompt = null;
        if (!signature.CanBeWritten || _arguments.HasUnknown)
            return (null, prompt);

        // A mistake that another generator may repair is none to the compiler, and a body that throws would hide it from everybody.
        if (prompt is null && (signature.LacksClient || signature.Inputs.Any(static input => OpenTypes.Contains(input.Type))))
            return (null, null);

        return (
            new PromptMethod(
                prompt,
                _method.ContainingNamespace is { IsGlobalNamespace: false } space ? space.ToDisplayString() : "",
                signature.Containers,
                signature.Modifiers,
                signature.ReturnType,
                _method.Name,
                signature.Ordinal,
                signature.Parameters,
                signature.Result,
                signature.ResultType,
                _arguments.JsonContext,
                signature.Client ?? "",
                signature.CancellationToken
            )
            {
                TypeParameters = signature.Generics.Parameters,
                Constraints = signature.Generics.Constraints,
            },
            prompt
        );
    }

    /// <summary>The parameters other than the client and the token, by the names that templates use.</summary>
    private Dictionary<string, PromptInput?> Inputs(MethodSignature signature)
    {
        var inputs = new Dictionary<string, PromptInput?>(StringComparer.Ordinal);
        foreach (var parameter in signature.Inputs)
        {
            if (inputs.ContainsKey(parameter.Name))
                continue;
            PromptInput? input = null;
            if (TemplateScope.IsReserved(parameter.Name))
                Report(
                    RuleIds.PromptNameCollision,
                    parameter,
                    $"'{parameter.Name}' has a special meaning in templates. Rename the parameter."
                );
            else if (ParameterTypes.Of(parameter.Type) is not { } type)
                Report(
                    RuleIds.PromptMethodSignature,
                    parameter,
                    $"'{parameter.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}' cannot be converted to text. "
                        + "Pass a string, a number, a bool, a date, an enum, a type with such properties, or a list of these."
                );
            else
                input = new PromptInput(
                    parameter.Name,
                    FieldName(parameter.Name),
                    type.Type,
                    type.IsOptional,
                    Default: null,
                    Description: null
                );
            inputs.Add(parameter.Name, input);
        }

        return inputs;
    }

    /// <summary>The field in which the generated prompt keeps a parameter.</summary>
    public static string FieldName(string parameter) => "_" + parameter;

    private PromptModel? ReadPrompt(Dictionary<string, PromptInput?> inputs)
    {
        var name = _arguments.Name();
        var version = _arguments.Version();
        var scope = new TemplateScope(inputs) { IsOfMethod = true };
        var messages = new List<PromptMessage>();
        var isReadable = Add(messages, PromptRole.System, "System", scope) & Add(messages, PromptRole.User, "User", scope);
        if (isReadable && messages.Count == 0)
            _problems.Add(
                RuleIds.PromptWithoutMessages,
                _arguments.Whole,
                "The prompt has no message. Add System = \"…\" or User = \"…\"."
            );
        else if (isReadable)
            ReportUnused(inputs, scope);

        var parameters = _arguments.Parameters();
        var model = _arguments.Text("Model", "Write a model ID, or leave Model out to let the client decide.");
        if (name is null || version is null || !_problems.IsEmpty)
            return null;

        var usable = inputs.Values.OfType<PromptInput>().ToEquatableArray();
        var prompt = new PromptModel(
            name,
            PromptNames.Family(name)!,
            version,
            IsBroken: false,
            Description: null,
            model,
            parameters,
            Tier: null,
            InputTokenBudget: null,
            usable,
            messages.ToEquatableArray(),
            Namespace: null,
            DeprecationReason: null,
            ContentHash: ""
        );
        return prompt with { ContentHash = PromptContentHash.Of(prompt) };
    }

    private bool Add(List<PromptMessage> messages, PromptRole role, string argument, TemplateScope scope)
    {
        var isCached = _arguments.IsCached(argument);
        if (_arguments.Template(argument) is not { } template)
            return true;
        if (template.Text.Length == 0)
        {
            _problems.Add(
                RuleIds.PromptBadValue,
                template.Expression.Span,
                $"The message is empty. Write its text, or remove '{argument}'."
            );
            return false;
        }

        var map = LiteralMap.Create(template.Expression, template.Text);
        var problems = new TemplateProblems(
            (rule, start, end, message) =>
                _problems.Add(
                    rule,
                    map.Map(start, end),
                    rule == RuleIds.PromptPartial
                        ? "Partials are for prompt files. Write the text here, or make the prompt a file."
                        : message
                )
        );
        var nodes = TemplateParser.Parse(template.Text, scope, new PartialInclusion(PromptPartials.None), problems);
        messages.Add(new PromptMessage(role, new MessagePart[] { new TextPart(nodes) }.ToEquatableArray()) { IsCached = isCached });
        return !problems.HasErrors || !_problems.Contains(RuleIds.PromptTemplateSyntax);
    }

    private void ReportUnused(Dictionary<string, PromptInput?> inputs, TemplateScope scope)
    {
        foreach (var parameter in _method.Parameters)
        {
            if (!inputs.TryGetValue(parameter.Name, out var input) || input is null || scope.IsUsed(parameter.Name))
                continue;
            Report(
                RuleIds.PromptUnusedInput,
                parameter,
                $"No message uses the parameter '{parameter.Name}'. Write {{{{{parameter.Name}}}}} in one of them, or remove the parameter."
            );
        }
    }

    private void Report(string rule, IParameterSymbol parameter, string message) =>
        _problems.Add(rule, MethodSignature.SpanOf(parameter, _declaration), message);
}
