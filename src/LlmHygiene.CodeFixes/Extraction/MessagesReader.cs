using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Tracking;
using LlmHygiene.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.CodeFixes.Extraction;

/// <summary>Reads the messages of a call where all of them are written in the method that makes it.</summary>
internal sealed class MessagesReader(PromptSource source)
{
    private static readonly Dictionary<string, string> s_roles = new()
    {
        ["System"] = "system",
        ["User"] = "user",
        ["Assistant"] = "assistant",
    };

    private readonly TextPieces _texts = new(source);

    /// <summary>
    /// The variable that is passed to the call and that the typed prompt replaces; null for an expression.
    /// </summary>
    public TrackedLocal? Variable { get; private set; }

    /// <summary>The last statement that creates the messages, where they are in a variable.</summary>
    public StatementSyntax? Place { get; private set; }

    public IReadOnlyList<ExtractedMessage>? Read(IOperation argument)
    {
        var value = argument.WithoutConversion();
        if (value is not ILocalReferenceOperation reference || TrackedLocal.Of(reference.Local, source.Model) is not { } local)
            return ReadValue(value);
        // For a constant, only its value matters.
        if (reference.Local.IsConst && !local.IsUsedOnlyBy(reference))
            return ReadValue(value);
        Variable = local;
        Place = local.Declaration;
        if (source.Model.FindOperation(local.Value) is not { } made)
            return null;
        var messages = source.Within(local.Declaration, () => ReadValue(made.WithoutConversion()))?.ToList();
        return messages is not null && ReadUses(local, reference, messages) ? messages : null;
    }

    // Besides the call, only `messages.Add(new ChatMessage(…));` in the statements that follow is allowed.
    private bool ReadUses(TrackedLocal local, ILocalReferenceOperation call, List<ExtractedMessage> messages)
    {
        foreach (var use in local.Uses)
        {
            if (use == call.Syntax)
                continue;
            if (
                use.Parent
                    is not MemberAccessExpressionSyntax
                    {
                        Name.Identifier.ValueText: "Add",
                        Parent: InvocationExpressionSyntax { Parent: ExpressionStatementSyntax statement } invocation
                    }
                || use.SpanStart > call.Syntax.SpanStart
                || StatementList.Between(local.Declaration, statement) is null
                || source.Model.FindOperation(invocation)
                    is not IInvocationOperation { Arguments: [{ Value: var added }], TargetMethod.ContainingType.Name: "List" }
                || source.Within(statement, () => ReadMessage(added)) is not { } message
            )
                return false;
            messages.Add(message);
            Place = statement;
        }

        return true;
    }

    private IReadOnlyList<ExtractedMessage>? ReadValue(IOperation value)
    {
        if (value.Type?.SpecialType == SpecialType.System_String)
            return _texts.Read(value) is { } text ? [new ExtractedMessage("user", text)] : null;
        if (IsMessage(value.Type))
            return ReadMessage(value) is { } message ? [message] : null;
        return Items(value) is { } items ? ReadAll(items) : null;
    }

    private IReadOnlyList<ExtractedMessage>? ReadAll(IReadOnlyList<IOperation?> items)
    {
        var messages = new List<ExtractedMessage>();
        foreach (var item in items)
        {
            if (item is null || ReadMessage(item) is not { } message)
                return null;
            messages.Add(message);
        }

        return messages;
    }

    // An array, a new list with its items, or a collection expression without a spread.
    private IReadOnlyList<IOperation?>? Items(IOperation value) =>
        value switch
        {
            IArrayCreationOperation { Initializer: { } items } => items.ElementValues,
            IObjectCreationOperation { Arguments.Length: 0, Type: { Name: "List", ContainingNamespace.Name: "Generic" } } list =>
                list.Initializer is null
                    ? []
                    : list
                        .Initializer.Initializers.Select(item =>
                            item is IInvocationOperation { TargetMethod.Name: "Add", Arguments: [{ Value: var added }] } ? added : null
                        )
                        .ToArray(),
            // The oldest supported compiler has no operation kind for it.
            _ when value.Syntax is CollectionExpressionSyntax collection
                    && (value.Type ?? source.Model.GetTypeInfo(collection).ConvertedType)
                        is { Name: "List" or "IEnumerable" or "IList" or "IReadOnlyList" or "ICollection" or "IReadOnlyCollection" }
                            or IArrayTypeSymbol => Elements(value, collection),
            _ => null,
        };

    /// <summary>
    /// Null for a collection with a spread. The oldest supported compiler has no operation for a collection, only for its
    /// elements.
    /// </summary>
    public static IReadOnlyList<IOperation?>? Elements(IOperation value, CollectionExpressionSyntax collection)
    {
        var items = value.ChildOperations.ToArray();
        return items.Length == collection.Elements.Count && collection.Elements.All(element => element is ExpressionElementSyntax)
            ? items
            : null;
    }

    private ExtractedMessage? ReadMessage(IOperation value)
    {
        value = value.WithoutConversion();
        if (
            value is ILocalReferenceOperation reference
            && TrackedLocal.Of(reference.Local, source.Model) is { } local
            && local.IsUsedOnlyBy(reference)
            && source.Model.FindOperation(local.Value) is { } made
        )
            return source.Within(local.Declaration, () => ReadMessage(made));
        if (
            value
                is not IObjectCreationOperation
                {
                    Initializer: null,
                    Arguments: [
                        { Parameter.Ordinal: 0, Value: var role },
                        { Parameter: { Ordinal: 1, Name: "content" }, Value: var content },
                    ]
                } creation
            || !IsMessage(creation.Type)
            || role.WithoutConversion() is not IPropertyReferenceOperation { Property: { IsStatic: true, Name: var name } property }
            || !ExtensionsAI.Is(property.ContainingType, ExtensionsAI.ChatRole)
            || !s_roles.TryGetValue(name, out var known)
            || _texts.Read(content) is not { } text
        )
            return null;
        return new ExtractedMessage(known, text);
    }

    private static bool IsMessage(ITypeSymbol? type) => type is not null && ExtensionsAI.Is(type, ExtensionsAI.ChatMessage);
}
