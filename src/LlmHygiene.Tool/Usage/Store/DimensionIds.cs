using LlmHygiene.Tool.Usage.Reading;

namespace LlmHygiene.Tool.Usage.Store;

/// <summary>Which prompt a call sent: by its name, its version, or both.</summary>
internal sealed record PromptKey(string? Name, string? Version);

/// <summary>Which model was asked, which one answered, and how the version was chosen.</summary>
internal sealed record CallDetails(string? RequestModel, string? ResponseModel, string? Rollout)
{
    /// <summary>The model by which calls are shown: a failed call has no other than the one that was asked for.</summary>
    public string? Model => RequestModel ?? ResponseModel;
}

/// <summary>Numbers for the names that calls carry, so that the engine sorts and joins small integers.</summary>
internal sealed class DimensionIds
{
    /// <summary>No prompt is named.</summary>
    public const int None = -1;

    private readonly Numbered<PromptKey> _prompts = new();
    private readonly Numbered<CallDetails> _details = new();
    private readonly Numbered<string> _models = new();
    private readonly Numbered<double[]> _bounds = new(new SameValues());

    public int PromptOf(Tags tags) =>
        tags.Prompt is null && tags.Version is null ? None : _prompts.Of(new PromptKey(tags.Prompt, tags.Version));

    public int DetailsOf(Tags tags) => _details.Of(new CallDetails(tags.RequestModel, tags.ResponseModel, tags.Rollout));

    public int BoundsOf(double[] bounds) => _bounds.Of(bounds);

    public PromptKey? Prompt(int id) => id == None ? null : _prompts[id];

    public CallDetails Details(int id) => _details[id];

    public double[] Bounds(int id) => _bounds[id];

    public IEnumerable<(int Id, int Model, CallDetails Details)> AllDetails =>
        _details.All.Select((details, id) => (id, _models.Of(details.Model ?? ""), details));

    public string? Model(int id) => _models[id] is { Length: > 0 } model ? model : null;

    private sealed class Numbered<T>(IEqualityComparer<T>? comparer = null)
        where T : notnull
    {
        private readonly Dictionary<T, int> _ids = new(comparer);
        private readonly List<T> _all = [];

        public IReadOnlyList<T> All => _all;

        public T this[int id] => _all[id];

        public int Of(T value)
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
