using LlmHygiene.Analyzers.Prompts.Yaml;
using LlmHygiene.Analyzers.Rules.PromptFiles;
using LlmHygiene.CodeFixes.Editing;
using LlmHygiene.CodeFixes.Locking;
using LlmHygiene.CodeFixes.PromptFiles;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.CodeFixes.Models;

/// <summary>States the model in the file of the prompt that a call sends.</summary>
internal sealed class PromptModelWriter
{
    private readonly PromptDocument _file;
    private readonly int _behindVersion;

    private PromptModelWriter(PromptDocument file, int behindVersion)
    {
        _file = file;
        _behindVersion = behindVersion;
    }

    /// <summary>
    /// Null for a call that sends no generated prompt, and for a locked prompt: changing what it sends needs a new version.
    /// </summary>
    public static async Task<PromptModelWriter?> FindAsync(FixableCall call, CancellationToken cancellation)
    {
        if (call.SdkCall is not { DeclaredPrompt: null } || call.Facts.GeneratedPrompt is not { } stated)
            return null;
        var project = call.Document.Project;
        foreach (var document in project.AdditionalDocuments)
        {
            if (
                await PromptDocument.OfAsync(document, cancellation).ConfigureAwait(false)
                    is not { IsYaml: true, Result: { Model: { ModelId: null } model } result } file
                || model.Name != stated.Name
                || model.Version.ToString() != stated.Version
                || ShippedPrompts.Include(file)
                || SectionEdits.Root(file.Text) is not { } root
                || root.Find("model") is not null
                || root.Find("version") is not { Value: YamlScalar { Span.IsEmpty: false } version }
            )
                continue;
            // In flow style, the line contains more keys.
            var line = file.Text.Lines.GetLineFromPosition(version.Span.End);
            return file.AddsNoProblem(Edit(file, line.End, "model")) ? new PromptModelWriter(file, line.End) : null;
        }

        return null;
    }

    public ProposedFix State(string id, string key) =>
        PromptFileFix.Of(_file, $"State the model '{id}' in {Path.GetFileName(_file.Path)}", key, Edit(_file, _behindVersion, id));

    private static TextChange Edit(PromptDocument file, int position, string id) =>
        new(new TextSpan(position, 0), $"{LineEnds.Of(file.Text)}model:{YamlText.Value(id, 0)}");
}
