using LlmHygiene.Analyzers.Sdks.Tables;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Facts.Resilience;

/// <summary>What has been read of how the factory makes one HTTP client.</summary>
internal sealed class HttpBuilder
{
    private CallTimeout? _timeout;
    private bool _isTimeoutUnknown;

    public List<HttpHandler> Handlers { get; } = [];

    /// <summary>True where code that is not visible may have added or removed a handler.</summary>
    public bool IsUnknown { get; set; }

    /// <summary>The time-out that is stated last takes precedence; the order is not followed, so the longest counts.</summary>
    /// <param name="timeout">Null for one that is not known.</param>
    public void State(CallTimeout? timeout)
    {
        if (timeout is null)
            _isTimeoutUnknown = true;
        else if (_timeout is null || timeout.Seconds > _timeout.Seconds)
            _timeout = timeout;
    }

    /// <summary>The stated time-out, or the default; null where it is not known.</summary>
    /// <param name="registration">Where the client is registered.</param>
    public CallTimeout? TimeoutOr(IOperation? registration) =>
        _isTimeoutUnknown || registration is null
            ? null
            : _timeout ?? new CallTimeout(HttpClients.DefaultTimeout, registration, IsDefault: true);
}
