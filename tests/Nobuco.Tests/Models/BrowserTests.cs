using Microsoft.Playwright;
using Nobuco.Tensors;
using Nobuco.Testing;
using Nobuco.Testing.Runtimes;
using Nobuco.Tests.Operators;

namespace Nobuco.Tests.Models;

/// <summary>Converted models in a real browser, as a page loads them: over HTTP, with TensorFlow.js' build for browsers and its WebGL and WebAssembly backends.</summary>
public sealed class BrowserTests : IAsyncLifetime
{
    private const string Site = "http://site.test/";

    /// <summary>WebGL in software: the machine needs no graphics card.</summary>
    private static readonly string[] _arguments = ["--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async Task InitializeAsync()
    {
        if (BrowserTheoryAttribute.Missing is not null)
            return;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Chromium.Path, Args = _arguments });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    [BrowserTheory]
    [InlineData("stories", "essentials", "webgl")]
    [InlineData("stories", "nested", "webgl")]
    [InlineData("stories", "shuffled", "webgl")]
    [InlineData("stories", "essentials", "wasm")]
    [InlineData("stories", "nested", "wasm")]
    [InlineData("stories", "shuffled", "wasm")]
    public async Task GivesPyTorchsNumbers(string folder, string name, string backend)
    {
        var fixture = new Fixture(name, $"{folder}/{name}");
        GoldenSet call = fixture.GoldenSets()[0];
        ConvertedFolder model = ConvertedFolder.Of(fixture.Pt2);
        Tensor input = model.InputsOf(call)[0];
        IPage page = await _browser!.NewPageAsync();
        await page.RouteAsync($"{Site}**", route => Serve(route, model.WebModel));
        await page.GotoAsync($"{Site}index.html");
        double[] result = await page.EvaluateAsync<double[]>(Script, new { backend, input = input.ToArray<double>(), shape = input.Shape.ToArray() });
        model.Compare(call, Array.ConvertAll(result, static x => (float)x), 1e-4);
    }

    private const string Script = """
        async ({ backend, input, shape }) => {
          if (backend === 'wasm') tf.wasm.setWasmPaths('http://site.test/tfjs-backend-wasm/');
          if (!(await tf.setBackend(backend)) || tf.getBackend() !== backend) throw new Error(`There is no ${backend} here.`);
          const model = await tf.loadGraphModel('http://site.test/web_model/model.json');
          const result = model.predict(tf.tensor(Float32Array.from(input), shape));
          return Array.from(await (Array.isArray(result) ? result[0] : result).data());
        }
        """;

    /// <summary>The page, the libraries of the npm packages, and the model.</summary>
    private static Task Serve(IRoute route, string model)
    {
        string path = new Uri(route.Request.Url).AbsolutePath.TrimStart('/');
        if (path == "index.html")
            return route.FulfillAsync(new RouteFulfillOptions { ContentType = "text/html", Body = "<script src=tfjs/tf.min.js></script><script src=tfjs-backend-wasm/tf-backend-wasm.min.js></script>" });
        string[] parts = path.Split('/');
        string file = parts[0] == "web_model" ? Path.Combine(model, parts[1]) : Path.Combine(NpmPackages.Folder, "@tensorflow", parts[0], "dist", parts[^1]);
        return File.Exists(file) ? route.FulfillAsync(new RouteFulfillOptions { Path = file }) : route.FulfillAsync(new RouteFulfillOptions { Status = 404 });
    }
}

/// <summary>A theory for a browser; left out where there is none, or no TensorFlow.js, saying how to get it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute() => Skip = Missing;

    public static string? Missing => Chromium.Missing ?? TfJsRuntimes.Missing;
}
