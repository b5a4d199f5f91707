namespace LlmHygiene.Analyzers.Tests.Soundness;

/// <summary>A generated program with one LLM call, and what is needed to judge what the analyzer says of it.</summary>
/// <param name="Id">Part of each name that the program declares, so that many programs are one compilation.</param>
/// <param name="Text">One file, with a class <c>P{Id}</c> that has <c>Task RunAsync()</c>.</param>
/// <param name="Constructs">What the values travel through.</param>
internal sealed record SoundProgram(int Id, string Text, IReadOnlyCollection<string> Constructs)
{
    /// <summary>True when the code chooses between a value and none: a value that is proven may then be left out.</summary>
    public bool MayLeaveOut { get; init; }

    /// <summary>True when a step around the client sets or drops the limit, which is not the one of the call.</summary>
    public bool HasPipelineLimit { get; init; }

    /// <summary>True when a step around the client states a model, which runs where the call leaves it out.</summary>
    public bool HasPipelineModel { get; init; }

    /// <summary>True when what the program registers would count for the other programs of a compilation.</summary>
    public bool NeedsOwnCompilation { get; init; }

    /// <summary>True when two places write the text, each with options of its own: each is judged for itself.</summary>
    public bool WritesTextTwice { get; init; }

    /// <summary>The facts that only a run decides: reflection, <c>dynamic</c> or a value from outside is in their way.</summary>
    public SoundFacts AtRunTime { get; init; }

    /// <summary>What can be left out of the program.</summary>
    public IReadOnlyList<string> Parts { get; init; } = [];

    public string TypeName => $"P{Id}";

    public string FileName => $"P{Id}.cs";
}

/// <summary>The facts that are counted.</summary>
[Flags]
internal enum SoundFacts
{
    None = 0,
    Model = 1,
    Limit = 2,
    Prompt = 4,
    All = Model | Limit | Prompt,
}

/// <summary>What reached the client of the SDK.</summary>
/// <param name="Model">What the options state, else what the client was made with.</param>
/// <param name="OptionsModel">What the options state.</param>
/// <param name="Versions">Of the prompt: in a scope, in the options, on the activity.</param>
internal sealed record Sent(string? Model, string? OptionsModel, string? Limit, string Versions, bool CanBeCanceled)
{
    public static Sent Of(string?[] record) => new(record[0], record[1], record[2], record[3]!, record[4] == "True");
}
