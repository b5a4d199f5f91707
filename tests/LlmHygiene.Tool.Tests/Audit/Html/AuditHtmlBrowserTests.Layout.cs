using LlmHygiene.Tool.Audit.Writing.Json;

namespace LlmHygiene.Tool.Tests.Audit.Html;

/// <summary>Layout, keyboard, screen readers and saving.</summary>
public sealed partial class AuditHtmlBrowserTests
{
    [Theory]
    [InlineData(360)]
    [InlineData(768)]
    [InlineData(1280)]
    public async Task Nothing_overflows_at_any_width(int width)
    {
        var page = await OpenAsync(Reports.Of(60), width);
        await page.RunAsync("for (const rule of document.querySelectorAll('details')) rule.open = true");

        Assert.Empty(
            await page.EvaluateAsync<string[]>(
                "[...document.querySelectorAll('main *, header, footer')].filter(one => one.checkVisibility() && "
                    + "!one.closest('.unseen, svg, thead, nav') && one.getBoundingClientRect().right > "
                    + "document.documentElement.clientWidth + 1).map(one => one.outerHTML.slice(0, 120))"
            )
        );
        Assert.True(await page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= width);
    }

    [Fact]
    public async Task Nothing_moves_after_rendering()
    {
        var page = await OpenAsync(Reports.Of(500));

        var moved = await page.EvaluateAsync<double>(
            """
            new Promise(done => {
              let sum = 0;
              const observer = new PerformanceObserver(list => { for (const entry of list.getEntries()) sum += entry.value; });
              observer.observe({ type: 'layout-shift', buffered: true });
              setTimeout(() => done(sum), 300);
            })
            """
        );

        Assert.Equal(0, moved, 0.001);
    }

    [Fact]
    public async Task The_keyboard_reaches_and_uses_the_table()
    {
        var page = await OpenAsync(Reports.Of(30));

        await page.PressAsync("Tab", 9);
        Assert.Equal("Skip to the report", await page.EvaluateAsync<string>("document.activeElement.textContent"));
        Assert.True(
            await page.EvaluateAsync<bool>(
                "document.activeElement.matches(':focus-visible') && document.activeElement.getBoundingClientRect().top >= 0 && "
                    + "getComputedStyle(document.activeElement).outlineStyle === 'solid'"
            )
        );
        await page.RunAsync("document.querySelector('#calls th[data-key=model] button').focus()");
        Assert.Equal("solid", await page.EvaluateAsync<string>("getComputedStyle(document.activeElement).outlineStyle"));
        await page.PressAsync("Enter", 13);
        Assert.Equal("ascending", await page.EvaluateAsync<string>("document.querySelector('#calls th[data-key=model]').ariaSort"));
    }

    [Fact]
    public async Task Everything_that_a_screen_reader_reads_has_a_name()
    {
        var page = await OpenAsync(Reports.Of(250));
        var tree = (await page.SendAsync("Accessibility.getFullAXTree"))["nodes"]!.AsArray();

        var named = tree.Where(static node =>
                node!["ignored"]?.GetValue<bool>() != true
                && node["role"]?["value"]?.GetValue<string>()
                    is "button"
                        or "link"
                        or "combobox"
                        or "searchbox"
                        or "checkbox"
                        or "table"
                        or "region"
                        or "navigation"
                        or "search"
                        or "heading"
                        or "columnheader"
            )
            .ToList();
        Assert.True(named.Count > 200);
        Assert.Empty(
            named
                .Where(static node => string.IsNullOrWhiteSpace(node!["name"]?["value"]?.GetValue<string>()))
                .Select(static node => node!.ToJsonString())
        );
    }

    [Fact]
    public async Task The_report_is_saved_as_it_is()
    {
        var page = await OpenAsync(Reports.Of(5));

        await page.RunAsync(
            "window.saved = new Promise(done => { URL.createObjectURL = blob => { blob.text().then(done); return '#'; }; }); "
                + "document.getElementById('save').click()"
        );

        var file = _folder.With("saved.json", await page.EvaluateAsync<string>("saved"));
        Assert.Equal(5, AuditJson.Read(file).Calls.Count);
    }
}
