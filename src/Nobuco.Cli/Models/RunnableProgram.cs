using Nobuco.PyTorch.Aten;
using Nobuco.PyTorch.Export;
using Nobuco.Tensors;

namespace Nobuco.Cli.Models;

/// <summary>A program of <c>torch.export</c>, on the eager operators.</summary>
/// <param name="inDoublePrecision">Whether float64 takes the place of float32.</param>
internal sealed class RunnableProgram(string path, bool inDoublePrecision) : IRunnableModel
{
    private readonly ExportedProgram _program = ExportedProgram.Load(path);

    public IReadOnlyList<(string Name, string Type)> Inputs => [.. _program.Inputs.Select(input => (input.Name, input.Type?.ToString() ?? "int"))];

    public IReadOnlyList<object?>? Examples => _program.ExampleInputs;

    public IReadOnlyList<KeyValuePair<string, Tensor>> Run(IReadOnlyList<object?> inputs)
    {
        object?[] given = [.. inputs.Zip(_program.Inputs, (value, input) => input.Type is null && value is Tensor number ? number.ItemAsInt64() : value)];
        IReadOnlyList<object?> outputs = _program.Run(inDoublePrecision ? new DoublePrecisionSurface() : new EagerSurface(), given, new ProgramState()).Outputs;
        return [.. _program.Outputs.Zip(outputs, (output, value) => KeyValuePair.Create(output.Name, AsTensor(value))).Where(pair => pair.Value is not null)!];
    }

    private static Tensor? AsTensor(object? value) => value switch
    {
        Tensor tensor => tensor.Contiguous(),
        long number => Tensor.Scalar(number),
        double number => Tensor.Scalar(number),
        bool truth => Tensor.Scalar(truth),
        _ => null,
    };
}
