namespace LlmHygiene.Analyzers.Prompts.Model;

/// <summary>
/// Whether the output of one version can be read as that of another: it has the same fields with the same types. Descriptions may differ.
/// </summary>
internal static class OutputChange
{
    public static bool AreCompatible(PromptOutput? left, PromptOutput? right)
    {
        if (left is null || right is null)
            return left is null && right is null;
        return left.Kind == right.Kind
            && left.TypeName == right.TypeName
            && left.JsonContext == right.JsonContext
            && (left.IsStrict == false) == (right.IsStrict == false)
            && (
                left.Kind == PromptOutputKind.Record
                    ? AreSame(left.Fields, right.Fields)
                    : left.Equals(right with { IsStrict = left.IsStrict })
            );
    }

    private static bool AreSame(IReadOnlyCollection<PromptInput> left, IReadOnlyCollection<PromptInput> right) =>
        left.Count == right.Count
        && left.All(field => right.FirstOrDefault(other => other.Name == field.Name) is { } same && AreSame(field, same));

    private static bool AreSame(PromptInput left, PromptInput right) =>
        left.IsOptional == right.IsOptional
        && left.Type.Kind == right.Type.Kind
        && left.Type.IsList == right.Type.IsList
        && Equals(left.Type.Enum, right.Type.Enum)
        && (left.Type.Record is null || (right.Type.Record is { } record && AreSame(left.Type.Record.Fields, record.Fields)));
}
