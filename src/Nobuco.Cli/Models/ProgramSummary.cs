using Nobuco.PyTorch.Export;
using Nobuco.PyTorch.Graph;
using Nobuco.Tensors;

namespace Nobuco.Cli.Models;

/// <summary>What <c>inspect</c> tells of a program; the properties are the JSON answer's.</summary>
internal sealed record ProgramSummary(
    string Format,
    string? TorchVersion,
    string SchemaVersion,
    string Dialect,
    IReadOnlyList<NamedType> Inputs,
    IReadOnlyList<NamedType> Outputs,
    IReadOnlyDictionary<string, SymbolRange> Symbols,
    IReadOnlyList<ModuleSummary> Modules,
    IReadOnlyDictionary<string, int> Operators,
    IReadOnlyList<WeightSummary> Weights)
{
    public static ProgramSummary Of(ExportedProgram program)
    {
        WeightSummary[] weights =
        [
            .. program.Parameters.Select(weight => WeightSummary.Of("parameter", weight.Key, weight.Value)),
            .. program.Buffers.Select(weight => WeightSummary.Of("buffer", weight.Key, weight.Value)),
            .. program.Constants.Select(weight => WeightSummary.Of("constant", weight.Key, weight.Value)),
        ];
        return new ProgramSummary(
            "torch.export program",
            program.TorchVersion,
            program.SchemaVersion,
            program.Dialect,
            [.. program.Inputs.Select(input => new NamedType(input.Name, input.Type?.ToString() ?? $"int {input.Integer}"))],
            [.. program.Outputs.Select(output => new NamedType(output.Name, output.Type?.ToString() ?? output.Constant?.ToString() ?? "None"))],
            program.Symbols,
            [.. program.Modules.Select(module => ModuleSummary.Of(module, weights))],
            program.OperatorCounts.OrderByDescending(count => count.Value).ThenBy(count => count.Key, StringComparer.Ordinal).ToDictionary(),
            weights);
    }
}

/// <summary>An input or output.</summary>
internal sealed record NamedType(string Name, string Type);

/// <param name="Elements">Of the parameters below the module.</param>
internal sealed record ModuleSummary(string Path, string ClassName, long Elements)
{
    public static ModuleSummary Of(ModuleCall module, IEnumerable<WeightSummary> weights) => new(
        module.Path,
        module.ClassName,
        weights.Where(weight => weight.Kind == "parameter" && ModuleNames.IsBelow(weight.Name, module.Path)).Sum(weight => ShapeMath.Product([.. weight.Shape])));
}

/// <param name="Kind">parameter, buffer or constant.</param>
internal sealed record WeightSummary(string Kind, string Name, string DType, IReadOnlyList<long> Shape, long Bytes)
{
    public static WeightSummary Of(string kind, string name, Tensor tensor) => new(kind, name, tensor.DType.Name(), [.. tensor.Shape], tensor.ByteCount);
}
