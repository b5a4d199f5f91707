namespace LlmHygiene.CodeFixes.Editing;

/// <summary>One way out of one diagnostic, found to fit the code as it is now.</summary>
/// <param name="Title">What an IDE shows.</param>
/// <param name="Key">Equal for the fixes that Fix All applies together, and different for different ways out.</param>
/// <param name="ApplyAsync">Writes the change. Several fixes may write into one <see cref="SolutionChange"/>; none sees what another has
/// written.</param>
internal sealed record ProposedFix(string Title, string Key, Func<SolutionChange, CancellationToken, Task> ApplyAsync);
