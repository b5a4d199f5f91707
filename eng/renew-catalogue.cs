// Renews what src/LlmHygiene.Analyzers/Models/models.txt says about the capabilities and the cache prices of models, and the prices of
// caches, batches and embeddings in src/LlmHygiene/Pricing/prices.txt.
//
//   dotnet run eng/renew-catalogue.cs -- FOLDER     (clones the data sets into the folder, those that it does not have)
//   dotnet run eng/renew-catalogue.cs -- --report   (how much is known, by provider; changes nothing)
//
// Both lists are written at the end, so a failure leaves them as they are.
//
// eng/catalogue/capabilities.txt has what providers' pages say, and takes precedence. Between the data sets, a value counts as refused only
// where no source says that it is accepted: a missing entry costs a finding, a wrong one costs trust.
#:property ManagePackageVersionsCentrally=false
#:property PublishAot=false

using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

const string List = "src/LlmHygiene.Analyzers/Models/models.txt";
const string PriceList = "src/LlmHygiene/Pricing/prices.txt";
const string Pages = "eng/catalogue/capabilities.txt";

if (!File.Exists(List))
{
    Console.Error.WriteLine("Run this in the root of the repository.");
    return 1;
}

var lines = File.ReadAllLines(List);
if (args is ["--report"])
{
    Report(lines.Where(IsModel).Select(Row.Parse).ToList());
    return 0;
}

if (args is not [var folder] || folder.StartsWith('-'))
{
    Console.Error.WriteLine("Name a folder for the data sets: dotnet run eng/renew-catalogue.cs -- FOLDER");
    return 1;
}

// The data sets, each with a part of it that is read.
(string Key, string Address, string Part)[] sets =
[
    ("d1", "https://github.com/anomalyco/models.dev", "providers"),
    ("d2", "https://github.com/pydantic/genai-prices", "prices/data.json"),
    ("d3", "https://github.com/mnfst/modelparams.dev", "models"),
];
var sources = new List<(string Key, string Date, string Address)>();
foreach (var (key, address, part) in sets)
{
    var clone = Path.Combine(folder, address.Split('/')[^1]);
    if (!Directory.Exists(clone) && Git("clone", "--depth", "1", address, clone) is { IsDone: false, Text: var error })
    {
        Console.Error.WriteLine($"{address} cannot be cloned: {error}");
        Console.Error.WriteLine($"Nothing has changed. Clone it yourself into {clone}, and run this again.");
        return 1;
    }

    // Its own folder: git would also find the repository around a folder that is none.
    if (
        !Path.Exists(Path.Combine(clone, ".git"))
        || !Path.Exists(Path.Combine(clone, part))
        || Git("-C", clone, "log", "-1", "--format=%cs") is not { IsDone: true, Text: var date }
    )
    {
        Console.Error.WriteLine($"{clone} is no complete clone of {address}. Nothing has changed. Delete it, and run this again.");
        return 1;
    }

    sources.Add((key, date, address));
}

var pages = File.ReadAllLines(Pages).Where(line => line.Length > 0 && line[0] != '#').ToList();
foreach (var line in pages.Where(line => line.StartsWith("@source|", StringComparison.Ordinal)))
    sources.Add((line.Split('|')[1], line.Split('|')[2], line.Split('|')[3]));
var stated = pages.Where(IsModel).Select(Statement.Parse).ToList();
foreach (var key in stated.SelectMany(line => line.Sources).Where(key => sources.All(source => source.Key != key)))
    throw new InvalidDataException($"{Pages}: '{key}' is no source.");

var modelsDev = new ModelsDev(Path.Combine(folder, "models.dev"));
var prices = new Prices(Path.Combine(folder, "genai-prices", "prices", "data.json"));
var parameters = new ModelParameters(Path.Combine(folder, "modelparams.dev", "models"));

var output = new StringBuilder();
var rows = new List<Row>();
var hasSources = false;
foreach (var line in lines)
{
    if (line.StartsWith("@source|", StringComparison.Ordinal) && Regex.IsMatch(line, @"^@source\|[cd]\d"))
        continue;
    if (!IsModel(line))
    {
        output.Append(line).Append('\n');
        continue;
    }

    if (!hasSources)
    {
        hasSources = true;
        foreach (var (key, date, address) in sources.OrderBy(source => source.Key, StringComparer.Ordinal))
            output.Append($"@source|{key}|{date}|{address}\n");
    }

    var row = Row.Parse(line);
    row.Fields.Clear();
    var from = new SortedSet<string>(StringComparer.Ordinal);
    if (modelsDev.Find(row) is { } model)
    {
        from.Add("d1");
        foreach (var (name, value) in model)
            row.Fields[name] = value;
    }

    if (parameters.Find(row) is { } accepted)
        Merge(row, accepted, from);
    if (prices.Find(row) is { } cost)
    {
        from.Add("d2");
        foreach (var (name, value) in cost)
            row.Fields[name] = value;
    }

    foreach (var statement in stated.Where(statement => statement.Fits(row)))
    {
        foreach (var (name, value) in statement.Fields)
            row.Fields[name] = value;
        from.UnionWith(statement.Sources);
    }

    // What a batch and a cache cost is stated as a part of the list price.
    if (row.Fields.Remove("batch", out var batch))
    {
        PartOf("batch-input", row.Price(9), batch);
        PartOf("batch-output", row.Price(10), batch);
    }

    if (row.Fields.Remove("read", out var read))
        PartOf("cache-read", row.Price(9), read);
    if (row.Fields.Remove("write", out var write))
        PartOf("cache-write", row.Price(9), write);

    // A model that reasons in no case has no effort.
    if (row.Fields.GetValueOrDefault("reasoning") == "none")
        row.Fields.Remove("efforts");
    if (row.Fields.Count > 0)
        row.Fields["from"] = string.Join(',', from);
    rows.Add(row);

    void PartOf(string name, string price, string part)
    {
        if (decimal.TryParse(price, NumberStyles.Number, CultureInfo.InvariantCulture, out var list) && list > 0)
            row.Fields[name] = (list * decimal.Parse(part, CultureInfo.InvariantCulture)).ToString("0.######", CultureInfo.InvariantCulture);
    }

    output.Append(row).Append('\n');
}

var renewedPrices = RenewPrices(rows);
File.WriteAllText(List, output.ToString());
File.WriteAllText(PriceList, renewedPrices);
Report(rows);
return 0;

// Keeps the models of the list and their prices by position. Where providers sell a model under one ID at different prices, the price is
// unknown.
static string RenewPrices(IReadOnlyList<Row> rows)
{
    var byId = rows.ToLookup(row => row.Id, StringComparer.OrdinalIgnoreCase);
    var lines = File.ReadAllLines(PriceList);
    var models = lines.Where(line => IsModel(line) && !IsEmbedding(line.Split('|')[0])).Select(line => Renewed(line.Split('|')));
    var renewed = lines
        .Where(line => !IsModel(line))
        .Concat(models.Concat(Embeddings()).OrderBy(line => line.Split('|')[0].ToLowerInvariant(), StringComparer.Ordinal));
    return string.Concat(renewed.Select(line => line + "\n"));

    // Their prices are those of models.txt, which names the sources. They write no text, so an output price of a source is its mistake.
    IEnumerable<string> Embeddings() =>
        from model in rows
        where IsEmbedding(model.Id) && model.Price(9).Length > 0
        group model by model.Id into sold
        where sold.Select(model => model.Price(9)).Distinct().Count() == 1
        select $"{sold.Key}|{sold.First().Price(9)}||0";

    string Renewed(string[] fields)
    {
        var all = new string[8];
        for (var i = 0; i < all.Length; i++)
            all[i] = i < 5 && i < fields.Length ? fields[i] : "";
        if (Only(fields[0], "cache-read") is { Length: > 0 } read)
            all[2] = read;
        all[5] = Only(fields[0], "cache-write");
        all[6] = Only(fields[0], "batch-input");
        all[7] = Only(fields[0], "batch-output");
        return string.Join('|', all).TrimEnd('|');
    }

    string Only(string id, string name)
    {
        var values = byId[id].Where(row => row.Fields.ContainsKey(name)).Select(row => row.Fields[name]).Distinct().ToList();
        return values.Count == 1 ? values[0] : "";
    }
}

static bool IsEmbedding(string id) => id.Contains("embed", StringComparison.OrdinalIgnoreCase);

static bool IsModel(string line) => line.Length > 0 && line[0] is not ('#' or '@');

// Where the sources disagree, what one of them accepts is accepted.
static void Merge(Row row, Accepted accepted, SortedSet<string> from)
{
    from.Add("d3");
    if (accepted.Efforts.Count > 0)
    {
        var known = row.Fields.GetValueOrDefault("efforts") is { } text and not "-" ? text.Split(',') : [];
        row.Fields["efforts"] = string.Join(',', Row.Efforts.Where(effort => known.Contains(effort) || accepted.Efforts.Contains(effort)));
    }

    if (accepted.Names.Contains("temperature") && row.Fields.GetValueOrDefault("refuses") == "temperature")
        row.Fields.Remove("refuses");
}

// What git writes, or its error.
static (bool IsDone, string Text) Git(params string[] arguments)
{
    var git = new ProcessStartInfo("git", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
    // It fails where it would ask for a password.
    git.Environment["GIT_TERMINAL_PROMPT"] = "0";
    try
    {
        using var process = Process.Start(git)!;
        var error = process.StandardError.ReadToEndAsync();
        var text = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        return process.ExitCode == 0 ? (true, text) : (false, error.Result.Trim());
    }
    catch (System.ComponentModel.Win32Exception missing)
    {
        return (false, missing.Message);
    }
}

static void Report(IReadOnlyList<Row> rows)
{
    string[] names = ["reasoning", "efforts", "refuses", "tools", "schema", "input", "limit", "cache-read", "cache-write", "batch-input"];
    Console.WriteLine("| provider | models | " + string.Join(" | ", names) + " |");
    Console.WriteLine("|---|---|" + string.Concat(names.Select(_ => "---|")));
    foreach (var group in rows.GroupBy(row => row.Provider).Append(rows.GroupBy(_ => "all").Single()))
        Console.WriteLine(
            $"| {group.Key} | {group.Count()} | "
                + string.Join(" | ", names.Select(name => group.Count(row => row.Fields.ContainsKey(name))))
                + " |"
        );
}

/// <summary>One line of models.txt: the fields by position, then the fields by name.</summary>
internal sealed class Row(string[] positional)
{
    public static readonly string[] Efforts = ["none", "minimal", "low", "medium", "high", "xhigh", "max"];

    private static readonly string[] s_names =
    [
        "reasoning",
        "efforts",
        "refuses",
        "tools",
        "schema",
        "input",
        "limit",
        "cache-read",
        "cache-write",
        "batch-input",
        "batch-output",
        "from",
    ];

    public string Provider => positional[0];

    public string Id => positional[1];

    public string Price(int index) => positional.Length > index ? positional[index] : "";

    public Dictionary<string, string> Fields { get; } = [];

    public static Row Parse(string line)
    {
        var fields = line.Split('|');
        var named = fields.Where(field => Regex.IsMatch(field, "^[a-z-]+=")).ToList();
        var row = new Row(fields.Take(fields.Length - named.Count).ToArray());
        foreach (var field in named)
            row.Fields[field.Split('=')[0]] = field[(field.IndexOf('=') + 1)..];
        return row;
    }

    /// <summary>The ID, then the ID without the date of a snapshot and without what a cloud puts around it.</summary>
    public IEnumerable<string> Names
    {
        get
        {
            yield return Id;
            var plain = Regex.Replace(Id, @"-(20\d{2}-\d{2}-\d{2}|20\d{6})$", "");
            if (plain != Id)
                yield return plain;
        }
    }

    public override string ToString() =>
        string.Join('|', positional) + string.Concat(s_names.Where(Fields.ContainsKey).Select(name => $"|{name}={Fields[name]}"));
}

/// <summary>What a provider's page says about some of its models.</summary>
internal sealed record Statement(string Provider, string[] Ids, Dictionary<string, string> Fields, string[] Sources)
{
    public static Statement Parse(string line)
    {
        var fields = line.Split('|');
        return new(
            fields[0],
            fields[1].Split(',', StringSplitOptions.TrimEntries),
            fields[2..^1].ToDictionary(field => field.Split('=')[0], field => field.Split('=')[1]),
            fields[^1].Split(',')
        );
    }

    public bool Fits(Row row) =>
        row.Provider == Provider && Ids.Any(id => Regex.IsMatch(row.Id, "^" + Regex.Escape(id).Replace(@"\*", ".*") + "$"));
}

/// <summary>models.dev: one TOML file per model; a file can inherit from one of another folder.</summary>
internal sealed class ModelsDev(string root)
{
    private static readonly Dictionary<string, string> s_providers = new()
    {
        ["aws-bedrock"] = "amazon-bedrock",
    };

    public Dictionary<string, string>? Find(Row row)
    {
        // Vectors, speech and images have no sampling, and are not chats.
        if (Regex.IsMatch(row.Id, "embed|whisper|tts|image|moderation|transcribe|realtime"))
            return null;
        var provider = s_providers.GetValueOrDefault(row.Provider, row.Provider);
        foreach (var name in row.Names)
            if (Read(Path.Combine(root, "providers", provider, "models", name + ".toml")) is { } toml)
                return Fields(toml, row);
        return null;
    }

    private Toml? Read(string file)
    {
        if (!File.Exists(file))
            return null;
        var toml = Toml.Parse(File.ReadAllText(file));
        return toml.Text("base_model") is { } from && Read(Path.Combine(root, "models", from + ".toml")) is { } inherited
            ? toml.Over(inherited)
            : toml;
    }

    private static Dictionary<string, string>? Fields(Toml toml, Row row)
    {
        // Images, speech and vectors have no sampling.
        if (!toml.List("modalities.output").Contains("text") && toml.Has("modalities.output"))
            return null;
        var fields = new Dictionary<string, string>();
        var input = toml.List("modalities.input");
        string[] kinds = ["text", "image", "audio", "pdf", "video"];
        if (input.Count > 0)
            fields["input"] = string.Join(',', kinds.Where(input.Contains));
        if (toml.Text("tool_call") is { } tools)
            fields["tools"] = tools == "true" ? "yes" : "no";
        if (toml.Text("structured_output") is { } schema)
            fields["schema"] = schema == "true" ? "yes" : "no";
        if (toml.Text("temperature") == "false")
            fields["refuses"] = "temperature";
        if (toml.Text("reasoning") is { } reasoning)
        {
            var options = toml.Options;
            var efforts = options.Where(option => option.Kind == "effort").SelectMany(option => option.Values).ToList();
            // A budget or a switch can turn it off; what happens when the request says nothing is not stated.
            var canBeOff =
                options.Any(option => option.Kind == "toggle" || (option.Kind == "budget_tokens" && option.Min == "0"))
                || efforts.Contains("none");
            if (reasoning != "true")
                fields["reasoning"] = "none";
            else if (canBeOff)
                fields["reasoning"] = "optional";
            if (reasoning == "true" && efforts.Count > 0)
                fields["efforts"] = string.Join(',', Row.Efforts.Where(efforts.Contains));
        }

        // The provider moves it, and newer models accept more: what it lacked when it was listed proves nothing.
        if (row.Id.EndsWith("-latest", StringComparison.Ordinal))
        {
            if (!input.Contains("image"))
                fields.Remove("input");
            foreach (var name in new[] { "tools", "schema" })
                if (fields.GetValueOrDefault(name) == "no")
                    fields.Remove(name);
        }

        Price("cost.cache_read", "cache-read");
        Price("cost.cache_write", "cache-write");
        return fields;

        void Price(string name, string field)
        {
            if (toml.Text(name) is { } text && decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var price))
                fields[field] = price.ToString("0.######", CultureInfo.InvariantCulture);
        }
    }
}

/// <summary>The part of TOML that models.dev uses.</summary>
internal sealed class Toml
{
    private readonly Dictionary<string, string> _values = [];

    public List<(string Kind, List<string> Values, string? Min)> Options { get; private set; } = [];

    public bool Has(string name) => _values.ContainsKey(name);

    public string? Text(string name)
    {
        if (!_values.TryGetValue(name, out var value))
            return null;
        // `1_000_000`
        var plain = value.Replace("_", "", StringComparison.Ordinal);
        return decimal.TryParse(plain, NumberStyles.Number, CultureInfo.InvariantCulture, out _) ? plain : value.Trim('"');
    }

    public List<string> List(string name) => _values.TryGetValue(name, out var value) ? Strings(value) : [];

    public static Toml Parse(string text)
    {
        var toml = new Toml();
        var section = "";
        var option = (Kind: "", Values: new List<string>(), Min: (string?)null);
        // An array can be on several lines.
        text = Regex.Replace(text, @"^\s*#.*$", "", RegexOptions.Multiline);
        text = Regex.Replace(text, @"=\s*\[[^\[\]]*\]", match => match.Value.Replace("\n", " ", StringComparison.Ordinal));
        foreach (var line in text.Split('\n').Select(line => line.Trim()))
        {
            if (Regex.Match(line, @"^\[+([\w.]+)\]+$") is { Success: true } header)
            {
                AddOption();
                section = line.StartsWith("[[", StringComparison.Ordinal) ? "[" + header.Groups[1].Value : header.Groups[1].Value;
                continue;
            }

            if (Regex.Match(line, @"^([\w-]+)\s*=\s*(.+)$") is not { Success: true } pair)
                continue;
            var (name, value) = (pair.Groups[1].Value, pair.Groups[2].Value.Trim());
            if (section == "[reasoning_options")
            {
                if (name == "type")
                    option.Kind = value.Trim('"');
                else if (name == "values")
                    option.Values = Strings(value);
                else if (name == "min")
                    option.Min = value;
            }
            else if (name == "reasoning_options" && section.Length == 0)
            {
                foreach (Match inline in Regex.Matches(value, @"\{([^}]*)\}"))
                    toml.Options.Add(
                        (
                            Regex.Match(inline.Value, "type\\s*=\\s*\"(\\w+)\"").Groups[1].Value,
                            Strings(Regex.Match(inline.Value, @"values\s*=\s*(\[[^\]]*\])").Groups[1].Value),
                            Regex.Match(inline.Value, @"min\s*=\s*(-?\w+)") is { Success: true } min ? min.Groups[1].Value : null
                        )
                    );
            }
            else if (!section.StartsWith('['))
            {
                toml._values[section.Length == 0 ? name : section + "." + name] = value;
            }
        }

        AddOption();
        return toml;

        void AddOption()
        {
            if (section == "[reasoning_options")
                toml.Options.Add(option);
            option = ("", [], null);
        }
    }

    public Toml Over(Toml inherited)
    {
        foreach (var (name, value) in inherited._values)
            _values.TryAdd(name, value);
        if (Options.Count == 0)
            Options = inherited.Options;
        return this;
    }

    private static List<string> Strings(string list) => Regex.Matches(list, "\"([^\"]*)\"").Select(match => match.Groups[1].Value).ToList();
}

/// <summary>genai-prices: what cached input costs.</summary>
internal sealed class Prices
{
    private static readonly Dictionary<string, string> s_providers = new() { ["x-ai"] = "xai", ["aws"] = "aws-bedrock" };

    private readonly Dictionary<(string Provider, string Id), Dictionary<string, string>> _byId = [];

    public Prices(string file)
    {
        using var data = JsonDocument.Parse(File.ReadAllText(file));
        foreach (var provider in data.RootElement.EnumerateArray())
        {
            var name = provider.GetProperty("id").GetString()!;
            foreach (var model in provider.GetProperty("models").EnumerateArray())
            {
                var prices = model.GetProperty("prices");
                // Several by date: the last is the newest.
                if (prices.ValueKind == JsonValueKind.Array)
                    prices = prices.EnumerateArray().Last().GetProperty("prices");
                var fields = new Dictionary<string, string>();
                Add("cache_read_mtok", "cache-read");
                Add("cache_write_mtok", "cache-write");
                if (fields.Count > 0)
                    _byId[(s_providers.GetValueOrDefault(name, name), model.GetProperty("id").GetString()!)] = fields;

                void Add(string key, string field)
                {
                    if (!prices.TryGetProperty(key, out var price))
                        return;
                    if (price.ValueKind == JsonValueKind.Object)
                        price = price.GetProperty("base");
                    fields[field] = price.GetDecimal().ToString("0.######", CultureInfo.InvariantCulture);
                }
            }
        }
    }

    public Dictionary<string, string>? Find(Row row)
    {
        foreach (var name in row.Names)
            if (_byId.TryGetValue((row.Provider, name), out var fields))
                return fields;
        return null;
    }
}

/// <summary>What modelparams.dev says that a model accepts.</summary>
internal sealed record Accepted(HashSet<string> Names, List<string> Efforts);

/// <summary>modelparams.dev: one YAML file per model, with the parameters that it accepts.</summary>
internal sealed class ModelParameters(string root)
{
    public Accepted? Find(Row row)
    {
        foreach (var name in row.Names)
        {
            var file = Path.Combine(root, row.Provider, name + ".yaml");
            if (File.Exists(file))
                return Read(File.ReadAllLines(file));
        }

        return null;
    }

    private static Accepted Read(string[] lines)
    {
        var names = new HashSet<string>();
        var efforts = new List<string>();
        var path = "";
        var isInValues = false;
        foreach (var line in lines.Select(line => line.Trim()))
        {
            if (line.StartsWith("- path:", StringComparison.Ordinal))
            {
                path = line["- path:".Length..].Trim();
                names.Add(path.Split('.')[^1]);
                isInValues = false;
            }
            else if (line == "values:")
            {
                isInValues = path is "reasoning_effort" or "output_config.effort" or "reasoning.effort" || path.EndsWith("thinkingLevel", StringComparison.Ordinal);
            }
            else if (isInValues && line.StartsWith("- ", StringComparison.Ordinal))
            {
                efforts.Add(line[2..].Trim().Trim('"', '\''));
            }
            else
            {
                isInValues = false;
            }
        }

        return new(names, efforts);
    }
}
