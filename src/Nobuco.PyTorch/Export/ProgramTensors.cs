using Nobuco.PyTorch.Archives;
using Nobuco.PyTorch.Aten;
using Nobuco.PyTorch.Graph;
using Nobuco.Tensors;
using Nobuco.Tensors.Storage;

namespace Nobuco.PyTorch.Export;

/// <summary>Brings the weights of the archive to the inputs of the graph.</summary>
internal static class ProgramTensors
{
    /// <summary>One per input of the signature (null where it carries no tensor of the program), then the constants of PyTorch 2.1.</summary>
    /// <exception cref="InvalidModelException">A tensor is missing, or is not of the stated type.</exception>
    public static ProgramTensor?[] Bind(ProgramFile file, ProgramArchive archive)
    {
        CheckSignature(file);
        IReadOnlyDictionary<string, Tensor> weights = archive.Weights(), constants = archive.Constants();
        return
        [
            .. file.Signature.Inputs.Select(spec => Bind(spec, file.Graph, weights, constants)),
            .. file.Graph.InlineConstants.Select(static constant => Inline(constant.Key, constant.Value)),
        ];
    }

    private static ProgramTensor? Bind(
        InputSpec spec, ExportedGraph graph, IReadOnlyDictionary<string, Tensor> weights, IReadOnlyDictionary<string, Tensor> constants)
    {
        if (spec.Kind is InputKind.User or InputKind.Literal or InputKind.Other || spec.Argument is not ValueReference { Name: var name })
            return null;
        bool isWeight = spec.Kind is InputKind.Parameter or InputKind.Buffer;
        if (!(isWeight ? weights : constants).TryGetValue(spec.Target, out Tensor? tensor) && !(isWeight ? constants : weights).TryGetValue(spec.Target, out tensor))
            throw ModelErrors.Missing(spec.Kind switch { InputKind.Parameter => "parameter", InputKind.Constant => "constant", _ => "buffer" }, spec.Target);
        CheckType(spec.Target, tensor, graph.Tensors.GetValueOrDefault(name));
        return new ProgramTensor(name, KindOf(spec.Kind), spec.Target, tensor);
    }

    private static ValueKind KindOf(InputKind kind) => kind switch
    {
        InputKind.Parameter => ValueKind.Parameter,
        InputKind.Constant => ValueKind.Constant,
        _ => ValueKind.Buffer,
    };

    private static void CheckType(string name, Tensor tensor, TensorMeta? meta)
    {
        if (meta is null)
            return;
        bool agrees = meta.Type.DType == tensor.DType && meta.Sizes.Count == tensor.Rank;
        for (int axis = 0; agrees && axis < tensor.Rank; axis++)
            agrees = meta.Sizes[axis].TryValue is not { } size || size == tensor.Shape[axis];
        if (!agrees)
            throw ModelErrors.Program($"the tensor '{name}' is {tensor}, but the graph says {meta.Type}.");
    }

    private static ProgramTensor Inline(string name, byte[] archive)
    {
        var bytes = new ArrayStorage(archive.Length, zeroed: false);
        archive.CopyTo(bytes.Bytes(0, archive.Length));
        return new ProgramTensor(name, ValueKind.Constant, name, TorchSave.Read(bytes) as Tensor ?? throw ModelErrors.Program($"the constant '{name}' is no tensor."));
    }

    private static void CheckSignature(ProgramFile file)
    {
        if (file.Signature.Inputs.Count != file.Graph.Inputs.Length || file.Signature.Outputs.Count != file.Graph.Outputs.Length)
            throw ModelErrors.Program("its signature has not the number of inputs and outputs of its graph.");
        var outputs = new HashSet<string>(file.Graph.Outputs.OfType<ValueReference>().Select(static value => value.Name), StringComparer.Ordinal);
        var inputs = new HashSet<string>(file.Graph.Inputs.OfType<ValueReference>().Select(static value => value.Name), StringComparer.Ordinal);
        if (file.Signature.Outputs.Any(spec => spec.Argument is ValueReference value && !outputs.Contains(value.Name))
            || file.Signature.Inputs.Any(spec => spec.Argument is ValueReference value && !inputs.Contains(value.Name)))
        {
            throw ModelErrors.Program("its signature names values that are no inputs or outputs of its graph.");
        }
    }
}
