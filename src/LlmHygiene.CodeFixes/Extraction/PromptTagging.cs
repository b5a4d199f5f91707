using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace LlmHygiene.CodeFixes.Extraction;

/// <summary>
/// Names the prompt of a call in place: with a <c>PromptScope</c> around it, or on the current activity, in a project without the runtime
/// and where a scope would be closed before the response arrives. Neither changes what is sent.
/// </summary>
/// <remarks>
/// The dictionaries of the SDKs' options are not used: <c>AdditionalProperties</c> reach no telemetry without a step that reads them, and
/// OpenAI rejects <c>Metadata</c> in requests that are not stored.
/// </remarks>
internal sealed class PromptTagging
{
    public const string Title = "Tag with a prompt name and a version that you change with the text";

    /// <summary>The namespace of the runtime.</summary>
    public const string Runtime = "LlmHygiene";
    private const string Diagnostics = "System.Diagnostics";

    private readonly FixableCall _call;
    private readonly CallPlace _place;
    private readonly bool _isScope;

    private PromptTagging(FixableCall call, CallPlace place, bool isScope)
    {
        _call = call;
        _place = place;
        _isScope = isScope;
    }

    /// <summary>Null where no statement can precede the call, as in a field initializer.</summary>
    public static PromptTagging? Of(FixableCall call)
    {
        if (CallPlace.Of(call) is not { } place)
            return null;
        var known = call.Session.Catalog.Known;
        if (known.PromptScope is not null && place.KeepsScopeOpen)
            return new PromptTagging(call, place, isScope: true);
        return known.Activity is not null ? new PromptTagging(call, place, isScope: false) : null;
    }

    public async Task ApplyAsync(SolutionChange change, CancellationToken cancellation)
    {
        var editor = await change.EditorOfAsync(_call.Document.Id, cancellation).ConfigureAwait(false);

        // A statement before several calls in one statement cannot distinguish them.
        if (!change.Claim((typeof(PromptTagging), _place.Anchor)))
            return;

        var position = _call.Syntax.SpanStart;
        var project = PromptProjectFacts.Of(_call.Document, _call.Model);
        var text = _call.InlinePrompt?.Text;
        var name = PromptNaming.Shared(
            text,
            change,
            _call.Document.Project,
            () =>
                PromptNaming.Unused(
                    PromptNaming.Wanted(_call.Syntax, _call.Model.Compilation, text),
                    change,
                    _call.Document.Project,
                    candidate => project?.IsFree(candidate, position) != false
                )
        );
        var writer = new TagWriter(change, editor, _call, _place);
        if (_isScope)
        {
            await change.AddUsingAsync(_call.Document, position, Runtime, cancellation).ConfigureAwait(false);
            writer.WriteScope($"{TypeName(_call, "PromptScope", Runtime)}.Begin(\"{name}\", \"{ExtractedPrompt.FirstVersion}\")");
        }
        else
        {
            await change.AddUsingAsync(_call.Document, position, Diagnostics, cancellation).ConfigureAwait(false);
            var activity = TypeName(_call, "Activity", Diagnostics) + ".Current?.SetTag";
            writer.WriteStatements(
                $"{activity}(\"gen_ai.prompt.name\", \"{name}\");",
                $"{activity}(\"gen_ai.prompt.version\", \"{ExtractedPrompt.FirstVersion}\");"
            );
        }
    }

    /// <summary>The full name where the short name would mean another type.</summary>
    public static string TypeName(FixableCall call, string name, string @namespace) =>
        call
            .Model.LookupNamespacesAndTypes(call.Syntax.SpanStart, name: name)
            .Any(found => found.ContainingNamespace?.ToDisplayString() != @namespace)
            ? $"global::{@namespace}.{name}"
            : name;
}
