using Nobuco.Testing;

namespace Nobuco.Report.Tests;

/// <summary>A test that needs a browser; left out where there is none, saying how to get it.</summary>
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = Chromium.Missing;
}
