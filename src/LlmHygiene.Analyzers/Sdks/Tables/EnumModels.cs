using System.Text;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Sdks.Tables;

/// <summary>Model IDs that an SDK offers as members of an enum.</summary>
internal static class EnumModels
{
    private const string Anthropic = "Anthropic.Models.Messages.Model";

    /// <summary>
    /// The ID where the SDK derives the names of its members from it (<c>ClaudeOpus4_5</c> is claude-opus-4-5), otherwise the member's
    /// name.
    /// </summary>
    public static string IdOf(IFieldSymbol member) =>
        member.ContainingType.ToDisplayString() == Anthropic ? Spelled(member.Name) : member.Name;

    public static string Spelled(string name)
    {
        var id = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            var startsWord =
                i > 0 && name[i - 1] != '_' && (char.IsUpper(name[i]) || (char.IsDigit(name[i]) && !char.IsDigit(name[i - 1])));
            if (startsWord || name[i] == '_')
                id.Append('-');
            if (name[i] != '_')
                id.Append(char.ToLowerInvariant(name[i]));
        }

        return id.ToString();
    }
}
