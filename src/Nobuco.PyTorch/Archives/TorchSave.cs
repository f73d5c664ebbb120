using Nobuco.Tensors;
using Nobuco.Tensors.Storage;

namespace Nobuco.PyTorch.Archives;

/// <summary>
/// What <c>torch.save</c> wrote: a zip of a pickle (<c>data.pkl</c>) and one record per storage (<c>data/0</c>, …).
/// Tensors are views of the archive's bytes. Only tensors and plain Python values are read; any other Python object is refused by name.
/// </summary>
public static class TorchSave
{
    /// <summary>The saved object: a <see cref="Tensor"/>, or a value as the pickle has it (tuples, lists, dicts, numbers, strings).</summary>
    /// <exception cref="InvalidModelException">The archive is damaged, or holds other objects.</exception>
    public static object? Read(TensorStorage bytes) => Read(new ZipArchiveFile(bytes));

    /// <summary>As <see cref="Read(TensorStorage)"/>, for objects that may be left out: classes of other libraries raise <see cref="ModelErrors.UnsupportedContent"/>.</summary>
    internal static object? ReadOptional(TensorStorage bytes) => Read(new ZipArchiveFile(bytes), isOptional: true);

    /// <summary>The bytes of a file that <c>torch.load</c> reads: a <see cref="Tensor"/>, or tuples, lists and dicts of tensors, numbers and strings.</summary>
    /// <exception cref="ArgumentException">It holds other objects.</exception>
    internal static byte[] Write(object? value)
    {
        (byte[] pickle, IReadOnlyList<TensorStorage> storages) = Pickler.Write(value);
        using var stream = new MemoryStream();
        var zip = new ZipWriter(stream, "archive/");
        zip.Add("data.pkl", pickle);
        zip.Add(".format_version", "1");
        zip.Add(".storage_alignment", "64");
        zip.Add("byteorder", "little");
        for (int i = 0; i < storages.Count; i++)
            zip.Add($"data/{i}", storages[i]);
        zip.Add("version", "3\n");
        zip.Add(".data/serialization_id", ArchiveId.Of(zip));
        zip.Finish();
        return stream.ToArray();
    }

    private static object? Read(ZipArchiveFile archive, bool isOptional = false)
    {
        TensorStorage pickle = archive.Open("data.pkl");
        object? value = Unpickler.Load(pickle.AllBytes(), new TorchPickleHost(archive, isOptional));
        GC.KeepAlive(pickle);
        return value;
    }

    /// <summary>The tensors of a saved dict (a <c>state_dict</c>), in its order.</summary>
    /// <exception cref="InvalidModelException">The archive is damaged, holds other objects, or no dict of tensors.</exception>
    public static IReadOnlyDictionary<string, Tensor> ReadTensors(TensorStorage bytes)
    {
        if (Read(bytes) is not PickleDict dict)
            throw ModelErrors.Pickle("it holds no dict of tensors.");
        var tensors = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        foreach ((object? key, object? value) in dict.Items)
        {
            if (key is not string name || value is not Tensor tensor)
                throw ModelErrors.Unsupported($"The entry '{key}' of the saved dict is no plain tensor.", "Save a state_dict of plain tensors.");
            tensors[name] = tensor;
        }
        return tensors;
    }
}
