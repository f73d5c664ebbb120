using Xunit.Abstractions;

namespace Nobuco.Testing;

/// <summary>
/// One fixture: the files that PyTorch wrote for a case, and the numbers it computed. A theory takes it as a parameter and shows its name.
/// </summary>
public sealed class Fixture : IXunitSerializable
{
    /// <summary>For xunit, which fills it by <see cref="Deserialize"/>.</summary>
    [Obsolete("For xunit only.", error: true)]
    public Fixture() => (Name, BasePath) = ("", "");

    /// <param name="name">What it is called in its table: <c>conv/conv2d-grouped</c>.</param>
    /// <param name="basePath">Its files' path without extension, relative to <c>tests/fixtures</c> or absolute.</param>
    public Fixture(string name, string basePath) => (Name, BasePath) = (name, basePath);

    public string Name { get; private set; }

    /// <summary>The family: <c>conv</c> of <c>conv/conv2d-grouped</c>.</summary>
    public string Family => Name.Contains('/') ? Name[..Name.IndexOf('/')] : Name;

    private string BasePath { get; set; }

    /// <summary>The training graph, as <c>torch.export</c> saves it.</summary>
    public string Pt2 => Path(".pt2");

    /// <summary>The graph after <c>run_decompositions</c>.</summary>
    public string CorePt2 => Path(".core.pt2");

    /// <summary>TorchScript.</summary>
    public string TorchScript => Path(".pt");

    /// <summary>The golden numbers. For another PyTorch version those of the newest, unless its own differ.</summary>
    public string Npz
    {
        get
        {
            string own = Path(".npz");
            string[] parts = BasePath.Split('/');
            return File.Exists(own) || parts[0] != "versions" ? own : Fixtures.PathOf([.. parts[2..^1], parts[^1] + ".npz"]);
        }
    }

    /// <summary>The case as Google's converter writes it.</summary>
    public string TFLite => Fixtures.PathOf("tflite", Name + ".tflite");

    /// <summary>The <c>.pt2</c> files there are: the training graph, then the core one.</summary>
    public IEnumerable<string> Programs => new[] { Pt2, CorePt2 }.Where(File.Exists);

    /// <summary>The calls in <see cref="Npz"/>.</summary>
    public IReadOnlyList<GoldenSet> GoldenSets() => GoldenSet.Load(Npz);

    public override string ToString() => Name;

    public void Serialize(IXunitSerializationInfo info)
    {
        info.AddValue(nameof(Name), Name);
        info.AddValue(nameof(BasePath), BasePath);
    }

    public void Deserialize(IXunitSerializationInfo info)
    {
        Name = info.GetValue<string>(nameof(Name));
        BasePath = info.GetValue<string>(nameof(BasePath));
    }

    private string Path(string extension) => Fixtures.PathOf(BasePath + extension);
}
