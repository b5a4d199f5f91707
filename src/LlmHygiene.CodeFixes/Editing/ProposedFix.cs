namespace LlmHygiene.CodeFixes.Editing;

/// <summary>One possible fix of one diagnostic, which applies to the current code.</summary>
/// <param name="Title">The title in an IDE.</param>
/// <param name="Key">The equivalence key: fixes with the same key are applied together by Fix All.</param>
/// <param name="ApplyAsync">
/// Writes the change. Several fixes may write to one <see cref="SolutionChange"/>; none sees what another has written.
/// </param>
internal sealed record ProposedFix(string Title, string Key, Func<SolutionChange, CancellationToken, Task> ApplyAsync);
