using System.Numerics;
using Nobuco.Tensors;
using Nobuco.Tensors.Storage;

namespace Nobuco.PyTorch.Archives;

/// <summary>The names that pickles of tensors use, and the storages of one archive.</summary>
/// <param name="isOptional">True for example inputs: classes of other libraries make them unreadable, but not the file.</param>
internal sealed class TorchPickleHost(ZipArchiveFile archive, bool isOptional = false) : IPickleHost
{
    /// <summary>Modules of Python itself: asking for more of them than the list allows is an attack, not a class of some library.</summary>
    private static readonly HashSet<string> PythonModules =
    [
        "__builtin__", "__main__", "_codecs", "asyncio", "builtins", "codecs", "commands", "ctypes", "functools", "importlib", "io", "marshal", "multiprocessing",
        "nt", "operator", "os", "pathlib", "pickle", "platform", "posix", "pty", "runpy", "shutil", "socket", "subprocess", "sys", "tempfile", "threading", "types",
        "urllib", "webbrowser",
    ];

    private readonly Dictionary<string, Storage> _storages = new(StringComparer.Ordinal);
    private readonly bool _isBigEndian = archive.Contains("byteorder") && archive.ReadText("byteorder").Trim() == "big";

    /// <summary>A typed storage; untyped ones (<see langword="null"/>) count bytes.</summary>
    private sealed record Storage(string Record, TensorStorage Bytes, DType? DType);

    /// <summary>The fixed list: what is not here is refused.</summary>
    public bool Allows(PickleGlobal global) => IsKnown(global) || (isOptional && !PythonModules.Contains(global.Module.Split('.')[0])
        ? throw ModelErrors.Unsupported($"Objects of the Python class '{global}' are not read.")
        : false);

    private static bool IsKnown(PickleGlobal global) => (global.Module, global.Name) switch
    {
        ("collections", "OrderedDict") => true,
        ("torch._utils", "_rebuild_tensor" or "_rebuild_tensor_v2" or "_rebuild_tensor_v3" or "_rebuild_parameter" or "_rebuild_parameter_with_state") => true,
        ("torch", "Size" or "device") => true,
        ("torch.storage", "UntypedStorage" or "TypedStorage") => true,
        ("torch.nn.parameter", "Parameter" or "Buffer") => true,
        ("torch.serialization", "_get_layout") => true,
        ("torch._export.serde.serialize", "_reconstruct_fake_tensor") => true,
        ("torch", var name) => TorchNames.ElementType(name) is not null || ElementType(name) is not null,
        ("_codecs", "encode") => true,
        ("builtins" or "__builtin__", "set" or "frozenset" or "slice" or "complex" or "bytearray" or "range") => true,
        _ => false,
    };

    public object? Load(object? persistentId)
    {
        if (persistentId is not PickleTuple { Items: ["storage", PickleGlobal type, string key, _, long count, ..] })
            throw ModelErrors.Pickle($"a persistent id is no storage: {persistentId}.");
        if (_storages.TryGetValue(key, out Storage? known))
            return known;
        DType? dtype = type.Name == "UntypedStorage" ? null : TorchNames.ElementType(type.Name) ?? throw UnsupportedType(type.Name);
        string record = $"data/{key}";
        TensorStorage bytes = count == 0 && !archive.Contains(record) ? new ArrayStorage(0, zeroed: true) : archive.Open(record);
        if (_isBigEndian && dtype is { } swapped)
            bytes = bytes.FromBigEndian(swapped);
        return _storages[key] = new Storage(record, bytes, dtype);
    }

    public object? Call(PickleGlobal global, Seq<object?> arguments) => (global.Name, arguments) switch
    {
        ("OrderedDict", []) => new PickleDict(),
        ("OrderedDict", [List<object?> pairs]) => ToDict(pairs),
        ("_rebuild_tensor", [Storage storage, long offset, PickleTuple sizes, PickleTuple strides]) => View(storage, storage.DType, offset, sizes, strides),
        ("_rebuild_tensor_v2", [Storage storage, long offset, PickleTuple sizes, PickleTuple strides, ..]) =>
            View(storage, storage.DType, offset, sizes, strides),
        ("_rebuild_tensor_v3", [Storage storage, long offset, PickleTuple sizes, PickleTuple strides, _, _, PickleGlobal dtype, ..]) =>
            View(storage, ElementType(dtype.Name) ?? throw UnsupportedType(dtype.Name), offset, sizes, strides),
        ("_rebuild_parameter" or "_rebuild_parameter_with_state" or "Parameter" or "Buffer", [Tensor tensor, ..]) => tensor,
        ("_reconstruct_fake_tensor", _) => throw ModelErrors.Stripped(),
        ("Size", [PickleTuple sizes]) => sizes,
        ("device" or "_get_layout", _) => null,
        ("set" or "frozenset" or "bytearray", [var items, ..]) => items,
        ("set" or "frozenset" or "bytearray", []) => new List<object?>(),
        ("complex", [double real, double imaginary]) => new Complex(real, imaginary),
        ("encode", [string text, ..]) => System.Text.Encoding.Latin1.GetBytes(text),
        ("slice" or "range", _) => new PickleTuple(arguments),
        _ => throw ModelErrors.Pickle($"the arguments of {global} are not understood."),
    };

    private Tensor View(Storage storage, DType? dtype, long offset, PickleTuple sizes, PickleTuple strides)
    {
        DType type = dtype ?? throw ModelErrors.Pickle("a tensor has no element type.");
        TensorStorage bytes = _isBigEndian && storage.DType is null ? storage.Bytes.FromBigEndian(type) : storage.Bytes;
        return bytes.View(storage.Record, type, Integers(sizes), Integers(strides), offset);
    }

    private static Seq<long> Integers(PickleTuple tuple) =>
        tuple.Items.Select(item => item is long value ? value : throw ModelErrors.Pickle("a size is no integer.")).ToSeq();

    private static PickleDict ToDict(List<object?> pairs)
    {
        var dict = new PickleDict();
        foreach (object? pair in pairs)
            dict.Items.Add(pair is PickleTuple { Items: [var key, var value] } ? KeyValuePair.Create(key, value) : throw ModelErrors.Pickle("an item of a dict is no pair."));
        return dict;
    }

    private static InvalidModelException UnsupportedType(string name) => ModelErrors.Unsupported($"Tensors of the element type 'torch.{name}' are not supported.");

    private static DType? ElementType(string name) => name switch
    {
        "float32" or "float" => DType.Float32,
        "float64" or "double" => DType.Float64,
        "float16" or "half" => DType.Float16,
        "bfloat16" => DType.BFloat16,
        "int64" or "long" => DType.Int64,
        "int32" or "int" => DType.Int32,
        "int16" or "short" => DType.Int16,
        "int8" => DType.Int8,
        "uint8" => DType.UInt8,
        "uint16" => DType.UInt16,
        "uint32" => DType.UInt32,
        "uint64" => DType.UInt64,
        "bool" => DType.Bool,
        "complex64" or "cfloat" => DType.Complex64,
        "complex128" or "cdouble" => DType.Complex128,
        _ => null,
    };
}
