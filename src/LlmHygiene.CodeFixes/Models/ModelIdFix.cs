using LlmHygiene.CodeFixes.Editing;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.CodeFixes.Models;

/// <summary>Changes the text of a model ID, wherever it is written, and nothing else.</summary>
public abstract class ModelIdFix : LlmCodeFixProvider
{
    internal sealed override async Task<IReadOnlyList<ProposedFix>> FindAsync(
        TextDocument document,
        Diagnostic diagnostic,
        CancellationToken cancellation
    )
    {
        if (await WrittenModel.AtAsync(document, diagnostic, cancellation).ConfigureAwait(false) is not { } written)
            return [];
        var where = written.IsElsewhere ? " where it is written" : "";
        var fixes = new List<ProposedFix>();
        foreach (var id in Replacements(written))
            fixes.Add(
                new ProposedFix(
                    Title(written.Stated.Id, id) + where,
                    fixes.Count == 0 ? GetType().Name : $"{GetType().Name}:{id}",
                    (change, token) => ReplaceAsync(written, id, change, token)
                )
            );
        return fixes;
    }

    private protected abstract string Title(string id, string replacement);

    /// <summary>The replacements of the ID, the best first; empty where the rule does not apply.</summary>
    private protected abstract IEnumerable<string> Replacements(WrittenModel model);

    private static async Task ReplaceAsync(WrittenModel written, string id, SolutionChange change, CancellationToken cancellation)
    {
        foreach (var text in written.Texts)
            await text.ReplaceAsync(change, written.Stated.Id, id, cancellation).ConfigureAwait(false);
    }
}
