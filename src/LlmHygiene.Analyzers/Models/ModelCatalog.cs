using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using LlmHygiene.Analyzers.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LlmHygiene.Analyzers.Models;

/// <summary>
/// All known models as of one date. The clock is not read: whether a model is already retired, or only will be, depends on the date of the
/// list, so that the same inputs give the same diagnostics.
/// </summary>
internal sealed class ModelCatalog
{
    private static readonly ConditionalWeakTable<AnalyzerOptions, ModelCatalog> s_ofProjects = new();

    public const string OverrideFileName = "llm-models.txt";

    private const string Resource = "models.txt";
    private const int MaxChainLength = 8;

    // GitHub Models passes requests on to models of others, which it names with their owner: `openai/gpt-5-mini`. When it stops to do so is
    // not what the owner says.
    private const string GitHub = "github";

    // The companies that make models, as opposed to the clouds that host them.
    private static readonly ImmutableHashSet<string> s_owners = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "anthropic",
        "cohere",
        "deepseek",
        "google",
        "meta",
        "mistral",
        "openai",
        "xai"
    );

    // The prefixes that routers and GitHub Models write before the '/', where they identify a provider unambiguously.
    private static readonly ImmutableDictionary<string, string> s_prefixes = ImmutableDictionary.CreateRange(
        StringComparer.OrdinalIgnoreCase,
        s_owners
            .Select(static owner => new KeyValuePair<string, string>(owner, owner))
            .Concat([new("mistralai", "mistral"), new("mistral-ai", "mistral"), new("meta-llama", "meta"), new("x-ai", "xai")])
    );

    // What comes before the provider in the name of a resource of Vertex AI.
    private const string Publishers = "publishers/";

    private static readonly Lazy<ModelCatalog> s_default = new(static () => From([ReadResource()]));

    private readonly Dictionary<string, List<ModelEntry>> _byId = new(StringComparer.OrdinalIgnoreCase);

    private ModelCatalog(string asOf) => AsOf = asOf;

    /// <summary>The models that come with the analyzer. Read once per process, on demand.</summary>
    public static ModelCatalog Default => s_default.Value;

    public string AsOf { get; }

    public IEnumerable<ModelEntry> Entries => _byId.Values.SelectMany(static rows => rows);

    /// <summary>The catalog of a project: its own list overrides the built-in one.</summary>
    public static ModelCatalog For(AnalyzerOptions options) => s_ofProjects.GetValue(options, Read);

    private static ModelCatalog Read(AnalyzerOptions options)
    {
        var own = options
            .AdditionalFiles.Where(IsOverride)
            .Select(static file => file.GetText()?.ToString())
            .Where(static text => text is not null)
            .ToList();
        return own.Count == 0 ? Default : From([ReadResource(), .. own.Select(static text => AsOwn(ModelListParser.Parse(text!)))]);
    }

    private static ModelList AsOwn(ModelList list) =>
        list with
        {
            Entries = [.. list.Entries.Select(static entry => entry with { IsOwn = true })],
        };

    public static bool IsOverride(AdditionalText file) => FileNames.IsNamed(file, OverrideFileName);

    /// <summary>The list that comes with the analyzer, parsed.</summary>
    public static ModelList ReadResource()
    {
        using var stream = typeof(ModelCatalog).Assembly.GetManifestResourceStream(Resource)!;
        using var reader = new StreamReader(stream);
        return ModelListParser.Parse(reader.ReadToEnd(), isChecked: false);
    }

    /// <summary>
    /// A later list overrides an earlier one, line by line; what a model accepts stays where the line says nothing about it.
    /// The latest date applies to all.
    /// </summary>
    public static ModelCatalog From(IReadOnlyCollection<ModelList> lists)
    {
        var catalog = new ModelCatalog(
            lists.Select(static list => list.AsOf ?? "").OrderBy(static day => day, StringComparer.Ordinal).Last()
        );
        foreach (var entry in lists.SelectMany(static list => list.Entries))
        {
            if (!catalog._byId.TryGetValue(entry.Id, out var rows))
                catalog._byId.Add(entry.Id, rows = []);
            var earlier = rows.FindIndex(row => string.Equals(row.Provider, entry.Provider, StringComparison.OrdinalIgnoreCase));
            if (earlier < 0)
                rows.Add(entry);
            else
                rows[earlier] = entry.Fields is null ? entry with { Fields = rows[earlier].Fields } : entry;
        }

        return catalog;
    }

    /// <summary>The ID without a prefix such as <c>openai/</c>; unchanged where it has no known prefix.</summary>
    public static string WithoutPrefix(string id) => Prefixed(id)?.Id ?? id;

    /// <summary>An ID with the prefix of <paramref name="written"/>, so that it can replace that ID.</summary>
    public static string WithPrefixOf(string written, string id) =>
        Prefixed(written) is { Id: var bare } && id.IndexOf('/') < 0 ? written.Substring(0, written.Length - bare.Length) + id : id;

    /// <summary>True where some provider has a model of this ID.</summary>
    public bool Knows(string id) => _byId.ContainsKey(id) || (Prefixed(id) is { Id: var bare } && _byId.ContainsKey(bare));

    /// <summary>True where some provider shuts the model down.</summary>
    public bool MayBeEnding(string id) =>
        (_byId.TryGetValue(id, out var rows) || (Prefixed(id) is { Id: var bare } && _byId.TryGetValue(bare, out rows)))
        && rows.Exists(static row => row.IsEnding);

    /// <summary>What one provider says about an ID; null where it says nothing.</summary>
    public ModelMatch? FindAt(string id, string provider) =>
        _byId.TryGetValue(id, out var rows)
        && rows.Find(row => string.Equals(row.Provider, provider, StringComparison.OrdinalIgnoreCase)) is { } row
            ? new ModelMatch(row, row.IsEnding)
        : provider == GitHub && Prefixed(id) is { } owned && Find(owned.Id, owned.Provider) is { } model ? model with { IsEnding = false }
        : null;

    /// <summary>
    /// What is known about an ID. If the provider is unknown, the entry of the model's owner is used, and the model counts as ending only
    /// if no provider is known to keep it available.
    /// </summary>
    /// <param name="provider">The provider that the call's SDK calls; null where it can be any.</param>
    public ModelMatch? Find(string id, string? provider)
    {
        if (!_byId.TryGetValue(id, out var rows))
        {
            if (Prefixed(id) is not { } prefixed || !_byId.TryGetValue(prefixed.Id, out rows))
                return null;
            provider = prefixed.Provider;
        }

        if (
            provider is not null
            && rows.Find(row => string.Equals(row.Provider, provider, StringComparison.OrdinalIgnoreCase)) is { } named
        )
            return new ModelMatch(named, named.IsEnding);

        var first = rows.Where(static row => row.Class != ModelClass.Deployment)
            .OrderByDescending(static row => s_owners.Contains(row.Provider))
            .ThenByDescending(static row => row.HasLifecycle)
            .ThenBy(static row => row.Provider, StringComparer.Ordinal)
            .FirstOrDefault();
        return first is null
            ? null
            : new ModelMatch(first, first.IsEnding && rows.TrueForAll(static row => row.IsEnding || !row.HasLifecycle));
    }

    public bool IsRetired(ModelEntry entry) =>
        entry.ShutdownOn is { } date ? string.CompareOrdinal(date, AsOf) <= 0 : entry.Status == ModelStatus.Retired;

    /// <summary>The model to use instead: if a replacement is ending itself, its own replacement is used.</summary>
    public string? Replacement(ModelEntry entry)
    {
        var replacement = entry.Replacement;
        for (var i = 0; i < MaxChainLength && replacement is not null && Of(replacement) is { IsEnding: true, Replacement: { } next }; i++)
            replacement = next;
        return replacement == entry.Id ? null : replacement;

        ModelEntry? Of(string id) => Find(id, entry.Provider)?.Entry;
    }

    private static (string Provider, string Id)? Prefixed(string id)
    {
        // `projects/p/locations/l/publishers/google/models/gemini-2.5-pro`
        var publisher = id.IndexOf(Publishers, StringComparison.Ordinal);
        var start = publisher < 0 ? 0 : publisher + Publishers.Length;
        var slash = id.IndexOf('/', start);
        return slash > start && s_prefixes.TryGetValue(id.Substring(start, slash - start), out var provider)
            ? (provider, id.Substring(id.LastIndexOf('/') + 1))
            : null;
    }
}

/// <summary>The entry that is used for an ID.</summary>
/// <param name="IsEnding">True when the model is retired, or its shutdown is announced, at each of its known providers.</param>
internal sealed record ModelMatch(ModelEntry Entry, bool IsEnding);
