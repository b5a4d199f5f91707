using LlmHygiene.Tool.Audit.Model;
using LlmHygiene.Tool.Audit.Writing.Html;
using LlmHygiene.Tool.Tests.Infrastructure;

namespace LlmHygiene.Tool.Tests.Audit.Html;

/// <summary>The page in a browser.</summary>
public sealed partial class AuditHtmlBrowserTests(Browser browser) : IClassFixture<Browser>, IDisposable
{
    private const string Rows = "[...document.querySelectorAll('#calls tbody tr:not(.none)')]";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_opens_without_errors_and_requests()
    {
        var page = await OpenAsync(Reports.Of(250));

        Assert.True(await page.EvaluateAsync<bool>("'ready' in document.documentElement.dataset"));
        Assert.Equal("LLM audit of Contoso.sln", await page.EvaluateAsync<string>("document.title"));
        await page.RunAsync("for (const link of document.querySelectorAll('nav a, .tile a')) link.click()");
        Assert.Empty(page.Complaints);
        Assert.Equal([page.Address], page.Requests);
    }

    [Fact]
    public async Task Its_policy_blocks_requests_of_a_script_in_the_page()
    {
        var page = await OpenAsync(Reports.Of(3));

        var (image, fetched) = (
            await page.EvaluateAsync<bool>(
                "new Promise(done => { const image = new Image(); image.onload = () => done(true); image.onerror = () => "
                    + "done(false); image.src = 'data:image/gif;base64,R0lGODlhAQABAAAAACw='; })"
            ),
            await page.EvaluateAsync<bool>("fetch('http://127.0.0.1:9/').then(() => true, () => false)")
        );

        Assert.False(image);
        Assert.False(fetched);
        Assert.Contains(page.Complaints, static one => one.Contains("Content Security Policy", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Hostile_names_are_text()
    {
        var page = await OpenAsync(Reports.OfHostileNames());

        await page.RunAsync(
            $"document.querySelector('#calls [name=q]').value = 'pwned'; document.querySelector('#calls form').dispatchEvent(new "
                + $"Event('input', {{ bubbles: true }}))"
        );
        Assert.Equal(100, await page.EvaluateAsync<int>($"{Rows}.length"));
        await page.RunAsync("document.querySelector('#calls [data-page=\"1\"]').click()");
        Assert.Equal(51, await page.EvaluateAsync<int>($"{Rows}.length"));
        await page.RunAsync("dispatchEvent(new Event('beforeprint'))");

        Assert.False(await page.EvaluateAsync<bool>("'pwned' in window"));
        Assert.Equal(0, await page.EvaluateAsync<int>("document.querySelectorAll('img').length"));
        Assert.Equal(3, await page.EvaluateAsync<int>("document.scripts.length"));
        Assert.Equal(0, await page.EvaluateAsync<int>("document.querySelectorAll('a[href^=javascript]').length"));
        Assert.Equal(
            Reports.Hostile.Replace("\u202E", "\\u202E", StringComparison.Ordinal),
            await page.EvaluateAsync<string>("document.querySelector('h1').textContent")
        );
        Assert.Equal(Reports.Hostile, await page.EvaluateAsync<string>("JSON.parse(document.getElementById('report').textContent).root"));
        Assert.Empty(page.Complaints);
        Assert.Equal([page.Address], page.Requests);
    }

    [Fact]
    public async Task Filters_narrow_the_rows_together()
    {
        var report = Reports.Of(250);
        var page = await OpenAsync(report);
        const string model = "gpt-5.4";

        await SetAsync(page, "model", model);
        Assert.Equal(report.Calls.Count(static call => call.Model.Id == model), await page.EvaluateAsync<int>($"{Rows}.length"));
        await SetAsync(page, "prompt", "Untagged");
        await page.RunAsync("document.querySelector('#calls [name=violations]').click()");
        var violations = new ViolationIndex(report);
        var left = report
            .Calls.Where(call => call.Model.Id == model && call.Prompt.State == "Untagged" && violations.Of(call).Count > 0)
            .Select(static call => $"{call.Path}:{call.Line}")
            .ToList();
        Assert.NotEmpty(left);
        Assert.Equal(left, await page.EvaluateAsync<string[]>($"{Rows}.map(row => row.querySelector('code').textContent)"));
        Assert.Equal($"{left.Count} of 250 calls", await page.EvaluateAsync<string>("document.querySelector('#calls output').textContent"));

        await SetAsync(page, "q", "no such thing");
        Assert.Equal(
            "Nothing matches the filters.",
            await page.EvaluateAsync<string>("document.querySelector('#calls tbody').textContent")
        );
        await page.RunAsync("document.querySelector('#calls [type=reset]').click(); await new Promise(done => setTimeout(done, 20))");
        Assert.Equal("250 calls", await page.EvaluateAsync<string>("document.querySelector('#calls output').textContent"));
    }

    [Fact]
    public async Task A_search_finds_every_word_in_any_column()
    {
        var report = Reports.Of(250);
        var page = await OpenAsync(report);

        await SetAsync(page, "q", "src/support TAGGED  openai");

        var found = report.Calls.Count(static call =>
            call.Path.StartsWith("src/Support", StringComparison.Ordinal) && call.Prompt.State == "Untagged" && call.Sdk == "OpenAI"
        );
        Assert.True(found > 0);
        Assert.Equal(found, await page.EvaluateAsync<int>($"{Rows}.length"));
    }

    [Fact]
    public async Task A_column_sorts_down_up_and_back()
    {
        var report = Reports.Of(250);
        var page = await OpenAsync(report);
        const string head = "document.querySelector('#calls th[data-key=tokens]')";
        const string tokens = Rows + ".map(row => row.cells[5].dataset.s)";

        await page.RunAsync($"{head}.querySelector('button').click()");
        Assert.Equal("descending", await page.EvaluateAsync<string>($"{head}.ariaSort"));
        Assert.Equal(Known(report).OrderDescending().Take(20).Select(Text), (await page.EvaluateAsync<string[]>(tokens)).Take(20));
        await page.RunAsync($"{head}.querySelector('button').click()");
        Assert.Equal("ascending", await page.EvaluateAsync<string>($"{head}.ariaSort"));
        Assert.Equal(Known(report).Order().Take(20).Select(Text), (await page.EvaluateAsync<string[]>(tokens)).Take(20));
        await page.RunAsync($"{head}.querySelector('button').click()");
        Assert.Null(await page.EvaluateAsync<string?>($"{head}.getAttribute('aria-sort')"));
        Assert.Equal(
            report.Calls.Take(100).Select(static call => $"{call.Path}:{call.Line}"),
            await page.EvaluateAsync<string[]>($"{Rows}.map(row => row.querySelector('code').textContent)")
        );

        static IEnumerable<int> Known(AuditReport report) =>
            report.Calls.Where(static call => call.FixedTokens is not null).Select(static call => call.FixedTokens!.Count);
        static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task The_first_click_can_be_on_Next()
    {
        var report = Reports.Of(250);
        var page = await OpenAsync(report);

        await page.RunAsync("document.querySelector('#calls [data-page=\"1\"]').click()");

        Assert.Equal(
            report.Calls.Skip(100).Take(100).Select(static call => $"{call.Path}:{call.Line}"),
            await page.EvaluateAsync<string[]>($"{Rows}.map(row => row.querySelector('code').textContent)")
        );
        Assert.Equal("#calls?calls.page=2", await page.EvaluateAsync<string>("location.hash"));
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task The_address_restores_the_state()
    {
        var page = await OpenAsync(Reports.Of(500));
        await SetAsync(page, "project", "src/Support/Support.csproj");
        await page.RunAsync(
            "document.querySelector('#calls th[data-key=where] button').click(); document.querySelector('#calls "
                + "th[data-key=where] button').click(); document.querySelector('#calls [data-page=\"1\"]').click()"
        );
        var (rows, hash) = (
            await page.EvaluateAsync<string[]>($"{Rows}.map(row => row.textContent)"),
            await page.EvaluateAsync<string>("location.hash")
        );

        Assert.Equal("#calls?calls.project=src%2FSupport%2FSupport.csproj&calls.sort=-where&calls.page=2", hash);
        await page.GoAsync(hash);

        Assert.Equal(rows, await page.EvaluateAsync<string[]>($"{Rows}.map(row => row.textContent)"));
        Assert.Equal(
            "src/Support/Support.csproj",
            await page.EvaluateAsync<string>("document.querySelector('#calls [name=project]').value")
        );
        Assert.InRange(await page.EvaluateAsync<double>("document.getElementById('calls').getBoundingClientRect().top"), 0, 200);
    }

    [Fact]
    public async Task An_address_of_another_report_does_no_harm()
    {
        var page = await OpenAsync(Reports.Of(20), hash: "#calls?calls.model=gone&calls.sort=-nothing&calls.page=-7&other=1");

        Assert.Equal(20, await page.EvaluateAsync<int>($"{Rows}.length"));
        await page.GoAsync("#%3Cscript%3E?%E0%A4");
        Assert.Equal(20, await page.EvaluateAsync<int>($"{Rows}.length"));
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task A_model_in_the_chart_shows_its_calls()
    {
        var report = Reports.Of(250);
        var page = await OpenAsync(report);

        await page.RunAsync("[...document.querySelectorAll('#mix a')].find(link => link.textContent === 'team-chat (deployment)').click()");

        Assert.Equal("team-chat (deployment)", await page.EvaluateAsync<string>("document.querySelector('#calls [name=model]').value"));
        Assert.Equal(report.Calls.Count(static call => call.Model.Deployment), await page.EvaluateAsync<int>($"{Rows}.length"));
    }

    [Fact]
    public async Task Violations_are_filtered_in_all_their_rules()
    {
        var report = Reports.Of(250);
        var page = await OpenAsync(report);

        await page.RunAsync(
            "const choice = document.querySelector('#violations [name=severity]'); choice.value = 'error'; "
                + "choice.dispatchEvent(new Event('input', { bubbles: true }))"
        );

        Assert.Equal(
            ["LLMH1001"],
            await page.EvaluateAsync<string[]>(
                "[...document.querySelectorAll('#violations details.rule:not([hidden])')].map(rule => rule.id)"
            )
        );
        await page.RunAsync(
            "document.querySelector('#calls a[href=\"#LLMH2001\"]').click(); await new Promise(done => setTimeout(done, 20))"
        );
        Assert.True(
            await page.EvaluateAsync<bool>(
                "document.getElementById('LLMH2001').open && document.getElementById('LLMH2001').checkVisibility()"
            )
        );
        Assert.Equal("LLMH2001", await page.EvaluateAsync<string>("document.activeElement.closest('details')?.id ?? ''"));
    }

    [Fact]
    public async Task It_is_light_or_dark_like_the_system_or_as_chosen()
    {
        var page = await OpenAsync(Reports.Of(3));
        const string background = "getComputedStyle(document.body).backgroundColor";

        Assert.Equal("rgb(255, 255, 255)", await page.EvaluateAsync<string>(background));
        await page.ThemeAsync("dark");
        Assert.Equal("rgb(18, 22, 27)", await page.EvaluateAsync<string>(background));
        await page.RunAsync("document.getElementById('theme').click()");
        Assert.Equal("Theme: light", await page.EvaluateAsync<string>("document.getElementById('theme').textContent"));
        Assert.Equal("rgb(255, 255, 255)", await page.EvaluateAsync<string>(background));
        await page.ReloadAsync();
        Assert.Equal("rgb(255, 255, 255)", await page.EvaluateAsync<string>(background));
        Assert.Equal("Theme: light", await page.EvaluateAsync<string>("document.getElementById('theme').textContent"));
    }

    [Fact]
    public async Task Without_scripts_every_row_is_visible_and_no_control_is()
    {
        var page = await OpenAsync(Reports.Of(250), scripts: false);

        Assert.Equal(
            250,
            await page.EvaluateAsync<int>("[...document.querySelectorAll('#calls tbody tr')].filter(row => row.checkVisibility()).length")
        );
        Assert.Equal(
            0,
            await page.EvaluateAsync<int>(
                "[...document.querySelectorAll('button, select, input')].filter(one => one.checkVisibility()).length"
            )
        );
    }

    [Fact]
    public async Task Thousands_of_calls_are_paged_found_and_printed()
    {
        var report = Reports.Of(5000);
        var page = await OpenAsync(report);
        var last = report.Calls[^1];

        Assert.Equal(100, await page.EvaluateAsync<int>($"{Rows}.length"));
        await SetAsync(page, "q", $"{last.Path}:{last.Line}");
        Assert.Equal(1, await page.EvaluateAsync<int>($"{Rows}.length"));
        await SetAsync(page, "q", "");
        await page.RunAsync("dispatchEvent(new Event('beforeprint'))");
        Assert.Equal(5000, await page.EvaluateAsync<int>($"{Rows}.length"));
        await page.RunAsync("dispatchEvent(new Event('afterprint'))");
        Assert.Equal(100, await page.EvaluateAsync<int>($"{Rows}.length"));
    }

    private async Task<BrowserPage> OpenAsync(
        AuditReport report,
        int width = 1280,
        int height = 900,
        bool scripts = true,
        string theme = "light",
        string hash = ""
    ) =>
        await browser.OpenAsync(
            _folder.With("report.html", AuditHtml.Write(report, null, SourceLinks.None)),
            width,
            height,
            scripts,
            theme,
            hash
        );

    private static Task SetAsync(BrowserPage page, string filter, string value) =>
        page.RunAsync(
            $"const control = document.querySelector('#calls [name={filter}]'); control.value = "
                + $"{System.Text.Json.JsonSerializer.Serialize(value)}; control.dispatchEvent(new Event('input', {{ bubbles: true }}))"
        );
}
