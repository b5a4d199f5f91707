using LlmHygiene.Analyzers.Clients;
using LlmHygiene.Analyzers.Tracking;
using LlmHygiene.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.CodeFixes.Models;

/// <summary>Gives the adapter at the end of a client's pipeline a default model: <c>AsIChatClient("…")</c>.</summary>
internal static class DefaultModelWriter
{
    /// <summary>Null where the adapter is not visible, or is not the only one.</summary>
    public static OptionsEdit? Find(FixableCall call, string id)
    {
        var chain = ClientChain.Of(ValueTracker.Whole(call.Scope, call.Session.Catalog), call.Session.Services);
        var client = call.Facts.Call.Client is { } value ? chain.Of(value) : null;
        while (client is { Steps: [{ Row: { } row } step] })
        {
            if (row is { Model: { } parameter, IsDeployment: false } && step.Operation.Syntax is InvocationExpressionSyntax adapter)
                return Edit(call, adapter, parameter, id);
            client = step.Inner;
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
