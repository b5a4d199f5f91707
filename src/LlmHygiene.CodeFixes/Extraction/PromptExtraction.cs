using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Facts.Prompt;
using LlmHygiene.Analyzers.Generation.Emitters;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.CodeFixes.Editing;
using LlmHygiene.CodeFixes.Limits;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.CodeFixes.Extraction;

/// <summary>
/// Moves the prompt of a call to a file and calls the class that is generated from it. What is sent stays exactly the same; where that
/// cannot be determined, there is no extraction.
/// </summary>
internal sealed class PromptExtraction
{
    private const string Title = "Extract to a typed prompt";

    private const string ChatClient = MicrosoftExtensionsAISdk.ChatClient;
    private const string Extensions = MicrosoftExtensionsAISdk.ChatClientExtensions;

    private const string Agent = AgentFrameworkSdk.Agent;
    private const string ChatClientAgent = AgentFrameworkSdk.ChatClientAgent;

    private readonly FixableCall _call;
    private readonly PromptProjectFacts _project;
    private readonly ExtractedPrompt _prompt;
    private readonly CallRewriter _rewriter;
    private readonly TextCall? _text;
    private readonly string? _statedName;

    private PromptExtraction(
        FixableCall call,
        PromptProjectFacts project,
        ExtractedPrompt prompt,
        CallRewriter rewriter,
        TextCall? text,
        string? statedName
    )
    {
        _text = text;
        _call = call;
        _project = project;
        _prompt = prompt;
        _rewriter = rewriter;
        _statedName = statedName;
    }

    /// <summary>
    /// The fixes that move the prompt of a call. Where its output is not limited, the first one states a limit in the file: no command can
    /// add one there later.
    /// </summary>
    public static IEnumerable<ProposedFix> FixesOf(FixableCall call, string key)
    {
        var limit = call.SdkCall is { } sdkCall && IsChatCall(sdkCall) ? SuggestedLimit.Missing(call) : null;
        if (limit is not null && Of(call, limit.Tokens) is { } limited)
        {
            var title = $"{Title}, limited to {CSharpText.Number(limit.Tokens)} output tokens{limit.Assumption}";
            yield return new ProposedFix(title + limited.OpenQuestion, key, limited.ApplyAsync);
            key += ".Unlimited";
        }

        if (Of(call) is { } extraction)
            yield return new ProposedFix(Title + extraction.OpenQuestion, key, extraction.ApplyAsync);
    }

    // What is sent stays the same, so the input stays where it is: only a person knows whether it may be there.
    private string OpenQuestion =>
        _prompt.Undecided.Count == 0
            ? ""
            : $"; then decide whether '{string.Join("', '", _prompt.Undecided)}' may be in the system message "
                + $"({RuleIds.UntrustedInstructions})";

    /// <param name="limit">The output limit to state in the file; null for none.</param>
    public static PromptExtraction? Of(FixableCall call, int? limit = null)
    {
        if (PromptProjectFacts.Of(call.Document, call.Model) is not { } project)
            return null;
        var isChat = call.SdkCall is { } sdkCall && IsChatCall(sdkCall);
        var messagesArgument = isChat || call.SdkCall is null ? null : MessagesOfAgent(call.SdkCall);
        var text = isChat || messagesArgument is not null ? null : TextCall.Of(call);
        if (!isChat && messagesArgument is null && text is null)
            return null;
        if (!TryReadTag(call.Prompt, project, call.Syntax.SpanStart, out var name, out var version))
            return null;

        var source = new PromptSource(call.Model, call.Scope, project.Target.HasRequired);
        var reader = new MessagesReader(source);
        var prompts = text is not null ? [text.Prompt] : call.Facts.Call.Prompts.ToArray();
        if (prompts is not [var argument] || reader.Read(argument) is not { Count: > 0 } messages || !HasWords(messages))
            return null;

        var tags = new PromptTags(call.Options.PromptTagKeys);
        var isTaggedInOptions = call.Prompt is { State: PromptState.Tagged, Source: PromptTagSource.Options };
        // The options of an agent run, and the arguments of a helper, stay as they are.
        if (
            OptionsPlan.Of(
                isChat ? call.SdkCall!.Options : null,
                call.Model,
                keepModel: isChat && call.Facts.Model.IsDeployment,
                key => isTaggedInOptions && tags.IsKey(key)
            )
            is not { } options
        )
            return null;
        if (limit is { } tokens)
            options.LimitTo(tokens);
        if (ExtractedPrompt.Of(messages, options, version, new OwnText(call).Is) is not { } prompt)
            return null;
        if (CallRewriter.Of(call, source, reader, options, prompt, project.Target, messagesArgument, text) is not { } rewriter)
            return null;
        return new PromptExtraction(call, project, prompt, rewriter, text, name);
    }

    public async Task ApplyAsync(SolutionChange change, CancellationToken cancellation)
    {
        var position = _call.Syntax.SpanStart;
        var wanted = _statedName is not null
            ? [_statedName]
            : PromptNaming.Wanted(_call.Syntax, _call.Model.Compilation, _call.InlinePrompt?.Text);
        // Calls that send one prompt get one file, with the names of the first call.
        var content = _prompt.Content + _statedName;
        var name = PromptNaming.Shared(
            content,
            change,
            _call.Document.Project,
            () =>
                PromptNaming.Unused(
                    wanted,
                    change,
                    _call.Document.Project,
                    candidate =>
                        _project.IsFree(candidate, position) && !change.HasFile(_call.Document.Project.Id, _project.PathOf(candidate))
                )
        );
        _prompt.Rename(PromptNaming.SharedInputs(content, change, _call.Document.Project, _prompt.Names));
        if (!change.HasFile(_call.Document.Project.Id, _project.PathOf(name)))
            change.WriteAdditionalFile(
                _call.Document.Project.Id,
                _project.PathOf(name),
                SourceText.From(_prompt.Text(name), new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false))
            );

        var editor = await change.EditorOfAsync(_call.Document.Id, cancellation).ConfigureAwait(false);
        var type = $"{PromptNames.Family(name)}.{PromptNames.VersionType(SemanticVersion.TryParse(_prompt.Version)!)}";
        if (_text is not null)
            await _text.ApplyAsync(change, editor, _rewriter, type, cancellation).ConfigureAwait(false);
        else
            _rewriter.Apply(change, editor, type);
        await change.AddUsingAsync(_call.Document, position, _project.Namespace, cancellation).ConfigureAwait(false);
        if (_rewriter.NeedsRuntime)
            await change.AddUsingAsync(_call.Document, position, PromptTagging.Runtime, cancellation).ConfigureAwait(false);
    }

    // The calls that a generated prompt can replace: the two methods of a chat client of any type.
    private static bool IsChatCall(SdkCall call)
    {
        if (
            call.Entry.Type is not (ChatClient or Extensions)
            || call.Marked is not null
            || call.Method.IsGenericMethod
            || call.Client is null or { Syntax: BaseExpressionSyntax }
        )
            return false;
        var type = call.Method.ContainingType;
        if (type.ToDisplayString() is ChatClient or Extensions)
            return true;
        return type.AllInterfaces.FirstOrDefault(implemented => implemented.ToDisplayString() == ChatClient) is { } contract
            && call.Method.Implements(contract);
    }

    // An agent also accepts messages instead of a text, and creates the same message from a text.
    private static ExpressionSyntax? MessagesOfAgent(SdkCall call)
    {
        if (
            call.Entry.Type is not (Agent or ChatClientAgent)
            || call.Method.IsGenericMethod
            || call.Invocation.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == 0)
                is not { ArgumentKind: ArgumentKind.Explicit, Syntax: ArgumentSyntax { NameColon: null } argument }
        )
            return null;
        var rest = call.Method.Parameters.Skip(1).Select(parameter => parameter.Name).ToArray();
        var takesMessages =
            call.Method.Parameters[0].Name == "messages"
            || (
                call.Method.Parameters[0].Name == "message"
                && call.Method.ContainingType.GetMembers(call.Method.Name)
                    .OfType<IMethodSymbol>()
                    .Any(method =>
                        !method.IsGenericMethod
                        && method.Parameters.Length == rest.Length + 1
                        && method.Parameters[0].Name == "messages"
                        && method.Parameters.Skip(1).Select(parameter => parameter.Name).SequenceEqual(rest)
                    )
            );
        return takesMessages ? argument.Expression : null;
    }

    // A call that already names its prompt keeps the name and the version.
    private static bool TryReadTag(PromptFact fact, PromptProjectFacts project, int position, out string? name, out string version)
    {
        name = null;
        version = ExtractedPrompt.FirstVersion;
        if (fact.State != PromptState.Tagged)
            return true;
        if (
            fact is not { Name: { } stated, Version: { } number }
            || SemanticVersion.TryParse(number) is not { } parsed
            || !project.IsFree(stated, position)
        )
            return false;
        name = stated;
        version = parsed.ToString();
        return version == number;
    }

    // A label says what the data behind it is, and is no prompt.
    private static bool HasWords(IReadOnlyList<ExtractedMessage> messages) =>
        messages.SelectMany(message => message.Pieces).Any(piece => piece is FixedPiece { Text: var text } && text.Any(char.IsLetter))
        && !messages.All(DataLabels.AreAllOf);
}
