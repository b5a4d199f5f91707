using System.Collections.Immutable;
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

    /// <summary>
    /// What it certainly changes, also where nobody minds: a process may only show something, and a POST may be a search.
    /// </summary>
    public static string? Changes(IOperation operation, IMethodSymbol method) =>
        Does(operation, method) is { } does
        && does != ToolSinks.StartsProcess
        && !(does == ToolSinks.SendsRequest && (IsNamed(method, ToolSinks.Posts) || RequestMethodOf(operation) == ToolSinks.Posts))
        && !KeepsBooks(operation, does)
            ? does
            : null;

    /// <summary>What it certainly removes.</summary>
    public static string? Removes(IOperation operation, IMethodSymbol method) =>
        Does(operation, method) is { } does && IsRemoval(operation, method) && !KeepsBooks(operation, does) ? does : null;

    private static bool IsRemoval(IOperation operation, IMethodSymbol method) =>
        ToolSinks.Deletes.Any(word => IsNamed(method, word))
        || (RequestMethodOf(operation) is { } name && ToolSinks.Deletes.Contains(name))
        || (operation is IInvocationOperation call && SqlOf(call) is { Count: > 0 } texts && texts.All(IsDeletion));

    private static bool IsNamed(IMethodSymbol method, string start) => method.Name.StartsWith(start, StringComparison.Ordinal);

    private static bool IsDeletion(string? sql) => Begins(sql, ToolSinks.DeletingSql);

    // `AuditLog.Write(…)`, `File.WriteAllText(cachePath, …)`, `db.Searches.Add(…); db.SaveChanges()`
    private static bool KeepsBooks(IOperation call, string does)
    {
        var member = call.Syntax.FirstAncestorOrSelf<MemberDeclarationSyntax>();
        var method = (member as MethodDeclarationSyntax)?.Identifier.ValueText;
        var type = member?.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.Identifier.ValueText;
        var text = $"{method} {type} {(does == ToolSinks.ChangesDatabase ? member : call.Syntax)}";
        return ToolSinks.Bookkeeping.Any(word => text.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0);
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

    private static bool SendsChange(IInvocationOperation call) => RequestMethodOf(call) is { } name && !ToolSinks.Reads.Contains(name);

    // `Post`, where the request is made in the same method; null where that is not known.
    private static string? RequestMethodOf(IOperation operation)
    {
        if (operation is not IInvocationOperation { Arguments: [{ Value: var request }, ..] } call)
            return null;
        var made = request.WithoutConversion() switch
        {
            IObjectCreationOperation creation => creation,
            ILocalReferenceOperation { Local: { DeclaringSyntaxReferences: [var declared] } } when call.SemanticModel is { } model =>
                declared.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: { } value } && value.SyntaxTree == model.SyntaxTree
                    ? model.FindOperation(value)?.WithoutConversion() as IObjectCreationOperation
                    : null,
            _ => null,
        };
        return
            made
                is {
                    Arguments: [
                        { Value: IPropertyReferenceOperation { Property: { Name: var name, ContainingType.Name: "HttpMethod" } } },
                        ..,
                    ]
                }
            ? name
            : null;
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

    private static bool IsQuery(IInvocationOperation call) => SqlOf(call) is { Count: > 0 } texts && texts.All(IsQuery);

    // `command.CommandText = "SELECT …"`, `connection.Execute("PRAGMA …")`, in the same member; null for text that is not constant.
    private static List<string?> SqlOf(IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
            if (argument.Value.ConstantValue is { HasValue: true, Value: string sql })
                return [sql];
        if (call.Syntax.FirstAncestorOrSelf<MemberDeclarationSyntax>() is not { } member)
            return [];
        return
        [
            .. member
                .DescendantNodes()
                .OfType<AssignmentExpressionSyntax>()
                .Where(static one => one.Left is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "CommandText" })
                .Select(static one => (one.Right as LiteralExpressionSyntax)?.Token.ValueText),
        ];
    }

    private static bool IsQuery(string? sql) => Begins(sql, ToolSinks.Queries);

    private static bool Begins(string? sql, ImmutableArray<string> words) =>
        sql is not null && words.Any(word => sql.TrimStart().StartsWith(word, StringComparison.OrdinalIgnoreCase));

    private static bool IsTemporary(IOperation call)
    {
        var member = call.Syntax.FirstAncestorOrSelf<MemberDeclarationSyntax>()?.ToString() ?? "";
        return ToolSinks.Temporary.Any(word => member.IndexOf(word, StringComparison.Ordinal) >= 0);
    }
}
