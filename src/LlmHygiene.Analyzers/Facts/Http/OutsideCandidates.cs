using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Facts.Http;

/// <summary>
/// Decides by text alone which calls may pass an address or a message to a method of another assembly. Most methods with the name of a
/// sender send something else, and binding all their calls costs more than the whole search.
/// </summary>
internal static class OutsideCandidates
{
    public static bool MayBe(SimpleNameSyntax name)
    {
        if (!Forwarding.IsCallWithArguments(name) || TreeNames.Reference(name) is not InvocationExpressionSyntax call)
            return false;
        var file = TreeNames.Of(name.SyntaxTree);
        var words = file.Contains(OutsideSenders.Message) ? OutsideSenders.MessageWords : OutsideSenders.AddressWords;
        return Names(file, TextSpan.FromBounds(call.SpanStart, name.SpanStart), words)
            || call.ArgumentList.Arguments.Any(argument =>
                argument.Expression is not AnonymousFunctionExpressionSyntax && Names(file, argument.Span, words)
            );
    }

    private static bool Names(TreeNames file, TextSpan span, IEnumerable<string> words)
    {
        foreach (var word in words)
            if (file.Text.IndexOf(word, span.Start, span.Length, StringComparison.OrdinalIgnoreCase) >= 0)
                return true;
        return false;
    }
}
