using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Tracking;

/// <summary>
/// What a walk remembers an operation by: several operations can have the same syntax. A class, because the JIT compiles a set again for
/// each struct that is in one.
/// </summary>
/// <param name="Element">The requested position in a tuple, or <see cref="Walk.Whole"/>.</param>
internal sealed record VisitedValue(SyntaxNode Syntax, OperationKind Kind, int Element);
