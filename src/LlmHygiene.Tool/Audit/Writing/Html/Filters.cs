using LlmHygiene.Tool.Audit.Formatting;

namespace LlmHygiene.Tool.Audit.Writing.Html;

/// <summary>The controls above the tables of a section. They are visible only if scripts run.</summary>
internal sealed class Filters(string section, string what)
{
    private readonly Html _controls = new();

    /// <summary>Adds a choice, unless there is only one value.</summary>
    public Filters Choice(string key, string label, IEnumerable<string> values)
    {
        var options = values.TallyBy(static value => value).OrderBy(static one => one.Key, StringComparer.Ordinal).ToList();
        if (options.Count < 2)
            return this;
        _controls.Add($"<label>{label} <select name=\"{key}\"><option value=\"\">all</option>");
        foreach (var (value, count) in options)
            _controls.Add($"<option value=\"{value}\">{value} ({AuditText.Count(count)})</option>");
        _controls.Raw("</select></label>\n");
        return this;
    }

    public Filters Only(string key, string label)
    {
        _controls.Add($"<label class=\"check\"><input type=\"checkbox\" name=\"{key}\" value=\"1\"> {label}</label>\n");
        return this;
    }

    public Html Write(int count) =>
        Html.Of(
            $"""
            <form class="filters scripted" role="search" aria-label="{what}" data-what="{what}" data-section="{section}">
            <label class="text">Search
            <input type="search" name="q" autocomplete="off" spellcheck="false" placeholder="path, member, name ..."></label>
            {_controls}<button type="reset">Clear</button>
            <output>{AuditText.Count(count)} {what}</output>
            </form>

            """
        );
}
