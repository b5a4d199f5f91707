using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SupportDesk.Offline;

/// <summary>An HTTP proxy that connects every request to one loopback port, whatever the host of the request is.</summary>
internal sealed class LoopbackProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly int _port;

    public LoopbackProxy(int port)
    {
        _port = port;
        _listener.Start();
        _ = AcceptAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ConnectAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ConnectAsync(TcpClient client)
    {
        using var from = client;
        using var to = new TcpClient();
        try
        {
            var requester = from.GetStream();
            await SkipHeadAsync(requester);
            await to.ConnectAsync(IPAddress.Loopback, _port, _stop.Token);
            var server = to.GetStream();
            await requester.WriteAsync("HTTP/1.1 200 OK\r\n\r\n"u8.ToArray(), _stop.Token);
            await Task.WhenAny(requester.CopyToAsync(server, _stop.Token), server.CopyToAsync(requester, _stop.Token));
        }
        catch (Exception error) when (error is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
        {
        }
    }

    // CONNECT api.openai.com:443 and its headers, up to an empty line.
    private async Task SkipHeadAsync(NetworkStream requester)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await requester.ReadExactlyAsync(one, _stop.Token);
            head.Append((char)one[0]);
        }
    }
}
