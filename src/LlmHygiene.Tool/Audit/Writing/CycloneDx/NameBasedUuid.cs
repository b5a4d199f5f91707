using System.Security.Cryptography;
using System.Text;

namespace LlmHygiene.Tool.Audit.Writing.CycloneDx;

/// <summary>A UUID of version 5 (RFC 9562): equal texts have equal UUIDs.</summary>
internal static class NameBasedUuid
{
    // The namespace of URLs.
    private static readonly byte[] s_urls = Convert.FromHexString("6ba7b8119dad11d180b400c04fd430c8");

    // Part of every serial number that was ever written. It stays when the repository moves, unlike links.
    private const string Prefix = "https://github.com/llmhygiene/llmhygiene#";

    public static string Of(string text)
    {
#pragma warning disable CA5350 // Required by the standard; it is not used for security.
        var hash = SHA1.HashData([.. s_urls, .. Encoding.UTF8.GetBytes(Prefix + text)]);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true).ToString();
    }
}
