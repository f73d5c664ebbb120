using System.Text.Json;
using Nobuco.PyTorch.Archives;
using Nobuco.PyTorch.Aten;
using Nobuco.PyTorch.Aten.Schema;
using Nobuco.PyTorch.Export.Extraction;
using Nobuco.PyTorch.Export.Writing;
using Nobuco.PyTorch.Graph;
using Nobuco.Tensors;
using Nobuco.Tensors.Storage;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.PyTorch.Export;

/// <summary>
/// A program that <c>torch.export</c> saved: a graph of ATen operators and its weights. Weights are views of the mapped file, read-only and not copied.
/// </summary>
public sealed class ExportedProgram
{
    private readonly ProgramFile _file;
    private readonly ProgramContext _context;
    private readonly ProgramTensor?[] _tensors;
    private readonly object? _exampleInputs;
    private readonly Lazy<IReadOnlyList<ModuleCall>> _modules;

    private ExportedProgram(ProgramFile file, ProgramContext context, ProgramTensor?[] tensors, object? exampleInputs)
    {
        (_file, _context, _tensors, _exampleInputs) = (file, context, tensors, exampleInputs);
        Inputs = ProgramInterface.Inputs(file);
        Outputs = ProgramInterface.Outputs(file);
        Symbols = ProgramInterface.Symbols(file);
        ExampleInputs = ProgramInterface.ExampleInputs(file, exampleInputs);
        _modules = new Lazy<IReadOnlyList<ModuleCall>>(() => [.. AllNodes(file.Graph).SelectMany(node => context.Metadata.Of(node).Modules).Select(call => call with { Repetition = 0 }).Distinct()]);
    }

    /// <summary>The path that it was loaded from, or what it was called.</summary>
    public required string Path { get; init; }

    /// <summary>The version of PyTorch that wrote the file (<c>2.13.0+cpu</c>), where it says so.</summary>
    public string? TorchVersion => _file.TorchVersion;

    /// <summary>The version of the file's schema: <c>8.20</c>.</summary>
    public string SchemaVersion => _file.SchemaVersion;

    /// <summary>TRAINING (all operators as called, in-place ones included), ATEN (functional), EDGE (ExecuTorch).</summary>
    public string Dialect => _file.Dialect;

    /// <summary>What <see cref="Run"/> takes, in pytree order.</summary>
    public IReadOnlyList<ProgramInput> Inputs { get; }

    /// <summary>What <see cref="Run"/> gives, in pytree order.</summary>
    public IReadOnlyList<ProgramOutput> Outputs { get; }

    /// <summary>Parameters by qualified name.</summary>
    public IReadOnlyDictionary<string, Tensor> Parameters => Tensors(ValueKind.Parameter);

    /// <summary>Buffers by qualified name, as the file holds them.</summary>
    public IReadOnlyDictionary<string, Tensor> Buffers => Tensors(ValueKind.Buffer);

    /// <summary>Other tensors that the program holds.</summary>
    public IReadOnlyDictionary<string, Tensor> Constants => Tensors(ValueKind.Constant);

    /// <summary>The inputs it was exported with, one per <see cref="Inputs"/>: tensors and numbers. Null where the file has none, or has objects that are not read.</summary>
    public IReadOnlyList<object?>? ExampleInputs { get; }

    /// <summary>The symbols of dynamic sizes.</summary>
    public IReadOnlyDictionary<string, SymbolRange> Symbols { get; }

    /// <summary>All modules that were called, in the order of their first call.</summary>
    public IReadOnlyList<ModuleCall> Modules => _modules.Value;

    /// <summary>The names of all nodes, in the order they run; bodies of control flow are part of their node.</summary>
    public IEnumerable<string> NodeNames => _file.Graph.Nodes.Select(static node => node.Name);

    /// <summary>How often each operator is called (<c>aten.conv2d.default</c>), bodies of control flow included.</summary>
    public IReadOnlyDictionary<string, int> OperatorCounts => AllNodes(_file.Graph)
        .CountBy(static node => node.Target.StartsWith("torch.ops.", StringComparison.Ordinal) ? node.Target["torch.ops.".Length..] : node.Target)
        .ToDictionary(StringComparer.Ordinal);

    /// <summary>Fields of the file that are not interpreted: opset versions, guards, metadata, and what newer versions add.</summary>
    public IReadOnlyDictionary<string, JsonElement> UnknownFields => _file.UnknownFields;

    /// <summary>Reads a <c>.pt2</c> file of PyTorch 2.1 or later.</summary>
    /// <param name="schemas">The operators known; <see cref="SchemaTable.Default"/> if null. A program may call others too; that is an error only when it is run.</param>
    /// <param name="modelName">Which program to read of a file that holds several.</param>
    /// <exception cref="InvalidModelException">The file cannot be read, is of another format, damaged, or not supported.</exception>
    public static ExportedProgram Load(string path, SchemaTable? schemas = null, string? modelName = null) =>
        Load(ProgramArchive.Map(path), path, schemas, modelName);

    /// <summary>As <see cref="Load(string, SchemaTable?, string?)"/>, of a file in memory.</summary>
    /// <param name="path">What to call it in errors.</param>
    /// <exception cref="InvalidModelException">The bytes are of another format, damaged, or not supported.</exception>
    public static ExportedProgram Load(TensorStorage bytes, string path, SchemaTable? schemas = null, string? modelName = null)
    {
        ProgramArchive archive = ProgramArchive.Open(bytes, path, modelName);
        TensorStorage json = archive.Json;
        if (BareNumbers.Quote(json.AllBytes()) is { } quoted)
        {
            json = new ArrayStorage(quoted.Length, zeroed: false);
            quoted.CopyTo(json.Bytes(0, quoted.Length));
        }
        ProgramFile file = ProgramReader.Read(json.AllBytes());
        GraphChecks.Check(file.Graph);
        ProgramTensor?[] tensors = ProgramTensors.Bind(file, archive);
        return new ExportedProgram(file, new ProgramContext(schemas ?? SchemaTable.Default, new NodeMetadata(json)), tensors, archive.ExampleInputs()) { Path = path };
    }

    /// <summary>Interprets the program.</summary>
    /// <param name="inputs">One per <see cref="Inputs"/>: tensors of the surface, a <c>long</c> or <see cref="Dim"/> for an int.</param>
    /// <param name="state">The buffers to read and write. Without one buffers are the file's own and read-only: for tracing.</param>
    /// <exception cref="ArgumentException">Not the number of inputs.</exception>
    public ProgramResult Run(IAtenSurface surface, IReadOnlyList<object?> inputs, ProgramState? state = null) => Interpret(surface, inputs, state, _context);

    /// <summary>The operators known: what <see cref="Load(string, SchemaTable?, string?)"/> was given.</summary>
    internal SchemaTable Schemas => _context.Schemas;

    /// <summary>Interprets the program with other operators known than when it was loaded, for tracing.</summary>
    internal ProgramResult RunWith(SchemaTable schemas, IAtenSurface surface, IReadOnlyList<object?> inputs) => Interpret(surface, inputs, null, _context with { Schemas = schemas });

    private ProgramResult Interpret(IAtenSurface surface, IReadOnlyList<object?> inputs, ProgramState? state, ProgramContext context)
    {
        if (inputs.Count != Inputs.Count)
            throw new ArgumentException($"The program takes {Inputs.Count} inputs ({string.Join(", ", Inputs.Select(input => input.Name))}), not {inputs.Count}.", nameof(inputs));
        var scope = new Scope(context, _file.Graph, surface);
        SetInputs(scope, inputs, state);
        GraphBody.Run(scope);
        ProgramResult result = ProgramInterface.Result(_file, scope);
        foreach (ProgramMutation mutation in result.Mutations)
        {
            if (state is not null && mutation is { IsBuffer: true, Value: Tensor value })
                state.Set(mutation.Target, value);
        }
        return result;
    }

    /// <summary>As <see cref="Save(Stream, Version?)"/>, to a file, which takes its name only when it is whole.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be written.</exception>
    public void Save(string path, Version? minimumTorch = null)
    {
        string temporary = $"{System.IO.Path.GetFullPath(path)}.{Guid.NewGuid():N}.part";
        try
        {
            using (FileStream stream = File.Create(temporary))
                Save(stream, minimumTorch);
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Writes the program as a <c>.pt2</c> file that <c>torch.export.load</c> takes. Equal programs give equal bytes, weights are not copied in memory.</summary>
    /// <param name="minimumTorch">
    /// The oldest PyTorch that must load the file: 2.9 if null. Before 2.9 and down to 2.6 it is a plain zip, of which later versions say that its form is old.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="minimumTorch"/> is before 2.6.</exception>
    /// <exception cref="InvalidModelException">The program holds what is not written: TorchBind objects, effect tokens, gradients.</exception>
    public void Save(Stream output, Version? minimumTorch = null)
    {
        if (minimumTorch is not null)
            ArgumentOutOfRangeException.ThrowIfLessThan(minimumTorch, new Version(2, 6));
        ProgramFile file = _file.WithConstantsAsInputs();
        if (minimumTorch is null || minimumTorch >= new Version(2, 9))
            ProgramArchiveWriter.Write(output, file, _context.Metadata.Json, _tensors, _exampleInputs);
        else
            ProgramArchiveWriter.WritePlain(output, file, _context.Metadata.Json, _tensors, _exampleInputs);
    }

    /// <summary>A node as a program of its own, with what it computes from when this program runs on <paramref name="inputs"/> as example inputs. Its weights keep their names, it keeps its place in modules and Python.</summary>
    /// <param name="name">As <see cref="NodeNames"/> has it, or the name of a result.</param>
    /// <param name="inputs">One per <see cref="Inputs"/>.</param>
    /// <param name="surface">What runs the program up to there; one with PyTorch's operators if null.</param>
    /// <returns>Null when there is no such node.</returns>
    /// <exception cref="UnsupportedOperatorException">An operator before the node cannot be executed.</exception>
    public ExportedProgram? ExtractNode(string name, IReadOnlyList<object?> inputs, EagerSurface? surface = null) => Extract(ProgramPart.OfNode(_file.Graph, name), inputs, surface);

    /// <summary>As <see cref="ExtractNode"/>, of all that one call of a module calls.</summary>
    /// <param name="path"><c>layer1.0</c>; <c>pool@1</c> is the second call of <c>pool</c>.</param>
    /// <param name="inputs">One per <see cref="Inputs"/>.</param>
    /// <param name="surface">What runs the program up to there; one with PyTorch's operators if null.</param>
    /// <returns>Null when the module is not called, or not that often.</returns>
    /// <exception cref="UnsupportedOperatorException">An operator before the module cannot be executed.</exception>
    public ExportedProgram? ExtractModule(string path, IReadOnlyList<object?> inputs, EagerSurface? surface = null) =>
        Extract(ProgramPart.OfModule(_file.Graph, _context.Metadata, path), inputs, surface);

    private ExportedProgram? Extract(ProgramPart? part, IReadOnlyList<object?> inputs, EagerSurface? surface)
    {
        if (part is null)
            return null;
        var cut = new CutGraph(_file.Graph, part);
        var scope = new Scope(_context, _file.Graph, surface ?? new EagerSurface());
        SetInputs(scope, inputs, new ProgramState());
        Dictionary<string, ProgramTensor> tensors = _tensors.OfType<ProgramTensor>().ToDictionary(static tensor => tensor.Name);
        IEnumerable<string> weights = tensors.Values.Where(static tensor => tensor.Kind != ValueKind.Buffer).Select(static tensor => tensor.Name);
        var extracted = new ExtractedProgram(_file, tensors, cut, InputCapture.Run(scope, cut, weights), SymbolValues.Of(_file, inputs));
        return new ExportedProgram(extracted.File(), _context, extracted.Tensors, extracted.ExampleInputs) { Path = Path };
    }

    private void SetInputs(Scope scope, IReadOnlyList<object?> inputs, ProgramState? state)
    {
        int next = 0;
        for (int i = 0; i < _file.Signature.Inputs.Count; i++)
        {
            if (_file.Signature.Inputs[i] is not { Argument: ValueReference { Name: var name } } spec)
                continue;
            object? value = spec.Kind == InputKind.User ? inputs[next++] : _tensors[i];
            if (state is not null && value is ProgramTensor { Kind: ValueKind.Buffer } buffer)
                value = buffer with { Tensor = state.Get(buffer.QualifiedName, buffer.Tensor) };
            scope.Set(name, value);
        }
        foreach (ProgramTensor? constant in _tensors.Skip(_file.Signature.Inputs.Count))
            scope.Set(constant!.Name, constant);
    }

    private Dictionary<string, Tensor> Tensors(ValueKind kind)
    {
        var tensors = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        foreach (ProgramTensor tensor in _tensors.OfType<ProgramTensor>().Where(tensor => tensor.Kind == kind))
            tensors[tensor.QualifiedName] = tensor.Tensor;
        return tensors;
    }

    private static IEnumerable<ExportedNode> AllNodes(ExportedGraph graph) => graph.Nodes.SelectMany(static node =>
        node.Inputs.Select(static input => input.Value).OfType<GraphArgument>().SelectMany(static body => AllNodes(body.Graph)).Prepend(node));
}
