using System.Collections.Immutable;
using LlmHygiene.Analyzers.Facts.Cancellation;
using LlmHygiene.Analyzers.Facts.Limit;
using LlmHygiene.Analyzers.Facts.Model;
using LlmHygiene.Analyzers.Facts.Prompt;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Http;

/// <summary>What is known about one raw request: read from its body, its address and its arguments, as far as they are shown.</summary>
internal sealed class HttpCallFacts(HttpCall call, SourceScope scope, SdkCatalog catalog, ImmutableArray<string> extraTagKeys)
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

    private HttpBody Body => call.Body.Value;

    public ModelFact Model
    {
        get
        {
            if (Stated("model") is { } stated)
                return stated is { Length: > 0 } id ? new ModelFact(ModelState.Constant, id) : new ModelFact(ModelState.Configured);
            return InAddress() ?? ModelFact.FlowsIn;
        }
    }

    public LimitFact Limit
    {
        get
        {
            foreach (var name in s_limits)
                if (Stated(name) is { } limit)
                    return new LimitFact(LimitState.Set, limit.Length > 0 ? limit : null);
            return new LimitFact(Body.IsOpen || Body.IsEmpty ? LimitState.FlowsIn : LimitState.Unset);
        }
    }

    public PromptFact Prompt
    {
        get
        {
            var tags = new PromptTags(extraTagKeys);
            if ((PromptScopes.Around(call.Invocation, catalog.Known) ?? tags.OnActivity(call.Invocation, catalog.Known)) is { } tagged)
                return tagged;
            if (
                tags.In(
                    call.Request.Bodies.Select(body => body.Operation).Concat(Body.ValuesOf("metadata").Select(value => value.Operation))
                ) is
                { } inBody
            )
                return inBody;
            var author = new PromptTextFinder(_values, new ObjectTracker(_values, catalog), catalog);
            return s_prompts.SelectMany(Body.ValuesOf).Any(value => author.HasLiteralText(value.Operation))
                ? PromptFact.Untagged
                : PromptFact.FlowsIn;
        }
    }

    public CancellationState Cancellation => CancellationResolver.Resolve(call.Invocation, catalog.Known);

    // What is written under a name: the constant, or an empty text for a value that is none; null when nothing is.
    private string? Stated(string name)
    {
        var values = Body.ValuesOf(name);
        if (values.Count == 0)
            return StatedInText(name);
        var constants = values
            .SelectMany(call.Places.Follow)
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
    private string? StatedInText(string name)
    {
        foreach (var text in Body.Texts)
        {
            var at = text.IndexOf("\"" + name + "\"", StringComparison.Ordinal);
            if (at < 0)
                continue;
            var value = text.Substring(at + name.Length + 2).TrimStart(' ', ':');
            var written = value.StartsWith("\"", StringComparison.Ordinal)
                ? value.Substring(1).Split('"')[0]
                : value.Split(',', '}', ' ', '\n', '\r')[0];
            return written.IndexOf(TextReader.Hole) < 0 ? written : "";
        }

        return null;
    }

    // `…/models/gemini-2.5-flash:generateContent`, `…/openai/deployments/my-gpt/chat/completions`
    private ModelFact? InAddress()
    {
        foreach (var address in call.Request.Addresses)
        {
            foreach (var before in s_pathsBeforeModel)
            {
                var start = address.IndexOf(before, StringComparison.OrdinalIgnoreCase);
                if (start < 0)
                    continue;
                var model = address.Substring(start + before.Length).Split('/', ':', '?')[0];
                if (model.Length == 0)
                    continue;
                return model.IndexOf(TextReader.Hole) < 0
                    ? new ModelFact(ModelState.Constant, model, IsDeployment: before == "/deployments/")
                    : new ModelFact(ModelState.Configured);
            }
        }

        return null;
    }
}
