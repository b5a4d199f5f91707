using LlmHygiene.Tool.Projects;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Emit;

namespace LlmHygiene.Tool.Analysis;

/// <summary>
/// The outputs of projects that are analyzed together, in memory: no project needs to be built for another to be analyzed,
/// and none is analyzed with an outdated build.
/// </summary>
internal sealed class ProjectOutputs
{
    /// <summary>How paths are compared on this operating system.</summary>
    public static readonly StringComparer Paths = OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    public static readonly ProjectOutputs None = new([]);

    // Bodies are not compiled, and an error in one project must not hide the rest of it from others.
    private static readonly EmitOptions s_signaturesOnly = new(metadataOnly: true, tolerateErrors: true);

    private readonly HashSet<string> _wanted;
    private readonly Dictionary<string, Func<MetadataReferenceProperties, MetadataReference>> _references = new(Paths);

    private ProjectOutputs(IEnumerable<LoadedProject> projects) =>
        _wanted = projects
            .SelectMany(static project => project.Arguments.MetadataReferences)
            .Select(static reference => reference.Reference)
            .ToHashSet(Paths);

    public static ProjectOutputs For(IEnumerable<LoadedProject> projects) => new(projects);

    /// <summary>Whether a reference is neither built nor the output of one of these projects.</summary>
    public bool IsMissing(string path) => !_references.ContainsKey(path) && !File.Exists(path);

    public IEnumerable<string> Missing(LoadedProject project) =>
        project.Arguments.MetadataReferences.Select(static reference => reference.Reference).Where(IsMissing);

    public MetadataReference? Find(CommandLineReference reference) =>
        _references.TryGetValue(reference.Reference, out var make) ? make(reference.Properties) : null;

    public void Add(LoadedProject project, Compilation compilation, CancellationToken cancellationToken)
    {
        var paths = project.Outputs.Where(_wanted.Contains).ToList();
        if (paths.Count == 0)
            return;

        var make = Reference(compilation, cancellationToken);
        foreach (var path in paths)
            _references[path] = make;
    }

    // An image does not keep the compilation alive. Errors in signatures prevent an image; then the compilation is referenced.
    private static Func<MetadataReferenceProperties, MetadataReference> Reference(
        Compilation compilation,
        CancellationToken cancellationToken
    )
    {
        using var stream = new MemoryStream();
        if (!compilation.Emit(stream, options: s_signaturesOnly, cancellationToken: cancellationToken).Success)
            return properties => compilation.ToMetadataReference(properties.Aliases, properties.EmbedInteropTypes);
        var image = stream.ToArray();
        return properties => MetadataReference.CreateFromImage(image, properties);
    }

    /// <summary>The projects, each after the projects that it references.</summary>
    public static IReadOnlyList<LoadedProject> InOrder(IReadOnlyList<LoadedProject> projects)
    {
        var byOutput = projects
            .SelectMany(static project => project.Outputs.Select(output => (Output: output, Project: project)))
            .GroupBy(static pair => pair.Output, Paths)
            .ToDictionary(static group => group.Key, static group => group.First().Project, Paths);
        var ordered = new List<LoadedProject>(projects.Count);
        var seen = new HashSet<LoadedProject>(ReferenceEqualityComparer.Instance);
        foreach (var project in projects)
            Visit(project);
        return ordered;

        void Visit(LoadedProject project)
        {
            if (!seen.Add(project))
                return;
            foreach (var reference in project.Arguments.MetadataReferences)
                if (byOutput.TryGetValue(reference.Reference, out var other))
                    Visit(other);
            ordered.Add(project);
        }
    }
}
