using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Rules.Reporting.Baseline;

/// <summary>
/// Stands in the place of the baseline when one is to be made: everything is reported, and what would be its line is kept,
/// as are the lines that no longer occur.
/// </summary>
/// <param name="file">The baseline that the project has; null when it has none yet.</param>
internal sealed class BaselineRecorder(AdditionalText? file) : AdditionalText
{
    private readonly SourceText _none = SourceText.From("");
    private readonly ConcurrentDictionary<(string RuleId, Location Location), string> _keys = new();
    private readonly ConcurrentDictionary<string, bool> _stale = new(StringComparer.Ordinal);

    public override string Path { get; } = file?.Path ?? BaselineFile.Name;

    /// <summary>What the project has now, whether or not it is reported.</summary>
    public IReadOnlyCollection<string> Keys => new HashSet<string>(_keys.Values, StringComparer.Ordinal);

    /// <summary>The entries of the file that no longer occur, as far as this compilation can tell.</summary>
    public IReadOnlyCollection<string> Stale => (IReadOnlyCollection<string>)_stale.Keys;

    public override SourceText GetText(CancellationToken cancellationToken = default) => file?.GetText(cancellationToken) ?? _none;

    /// <summary>The key of what was reported; null when a baseline cannot hold it.</summary>
    public string? KeyOf(Diagnostic diagnostic) => _keys.TryGetValue((diagnostic.Id, diagnostic.Location), out var key) ? key : null;

    public void Add(Diagnostic diagnostic, string key) => _keys[(diagnostic.Id, diagnostic.Location)] = key;

    public void AddStale(BaselineEntry entry) => _stale[entry.Key] = true;
}
