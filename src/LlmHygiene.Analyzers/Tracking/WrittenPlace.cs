using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Tracking;

/// <summary>Where a constant is written: of a reference to a constant of the project, its literal.</summary>
internal static class WrittenPlace
{
    // `const string Model = Defaults.Model;`
    private const int MaxConstants = 20;

    public static SyntaxNode Of(IOperation value, SourceScope scope)
    {
        for (var i = 0; i < MaxConstants; i++)
        {
            value = value.WithoutConversion();
            var written = value switch
            {
                IParenthesizedOperation { Operand: var operand } => operand,
                IFieldReferenceOperation { Field: { IsConst: true } constant } => Initial(constant, scope),
                ILocalReferenceOperation { Local: { IsConst: true } constant } => Initial(constant, scope),
                // Left out by the caller: `string model = "…"`.
                { Parent: IArgumentOperation { ArgumentKind: ArgumentKind.DefaultValue, Parameter: { } parameter } } => Initial(
                    parameter,
                    scope
                ),
                _ => null,
            };
            if (written is null || written == value)
                break;
            value = written;
        }

        return value.Syntax;
    }

    private static IOperation? Initial(ISymbol symbol, SourceScope scope) =>
        symbol.OriginalDefinition.DeclaringSyntaxReferences is [var declaration]
            ? declaration.GetSyntax(scope.Cancellation) switch
            {
                VariableDeclaratorSyntax { Initializer.Value: { } value } => scope.OperationOf(value),
                ParameterSyntax { Default.Value: { } value } => scope.OperationOf(value),
                _ => null,
            }
            : null;
}
