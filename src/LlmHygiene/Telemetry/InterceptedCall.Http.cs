using System.Globalization;
using System.Net.Http;
using System.Text;

namespace LlmHygiene;

/// <content>Raw HTTP requests: what the status and the body of a response say.</content>
public sealed partial class InterceptedCall
{
    private bool _returnsEarly;

    // The body arrives after the call has returned: the call ends with it.
    private bool _isBodyOpen;

    /// <summary>Says whether the method returns when the headers have arrived, so that the body is read later.</summary>
    /// <param name="returnsEarly">Whether it does.</param>
    public void SetReturnsEarly(bool returnsEarly) => _returnsEarly = returnsEarly;

    /// <summary>Sets the HTTP status of the response: any other than 2xx is a failure.</summary>
    /// <param name="status">The status; 0 where no response has arrived.</param>
    public void SetStatus(int status)
    {
        if (status is >= 200 and < 300)
            return;
        SetError(true);
        if (status != 0)
            _errorType = status.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Reads the body of a response.</summary>
    /// <param name="body">The body.</param>
    public void ReadBody(string? body)
    {
        if (body is not null)
            ReadBody(Encoding.UTF8.GetBytes(body));
    }

    /// <summary>Reads the body of a response.</summary>
    /// <param name="body">The body.</param>
    public void ReadBody(byte[]? body)
    {
        if (body is not null && _errorType is null)
            ResponseBody.Read(body, this);
    }

    /// <summary>Reads the status and the body of a response. A body that arrives later is measured while the caller reads it.</summary>
    /// <param name="response">The response.</param>
    public void ReadResponse(HttpResponseMessage? response)
    {
        if (response is null)
            return;
        SetStatus((int)response.StatusCode);
        if (_errorType is not null || response.Content is not { } content)
            return;
        if (_returnsEarly)
        {
            _isBodyOpen = true;
            response.Content = new MeasuredContent(content, this);
        }
        // The body is in memory, so that reading it neither waits nor takes anything away from the caller.
        else if (content.ReadAsByteArrayAsync() is { Status: TaskStatus.RanToCompletion, Result: var body })
        {
            ReadBody(body);
        }
    }

    internal void ObserveBody()
    {
        if (_firstChunk == 0)
            _firstChunk = System.Diagnostics.Stopwatch.GetTimestamp();
    }

    /// <summary>The caller reads no more of the body. It may stop after the last event of a stream, before the body ends.</summary>
    /// <param name="body">What the caller has read.</param>
    /// <param name="isWhole">Whether it has read the body to its end.</param>
    internal void EndBody(byte[] body, bool isWhole)
    {
        Read(static (call, bytes) => call.ReadBody(bytes), body);
        if (isWhole || _finishReason is not null)
            Succeed();
        else
            Stop(default);
        EndApart();
    }

    internal void FailBody(Exception error, CancellationToken token)
    {
        SetFailure(error, token);
        EndApart();
    }
}
