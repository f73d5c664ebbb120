using Nobuco.TensorFlow.Targets.GraphDef;
using Nobuco.TensorFlow.Targets.Protobuf;
using Nobuco.Tensors;
using Nobuco.Testing;

namespace Nobuco.TensorFlow.Tests.GraphDef;

/// <summary>
/// What TensorFlow's kernels on the CPU take. <c>kernels.tsv</c> lists operations, their attributes that are types, and the types: those in the definition of the operation for which a
/// kernel is registered (<c>REGISTER_OP</c> in <c>tensorflow/core/ops</c>, <c>REGISTER_KERNEL_BUILDER</c> in <c>tensorflow/core/kernels</c>). A kernel that older versions of 2 lack is left out.
/// </summary>
internal static class Kernels
{
    private static readonly string[] s_float = ["f16", "bf16", "f32", "f64"], s_real = ["u8", "i8", "i16", "i32", "i64", .. s_float], s_all = ["bool", .. s_real];

    private static readonly ILookup<string, (string Attribute, string[] Types)> s_kernels = File
        .ReadLines(Repository.PathOf("tests", "Nobuco.TensorFlow.Tests", "GraphDef", "kernels.tsv"))
        .Select(static line => line.Split('\t'))
        .ToLookup(static fields => fields[0], static fields => (fields[1], Expand(fields[2])));

    /// <summary>The nodes that TensorFlow would refuse when it runs them, each with the reason.</summary>
    public static IEnumerable<string> Refused(Targets.Protobuf.GraphDef graph) => graph.Node.SelectMany(node => Reasons(node).Select(reason => $"{node.Name} ({node.Op}): {reason}"));

    private static IEnumerable<string> Reasons(NodeDef node)
    {
        if (!s_kernels.Contains(node.Op))
            return ["no such operation is listed"];
        IEnumerable<string> types = node.Attr.Where(static a => a.Value.ValueCase == AttrValue.ValueOneofCase.Type)
            .Where(a => !s_kernels[node.Op].Any(k => k.Attribute == a.Key && k.Types.Contains(a.Value.Type.ToDType()?.ShortName())))
            .Select(static a => $"no kernel has {a.Key} = {a.Value.Type}");
        return [.. types, .. Limits(node)];
    }

    /// <summary>What kernels ask of attributes.</summary>
    private static IEnumerable<string> Limits(NodeDef node)
    {
        bool isConvolution = node.Op.Contains("Conv", StringComparison.Ordinal);
        if (isConvolution && node.Op != "Conv2D" && node.Attr["dilations"].List.I.Any(static d => d != 1))
            yield return "only Conv2D dilates";
        if (node.Op == "DepthwiseConv2dNative" && node.Attr["strides"].List.I.Skip(1).Take(2).Distinct().Count() != 1)
            yield return "the strides differ";
        if (node.Op is "SpaceToDepth" or "DepthToSpace" && node.Attr["block_size"].I < 2)
            yield return "blocks have two pixels at least";
    }

    private static string[] Expand(string types) => [.. types.Split(' ').SelectMany(static type => type switch
    {
        "all" => s_all,
        "real" => s_real,
        "float" => s_float,
        _ => [type],
    })];
}
