using Nobuco.PyTorch.Archives;
using Nobuco.PyTorch.Aten;
using Nobuco.PyTorch.Aten.Schema;
using Nobuco.Tensors;

namespace Nobuco.PyTorch.Export;

/// <summary>A call of an operator of the surface.</summary>
internal sealed class AtenNodeCall : NodeCall
{
    private readonly OperatorSchema _schema;

    /// <summary>Per schema argument the index among the node's inputs, or -1 for the default.</summary>
    private readonly int[] _sources;

    private AtenNodeCall(OperatorSchema schema, int[] sources) => (_schema, _sources) = (schema, sources);

    /// <param name="name"><c>aten.conv2d.default</c></param>
    public static NodeCall Of(ExportedNode node, string name, Scope scope)
    {
        int first = name.IndexOf('.'), last = name.LastIndexOf('.');
        if (first < 0 || last == first)
            return Unknown(node, name, "", scope);
        string operatorName = $"{name[..first]}::{name[(first + 1)..last]}", overload = name[(last + 1)..];
        if (overload == "default")
            overload = "";
        return scope.Context.Schemas.Find(operatorName, overload) is { } schema
            ? new AtenNodeCall(schema, Sources(schema, node))
            : Unknown(node, operatorName, overload, scope);
    }

    /// <summary>A call of an operator without a schema: what the call shows of it is one.</summary>
    public static NodeCall Unknown(ExportedNode node, string name, string overload, Scope scope)
    {
        var arguments = node.Inputs.Select((input, i) => new SchemaArgument(
            input.Name.Length > 0 ? input.Name : $"arg{i}", ObservedType.Of(input.Value, scope.Graph), null, HasDefault: false, Default: null, IsKeywordOnly: false));
        var returns = node.Outputs.Select(output => new SchemaReturn(null, ObservedType.Of(output, scope.Graph), null));
        var schema = new OperatorSchema(name, overload, arguments.ToSeq(), returns.ToSeq()) { IsUnknown = true };
        return new AtenNodeCall(schema, [.. Enumerable.Range(0, node.Inputs.Length)]);
    }

    public override void Run(ExportedNode node, Scope scope)
    {
        var arguments = new object?[_sources.Length];
        for (int i = 0; i < arguments.Length; i++)
        {
            SchemaArgument argument = _schema.Arguments[i];
            arguments[i] = _sources[i] < 0 ? argument.Default : ArgumentTypes.Convert(scope.Resolve(node.Inputs[_sources[i]].Value), argument.Type);
        }
        IReadOnlyList<object?> results = scope.Surface.Call(new AtenCall
        {
            Name = node.Name,
            Operator = _schema,
            Arguments = arguments,
            ReturnTypes = [.. Enumerable.Range(0, _schema.Returns.Count).Select(i => i < node.Outputs.Length ? scope.TypeOf(node.Outputs[i]) : null)],
            Provenance = scope.Context.Metadata.Of(node),
        });
        scope.Assign(node.Outputs, results);
    }

    private static int[] Sources(OperatorSchema schema, ExportedNode node)
    {
        int[] sources = [.. schema.Arguments.Select(static _ => -1)];
        for (int i = 0; i < node.Inputs.Length; i++)
        {
            string name = node.Inputs[i].Name;
            int position = name.Length == 0 ? i : IndexOf(schema, name);
            if (position >= 0 && position < sources.Length)
                sources[position] = i;
            else if (node.Inputs[i].Value is not null)
                throw ModelErrors.Unsupported($"The operator {schema.FullName} has no argument '{name}' in the version known here.");
        }
        return sources;
    }

    private static int IndexOf(OperatorSchema schema, string name)
    {
        for (int i = 0; i < schema.Arguments.Count; i++)
        {
            if (schema.Arguments[i].Name == name)
                return i;
        }
        return -1;
    }
}

/// <summary>The schema type that an argument of an unknown operator shows.</summary>
internal static class ObservedType
{
    public static SchemaType Of(object? argument, ExportedGraph graph) => argument switch
    {
        null => new SchemaType(SchemaKind.Tensor, IsOptional: true),
        ValueReference reference => new SchemaType(KindOf(reference, graph)),
        object?[] list => new SchemaType(
            list.OfType<ValueReference>().Select(item => KindOf(item, graph)).FirstOrDefault(SchemaKind.SymInt),
            IsList: true,
            HasOptionalElements: list.Contains(null)),
        Seq<long> => new SchemaType(SchemaKind.Int, IsList: true),
        Seq<double> => new SchemaType(SchemaKind.Float, IsList: true),
        Seq<bool> => new SchemaType(SchemaKind.Bool, IsList: true),
        Seq<string> => new SchemaType(SchemaKind.String, IsList: true),
        long => new SchemaType(SchemaKind.Int),
        double => new SchemaType(SchemaKind.Float),
        bool => new SchemaType(SchemaKind.Bool),
        string => new SchemaType(SchemaKind.String),
        DType => new SchemaType(SchemaKind.ScalarType),
        MemoryFormat => new SchemaType(SchemaKind.MemoryFormat),
        DeviceArgument => new SchemaType(SchemaKind.Device),
        LayoutArgument => new SchemaType(SchemaKind.Layout),
        _ => new SchemaType(SchemaKind.Other, Spelling: "Any"),
    };

    private static SchemaKind KindOf(ValueReference reference, ExportedGraph graph) =>
        graph.Integers.ContainsKey(reference.Name) ? SchemaKind.SymInt : SchemaKind.Tensor;
}
