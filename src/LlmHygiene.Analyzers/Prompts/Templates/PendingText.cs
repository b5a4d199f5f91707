using System.Text;

namespace LlmHygiene.Analyzers.Prompts.Templates;

/// <summary>The text since the last tag. Only text with braces in it is more than a part of the template.</summary>
internal struct PendingText(string template)
{
    private StringBuilder? _held;

    public void Append(int start, int end, string more) =>
        (_held ??= new StringBuilder()).Append(template, start, end - start).Append(more);

    public string Take(int start, int end)
    {
        if (_held is not { Length: > 0 } held)
            return start < end ? template.Substring(start, end - start) : "";
        var text = held.Append(template, start, Math.Max(end - start, 0)).ToString();
        held.Clear();
        return text;
    }
}
