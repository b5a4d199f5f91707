using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Locking;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Tool.Analysis;
using LlmHygiene.Tool.Audit.Model;
using LlmHygiene.Tool.Projects;
using LlmHygiene.Tool.Prompts;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Tool.Audit.Building;

/// <summary>What was read from one project in all its target frameworks, before prices and joins.</summary>
internal sealed class ProjectAudit(string path, AuditPaths paths)
{
    private readonly PromptCollector _collector = new();
    private readonly HashSet<PromptUse> _uses = [];
    private readonly List<(string Framework, IReadOnlyList<AuditCall> Calls)> _calls = [];
    private readonly List<(string Framework, IReadOnlyList<AuditViolation> Violations)> _violations = [];
    private readonly HashSet<string> _files = new(StringComparer.Ordinal);
    private PromptLock? _lock;

    public string Path { get; } = path;

    public ProjectModels? Models { get; private set; }

    public IEnumerable<string> Frameworks => _calls.Select(static one => one.Framework);

    public bool IsComplete { get; set; } = true;

    public IReadOnlyList<FoundPrompt> Prompts => _collector.Prompts;

    public IEnumerable<PromptUse> Uses => _uses;

    public IReadOnlyList<AuditCall> Calls { get; private set; } = [];

    public IReadOnlyList<AuditViolation> Violations { get; private set; } = [];

    /// <summary>Completes the calls and violations with what the other projects of the solution say about them.</summary>
    public void Resolve(HostModels hosts, CancellationToken cancellationToken)
    {
        Calls =
        [
            .. FrameworkMerge
                .Merge(_calls, static (call, frameworks) => call with { Frameworks = frameworks })
                .Select(call => hosts.Resolve(call, cancellationToken)),
        ];
        Violations =
        [
            .. FrameworkMerge
                .Merge(_violations, static (violation, frameworks) => violation with { Frameworks = frameworks })
                .Where(violation => !HostModels.IsAnswered(violation, Calls)),
        ];
    }

    /// <param name="promptMethods">The names of all prompt methods so far; those of this project are added.</param>
    public void Add(ProjectAnalysisResult result, HashSet<string> promptMethods)
    {
        var project = result.Project;
        Models ??= ProjectModels.Of(project);
        _lock ??= PromptLockFile.Parse(project.AdditionalFiles.FirstOrDefault(PromptLockFile.IsLock)?.GetText()).Lock;
        _files.UnionWith(project.AdditionalFiles.Select(static file => file.Path));
        var methods = PromptMethods.Of(result.Compilation).ToList();
        _collector.Add(project, methods);
        promptMethods.UnionWith(methods.Select(static method => method.Method?.Name).OfType<string>());
        _uses.UnionWith(new PromptUses(result.Compilation, promptMethods, paths).In(project));

        var entries = result.Diagnostics.ToLookup(static diagnostic => diagnostic.Id == RuleIds.CallInventory);
        _calls.Add((project.Framework, CallReader.Read(entries[true], Path, paths)));
        _violations.Add(
            (
                project.Framework,
                [
                    .. entries[false]
                        .Where(static one => one.Severity != DiagnosticSeverity.Hidden)
                        .Select(one => ViolationReader.Read(one, Path, paths)),
                ]
            )
        );
    }

    public string Show(string file) => paths.Of(file);

    public bool IsFile(FoundPrompt prompt) => _files.Contains(prompt.Path);

    public string LockState(PromptModel prompt) =>
        _lock!.FindSame(prompt) is not null ? "locked"
        : _lock.Find(prompt.Name, prompt.Version) is not null ? "changed"
        : "unlocked";
}
