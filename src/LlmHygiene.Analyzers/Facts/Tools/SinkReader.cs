using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Tools;

/// <summary>Whether one call changes something outside of the program.</summary>
internal static class SinkReader
{
    /// <summary>The method or constructor that an operation calls; null for any other operation.</summary>
    public static IMethodSymbol? MethodOf(IOperation operation) =>
        operation switch
        {
            IInvocationOperation { TargetMethod: var method } => method,
            IObjectCreationOperation { Constructor: { } constructor } => constructor,
            _ => null,
        };

    /// <summary>What it does; null for a call that changes nothing, and for one of which that is not known.</summary>
    public static string? Does(IOperation operation, IMethodSymbol method)
    {
        if (operation is IObjectCreationOperation creation)
            return WritesFile(creation) ? ToolSinks.ChangesFiles : null;
        if (operation is not IInvocationOperation call)
            return null;
        if (ToolSinks.Sends.Contains(method.Name) && method.ContainingType.IsOrInherits(ToolSinks.HttpClient))
            return SendsChange(call) && !ChangesNothing(call) ? ToolSinks.SendsRequest : null;
        if (!ToolSinks.Names.Contains(method.Name))
            return null;
        foreach (var sink in ToolSinks.All)
            if (sink.Methods.Contains(method.Name) && (method.ReducedFrom ?? method).ContainingType.IsOrInherits(sink.Type))
                return IsHarmless(call, sink) ? null : sink.Does;
        return null;
    }

    private static bool IsHarmless(IInvocationOperation call, ToolSink sink) =>
        sink.Does switch
        {
            ToolSinks.ChangesDatabase => IsQuery(call),
            ToolSinks.SendsRequest => ChangesNothing(call),
            _ => IsTemporary(call),
        };

    // `new StreamWriter(path)`, `new FileStream(path, FileMode.Create)`
    private static bool WritesFile(IObjectCreationOperation creation)
    {
        if (creation.Type is not { ContainingNamespace: { Name: "IO", ContainingNamespace.Name: "System" } } type || IsTemporary(creation))
            return false;
        var isOfPath = creation.Arguments is [{ Value.Type.SpecialType: SpecialType.System_String }, ..];
        return type.Name switch
        {
            "StreamWriter" => isOfPath,
            "FileStream" => isOfPath
                && creation.Arguments.Any(static argument =>
                    argument.Value
                        is IFieldReferenceOperation
                        {
                            Field: { ContainingType.Name: "FileMode", Name: "Create" or "CreateNew" or "Truncate" or "Append" }
                        }
                ),
            _ => false,
        };
    }

    // The request is made in the same method.
    private static bool SendsChange(IInvocationOperation call)
    {
        if (call.Arguments is not [{ Value: var request }, ..])
            return false;
        var made = request.WithoutConversion() switch
        {
            IObjectCreationOperation creation => creation,
            ILocalReferenceOperation { Local: { DeclaringSyntaxReferences: [var declared] } } when call.SemanticModel is { } model =>
                declared.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: { } value } && value.SyntaxTree == model.SyntaxTree
                    ? model.GetOperation(value)?.WithoutConversion() as IObjectCreationOperation
                    : null,
            _ => null,
        };
        return made
                is {
                    Arguments: [
                        { Value: IPropertyReferenceOperation { Property: { Name: var name, ContainingType.Name: "HttpMethod" } } },
                        ..,
                    ]
                }
            && !ToolSinks.Reads.Contains(name);
    }

    // A request to a model is a question, and one for a token changes nothing, although both are a POST.
    private static bool ChangesNothing(IInvocationOperation call)
    {
        var member = call.Syntax.FirstAncestorOrSelf<MemberDeclarationSyntax>()?.ToString() ?? "";
        return LlmEndpoints.Hosts.Any(host => member.IndexOf(host, StringComparison.OrdinalIgnoreCase) >= 0)
            || LlmEndpoints.All.Any(endpoint =>
                endpoint.IsCertain && member.IndexOf(endpoint.Path, StringComparison.OrdinalIgnoreCase) >= 0
            )
            || ToolSinks.Logins.Any(part => member.IndexOf(part, StringComparison.OrdinalIgnoreCase) >= 0)
            || member.IndexOf("embed", StringComparison.OrdinalIgnoreCase) >= 0;
    }

    // `command.CommandText = "SELECT …"`, `connection.Execute("PRAGMA …")`, in the same member.
    private static bool IsQuery(IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
            if (argument.Value.ConstantValue is { HasValue: true, Value: string sql })
                return IsQuery(sql);
        if (call.Syntax.FirstAncestorOrSelf<MemberDeclarationSyntax>() is not { } member)
            return false;
        var texts = member
            .DescendantNodes()
            .OfType<AssignmentExpressionSyntax>()
            .Where(static one => one.Left is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "CommandText" })
            .Select(static one => one.Right)
            .ToList();
        return texts.Count > 0 && texts.All(static text => text is LiteralExpressionSyntax { Token.ValueText: var sql } && IsQuery(sql));
    }

    private static bool IsQuery(string sql) =>
        ToolSinks.Queries.Any(word => sql.TrimStart().StartsWith(word, StringComparison.OrdinalIgnoreCase));

    private static bool IsTemporary(IOperation call)
    {
        var member = call.Syntax.FirstAncestorOrSelf<MemberDeclarationSyntax>()?.ToString() ?? "";
        return ToolSinks.Temporary.Any(word => member.IndexOf(word, StringComparison.Ordinal) >= 0);
    }
}
