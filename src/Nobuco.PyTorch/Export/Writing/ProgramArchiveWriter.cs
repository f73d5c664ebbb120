using Nobuco.PyTorch.Archives;
using Nobuco.PyTorch.Aten;
using Nobuco.PyTorch.Graph;
using Nobuco.Tensors.Storage;

namespace Nobuco.PyTorch.Export.Writing;

/// <summary>
/// Writes a PT2 archive, the layout of PyTorch 2.9 and later that <see cref="ProgramArchive"/> reads (<c>torch/export/pt2_archive/_package.py</c>): the program's JSON, raw weights
/// and constants, and the example inputs as <c>torch.save</c> writes them. Equal programs give equal bytes.
/// </summary>
internal static class ProgramArchiveWriter
{
    /// <param name="tensors">One per input of the signature; null where it carries no tensor of the program.</param>
    /// <param name="exampleInputs">The pair of positional and keyword arguments, or null.</param>
    public static void Write(Stream output, ProgramFile file, TensorStorage json, IReadOnlyList<ProgramTensor?> tensors, object? exampleInputs)
    {
        byte[] program = ProgramWriter.Write(file, json, ProgramSchema.Newest);
        var zip = new ZipWriter(output, "archive/");
        PayloadWriter.Write(zip, "data/weights/", "weight_", "model_weights_config.json", Tensors(file, tensors, areWeights: true));
        PayloadWriter.Write(zip, "data/constants/", "tensor_", "model_constants_config.json", Tensors(file, tensors, areWeights: false));
        zip.Add("models/model.json", program);
        zip.Add("data/sample_inputs/model.pt", exampleInputs is null ? [] : TorchSave.Write(exampleInputs));
        zip.Add("archive_format", "pt2");
        zip.Add("archive_version", "0");
        zip.Add(".data/version", "6\n");
        zip.Add("byteorder", "little");
        zip.Add(".data/serialization_id", ArchiveId.Of(zip));
        zip.Finish();
    }

    /// <summary>Writes the plain zip of PyTorch 2.6 and 2.7, which later ones read as well; weights are pickled as in <c>torch.save</c>, and so copied in memory.</summary>
    public static void WritePlain(Stream output, ProgramFile file, TensorStorage json, IReadOnlyList<ProgramTensor?> tensors, object? exampleInputs)
    {
        byte[] program = ProgramWriter.Write(file, json, ProgramSchema.Oldest);
        var zip = new ZipWriter(output, "");
        zip.Add("serialized_exported_program.json", program);
        zip.Add("serialized_state_dict.pt", TorchSave.Write(Dict(Tensors(file, tensors, areWeights: true))));
        zip.Add("serialized_constants.pt", TorchSave.Write(Dict(Tensors(file, tensors, areWeights: false))));
        zip.Add("serialized_example_inputs.pt", exampleInputs is null ? [] : TorchSave.Write(exampleInputs));
        zip.Add("version", "8.2");
        zip.Finish();
    }

    private static PickleDict Dict(IEnumerable<(ProgramTensor Tensor, bool RequiresGradient)> tensors)
    {
        var dict = new PickleDict();
        foreach ((ProgramTensor tensor, bool requiresGradient) in tensors)
            dict.Items.Add(KeyValuePair.Create<object?, object?>(tensor.QualifiedName, tensor.Kind == ValueKind.Parameter ? new PickleParameter(tensor.Tensor, requiresGradient) : tensor.Tensor));
        return dict;
    }

    /// <summary>Weights are parameters and persistent buffers; whatever else the program holds are constants.</summary>
    private static IEnumerable<(ProgramTensor Tensor, bool RequiresGradient)> Tensors(ProgramFile file, IReadOnlyList<ProgramTensor?> tensors, bool areWeights) => file.Signature.Inputs
        .Zip(tensors)
        .Where(pair => pair.Second is not null && pair.First.Kind is (InputKind.Parameter or InputKind.Buffer) == areWeights)
        .DistinctBy(static pair => pair.First.Target)
        .Select(pair => (pair.Second!, file.Graph.Tensors.TryGetValue(pair.Second!.Name, out TensorMeta? meta) && meta.RequiresGradient));
}
