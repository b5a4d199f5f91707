using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Sdks.Rows;

namespace LlmHygiene.Analyzers.Facts.Model;

/// <summary>Where a call that states no model could state one.</summary>
/// <param name="OptionsMember">The member of the options that the call takes, such as <c>ChatOptions.ModelId</c>.</param>
/// <param name="Argument">The parameter of the called method.</param>
internal sealed record ModelAdvice(string? OptionsMember, string? Argument)
{
    public static readonly ModelAdvice None = new(null, null);

    public static ModelAdvice Of(SdkCall call)
    {
        var options = call.Method.Parameters.FirstOrDefault(parameter => parameter.Name == call.Entry.Options)?.Type.Name;
        var member = call.Sdk.Options.FirstOrDefault(row => options is not null && IsNamed(row, options))?.Model;
        return new ModelAdvice(member is null ? null : $"{options}.{member}", call.Entry.Model);
    }

    private static bool IsNamed(OptionsRow row, string type) => row.Type.EndsWith("." + type, StringComparison.Ordinal);
}
