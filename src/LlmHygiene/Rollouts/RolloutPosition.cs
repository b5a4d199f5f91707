using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace LlmHygiene;

/// <summary>
/// The position of a key in the rollout of a prompt: a number in [0, 1) that is the same in every process, on every
/// platform and in every release of this library. Shares are parts of that range, so that a key keeps its version when
/// a share grows.
/// </summary>
internal static class RolloutPosition
{
    // A double has 53 bits: more would round up to 1.
    private const int UnusedBits = 11;

    /// <remarks>The prompt's name is part of the hash, so that new versions of different prompts go to different users.</remarks>
    public static double Of(string promptName, string key)
    {
        var hash = Hash(Encoding.UTF8.GetBytes(promptName + "\n" + key));
        return (BinaryPrimitives.ReadUInt64BigEndian(hash) >> UnusedBits) * (1.0 / (1UL << (64 - UnusedBits)));
    }

#if NET
    private static byte[] Hash(byte[] bytes) => SHA256.HashData(bytes);
#else
    private static byte[] Hash(byte[] bytes)
    {
        using var sha = SHA256.Create();
        return sha.ComputeHash(bytes);
    }
#endif
}
