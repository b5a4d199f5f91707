using System.Text.Json;

namespace LlmHygiene.Tool.Usage.Reading;

/// <summary>A cache for strings: the same few names occur millions of times.</summary>
internal sealed class StringPool
{
    private const int Size = 4096;
    private const int MaxLength = 256;

    private readonly (byte[] Bytes, string Text)[] _slots = new (byte[], string)[Size];

    public string Get(ref Utf8JsonReader reader)
    {
        var bytes = reader.ValueSpan;
        if (reader.ValueIsEscaped || bytes.Length > MaxLength)
            return reader.GetString()!;

        ref var slot = ref _slots[Fnv.Add(Fnv.Start, bytes) % Size];
        if (slot.Bytes is null || !bytes.SequenceEqual(slot.Bytes))
            slot = (bytes.ToArray(), reader.GetString()!);
        return slot.Text;
    }
}

/// <summary>FNV-1a with 64 bits: the same in every process.</summary>
internal static class Fnv
{
    public const ulong Start = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    public static ulong Add(ulong hash, ReadOnlySpan<byte> bytes)
    {
        foreach (var one in bytes)
            hash = (hash ^ one) * Prime;
        return hash;
    }

    public static ulong Add(ulong hash, ulong value)
    {
        for (var i = 0; i < 8; i++, value >>= 8)
            hash = (hash ^ (value & 0xff)) * Prime;
        return hash;
    }

    /// <summary>Spreads a hash over all bits, so that hashes can be added in any order.</summary>
    public static ulong Mix(ulong hash)
    {
        hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccd;
        hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53;
        return hash ^ (hash >> 33);
    }
}
