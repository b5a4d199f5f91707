using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Facts.Taint;
using LlmHygiene.Analyzers.Tracking;
using LlmHygiene.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.CodeFixes.Extraction;

/// <summary>
/// Values that nobody outside of the application can write: numbers, dates, enums, and texts that are constants in every case. In a system
/// message, a typed prompt says of them that they are trusted.
/// </summary>
internal sealed class OwnText(FixableCall call)
{
    private readonly ValueTracker _values = ValueTracker.Whole(call.Scope, call.Session.Catalog);

    // An older runtime has no type for them.
    private readonly bool _isKnown = call.Model.Compilation.GetTypeByMetadataName(RuntimeTypes.TrustedText) is not null;

    public bool Is(Hole hole)
    {
        if (!_isKnown || hole.IsOptional || hole.IsOblivious)
            return false;
        if (call.Model.FindOperation(hole.Expression) is not { } value)
            return false;
        return IsPlain(value.Type)
            || value is IInvocationOperation { TargetMethod.Name: nameof(ToString), Instance.Type: var type } && IsPlain(type)
            || _values.Trace(value).Origins is { Count: > 0 } origins
                && origins.All(origin => origin.Kind == OriginKind.Constant || ConstantElements.Is(origin.Operation, call.Scope));
    }

    // One character is text too.
    private static bool IsPlain(ITypeSymbol? type) =>
        type is not null and not { SpecialType: SpecialType.System_Char } && Holes.WritesItself(type, withFormat: false);
}
