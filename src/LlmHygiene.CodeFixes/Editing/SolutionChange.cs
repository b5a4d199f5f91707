using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.CodeFixes.Editing;

/// <summary>What one fix, or all fixes of a Fix All, change: C# files by their syntax, other files by their text.</summary>
internal sealed class SolutionChange
{
    private readonly SolutionEditor _editor;
    private readonly Dictionary<(ProjectId Project, string Path), TextFileChange> _files = [];
    private readonly HashSet<object> _claimed = [];
    private readonly Dictionary<object, object> _shared = [];

    private SolutionChange(Solution solution)
    {
        Original = solution;
        _editor = new SolutionEditor(solution);
    }

    /// <summary>The solution before any fix.</summary>
    public Solution Original { get; }

    public static async Task<SolutionChange> OfAsync(Solution solution, IReadOnlyList<ProposedFix> fixes, CancellationToken cancellation)
    {
        var change = new SolutionChange(solution);
        foreach (var fix in fixes)
            await fix.ApplyAsync(change, cancellation).ConfigureAwait(false);
        return change;
    }

    /// <summary>True for the first fix that claims the key: work that several fixes of one Fix All share is done once.</summary>
    public bool Claim(object work) => _claimed.Add(work);

    /// <summary>State that the fixes of one Fix All share, such as the names that they have used.</summary>
    public T Shared<T>(object key, Func<T> create)
        where T : class
    {
        if (!_shared.TryGetValue(key, out var found))
            _shared.Add(key, found = create());
        return (T)found;
    }

    /// <summary>The files that an MSBuild workspace cannot save: new files and configuration files.</summary>
    public IEnumerable<(string Path, SourceText Text)> FilesOutsideOfProjects() =>
        from file in _files
        where file.Value.IsConfiguration || Find(file.Key.Project, file.Key.Path) is null
        select (file.Key.Path, file.Value.Text);

    /// <summary>
    /// The editor of a C# file, which accepts nodes of the original tree. Where several fixes may change the same node, replace it with a
    /// function of the current node.
    /// </summary>
    public Task<DocumentEditor> EditorOfAsync(DocumentId document, CancellationToken cancellation) =>
        _editor.GetDocumentEditorAsync(document, cancellation);

    /// <summary>The text of an additional or configuration file with the changes so far; null where there is none.</summary>
    /// <param name="path">The file's full path.</param>
    public async Task<SourceText?> TextOfAsync(ProjectId project, string path, CancellationToken cancellation)
    {
        // Several projects may have one file, such as the .editorconfig of a repository.
        foreach (var changed in _files)
            if (changed.Key.Path == path)
                return changed.Value.Text;
        var document =
            Find(project, path) ?? Original.ProjectIds.Select(other => Find(other, path)).FirstOrDefault(static found => found is not null);
        return document is null ? null : await document.GetTextAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Changes an additional file of the project, or adds it.</summary>
    public void WriteAdditionalFile(ProjectId project, string path, SourceText text) =>
        Write(project, path, new(text, IsConfiguration: false));

    /// <summary>Changes an <c>.editorconfig</c> or <c>.globalconfig</c> of the project, or adds it.</summary>
    public void WriteConfiguration(ProjectId project, string path, SourceText text) =>
        Write(project, path, new(text, IsConfiguration: true));

    private void Write(ProjectId project, string path, TextFileChange change)
    {
        foreach (var same in _files.Keys.Where(key => key.Path == path).ToArray())
            _files[same] = change;
        _files[(project, path)] = change;
    }

    /// <summary>
    /// True if the file exists, or a fix has added it. A workspace may not know a file that the fixes of another rule have saved.
    /// </summary>
    [SuppressMessage("MicrosoftCodeAnalysisCorrectness", "RS1035", Justification = "A fix may change files; an analyzer may not.")]
    public bool HasFile(ProjectId project, string path) =>
        _files.ContainsKey((project, path))
        || Find(project, path) is not null
        || (Original.Workspace.Kind == SolutionChangeAction.WorkspaceOfFormat && File.Exists(path));

    /// <param name="withNewFiles">False for a workspace that cannot add files; they are then saved separately.</param>
    public Solution Changed(bool withNewFiles = true)
    {
        var solution = _editor.GetChangedSolution();
        foreach (var pair in _files)
        {
            if (!withNewFiles && Find(pair.Key.Project, pair.Key.Path) is null)
                continue;
            var (project, path) = pair.Key;
            var text = pair.Value.Text;
            solution = (Find(project, path), pair.Value.IsConfiguration) switch
            {
                ({ } document, true) => solution.WithAnalyzerConfigDocumentText(document.Id, text),
                ({ } document, false) => solution.WithAdditionalDocumentText(document.Id, text),
                (null, true) => solution.AddAnalyzerConfigDocument(
                    DocumentId.CreateNewId(project),
                    Path.GetFileName(path),
                    text,
                    Folders(project, path),
                    path
                ),
                (null, false) => solution.AddAdditionalDocument(
                    DocumentId.CreateNewId(project),
                    Path.GetFileName(path),
                    text,
                    Folders(project, path),
                    path
                ),
            };
        }

        return solution;
    }

    private TextDocument? Find(ProjectId project, string path)
    {
        var owner = Original.GetProject(project)!;
        return owner
            .AdditionalDocuments.Concat(owner.AnalyzerConfigDocuments)
            .FirstOrDefault(document => string.Equals(document.FilePath, path, StringComparison.Ordinal));
    }

    private IEnumerable<string> Folders(ProjectId project, string path)
    {
        var home = ProjectFolder.Of(Original.GetProject(project)!);
        return
            home is not null
            && Path.GetDirectoryName(path) is { } folder
            && folder.StartsWith(home + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? folder.Substring(home.Length + 1).Split(Path.DirectorySeparatorChar)
            : [];
    }

    private sealed record TextFileChange(SourceText Text, bool IsConfiguration);
}
