using System.Collections.Immutable;
using LlmHygiene.Analyzers.Clients;
using LlmHygiene.Analyzers.Clients.Configuration;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Facts.Blocking;
using LlmHygiene.Analyzers.Facts.Http;
using LlmHygiene.Analyzers.Facts.Limit;
using LlmHygiene.Analyzers.Facts.Model;
using LlmHygiene.Analyzers.Facts.Parameters;
using LlmHygiene.Analyzers.Facts.Prompt;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Sdks.Rows;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.SettingsFiles;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts;

/// <summary>What is known about one raw HTTP request: its body, its address and its arguments, as far as the code shows them.</summary>
internal sealed class HttpCallFacts(HttpReading reading, SourceScope scope, SdkCatalog catalog, ImmutableArray<string> extraTagKeys)
    : CallFacts(reading.Call, scope, catalog)
{
    private static readonly string[] s_limits =
    [
        "max_tokens",
        "max_completion_tokens",
        "max_output_tokens",
        "max_new_tokens",
        "max_tokens_to_sample",
        "num_predict",
        "n_predict",
        "max_length",
    ];

    private static readonly string[] s_prompts = ["content", "text", "prompt", "system", "system_prompt", "input", "instructions"];

    private static readonly string[] s_pathsBeforeModel = ["/models/", "/deployments/", "/model/"];

    private readonly ValueTracker _values = ValueTracker.UpToParameters(scope, catalog);

    private ModelFact? _model;
    private PromptFact? _prompt;
    private LimitFact? _limit;
    private ParameterFact? _parameters;

    /// <summary>The provider that the request goes to; null where that is not known, or where it goes to a gateway.</summary>
    public string? Provider =>
        reading.Request.Addresses.Select(LlmEndpoints.ProviderOf).Distinct().ToList() is [{ } provider] ? provider : null;

    // One for each caller, where the callers decide.
    private IReadOnlyList<HttpBody> Bodies => reading.Bodies.Value;

    public override ModelFact Model => _model ??= ResolveModel();

    /// <summary>What the settings files of the project say.</summary>
    public ProjectConfiguration Configuration { get; init; } = ProjectConfiguration.None;

    public override IReadOnlyList<SettingsValue> ConfiguredModels
    {
        get
        {
            if (!Configuration.HasFiles || Model is not { State: ModelState.Configured, Id: null })
                return [];
            var values = ValueTracker.Whole(Scope, Catalog);
            var objects = new ObjectTracker(values, Catalog);
            return
            [
                .. Bodies
                    .SelectMany(static body => body.ValuesOf("model"))
                    .SelectMany(reading.Places.Follow)
                    .SelectMany(origin => Configuration.ValuesOf(origin.Operation, values, objects))
                    .Distinct(),
            ];
        }
    }

    public override PromptFact Prompt => _prompt ??= ResolvePrompt();

    public override LimitFact Limit => _limit ??= ResolveLimit();

    // A helper of the project that sends synchronously blocks inside.
    public override BlockingWait? Blocking => base.Blocking ?? (IsSentByHelper ? BlockingWait.Of(reading.Call.Send) : null);

    private bool IsSentByHelper => reading.Call.Send.Syntax != reading.Call.Invocation.Syntax;

    // Each name is read only where it stands in the source as such: in a text the place is not known exactly.
    public override ParameterFact Parameters => _parameters ??= ResolveParameters();

    private ParameterFact ResolveParameters()
    {
        if (Bodies is not [var body])
            return ParameterFact.Unknown;
        var sent = new List<SentParameter>();
        foreach (var pair in RequestParameters.Sampling.Append(new("max_tokens", RequestParameter.MaxTokens)))
            if (body.ValuesOf(pair.Key) is [var value] && Stated(body, pair.Key) is { Length: > 0 } constant)
                sent.Add(new SentParameter(pair.Value, constant, value.Operation.Syntax));
        var effort = Stated(body, "reasoning_effort") ?? Stated(body, "effort");
        if (effort is { Length: > 0 } && body.ValuesOf("reasoning_effort") is [var written])
            sent.Add(new SentParameter(RequestParameter.Effort, effort, written.Operation.Syntax));
        return new ParameterFact(sent, effort is { Length: > 0 } ? effort : null, !body.IsOpen && effort is not "");
    }

    private ModelFact ResolveModel()
    {
        var models = Bodies.Select(ModelOf).Distinct().ToList();
        return models is [var only] ? only
            : models.Contains(ModelFact.FlowsIn) ? ModelFact.FlowsIn
            : new ModelFact(ModelState.Configured);
    }

    private ModelFact ModelOf(HttpBody body) =>
        Stated(body, "model") switch
        {
            { Length: > 0 } id => new ModelFact(ModelState.Constant, id),
            not null => new ModelFact(ModelState.Configured),
            null => InAddress() ?? ModelFact.FlowsIn,
        };

    private LimitFact ResolveLimit()
    {
        var limits = Bodies.Select(LimitOf).Distinct().ToList();
        return limits is [var only] ? only
            : limits.TrueForAll(static limit => limit.State == LimitState.Set) ? new LimitFact(LimitState.Set)
            : LimitFact.FlowsIn;
    }

    private LimitFact LimitOf(HttpBody body)
    {
        foreach (var name in s_limits)
            if (Stated(body, name) is { } limit)
                return new LimitFact(LimitState.Set, limit.Length > 0 ? limit : null);
        return new LimitFact(body.IsOpen || body.IsEmpty ? LimitState.FlowsIn : LimitState.Unset);
    }

    private PromptFact ResolvePrompt()
    {
        if (Call.Operation is { } operation && !operation.TakesPrompt())
            return PromptFact.None;
        var tags = new PromptTags(extraTagKeys);
        var metadata = Bodies is [var single] ? single.ValuesOf("metadata") : [];
        var bodies = reading.Request.Bodies.Concat(metadata).Select(body => body.Operation);
        var around = new PromptSurroundings(_values, Catalog, tags).Of(Call.Invocation);
        if ((around.Tagged ?? tags.In(CallOptions.None, bodies, _values, Catalog).Tagged) is { } tagged)
            return tagged;
        if (around.IsUnknown)
            return PromptFact.FlowsIn;
        var texts = new PromptTextFinder(_values, new ObjectTracker(_values, Catalog), Catalog);
        return Bodies.All(body => s_prompts.SelectMany(body.ValuesOf).Any(value => texts.HasLiteralText(value.Operation)))
            ? PromptFact.Untagged
            : PromptFact.FlowsIn;
    }

    // The constant that is written under a name; empty for a value that is not constant; null where nothing is written.
    private string? Stated(HttpBody body, string name)
    {
        var values = body.ValuesOf(name);
        if (values.Count == 0)
            return StatedInText(body, name);
        var constants = values
            .SelectMany(reading.Places.Follow)
            .Where(origin => !IsNull(origin.Operation))
            .Select(origin =>
                origin.Operation.ConstantValue is { HasValue: true, Value: { } constant }
                    ? Convert.ToString(constant, System.Globalization.CultureInfo.InvariantCulture)
                    : null
            )
            .Distinct()
            .ToList();
        return constants.Count == 0 ? null
            : constants is [{ } single] ? single
            : "";
    }

    private static bool IsNull(IOperation operation) =>
        operation is IDefaultValueOperation || operation.ConstantValue is { HasValue: true, Value: null };

    // `"{\"model\": \"gpt-4o\", …}"`
    private static string? StatedInText(HttpBody body, string name)
    {
        foreach (var text in body.Texts)
        {
            var at = text.IndexOf("\"" + name + "\"", StringComparison.Ordinal);
            if (at < 0)
                continue;
            var value = text.Substring(at + name.Length + 2).TrimStart(' ', ':');
            var written = value.StartsWith("\"", StringComparison.Ordinal)
                ? value.Substring(1).Split('"')[0]
                : value.Split(',', '}', ' ', '\n', '\r')[0];
            return written.IndexOf(HttpTextReader.Hole) < 0 ? written : "";
        }

        return null;
    }

    // Where the code chooses among addresses, the model is known if all of them name the same one.
    private ModelFact? InAddress()
    {
        var facts = reading.Request.Addresses.Select(InAddress).Distinct().ToList();
        return facts is [var only] ? only
            : facts.Exists(static fact => fact is not null) ? new ModelFact(ModelState.Configured)
            : null;
    }

    // `…/models/gemini-2.5-flash:generateContent`, `…/openai/deployments/my-gpt/chat/completions`
    private static ModelFact? InAddress(string address)
    {
        foreach (var before in s_pathsBeforeModel)
        {
            var start = address.IndexOf(before, StringComparison.OrdinalIgnoreCase);
            if (start < 0)
                continue;
            var model = address.Substring(start + before.Length).Split('/', ':', '?')[0];
            if (model.Length == 0)
                continue;
            return model.IndexOf(HttpTextReader.Hole) < 0
                ? new ModelFact(ModelState.Constant, model, IsDeployment: before == "/deployments/")
                : new ModelFact(ModelState.Configured);
        }

        return null;
    }
}
