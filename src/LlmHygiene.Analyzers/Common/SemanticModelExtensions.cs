using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Common;

/// <summary>What the compiler knows about a node, also of code that does not compile.</summary>
internal static class SemanticModelExtensions
{
    /// <summary>
    /// <see cref="Microsoft.CodeAnalysis.SemanticModel.GetOperation"/>, or null where the compiler fails. Earlier compilers throw for some
    /// code that does not compile, such as an interpolated string in a broken call; an IDE would report the analyzer for it (AD0001).
    /// </summary>
    public static IOperation? FindOperation(this SemanticModel model, SyntaxNode node, CancellationToken cancellation = default)
    {
        try
        {
            return model.GetOperation(node, cancellation);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
