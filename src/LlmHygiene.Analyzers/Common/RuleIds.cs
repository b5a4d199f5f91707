using System.Collections.Immutable;

namespace LlmHygiene.Analyzers.Common;

/// <summary>All rule IDs of LlmHygiene. An ID is never reused and never changes its meaning.</summary>
internal static class RuleIds
{
    // 0xxx: the tool itself
    public const string CallInventory = "LLMH0001";
    public const string BaselineStale = "LLMH0002";
    public const string CallMethodsSyntax = "LLMH0003";
    public const string BaselineSyntax = "LLMH0004";

    // 1xxx: model
    public const string ModelNotStated = "LLMH1001";
    public const string ModelDecidedElsewhere = "LLMH1002";
    public const string ModelAlias = "LLMH1003";
    public const string ModelRetired = "LLMH1004";
    public const string ModelNotAllowed = "LLMH1005";
    public const string ModelListSyntax = "LLMH1006";
    public const string ModelRefuses = "LLMH1007";

    // 2xxx: prompt
    public const string PromptNotVersioned = "LLMH2001";
    public const string PromptVersionNotFixed = "LLMH2002";
    public const string PromptInline = "LLMH2003";

    // 21xx: a prompt file that cannot be understood (2110 to 2112 are the lock and input changes)
    public const string PromptSyntax = "LLMH2101";
    public const string PromptName = "LLMH2102";
    public const string PromptVersion = "LLMH2103";
    public const string PromptUnknownKey = "LLMH2104";
    public const string PromptBadValue = "LLMH2105";
    public const string PromptInputType = "LLMH2106";
    public const string PromptTemplateSyntax = "LLMH2107";
    public const string PromptUnknownVariable = "LLMH2108";
    public const string PromptUnusedInput = "LLMH2109";
    public const string PromptInputsChanged = "LLMH2112";
    public const string PromptWithoutMessages = "LLMH2113";
    public const string PromptDuplicateVersion = "LLMH2114";
    public const string PromptNameCollision = "LLMH2115";
    public const string PromptLanguageVersion = "LLMH2116";
    public const string PromptRuntimeMissing = "LLMH2117";
    public const string PromptOutput = "LLMH2119";
    public const string PromptPartial = "LLMH2120";
    public const string PromptImage = "LLMH2121";
    public const string PromptMethodSignature = "LLMH2122";
    public const string PromptNotMapped = "LLMH2123";

    // The lock
    public const string PromptLockedChanged = "LLMH2110";
    public const string PromptNotLocked = "LLMH2111";
    public const string PromptLockSyntax = "LLMH2118";

    // 3xxx: telemetry
    public const string RawHttp = "LLMH3001";
    public const string PipelineWithoutTelemetry = "LLMH3002";
    public const string PromptTagLost = "LLMH3003";
    public const string ContentInTelemetry = "LLMH3004";

    // 4xxx: cost
    public const string OutputNotLimited = "LLMH4001";
    public const string ModelHeavierThanTier = "LLMH4002";
    public const string PromptOverBudget = "LLMH4003";
    public const string CallInLoop = "LLMH4004";
    public const string OutputLimitTooLow = "LLMH4005";
    public const string InputBeforeText = "LLMH4006";

    // 5xxx: resilience
    public const string CallNotCancellable = "LLMH5001";
    public const string CallBlocks = "LLMH5002";
    public const string TextParsedAsJson = "LLMH5003";
    public const string TimeoutCutsCalls = "LLMH5004";
    public const string RetriesMultiply = "LLMH5005";
    public const string ToolLoopNotLimited = "LLMH5006";

    // 6xxx: security
    public const string ApiKeyInSource = "LLMH6001";
    public const string UntrustedInstructions = "LLMH6002";
    public const string OutputInDangerousPlace = "LLMH6003";
    public const string HiddenCharacters = "LLMH6004";
    public const string ToolWithoutApproval = "LLMH6005";

    /// <summary>The level of each rule that came after the first version. An older level turns it off.</summary>
    public static readonly ImmutableDictionary<string, HygieneLevel> Since = ImmutableDictionary.CreateRange(
        new Dictionary<string, HygieneLevel>
        {
            [ModelRefuses] = HygieneLevel.V0_2,
            [OutputLimitTooLow] = HygieneLevel.V0_2,
            [InputBeforeText] = HygieneLevel.V0_2,
            [CallBlocks] = HygieneLevel.V0_2,
            [TextParsedAsJson] = HygieneLevel.V0_2,
            [TimeoutCutsCalls] = HygieneLevel.V0_2,
            [RetriesMultiply] = HygieneLevel.V0_2,
            [ToolLoopNotLimited] = HygieneLevel.V0_2,
            [ApiKeyInSource] = HygieneLevel.V0_2,
            [HiddenCharacters] = HygieneLevel.V0_2,
            [ToolWithoutApproval] = HygieneLevel.V0_2,
            [UntrustedInstructions] = HygieneLevel.V0_2,
            [OutputInDangerousPlace] = HygieneLevel.V0_2,
        }
    );

    // The presets of LlmHygieneMode are written from the descriptors and these two lists.

    /// <summary>Enabled in mode Minimum, together with every rule about prompt files (21xx).</summary>
    public static readonly ImmutableArray<string> Minimum = ImmutableArray.Create(
        ModelNotStated,
        ModelRetired,
        ModelRefuses,
        ApiKeyInSource,
        HiddenCharacters
    );

    /// <summary>Errors in mode Strict, whatever their default severity is.</summary>
    public static readonly ImmutableArray<string> StrictErrors = ImmutableArray.Create(
        ModelNotStated,
        ModelDecidedElsewhere,
        ModelRefuses,
        PromptNotVersioned,
        PromptVersionNotFixed,
        RawHttp,
        PromptTagLost,
        ApiKeyInSource,
        UntrustedInstructions,
        OutputInDangerousPlace
    );
}
