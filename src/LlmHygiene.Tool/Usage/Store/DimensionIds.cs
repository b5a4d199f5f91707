using LlmHygiene.Tool.Usage.Reading;

namespace LlmHygiene.Tool.Usage.Store;

/// <summary>The prompt of a call: a name, a version, or both.</summary>
internal sealed record PromptKey(string? Name, string? Version);

/// <summary>The requested model, the model that responded, and how a rollout chose the version.</summary>
internal sealed record CallDetails(string? RequestModel, string? ResponseModel, string? Rollout)
{
    /// <summary>The model that calls are shown with. A failed call has only the requested one.</summary>
    public string? Model => RequestModel ?? ResponseModel;
}

/// <summary>The place in the code that makes a call.</summary>
internal sealed record SiteKey(string Name, string? Sdk, string? Operation);

/// <summary>IDs for the names of calls, so that the database sorts and joins small integers.</summary>
internal sealed class DimensionIds
{
    /// <summary>The call has no prompt.</summary>
    public const int None = -1;

    private readonly Numbered<PromptKey> _prompts = new();
    private readonly Numbered<CallDetails> _details = new();
    private readonly Numbered<string> _models = new();
    private readonly Numbered<SiteKey> _sites = new();
    private readonly Numbered<string> _hashes = new();
    private readonly Numbered<double[]> _bounds = new(new SameValues());

    public int PromptOf(Tags tags) =>
        tags.Prompt is null && tags.Version is null ? None : _prompts.IdOf(new PromptKey(tags.Prompt, tags.Version));

    public int DetailsOf(Tags tags) => _details.IdOf(new CallDetails(tags.RequestModel, tags.ResponseModel, tags.Rollout));

    public int SiteOf(Tags tags) => tags.Site is null ? None : _sites.IdOf(new SiteKey(tags.Site, tags.Sdk, tags.CallOperation));

    public int HashOf(Tags tags) => tags.ContentHash is null ? None : _hashes.IdOf(tags.ContentHash);

    public int BoundsOf(double[] bounds) => _bounds.IdOf(bounds);

    public PromptKey? Prompt(int id) => id == None ? null : _prompts[id];

    public CallDetails Details(int id) => _details[id];

    public SiteKey Site(int id) => _sites[id];

    public string? Hash(int id) => id == None ? null : _hashes[id];

    /// <summary>
    /// The model that calls are shown with: the requested one, else the one that responded. A call whose code states no model has the
    /// requested model of others with the same response, so that two instrumentations of one call show it with the same model.
    /// </summary>
    public string? ModelOf(int details) => ModelOf(_details[details]);

    private string? ModelOf(CallDetails details)
    {
        if (details is not { RequestModel: null, ResponseModel: { } response })
            return details.Model;
        var requested = _details
            .All.Where(one => one.ResponseModel == response)
            .Select(static one => one.RequestModel)
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .Take(2)
            .ToList();
        return requested is [var only] ? only : response;
    }

    public double[] Bounds(int id) => _bounds[id];

    public IEnumerable<(int Id, int Model, CallDetails Details)> AllDetails =>
        _details.All.Select((details, id) => (id, _models.IdOf(ModelOf(details) ?? ""), details));

    public string? Model(int id) => _models[id] is { Length: > 0 } model ? model : null;

    private sealed class Numbered<T>(IEqualityComparer<T>? comparer = null)
        where T : notnull
    {
        private readonly Dictionary<T, int> _ids = new(comparer);
        private readonly List<T> _all = [];

        public IReadOnlyList<T> All => _all;

        public T this[int id] => _all[id];

        public int IdOf(T value)
        {
            if (!_ids.TryGetValue(value, out var id))
            {
                _ids.Add(value, id = _all.Count);
                _all.Add(value);
            }

            return id;
        }
    }

    private sealed class SameValues : IEqualityComparer<double[]>
    {
        public bool Equals(double[]? one, double[]? other) => one.AsSpan().SequenceEqual(other);

        public int GetHashCode(double[] values)
        {
            var hash = default(HashCode);
            foreach (var value in values)
                hash.Add(value);
            return hash.ToHashCode();
        }
    }
}
