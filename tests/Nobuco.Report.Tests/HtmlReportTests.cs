using System.Diagnostics;
using Microsoft.Playwright;
using Nobuco.PyTorch.Graph;
using Nobuco.TensorFlow;

namespace Nobuco.Report.Tests;

/// <summary>The page in a real browser. What it looks like is left in artifacts/screenshots.</summary>
public sealed class HtmlReportTests(BrowserFixture browser) : IClassFixture<BrowserFixture>, IDisposable
{
    private readonly List<string> _faults = [];
    private readonly string _folder = Directory.CreateTempSubdirectory("nobuco-test-").FullName;

    [BrowserFact]
    public async Task FindsFoldsAndSelects()
    {
        IPage page = await OpenAsync(Reports.Of("stories/nested.pt2"));
        ILocator rows = page.Locator("#tree a.row");
        int all = await rows.CountAsync();

        await page.FillAsync("#search", "conv2d");
        (await page.Locator("#tree a.row:visible").CountAsync()).ShouldBeInRange(1, all - 1);
        (await page.TextContentAsync("#hits")).ShouldNotBeNull().ShouldEndWith($"of {all} operators");
        await page.FillAsync("#search", "");
        (await page.TextContentAsync("#hits")).ShouldBe("");

        await page.ClickAsync("#fold");
        (await page.Locator("#tree a.row:visible").CountAsync()).ShouldBe(0);
        await page.ClickAsync("#unfold");
        (await page.Locator("#tree a.row:visible").CountAsync()).ShouldBe(all);

        await rows.First.ClickAsync();
        await DetailsAsync(page, "Convolution");
        (await rows.First.GetAttributeAsync("class")).ShouldNotBeNull().ShouldContain("chosen");
        await ScreenshotAsync(page, "trace");

        await page.ClickAsync("#details .close");
        (await page.IsVisibleAsync("#details")).ShouldBeFalse();
    }

    [BrowserFact]
    public async Task DrawsTheGraphWithItsTransposes()
    {
        ConversionReport report = Reports.Of("stories/channel-order.pt2", new ConversionOptions { OrderHints = new Dictionary<string, ChannelOrder> { ["relu"] = ChannelOrder.PyTorch } });
        report.Transposes.ShouldContain(transpose => !transpose.IsOwn);
        IPage page = await OpenAsync(report);
        await page.ClickAsync("nav >> text=Graph");

        (await page.Locator("#drawing .box:not(.transpose):not(.port)").CountAsync()).ShouldBe(report.Nodes.Count);
        (await page.Locator("#drawing .box.transpose").CountAsync()).ShouldBe(report.Transposes.Count(transpose => !transpose.IsOwn));
        await ScreenshotAsync(page, "graph");

        string before = await ViewAsync(page);
        await page.ClickAsync("#zoom-in");
        (await ViewAsync(page)).ShouldNotBe(before);
        await page.ClickAsync("#zoom-all");
        await page.Locator("#drawing .box[data-node=softmax]").ClickAsync();
        await DetailsAsync(page, "aten.softmax");
    }

    [BrowserFact]
    public async Task PlotsTheErrorAndSelectsByIt()
    {
        Converters wrong = Converters.Default.Replace("aten::hardsigmoid", ChannelOrderingStrategy.MinimumTranspositions, (TfTensor self) => tf.ClipByValue(self / 6 + 0.4, 0, 1));
        IPage page = await OpenAsync(Reports.Of("stories/essentials.pt2", new ConversionOptions { Converters = wrong }));
        (await page.TextContentAsync(".diagnostics")).ShouldNotBeNull().ShouldContain("NBC0302");
        await ScreenshotAsync(page, "wrong-overview");
        await page.ClickAsync("nav >> text=Error");
        (await page.Locator(".plot .dot.wrong").CountAsync()).ShouldBeGreaterThan(0);

        await page.Locator(".plot svg").ClickAsync();
        await DetailsAsync(page, "Converter");
        await page.GotoAsync(page.Url.Split('#')[0] + "#hardsigmoid");
        await DetailsAsync(page, "inaccurate");
        await ScreenshotAsync(page, "wrong-plot");
    }

    [BrowserFact]
    public async Task ShowsOperatorsSideBySideAndTimes()
    {
        IPage page = await OpenAsync(Reports.Of("stories/essentials.pt2"));
        await page.ClickAsync("nav >> text=Operators");
        string row = (await page.TextContentAsync("#operators tr[data-node=conv2d]")).ShouldNotBeNull();
        foreach (string part in (string[])["aten.conv2d.default", "Conv2D", "CONV_2D"])
            row.ShouldContain(part);
        await page.ClickAsync("#operators tr[data-node=conv2d]");
        await DetailsAsync(page, "Converter");
        await ScreenshotAsync(page, "operators");
        await page.ClickAsync("nav >> text=Time");
        (await page.TextContentAsync("#times")).ShouldNotBeNull().ShouldContain("Verifying");
        await ScreenshotAsync(page, "times");
    }

    [BrowserFact]
    public async Task TellsWhyAConversionFailed()
    {
        IPage page = await OpenAsync(Reports.Of("stories/failing.pt2"));
        string text = (await page.TextContentAsync("#overview")).ShouldNotBeNull();
        foreach (string part in (string[])["NBC0101", "special_erfcx", "linalg_svdvals", "stories.py:121"])
            text.ShouldContain(part);
        (await page.TextContentAsync(".badge")).ShouldBe("failed");
        await page.ClickAsync("nav >> text=Trace");
        await page.CheckAsync("#wrong-only");
        (await page.Locator("#tree a.row:visible").CountAsync()).ShouldBe(2);
        await ScreenshotAsync(page, "failing");
    }

    [BrowserFact]
    public async Task IsReadableOnAPhone()
    {
        string file = Save(Reports.Of("stories/failing.pt2"));
        IPage page = await OpenAsync(file, await browser.NewPageAsync(390, 780));
        foreach (string tab in (string[])["Overview", "Trace", "Graph", "Error", "Operators", "Time"])
        {
            await page.ClickAsync($"nav >> text={tab}");
            (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth")).ShouldBeLessThanOrEqualTo(0, $"{tab} scrolls sideways.");
            await ScreenshotAsync(page, $"phone-{tab.ToLowerInvariant()}");
        }
        await page.ClickAsync("nav >> text=Trace");
        await page.ClickAsync("#tree a.row:visible");
        await DetailsAsync(page, "Converter");
        (await page.Locator("#details").BoundingBoxAsync()).ShouldNotBeNull().Height.ShouldBeLessThan(780 * 0.6f);
        await ScreenshotAsync(page, "phone-details");
    }

    [BrowserFact]
    public async Task IsDarkInTheDark()
    {
        string file = Save(Reports.Of("stories/channel-order.pt2"));
        IPage page = await OpenAsync(file, await browser.NewPageAsync(scheme: ColorScheme.Dark));
        int[] background = await page.EvaluateAsync<int[]>("getComputedStyle(document.body).backgroundColor.match(/\\d+/g).slice(0, 3).map(Number)");
        background.ShouldAllBe(channel => channel < 64);
        await page.ClickAsync("nav >> text=Graph");
        await page.Locator("#drawing .box[data-node=flatten]").ClickAsync();
        await DetailsAsync(page, "flatten");
        await ScreenshotAsync(page, "dark");
    }

    [BrowserFact]
    public async Task OpensAThousandNodesInSeconds()
    {
        ConversionReport report = Reports.Long(Reports.Of("stories/essentials.pt2"), blocks: 250);
        report.Nodes.Count.ShouldBeGreaterThan(1000);
        var watch = Stopwatch.StartNew();
        string file = Save(report);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10), "Seconds are meant, on a slow machine too.");
        watch.Restart();
        IPage page = await OpenAsync(file, await browser.NewPageAsync());
        await page.ClickAsync("nav >> text=Graph");
        await page.ClickAsync("nav >> text=Error");
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10), "Seconds are meant, on a slow machine too.");
        await ScreenshotAsync(page, "long");
    }

    [BrowserFact]
    public async Task NamesCannotBreakThePage()
    {
        const string evil = "</script><img src=x onerror=alert(1)>";
        ConversionReport report = Reports.Of("stories/essentials.pt2");
        NodeReport[] nodes = [.. report.Nodes.Select((node, i) => node with
        {
            Name = i == 0 ? evil : node.Name,
            Provenance = node.Provenance with { Modules = [.. node.Provenance.Modules.Take(1), new ModuleCall(evil, evil), .. node.Provenance.Modules.Skip(1)] },
        })];
        IPage page = await OpenAsync(report with { Model = evil, Nodes = nodes });
        (await page.TextContentAsync("h1")).ShouldNotBeNull().ShouldStartWith(evil);
        (await page.Locator("img").CountAsync()).ShouldBe(0);
        await page.ClickAsync("#unfold");
        await page.Locator("#tree a.row").First.ClickAsync();
        await DetailsAsync(page, evil);
    }

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        _faults.ShouldBeEmpty();
    }

    private string Save(ConversionReport report)
    {
        string path = Path.Combine(_folder, "report.html");
        report.Save(path);
        return path;
    }

    private async Task<IPage> OpenAsync(ConversionReport report) => await OpenAsync(Save(report), await browser.NewPageAsync());

    /// <summary>Opens the file; what the page asks for besides itself, and what goes wrong in it, fails the test.</summary>
    private async Task<IPage> OpenAsync(string file, IPage page)
    {
        var address = new Uri(file);
        page.Request += (_, request) => Note(request.Url.StartsWith(address.AbsoluteUri, StringComparison.Ordinal) || request.Url.StartsWith("data:", StringComparison.Ordinal) ? null : $"asks for {request.Url}");
        page.PageError += (_, error) => Note(error);
        page.Console += (_, message) => Note(message.Type == "error" ? message.Text : null);
        await page.GotoAsync(address.AbsoluteUri);
        return page;
    }

    private void Note(string? fault)
    {
        lock (_faults)
            _faults.AddRange(fault is null ? [] : [fault]);
    }

    /// <summary>Waits until the panel of the selected node says something.</summary>
    private static Task DetailsAsync(IPage page, string text) => page.Locator("#details:visible", new PageLocatorOptions { HasText = text }).WaitForAsync();

    private static async Task<string> ViewAsync(IPage page) => (await page.GetAttributeAsync("#drawing", "viewBox")).ShouldNotBeNull();

    private static Task ScreenshotAsync(IPage page, string name) => page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(BrowserFixture.Screenshots, $"report-{name}.png") });
}
