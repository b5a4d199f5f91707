using LlmHygiene.Tool.Audit.Model;
using LlmHygiene.Tool.Prompts;

namespace LlmHygiene.Tool.Audit.Building;

/// <summary>A prompt and its project.</summary>
internal sealed record OwnedPrompt(ProjectAudit Project, FoundPrompt Found)
{
    public string Name => Found.Model.Name;

    public string Version { get; } = (Found.Model.Version with { Build = "" }).ToString();

    public int Major => Found.Model.Version.Major;
}

/// <summary>All prompts of the audited projects, by the names and versions that calls and uses have.</summary>
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

    /// <summary>The prompt of a tagged call; null if no prompt of the code has this tag.</summary>
    public OwnedPrompt? Of(AuditCall call) =>
        call.Prompt is { Name: { } name, Version: { } version } ? Nearest(_byVersion[(name, version)], call.Project) : null;

    /// <summary>All versions with the same major version: they share a class, and a rollout can select any of them.</summary>
    public IEnumerable<OwnedPrompt> Versions(string name, int major, string project)
    {
        var all = _byMajor[(name, major)].ToList();
        var own = all.Where(prompt => prompt.Project.Path == project).ToList();
        return own.Count > 0 ? own : all;
    }

    // A prompt of the same project is preferred: two applications of a solution can have prompts of the same name.
    private static OwnedPrompt? Nearest(IEnumerable<OwnedPrompt> found, string project) =>
        found.OrderByDescending(prompt => prompt.Project.Path == project).FirstOrDefault();
}
