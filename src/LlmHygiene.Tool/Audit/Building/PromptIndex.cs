using LlmHygiene.Tool.Audit.Model;
using LlmHygiene.Tool.Prompts;

namespace LlmHygiene.Tool.Audit.Building;

/// <summary>A prompt and the project that it is in.</summary>
internal sealed record OwnedPrompt(ProjectAudit Project, FoundPrompt Found)
{
    public string Name => Found.Model.Name;

    public string Version { get; } = (Found.Model.Version with { Build = "" }).ToString();

    public int Major => Found.Model.Version.Major;
}

/// <summary>All prompts of the audited projects, by what calls and uses say of them.</summary>
internal sealed class PromptIndex
{
    private readonly ILookup<(string, string), OwnedPrompt> _byVersion;
    private readonly ILookup<(string, int), OwnedPrompt> _byMajor;

    public PromptIndex(IEnumerable<ProjectAudit> projects)
    {
        All = [.. projects.SelectMany(static project => project.Prompts.Select(found => new OwnedPrompt(project, found)))];
        _byVersion = All.ToLookup(static prompt => (prompt.Name, prompt.Version));
        _byMajor = All.ToLookup(static prompt => (prompt.Name, prompt.Major));
    }

    public IReadOnlyList<OwnedPrompt> All { get; }

    /// <summary>The prompt that a call is tagged with; null for a tag that no prompt of the code has.</summary>
    public OwnedPrompt? Of(AuditCall call) =>
        call.Prompt is { Name: { } name, Version: { } version } ? Nearest(_byVersion[(name, version)], call.Project) : null;

    /// <summary>All versions that answer where this one does: those of its major, which are one class.</summary>
    public IEnumerable<OwnedPrompt> Versions(string name, int major, string project)
    {
        var all = _byMajor[(name, major)].ToList();
        var own = all.Where(prompt => prompt.Project.Path == project).ToList();
        return own.Count > 0 ? own : all;
    }

    // The project's own comes first: two applications of one solution may have a prompt of the same name each.
    private static OwnedPrompt? Nearest(IEnumerable<OwnedPrompt> found, string project) =>
        found.OrderByDescending(prompt => prompt.Project.Path == project).FirstOrDefault();
}
