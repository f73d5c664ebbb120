using Nobuco.Tensors;
using Nobuco.Tensors.IO;

namespace Nobuco.Testing;

/// <summary>One call of a model as PyTorch made it, in pytree order.</summary>
/// <param name="Name">"" for the first call, <c>second</c>, <c>third</c>.</param>
public sealed record GoldenSet(string Name, IReadOnlyList<Tensor> Inputs, IReadOnlyList<Tensor> Outputs)
{
    private static readonly string[] s_names = ["", "second", "third", "fourth"];

    /// <summary>The calls of a <c>.npz</c>, in order. A dynamic dimension differs between them; a model with state is called once after the other.</summary>
    public static IReadOnlyList<GoldenSet> Load(string npz)
    {
        IReadOnlyDictionary<string, Tensor> arrays = NpzFile.Read(npz);
        return
        [
            .. s_names
                .Select(name => new GoldenSet(name, Numbered(arrays, name, "in"), Numbered(arrays, name, "out")))
                .Where(set => set.Outputs.Count > 0),
        ];
    }

    private static List<Tensor> Numbered(IReadOnlyDictionary<string, Tensor> arrays, string set, string side)
    {
        string prefix = set.Length == 0 ? side : $"{set}.{side}";
        List<Tensor> found = [];
        while (arrays.TryGetValue(prefix + found.Count, out Tensor? tensor))
            found.Add(tensor);
        return found;
    }
}
