using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SupportDesk.Offline;

/// <summary>
/// Runs a program that calls the OpenAI API against the in-process server, without a change to the program: its HTTPS
/// requests go through a proxy, and it trusts the certificate of the server. Both are settings of .NET on Linux.
/// </summary>
internal static class OfflineProgram
{
    private const string Host = "api.openai.com";

    public static async Task<int> RunAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        if (!OperatingSystem.IsLinux())
        {
            Console.Error.WriteLine("Only on Linux can a program be told to trust the certificate of the server.");
            return 1;
        }

        using var certificate = Certify();
        var folder = Directory.CreateTempSubdirectory("support-desk-");
        try
        {
            var trusted = Path.Combine(folder.FullName, "server.pem");
            await File.WriteAllTextAsync(trusted, certificate.ExportCertificatePem(), cancellationToken);
            await using var server = await FakeOpenAIServer.StartAsync(cancellationToken, certificate);
            using var proxy = new LoopbackProxy(server.Address.Port);
            return await RunAsync(program, arguments, proxy.Address, server.Address, trusted, cancellationToken);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<int> RunAsync(
        string program, string[] arguments, Uri proxy, Uri server, string trusted, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments);
        foreach (var name in new[] { "HTTPS_PROXY", "https_proxy" })
            start.Environment[name] = proxy.ToString();
        foreach (var name in new[] { "NO_PROXY", "no_proxy" })
            start.Environment.Remove(name);
        start.Environment["SSL_CERT_FILE"] = trusted;
        start.Environment["OPENAI_API_KEY"] = "unused";

        using var process = Process.Start(start)!;
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return process.ExitCode;
    }

    private static X509Certificate2 Certify()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={Host}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(Host);
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = DateTimeOffset.UtcNow;
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }
}
