using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using LlmHygiene.Tool.Audit.Diff;
using LlmHygiene.Tool.Audit.Model;
using LlmHygiene.Tool.Audit.Writing.Html;
using LlmHygiene.Tool.Audit.Writing.Json;
using LlmHygiene.Tool.Io;

namespace LlmHygiene.Tool.Tests.Audit.Html;

/// <summary>What can be tested about the page without a browser.</summary>
public sealed class AuditHtmlTests
{
    [Fact]
    public void It_contains_the_report_as_JSON()
    {
        var report = Reports.Of(250);

        Assert.Equal(
            AuditJson.Write(report),
            JsonSerializer.Serialize(JsonDocument.Parse(Data(Page(report))).RootElement, s_readable).ReplaceLineEndings("\n") + "\n"
        );
    }

    [Fact]
    public void A_call_with_one_of_several_limits_shows_all_of_them()
    {
        var report = Reports.Of(1);
        var call = report.Calls[0] with { Limit = new AuditLimit("Set") { Values = [300, 800, 1200] } };
        report = report with { Calls = [call, .. report.Calls.Skip(1)] };

        Assert.Contains("300, 800 or 1,200 tokens", Page(report), StringComparison.Ordinal);
        Assert.Contains("\"values\": [\n          300,", AuditJson.Write(report), StringComparison.Ordinal);
    }

    [Fact]
    public void Hostile_names_stay_in_their_elements()
    {
        var page = Page(Reports.OfHostileNames());

        Assert.Equal(Reports.Hostile, JsonDocument.Parse(Data(page)).RootElement.GetProperty("root").GetString());
        Assert.Equal(3, Regex.Count(page, "</script", RegexOptions.IgnoreCase));
        Assert.Equal(Regex.Count(page, "<noscript>"), Regex.Count(page, "</noscript", RegexOptions.IgnoreCase));
        Assert.DoesNotContain("<!--", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("href=\"javascript", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain('\u202E', page.Replace(Data(page), "", StringComparison.Ordinal));
        Assert.Single(
            Regex.Matches(page, "collator"),
            match => match.Value.Length > 0 && page[..match.Index].EndsWith("const ", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Its_policy_allows_its_scripts_and_style_and_nothing_else()
    {
        var page = Page(Reports.Of(3));
        var policy = Regex
            .Match(page, "http-equiv=\"Content-Security-Policy\" content=\"([^\"]*)\"")
            .Groups[1]
            .Value.Replace("&#39;", "'", StringComparison.Ordinal);

        Assert.StartsWith("default-src 'none'; ", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http", policy, StringComparison.Ordinal);
        var parts = Regex
            .Matches(page, "<(?:script|script type=\"module\"|style)>(.*?)</(?:script|style)>", RegexOptions.Singleline)
            .Select(static match => match.Groups[1].Value)
            .ToList();
        Assert.Equal(3, parts.Count);
        Assert.All(
            parts,
            part =>
                Assert.Contains(
                    $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(part)))}'",
                    policy,
                    StringComparison.Ordinal
                )
        );
    }

    [Fact]
    public void It_contains_nothing_that_a_browser_would_load_or_run_by_itself()
    {
        var page = Page(Reports.Of(150));

        Assert.DoesNotMatch(@"<(link|img|iframe|object|embed|base|audio|video|source|use)\b", page);
        Assert.DoesNotMatch(@"\bsrc\s*=", page);
        Assert.DoesNotMatch(@"@import|url\(", page);
        Assert.DoesNotMatch("<[^>]* (style|on[a-z]+)=", Body(page));
        Assert.All(
            Regex.Matches(page, "href=\"([^\"]*)\"").Select(static match => match.Groups[1].Value),
            static address => Assert.Matches("^(#|https://)", address)
        );
    }

    [Fact]
    public void Its_headings_skip_no_level_and_its_ids_are_unique()
    {
        var body = Body(Page(Reports.Of(150)));
        var levels = Regex
            .Matches(body, "<h([1-6])")
            .Select(static match => int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture))
            .ToList();
        var ids = Regex.Matches(body, " id=\"([^\"]*)\"").Select(static match => match.Groups[1].Value).ToList();

        Assert.Equal(1, levels[0]);
        Assert.Single(levels, 1);
        Assert.All(levels.Zip(levels.Skip(1)), static pair => Assert.True(pair.Second <= pair.First + 1));
        Assert.Equal(ids.Distinct(), ids);
        Assert.All(
            Regex.Matches(body, "(?:aria-labelledby=|href=\"#)\"?([^\"]+)\"").Select(static match => match.Groups[1].Value),
            id => Assert.Contains(id, ids)
        );
    }

    [Fact]
    public void Every_call_and_violation_is_visible_without_scripts()
    {
        var report = Reports.Of(250);
        var body = Body(Page(report)).Replace("<wbr>", "", StringComparison.Ordinal);

        Assert.All(report.Calls, call => Assert.Contains($"<code>{call.Path}:{call.Line}</code>", body, StringComparison.Ordinal));
        Assert.Equal(report.Violations.Count, Regex.Count(body, "<tr data-severity="));
        Assert.All(report.NotRead, one => Assert.Contains(one.Path, body, StringComparison.Ordinal));
    }

    [Fact]
    public void A_violation_within_a_call_belongs_to_the_call_and_others_do_not()
    {
        var report = Reports.Of(1, projects: 1);
        var call = report.Calls[0] with { Line = 20, Column = 9, Member = "Desk.AskAsync" };
        var next = call with { Line = 30 };
        AuditViolation At(string rule, int line, string member = "Desk.AskAsync") =>
            new(rule, "warning", "", call.Project, call.Path, line, 15, member);
        report = report with
        {
            Calls = [call, next],
            Violations =
            [
                At("LLMH1003", 21),
                At("LLMH3002", 22),
                At("LLMH1001", 31),
                At("LLMH2001", 19),
                At("LLMH2001", 40, "Desk.Other"),
                At("LLMH1001", 20) with
                {
                    Path = "Other.cs",
                },
            ],
        };

        var index = new ViolationIndex(report);

        Assert.Equal(["LLMH1003"], index.Of(call).Select(static one => one.Rule));
        Assert.Equal(["LLMH1001"], index.Of(next).Select(static one => one.Rule));
    }

    [Fact]
    public void Unknown_numbers_are_not_shown_as_zero()
    {
        var report = Reports.Of(1, projects: 1);
        var call = report.Calls[0] with
        {
            Cost = null,
            FixedTokens = null,
            Model = new AuditModelUse("FlowsIn"),
            Prompt = new AuditPromptUse("Untagged"),
        };
        var body = Body(
            Page(report with { Calls = [call], Summary = report.Summary with { Cost = new AuditCost(null, null), PricedCalls = 0 } })
        );

        Assert.Contains(
            "<td class=\"n\" data-s=\"\">-</td><td class=\"n\" data-s=\"\">-</td><td class=\"n\" data-s=\"\">-</td>",
            body,
            StringComparison.Ordinal
        );
        Assert.Contains("No call has a list price", body, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_report_says_so()
    {
        var empty = Reports.Of(0, notRead: false);
        var body = Body(
            Page(empty with { Prompts = [], Savings = [], Retirements = [], Violations = [], Calls = [], Models = [], Tiers = [] })
        );

        Assert.Contains("No LLM calls were found.", body, StringComparison.Ordinal);
        Assert.Contains("The rules report no violations.", body, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", body, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"retirements\"", body, StringComparison.Ordinal);
    }

    [Fact]
    public void A_template_turns_places_into_links()
    {
        var report = Reports.Of(1, projects: 1);
        var page = AuditHtml.Write(
            report with
            {
                Calls = [report.Calls[0] with { Path = "src/C#/My file.cs", Line = 7 }],
            },
            null,
            SourceLinks.Parse("https://github.com/o/r/blob/main/{file}#L{line}")
        );

        Assert.Contains(
            "<a href=\"https://github.com/o/r/blob/main/src/C%23/My%20file.cs#L7\"><code>src/<wbr>C#/<wbr>My file.cs:7</code></a>",
            page,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("https://example.com/", "has no {file}")]
    [InlineData("javascript:alert('{file}')", "must begin with one of http:")]
    [InlineData("{file}", "must begin with one of http:")]
    public void A_template_without_a_link_is_an_error(string template, string says) =>
        Assert.Contains(says, Assert.Throws<BadInputException>(() => SourceLinks.Parse(template)).Message, StringComparison.Ordinal);

    [Fact]
    public void It_shows_what_changed()
    {
        var (before, after) = (Reports.Of(20), Reports.Of(21));
        var page = Body(AuditHtml.Write(after, AuditDiff.Between(before, after), SourceLinks.None));

        Assert.Contains("<h2 id=\"changes-title\" tabindex=\"-1\">What changed</h2>", page, StringComparison.Ordinal);
        Assert.Contains("<td>calls</td><td class=\"n\">20</td><td class=\"n\">21</td>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"changes\"", Body(Page(after)), StringComparison.Ordinal);
    }

    [Fact]
    public void On_a_narrow_screen_each_value_has_the_name_of_its_column()
    {
        var (before, after) = (Reports.Of(20), Reports.Of(300));
        var body = Body(AuditHtml.Write(after, AuditDiff.Between(before, after), SourceLinks.None));
        var names = Regex
            .Matches(HtmlResources.Style, @"table\.(\w+) td:nth-child\((\d+)\)::before \{ content: ""([^""]*)""; \}")
            .Select(static match => $"{match.Groups[1].Value} {match.Groups[2].Value} {match.Groups[3].Value}")
            .Order(StringComparer.Ordinal);
        var columns = Regex
            .Matches(body, "<table class=\"(\\w+)\".*?</thead>")
            .SelectMany(static table =>
                Regex
                    .Matches(table.Value, "<th [^>]*>([^<]*)</th>")
                    .Select((column, i) => $"{table.Groups[1].Value} {i + 1} {column.Groups[1].Value}")
            )
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);

        Assert.Equal(columns, names);
    }

    [Theory]
    [InlineData("text", "page", 4.5)]
    [InlineData("text", "surface", 4.5)]
    [InlineData("quiet", "page", 4.5)]
    [InlineData("quiet", "surface", 4.5)]
    [InlineData("accent", "page", 4.5)]
    [InlineData("accent", "surface", 4.5)]
    [InlineData("error", "page", 4.5)]
    [InlineData("error", "surface", 4.5)]
    [InlineData("warning", "page", 4.5)]
    [InlineData("warning", "surface", 4.5)]
    [InlineData("suggestion", "page", 4.5)]
    [InlineData("suggestion", "surface", 4.5)]
    [InlineData("good", "page", 4.5)]
    [InlineData("good", "surface", 4.5)]
    [InlineData("control", "page", 3)]
    [InlineData("small", "page", 3)]
    [InlineData("medium", "page", 3)]
    [InlineData("large", "page", 3)]
    [InlineData("unknown", "page", 3)]
    [InlineData("input", "page", 3)]
    [InlineData("output", "page", 3)]
    [InlineData("saved", "page", 3)]
    public void Its_colors_have_the_contrast_of_WCAG_AA(string front, string back, double least)
    {
        foreach (var theme in new[] { 1, 2 })
            Assert.True(
                Contrast(Color(front, theme), Color(back, theme)) >= least,
                $"{front} on {back}, theme {theme}: {Contrast(Color(front, theme), Color(back, theme)):0.00}"
            );
    }

    // Simulation of dichromacy after Viénot, Brettel and Mollon 1999, in linear RGB.
    [Theory]
    [InlineData("small", "medium")]
    [InlineData("small", "large")]
    [InlineData("medium", "large")]
    [InlineData("input", "output")]
    public void Adjacent_fills_differ_for_people_who_cannot_distinguish_red_and_green(string one, string other)
    {
        double[][][] dichromacies =
        [
            [
                [1, 0, 0],
                [0, 1, 0],
                [0, 0, 1],
            ],
            [
                [0.11238, 0.88762, 0],
                [0.11238, 0.88762, 0],
                [0.00401, -0.00401, 1],
            ],
            [
                [0.29275, 0.70725, 0],
                [0.29275, 0.70725, 0],
                [-0.02234, 0.02234, 1],
            ],
        ];
        foreach (var theme in new[] { 1, 2 })
        {
            foreach (var matrix in dichromacies)
            {
                var (left, right) = (Lab(Seen(Color(one, theme), matrix)), Lab(Seen(Color(other, theme), matrix)));
                var distance = Math.Sqrt(left.Zip(right).Sum(static pair => (pair.First - pair.Second) * (pair.First - pair.Second)));
                Assert.True(distance > 20, $"{one} and {other}, theme {theme}: {distance:0.0}");
            }
        }

        static double[] Seen(double[] color, double[][] matrix) =>
            [.. matrix.Select(row => Math.Clamp(row.Zip(color).Sum(static pair => pair.First * pair.Second), 0, 1))];
    }

    private static readonly JsonSerializerOptions s_readable = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static string Page(AuditReport report) => AuditHtml.Write(report, null, SourceLinks.None);

    private static string Body(string page) =>
        page[page.IndexOf("<body>", StringComparison.Ordinal)..page.IndexOf("<script type=\"application/json\"", StringComparison.Ordinal)];

    private static string Data(string page) =>
        Regex.Match(page, "<script type=\"application/json\" id=\"report\">(.*?)</script", RegexOptions.Singleline).Groups[1].Value;

    /// <summary>Linear RGB of a variable of the style sheet.</summary>
    private static double[] Color(string name, int theme)
    {
        var value = Regex.Match(HtmlResources.Style, $@"--{name}: light-dark\(#([0-9a-f]{{6}}), #([0-9a-f]{{6}})\)").Groups[theme].Value;
        return
        [
            .. Convert
                .FromHexString(value)
                .Select(static part => part / 255.0)
                .Select(static part => part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4)),
        ];
    }

    private static double Contrast(double[] one, double[] other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);

        static double Luminance(double[] color) => (0.2126 * color[0]) + (0.7152 * color[1]) + (0.0722 * color[2]);
    }

    private static double[] Lab(double[] color)
    {
        var x = F(((0.4124 * color[0]) + (0.3576 * color[1]) + (0.1805 * color[2])) / 0.9505);
        var y = F((0.2126 * color[0]) + (0.7152 * color[1]) + (0.0722 * color[2]));
        var z = F(((0.0193 * color[0]) + (0.1192 * color[1]) + (0.9505 * color[2])) / 1.089);
        return [(116 * y) - 16, 500 * (x - y), 200 * (y - z)];

        static double F(double t) => t > 0.008856 ? Math.Cbrt(t) : (7.787 * t) + (16 / 116.0);
    }
}
