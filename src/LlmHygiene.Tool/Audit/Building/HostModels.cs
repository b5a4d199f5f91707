using LlmHygiene.Analyzers.Clients;
using LlmHygiene.Analyzers.Clients.Configuration;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Facts.Model;
using LlmHygiene.Analyzers.SettingsFiles;
using LlmHygiene.Tool.Analysis;
using LlmHygiene.Tool.Audit.Model;
using LlmHygiene.Tool.Projects;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LlmHygiene.Tool.Audit.Building;

/// <summary>
/// Finds the model of a call whose client comes from the container, by the registrations of the projects that host the project of the call,
/// and the model that is read from the configuration, by the settings files of these projects.
/// </summary>
internal sealed class HostModels
{
    private readonly AuditPaths _paths;
    private readonly Dictionary<string, LoadedProject> _projects = new(ProjectOutputs.Paths);
    private readonly Dictionary<string, RegisteredModels> _registered = new(ProjectOutputs.Paths);
    private readonly Dictionary<string, IReadOnlySet<string>> _referenced = new(ProjectOutputs.Paths);
    private readonly Dictionary<(string Host, InjectedService Service), AuditHost> _known = [];
    private readonly Dictionary<(string Host, string Options), IReadOnlyList<string>> _sections = [];
    private readonly Dictionary<string, SettingsFileSet> _settings = new(ProjectOutputs.Paths);
    private readonly HashSet<string> _assemblies;

    public HostModels(IEnumerable<LoadedProject> projects, AuditPaths paths)
    {
        _paths = paths;
        // Of several target frameworks, the first.
        foreach (var project in projects)
            _projects.TryAdd(project.Path, project);
        _assemblies = _projects.Values.Select(static project => project.Arguments.CompilationName).OfType<string>().ToHashSet();
    }

    /// <summary>Adds the registrations of a project.</summary>
    public void Add(LoadedProject project, Compilation compilation)
    {
        if (!_registered.ContainsKey(project.Path) && RegisteredModels.Of(compilation, _assemblies, SettingsOf(project)) is { } models)
            _registered.Add(project.Path, models);
    }

    /// <summary>The call with the model in each project that hosts it.</summary>
    public AuditCall Resolve(AuditCall call, CancellationToken cancellationToken)
    {
        if (call is { Service: null, ModelKeys: null })
            return call;
        var keys = call.ModelKeys?.Split('\n');
        var hosts = HostsOf(Path.GetFullPath(call.Project, _paths.Folder))
            .Select(host =>
                keys is null
                    ? HostOf(host, call.Service!, cancellationToken)
                    : Configured(host, keys, call.Model.State, call.Model.Deployment, cancellationToken)
                        ?? new(_paths.Of(host.Path), nameof(ModelState.FlowsIn))
            )
            .OrderBy(static host => host.Project, StringComparer.Ordinal)
            .ToList();
        if (hosts.Count == 0 || hosts.TrueForAll(static host => host.State == nameof(ModelState.FlowsIn)))
            return call;
        return call with
        {
            Hosts = hosts,
            Model =
                hosts.Exists(static host => !IsStated(host)) ? call.Model
                : hosts.TrueForAll(host => (host.Id, host.Deployment) == (hosts[0].Id, hosts[0].Deployment))
                    ? new AuditModelUse(hosts[0].State, hosts[0].Id, hosts[0].Deployment)
                : new AuditModelUse(keys is null ? nameof(ModelState.AtClient) : call.Model.State),
        };
    }

    /// <summary>True for a violation that says that the model of a call is not visible, where its hosts show it.</summary>
    public static bool IsAnswered(AuditViolation violation, IEnumerable<AuditCall> calls) =>
        violation.Rule == RuleIds.ModelDecidedElsewhere
        && calls.Any(call =>
            call.Hosts is { } hosts
            && hosts.All(IsStated)
            && (call.Project, call.Path, call.Line, call.Column) == (violation.Project, violation.Path, violation.Line, violation.Column)
        );

    private static bool IsStated(AuditHost host) => host.State is not (nameof(ModelState.FlowsIn) or nameof(ModelState.Absent));

    // The executables that use the project; where there is none, the libraries that no other library uses.
    private List<LoadedProject> HostsOf(string library)
    {
        var users = _projects.Values.Where(project => !project.IsTest && ReferencedBy(project.Path).Contains(library)).ToList();
        var executables = users.Where(static project => project.IsExecutable).ToList();
        return executables.Count > 0
            ? executables
            : users.Where(user => !users.Exists(other => other != user && ReferencedBy(other.Path).Contains(user.Path))).ToList();
    }

    // Most calls of a library get the same client.
    private AuditHost HostOf(LoadedProject host, InjectedService service, CancellationToken cancellationToken)
    {
        if (!_known.TryGetValue((host.Path, service), out var known))
            _known.Add((host.Path, service), known = Find(host, service, cancellationToken));
        return known;
    }

    private AuditHost Find(LoadedProject host, InjectedService service, CancellationToken cancellationToken)
    {
        var facts = new List<ModelFact>();
        var keys = new List<string>();
        var isOpen = false;
        foreach (var project in ReferencedBy(host.Path).Prepend(host.Path))
        {
            if (!_registered.TryGetValue(project, out var registered))
                continue;
            var found = registered.Find(service, cancellationToken);
            isOpen |= found.MayRegisterMore;
            if (found.Fact is not { } fact)
                continue;
            facts.Add(fact);
            keys.AddRange(found.Keys ?? []);
        }

        var path = _paths.Of(host.Path);
        if (facts.Count == 0)
            return new AuditHost(path, nameof(ModelState.FlowsIn));
        // Several projects register the client: which one counts depends on their order.
        var first = facts[0];
        var isOne = !isOpen && facts.TrueForAll(fact => (fact.State, fact.Id) == (first.State, first.Id));
        if (
            isOne
            && keys.Count > 0
            && Configured(host, keys, first.State.ToString(), first.IsDeployment, cancellationToken) is { } configured
        )
            return configured;
        if (isOne)
            return new AuditHost(path, first.State.ToString(), first.Id, first is { Id: not null, IsDeployment: true });
        return new AuditHost(path, (facts.TrueForAll(static fact => fact.IsStated) ? ModelState.AtClient : ModelState.FlowsIn).ToString());
    }

    // What the settings files of the host state; null where they state nothing. Files of environments may differ.
    private AuditHost? Configured(
        LoadedProject host,
        IEnumerable<string> keys,
        string state,
        bool isDeployment,
        CancellationToken cancellationToken
    )
    {
        var settings = SettingsOf(host);
        var ids = keys.SelectMany(key => InHost(host, key, cancellationToken))
            .SelectMany(settings.ValuesOf)
            .Select(static value => value.Text)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        return ids.Count == 0 ? null
            : ids is [var only] ? new AuditHost(_paths.Of(host.Path), state, only, isDeployment)
            : new AuditHost(_paths.Of(host.Path), state);
    }

    // A library does not know under which section an application binds its options.
    private IEnumerable<string> InHost(LoadedProject host, string key, CancellationToken cancellationToken)
    {
        if (HostBoundOptions.Read(key) is not var (options, member))
            return [key];
        if (!_sections.TryGetValue((host.Path, options), out var sections))
        {
            var projects = ReferencedBy(host.Path)
                .Prepend(host.Path)
                .Select(_registered.GetValueOrDefault)
                .OfType<RegisteredModels>()
                .ToList();
            var binders = projects.SelectMany(project => project.BindersOf(options, cancellationToken)).ToList();
            sections = [.. projects.SelectMany(project => project.SectionsOf(options, binders, cancellationToken))];
            _sections.Add((host.Path, options), sections);
        }

        return sections.Select(section => section.Length == 0 ? member : $"{section}:{member}");
    }

    private SettingsFileSet SettingsOf(LoadedProject project)
    {
        if (!_settings.TryGetValue(project.Path, out var known))
            _settings.Add(project.Path, known = SettingsFileSet.Of(new AnalyzerOptions(project.AdditionalFiles, project.Options)));
        return known;
    }

    // Directly or through other projects.
    private IReadOnlySet<string> ReferencedBy(string project)
    {
        if (_referenced.TryGetValue(project, out var known))
            return known;
        var found = new HashSet<string>(ProjectOutputs.Paths);
        var open = new Queue<string>([project]);
        while (open.TryDequeue(out var next))
        {
            if (!_projects.TryGetValue(next, out var loaded))
                continue;
            foreach (var reference in loaded.ProjectReferences)
                if (found.Add(reference))
                    open.Enqueue(reference);
        }

        _referenced.Add(project, found);
        return found;
    }
}
