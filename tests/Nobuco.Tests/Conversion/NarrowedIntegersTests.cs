using Nobuco.PyTorch.Export;
using Nobuco.Testing;

namespace Nobuco.Tests.Conversion;

public sealed class NarrowedIntegersTests
{
    [Fact]
    public void ArithmeticOfInt64InInt32IsTold()
    {
        string file = Path.Combine(Path.GetTempPath(), $"nobuco-{Guid.NewGuid():N}.tflite");
        try
        {
            ConversionResult result = Converter.Convert(ExportedProgram.Load(Fixtures.Operators("binary").Single(f => f.Name == "binary/floor-divide-int").Pt2));
            result.Save(file);
            result.Report.Diagnostics.ShouldHaveSingleItem().Id.ShouldBe("NBC0304");
        }
        finally
        {
            File.Delete(file);
        }
    }
}
