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
    public static IEnumerable<SentParameter> Of(SdkCall call, ClientChain chain)
    {
        foreach (var prompt in call.Prompts)
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
        var (method, arguments) = made switch
        {
            IObjectCreationOperation { Constructor: { } constructor } creation => (constructor, creation.Arguments),
            IInvocationOperation invocation => (invocation.TargetMethod, invocation.Arguments),
            _ => (null, default),
        };
        if (method is null || chain.Catalog.FindContent(method) is not { } row)
            return null;
        if (row.Kind is { } kind)
            return kind;
        var type = arguments.FirstOrDefault(argument => argument.Parameter?.Name == row.MediaType)?.Value.ConstantValue;
        return type is { HasValue: true, Value: string text } ? OfMediaType(text) : null;
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
