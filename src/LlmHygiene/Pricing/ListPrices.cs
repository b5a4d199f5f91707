using System.Globalization;

namespace LlmHygiene;

/// <summary>The prices that come with the package: the embedded file prices.txt, read on first use.</summary>
internal static class ListPrices
{
    public const string Resource = "prices.txt";

    private static readonly Lazy<Dictionary<string, ModelPrice>> s_prices = new(Read);

    public static IReadOnlyDictionary<string, ModelPrice> All => s_prices.Value;

    public static ModelPrice? Find(string modelId) => s_prices.Value.TryGetValue(modelId, out var price) ? price : null;

    private static Dictionary<string, ModelPrice> Read()
    {
        var prices = new Dictionary<string, ModelPrice>(StringComparer.OrdinalIgnoreCase);
        using var stream = typeof(ListPrices).Assembly.GetManifestResourceStream(Resource)!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] is not ('#' or '@'))
                Add(prices, line.Split('|'));
        }

        return prices;
    }

    private static void Add(Dictionary<string, ModelPrice> prices, string[] fields) =>
        prices.Add(
            fields[0],
            new ModelPrice(Price(fields[1]), Price(fields[3]))
            {
                CachedInput = Optional(fields, 2),
                UpToInputTokens = (long?)Optional(fields, 4),
                CacheWrite = Optional(fields, 5),
                BatchInput = Optional(fields, 6),
                BatchOutput = Optional(fields, 7),
            }
        );

    private static decimal? Optional(string[] fields, int index) =>
        fields.Length > index && fields[index].Length > 0 ? Price(fields[index]) : null;

    private static decimal Price(string text) => decimal.Parse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
}
