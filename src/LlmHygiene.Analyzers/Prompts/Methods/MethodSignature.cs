using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Problems;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Prompts.Methods;

/// <summary>The signature of a prompt method: the role of each parameter, and what the implementing part must repeat.</summary>
internal sealed class MethodSignature
{
    private static readonly SymbolDisplayFormat s_format = SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(
        SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier
    );

    private readonly IMethodSymbol _method;
    private readonly MethodDeclarationSyntax _declaration;
    private readonly ProblemList _problems;

    private MethodSignature(IMethodSymbol method, MethodDeclarationSyntax declaration, ProblemList problems)
    {
        _method = method;
        _declaration = declaration;
        _problems = problems;
    }

    /// <summary>True when a body can be generated, even if it only throws.</summary>
    public bool CanBeWritten { get; private set; }

    public MethodResult Result { get; private set; }

    /// <summary>The type argument of <see cref="MethodResult.TypedResponse"/> and <see cref="MethodResult.Value"/>.</summary>
    public string? ResultType { get; private set; }

    /// <summary>The expression of the client; null when there is none.</summary>
    public string? Client { get; private set; }

    /// <summary>The type has no client; another generator may add one.</summary>
    public bool LacksClient { get; private set; }

    public string CancellationToken { get; private set; } = "default";

    /// <summary>The parameters that are inputs of the prompt.</summary>
    public IReadOnlyList<IParameterSymbol> Inputs { get; private set; } = [];

    public EquatableArray<MethodParameter> Parameters { get; private set; }

    public string ReturnType => Text(_method.ReturnType);

    public string Modifiers =>
        string.Join(
            " ",
            _declaration
                .Modifiers.Where(static modifier => !modifier.IsKind(SyntaxKind.AsyncKeyword))
                .Select(static modifier => modifier.Text)
        );

    /// <summary>
    /// The type parameters after the name, and their constraints after the parameters; both are empty for a valid prompt.
    /// </summary>
    public (string Parameters, string Constraints) Generics =>
        _method.TypeParameters is { IsEmpty: false } types
            ? (
                $"<{string.Join(", ", types.Select(static type => CSharpIdentifiers.Escape(type.Name)))}>",
                string.Concat(types.Select(ConstraintsOf))
            )
            : ("", "");

    public EquatableArray<string> Containers
    {
        get
        {
            var containers = new List<string>();
            for (var type = _method.ContainingType; type is not null; type = type.ContainingType)
                containers.Insert(
                    0,
                    "partial "
                        + Keyword(type)
                        + " "
                        + type.ToDisplayString(
                            SymbolDisplayFormat.MinimallyQualifiedFormat.WithGenericsOptions(
                                SymbolDisplayGenericsOptions.IncludeTypeParameters
                            )
                        )
                );
            return containers.ToEquatableArray();
        }
    }

    public int Ordinal =>
        _method
            .ContainingType.GetMembers(_method.Name)
            .OfType<IMethodSymbol>()
            .TakeWhile(other => !SymbolEqualityComparer.Default.Equals(other, _method))
            .Count();

    public static MethodSignature Read(IMethodSymbol method, MethodDeclarationSyntax declaration, ProblemList problems)
    {
        var signature = new MethodSignature(method, declaration, problems);
        signature.Read();
        return signature;
    }

    public static TextSpan SpanOf(IParameterSymbol parameter, MethodDeclarationSyntax declaration) =>
        parameter.Ordinal < declaration.ParameterList.Parameters.Count
            ? declaration.ParameterList.Parameters[parameter.Ordinal].Identifier.Span
            : declaration.Identifier.Span;

    private void Read()
    {
        CanBeWritten =
            CheckForm() && !HasUnknown(_method.ReturnType) && !_method.Parameters.Any(static parameter => HasUnknown(parameter.Type));
        (Result, ResultType) = ResultOf(_method.ReturnType);
        if (Result == MethodResult.None && _method.ReturnType.TypeKind != TypeKind.Error)
            Report(
                _declaration.ReturnType.Span,
                $"A prompt cannot return '{Short(_method.ReturnType)}'. Return Task<string>, Task<ChatResponse>, "
                    + "Task<ChatResponse<T>>, Task<T>, IAsyncEnumerable<ChatResponseUpdate> or IReadOnlyList<ChatMessage>."
            );

        var clients = _method.Parameters.Where(static parameter => ExtensionsAI.IsChatClient(parameter.Type)).ToList();
        var tokens = _method
            .Parameters.Where(static parameter => ExtensionsAI.Is(parameter.Type, "System.Threading", "CancellationToken"))
            .ToList();
        foreach (var extra in clients.Skip(1))
            Report(SpanOf(extra, _declaration), "A prompt is sent to one client. Remove this parameter.");
        foreach (var extra in tokens.Skip(1))
            Report(SpanOf(extra, _declaration), "A prompt takes one cancellation token. Remove this parameter.");

        if (tokens.Count > 0)
            CancellationToken = CSharpIdentifiers.Escape(tokens[0].Name);
        Inputs = _method
            .Parameters.Where(parameter =>
                !clients.Contains(parameter, SymbolEqualityComparer.Default) && !tokens.Contains(parameter, SymbolEqualityComparer.Default)
            )
            .ToList();
        Parameters = _method.Parameters.Select(Describe).ToEquatableArray();
        FindClient(clients.FirstOrDefault());
    }

    private bool CheckForm()
    {
        var name = _declaration.Identifier.Span;
        if (_declaration.Body is not null || _declaration.ExpressionBody is not null)
        {
            Report(name, "A prompt method has no body: the generator writes it. Remove the body, and make the method partial.");
            return false;
        }

        if (!_declaration.Modifiers.Any(SyntaxKind.PartialKeyword))
        {
            Report(name, "A prompt method is partial, as its body is generated. Write 'partial' before the return type.");
            return false;
        }

        for (var type = _declaration.Parent as TypeDeclarationSyntax; type is not null; type = type.Parent as TypeDeclarationSyntax)
        {
            if (type.Modifiers.Any(SyntaxKind.FileKeyword))
            {
                Report(
                    name,
                    $"The type '{type.Identifier.ValueText}' exists only in this file, and the body of a prompt method is written in "
                        + "another. Remove 'file'; that resolves CS8795, too."
                );
                return false;
            }

            if (type.Identifier.ValueText.Length == 0)
            {
                Report(name, "A prompt method cannot be in an extension block. Make it a method of the class, with 'this' on a parameter.");
                return false;
            }

            if (type.Modifiers.Any(SyntaxKind.PartialKeyword))
                continue;
            Report(
                name,
                $"The type '{type.Identifier.ValueText}' around a prompt method must be partial. Write 'partial' before "
                    + $"'{type.Keyword.ValueText}'."
            );
            return false;
        }

        // A body that only throws can still be written. Without it, the compiler would also report the missing body.
        if (_method.IsGenericMethod)
            Report(name, "A prompt method has no type parameters. Remove them.");
        foreach (var parameter in _method.Parameters.Where(static parameter => parameter.RefKind != RefKind.None))
            Report(SpanOf(parameter, _declaration), "A parameter of a prompt is passed by value. Remove 'ref', 'in' or 'out'.");
        return true;
    }

    private void FindClient(IParameterSymbol? parameter)
    {
        if (Result is MethodResult.Messages or MethodResult.None)
        {
            if (parameter is not null && Result == MethodResult.Messages)
                Report(
                    SpanOf(parameter, _declaration),
                    "A method that returns messages sends nothing. Remove the client, or return the response."
                );
            return;
        }

        if (parameter is not null)
        {
            Client = CSharpIdentifiers.Escape(parameter.Name);
            return;
        }

        var members = MethodClients.Of(_method);
        if (members.Count == 1)
        {
            Client = members[0];
            return;
        }

        LacksClient = members.Count == 0;
        Report(
            _declaration.Identifier.Span,
            members.Count == 0
                ? "This prompt has no client to be sent to. Add a parameter 'IChatClient client'"
                    + (_method.IsStatic ? "." : ", or give the class a field of that type.")
                : $"The class has several clients: {string.Join(", ", members)}. Add a parameter 'IChatClient client' to say which one."
        );
    }

    private MethodParameter Describe(IParameterSymbol parameter)
    {
        var modifiers =
            parameter.RefKind != RefKind.None ? WrittenModifiers(parameter)
            : parameter.Ordinal == 0 && _method.IsExtensionMethod ? "this "
            : parameter.IsParams ? "params "
            : "";
        var declaration = modifiers + Text(parameter.Type) + " " + CSharpIdentifiers.Escape(parameter.Name);
        if (!Inputs.Contains(parameter, SymbolEqualityComparer.Default))
            return new MethodParameter(parameter.Name, declaration, null, null);

        var name = CSharpIdentifiers.Escape(parameter.Name);
        if (ParameterTypes.ItemOf(parameter.Type) is not { } item)
            return new MethodParameter(parameter.Name, declaration, Text(parameter.Type), name);

        // Items are read by index, so a sequence that can only be enumerated is copied.
        var isOptional = parameter.Type.NullableAnnotation == NullableAnnotation.Annotated;
        var list = $"global::System.Collections.Generic.IReadOnlyList<{Text(item)}>";
        var copy = $"new global::System.Collections.Generic.List<{Text(item)}>({name})";
        var value =
            ParameterTypes.IsReadOnlyList(parameter.Type) ? name
            : isOptional ? $"{name} is null ? null : {copy}"
            : copy;
        return new MethodParameter(parameter.Name, declaration, list + (isOptional ? "?" : ""), value);
    }

    private static string ConstraintsOf(ITypeParameterSymbol type)
    {
        var all = new List<string>();
        if (type.HasUnmanagedTypeConstraint)
            all.Add("unmanaged");
        else if (type.HasValueTypeConstraint)
            all.Add("struct");
        else if (type.HasReferenceTypeConstraint)
            all.Add(type.ReferenceTypeConstraintNullableAnnotation == NullableAnnotation.Annotated ? "class?" : "class");
        else if (type.HasNotNullConstraint)
            all.Add("notnull");
        all.AddRange(type.ConstraintTypes.Select(Text));
        if (type.HasConstructorConstraint)
            all.Add("new()");
        return all.Count == 0 ? "" : $" where {CSharpIdentifiers.Escape(type.Name)} : {string.Join(", ", all)}";
    }

    private string WrittenModifiers(IParameterSymbol parameter) =>
        parameter.Ordinal < _declaration.ParameterList.Parameters.Count
            ? string.Concat(_declaration.ParameterList.Parameters[parameter.Ordinal].Modifiers.Select(static one => one.Text + " "))
            : "";

    // The type may come from another generator, and the compiler then knows it: a body that is generated without it would throw at run
    // time.
    private static bool HasUnknown(ITypeSymbol type) =>
        type switch
        {
            { TypeKind: TypeKind.Error } => true,
            IArrayTypeSymbol array => HasUnknown(array.ElementType),
            INamedTypeSymbol named => named.TypeArguments.Any(HasUnknown),
            _ => false,
        };

    private static (MethodResult Result, string? Type) ResultOf(ITypeSymbol type)
    {
        if (type is not INamedTypeSymbol { TypeArguments: [var argument] } named)
            return (MethodResult.None, null);
        if (ExtensionsAI.Is(named, "System.Collections.Generic", "IAsyncEnumerable"))
            return ExtensionsAI.Is(argument, ExtensionsAI.ChatResponseUpdate) ? (MethodResult.Stream, null) : (MethodResult.None, null);
        if (ExtensionsAI.Is(named, "System.Collections.Generic", "IReadOnlyList"))
            return ExtensionsAI.Is(argument, ExtensionsAI.ChatMessage) ? (MethodResult.Messages, null) : (MethodResult.None, null);
        if (!ExtensionsAI.Is(named, "System.Threading.Tasks", "Task"))
            return (MethodResult.None, null);
        if (argument.SpecialType == SpecialType.System_String)
            return (MethodResult.Text, null);
        if (!ExtensionsAI.Is(argument, ExtensionsAI.ChatResponse))
            return argument.TypeKind == TypeKind.Error ? (MethodResult.None, null) : (MethodResult.Value, Text(argument));
        return argument is INamedTypeSymbol { TypeArguments: [var answer] }
            ? (MethodResult.TypedResponse, Text(answer))
            : (MethodResult.Response, null);
    }

    private static string Keyword(INamedTypeSymbol type) =>
        type switch
        {
            { IsRecord: true, IsValueType: true } => "record struct",
            { IsRecord: true } => "record",
            { TypeKind: TypeKind.Struct } => "struct",
            { TypeKind: TypeKind.Interface } => "interface",
            _ => "class",
        };

    private static string Text(ITypeSymbol type) => type.ToDisplayString(s_format);

    private static string Short(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);

    private void Report(TextSpan span, string message) => _problems.Add(RuleIds.PromptMethodSignature, span, message);
}
