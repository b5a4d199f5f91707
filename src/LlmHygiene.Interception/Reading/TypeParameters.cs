using Microsoft.CodeAnalysis;

namespace LlmHygiene.Interception.Reading;

/// <summary>Type parameters as an interceptor repeats them.</summary>
internal static class TypeParameters
{
    /// <summary><c> where T : class</c>; empty without constraints.</summary>
    public static string Constraint(ITypeParameterSymbol parameter)
    {
        var parts = new List<string>();
        if (parameter.HasUnmanagedTypeConstraint)
            parts.Add("unmanaged");
        else if (parameter.HasValueTypeConstraint)
            parts.Add("struct");
        else if (parameter.HasReferenceTypeConstraint)
            parts.Add(parameter.ReferenceTypeConstraintNullableAnnotation == NullableAnnotation.Annotated ? "class?" : "class");
        else if (parameter.HasNotNullConstraint)
            parts.Add("notnull");
        parts.AddRange(parameter.ConstraintTypes.Select(TypeText.Of));
        if (parameter.HasConstructorConstraint && !parameter.HasValueTypeConstraint)
            parts.Add("new()");
        return parts.Count == 0 ? "" : $" where {TypeText.Name(parameter.Name)} : {string.Join(", ", parts)}";
    }
}
