using Microsoft.Extensions.AI;

namespace LlmHygiene;

/// <summary>
/// What one execution of a prompt with a budget has used so far. It follows the calls that the execution makes, so that the step inside
/// the tool loop adds to it.
/// </summary>
internal sealed class PromptSpending
{
    private static readonly AsyncLocal<PromptSpending?> s_current = new();

    private readonly object _gate = new();
    private readonly PromptInfo _prompt;
    private readonly PromptBudget _budget;
    private readonly bool _seesAllCalls;
    private int _calls;
    private decimal _usd;
    private bool _hasUnknownCost;

    private PromptSpending(PromptInfo prompt, PromptBudget budget, IChatClient client)
    {
        _prompt = prompt;
        _budget = budget;
        var step = ClientServices.Find<PromptTelemetryChatClient>(client);
        CountsItself = step is null;
        _seesAllCalls = !HasToolLoop(client) || (step is not null && !HasToolLoop(step));
    }

    /// <summary>True when no step of the pipeline counts the calls, so that the execution counts its own one.</summary>
    public bool CountsItself { get; }

    /// <summary>True when a call was not made because of the budget.</summary>
    public bool IsExceeded { get; private set; }

    /// <summary>The tokens of all calls that have ended.</summary>
    public TokenCount Tokens { get; private set; }

    public string? ResponseModel { get; private set; }

    /// <summary>Null for a prompt without a budget.</summary>
    public static PromptSpending? Of(PromptInfo? prompt, IChatClient client) =>
        prompt is { Budget: { } budget } ? new PromptSpending(prompt, budget, client) : null;

    /// <summary>
    /// The execution that a call belongs to; null if it has no budget. A call that a tool makes names another prompt, or none.
    /// </summary>
    public static PromptSpending? OfCall(ChatOptions? options, string[] moreVersionKeys)
    {
        if (s_current.Value is not { } spending)
            return null;
        var tag = CallTag.In(options, moreVersionKeys);
        return tag.Name == spending._prompt.Name && tag.Version == spending._prompt.Version ? spending : null;
    }

    /// <summary>Makes the spending known to the calls that are made next.</summary>
    public void Enter() => s_current.Value = this;

    /// <exception cref="PromptBudgetExceededException">The budget does not allow another call.</exception>
    public void StartCall()
    {
        lock (_gate)
        {
            if (_calls >= _budget.Calls)
                throw Exceeded(PromptBudgetLimit.Calls, _budget.Calls.Value, _calls);
            if (_usd >= _budget.Usd)
                throw Exceeded(PromptBudgetLimit.Usd, _budget.Usd.Value, _usd);
            _calls++;
        }
    }

    public void EndCall(string? requestModel, string? responseModel, TokenCount tokens)
    {
        var cost = _budget.Usd is null ? 0 : tokens.CostAt(PromptPricing.Find(responseModel, requestModel));
        lock (_gate)
        {
            _usd += cost ?? 0;
            _hasUnknownCost |= cost is null;
            Tokens = Tokens.Plus(tokens);
            ResponseModel = responseModel ?? ResponseModel;
        }
    }

    /// <summary>Why a limit of the budget was not enforced, or not completely; null if all of them were.</summary>
    /// <param name="isAnswered">True when the client has responded, so that there was a call.</param>
    public string? NotEnforced(bool isAnswered)
    {
        lock (_gate)
        {
            if (!_seesAllCalls || (isAnswered && _calls == 0))
                return LlmHygieneTelemetry.BudgetCallsNotSeen;
            return _hasUnknownCost ? LlmHygieneTelemetry.BudgetCostUnknown : null;
        }
    }

    private PromptBudgetExceededException Exceeded(PromptBudgetLimit exceeded, decimal limit, decimal used)
    {
        IsExceeded = true;
        return new PromptBudgetExceededException(_prompt.Name, _prompt.Version, exceeded, limit, used);
    }

    private static bool HasToolLoop(IChatClient client) => ClientServices.Find<FunctionInvokingChatClient>(client) is not null;
}
