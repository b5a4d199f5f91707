using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Clients;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Parameters;

/// <summary>Images, audio and files in the messages of a call, where they are written with the messages.</summary>
internal static class MessageContents
{
    public static IEnumerable<SentParameter> Of(SdkCall call, CallOptions settings, ClientChain chain)
    {
        foreach (var prompt in call.Prompts.Concat(settings.MayBeReplaced || !settings.IsSingle ? [] : settings.PromptValues))
        {
            var origins = chain.Values.Trace(prompt).Origins;
            // What the code chooses is not certain.
            if (origins.Count != 1)
                continue;
            foreach (var made in origins[0].Operation.DescendantsAndSelf())
                if (KindOf(made, chain) is { } kind && IsCertain(made.Syntax, origins[0].Operation.Syntax))
                    yield return new SentParameter(kind, null, made.Syntax);
        }
    }

    private static RequestParameter? KindOf(IOperation made, ClientChain chain)
    {
        var (method, arguments, initializer) = made switch
        {
            IObjectCreationOperation { Constructor: { } constructor } creation => (constructor, creation.Arguments, creation.Initializer),
            IInvocationOperation invocation => (invocation.TargetMethod, invocation.Arguments, null),
            _ => (null, default, null),
        };
        if (method is null || chain.Catalog.FindContent(method) is not { } row)
            return null;
        if (row.Kind is { } kind)
            return row.Members.IsEmpty || row.Members.Any(member => SentValue.IsFilled(Value(member))) ? kind : null;
        return Value(row.MediaType)?.WithoutConversion().ConstantValue is { HasValue: true, Value: string text } ? OfMediaType(text) : null;

        IOperation? Value(string? name) =>
            arguments.FirstOrDefault(argument => argument.Parameter?.Name == name)?.Value
            ?? initializer
                ?.Initializers.OfType<ISimpleAssignmentOperation>()
                .FirstOrDefault(part => part.Target is IMemberReferenceOperation target && target.Member.Name == name)
                ?.Value;
    }

    private static RequestParameter? OfMediaType(string type) =>
        type == "application/pdf" ? RequestParameter.Pdf
        : type.StartsWith("image/", StringComparison.Ordinal) ? RequestParameter.Image
        : type.StartsWith("audio/", StringComparison.Ordinal) ? RequestParameter.Audio
        : type.StartsWith("video/", StringComparison.Ordinal) ? RequestParameter.Video
        : null;

    private static bool IsCertain(SyntaxNode made, SyntaxNode whole)
    {
        for (var node = made.Parent; node is not null && node != whole; node = node.Parent)
            if (
                node is ConditionalExpressionSyntax or SwitchExpressionSyntax or AnonymousFunctionExpressionSyntax or BinaryExpressionSyntax
            )
                return false;
        return true;
    }
}
