using LlmHygiene.Analyzers.Sdks.Rows;
using LlmHygiene.Analyzers.Tracking;
using LlmHygiene.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.CodeFixes.Models;

/// <summary>Gives the adapter at the end of a client's pipeline a default model: <c>AsIChatClient("…")</c>.</summary>
internal static class DefaultModelWriter
{
    private const int MaxPipelineDepth = 20;

    /// <summary>Null where the adapter is not seen, or is not the only one.</summary>
    public static OptionsEdit? Find(FixableCall call, string id)
    {
        var values = new ValueTracker(call.Scope, call.Session.Catalog);
        var client = call.Facts.Call.Client;
        for (var depth = 0; client is not null && depth < MaxPipelineDepth; depth++)
        {
            var origins = values.Trace(client).Origins;
            if (origins.Count != 1)
                return null;
            var made = origins[0].Operation;
            var (method, arguments, receiver) = made switch
            {
                IInvocationOperation invocation => (invocation.TargetMethod, invocation.Arguments, invocation.Instance),
                IObjectCreationOperation { Constructor: { } constructor } creation => (constructor, creation.Arguments, null),
                _ => (null, default, null),
            };
            if (method is null || call.Session.Catalog.FindClientSource(method) is not { } source)
                return null;
            if (source is { Model: { } parameter, IsDeployment: false } && made.Syntax is InvocationExpressionSyntax syntax)
                return Edit(call, syntax, parameter, id);
            client = source.Inner switch
            {
                null => null,
                ClientSourceRow.Receiver => receiver,
                var inner => arguments.FirstOrDefault(argument => argument.Parameter?.Name == inner)?.Value,
            };
        }

        return null;
    }

    private static OptionsEdit? Edit(FixableCall call, InvocationExpressionSyntax adapter, string parameter, string id)
    {
        if (call.Document.Project.GetDocument(adapter.SyntaxTree) is not { } document)
            return null;
        var change = new ArgumentWriter(call.Model.Compilation.GetSemanticModel(adapter.SyntaxTree), adapter).Find(
            candidate => candidate.Name == parameter && candidate.Type.SpecialType == SpecialType.System_String,
            _ => NameWriter.Text(id)
        );
        return change is null ? null : new OptionsEdit(document, adapter, node => change((InvocationExpressionSyntax)node), parameter);
    }
}
