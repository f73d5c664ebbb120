using Nobuco.PyTorch.Aten.Schema;
using Nobuco.PyTorch.Export.Extraction;

namespace Nobuco.PyTorch.Export.Writing;

/// <summary>Graphs, nodes and what is stated of values.</summary>
internal sealed partial class ProgramWriter
{
    private void Graph(ExportedGraph graph)
    {
        _json.WriteStartObject();
        Arguments("inputs", graph.Inputs);
        Arguments("outputs", graph.Outputs);
        _json.WritePropertyName("nodes");
        Array(graph.Nodes, Node);
        Map("tensor_values", graph.Tensors, Meta);
        Map("sym_int_values", graph.Integers, Size);
        SymbolicBooleans(graph);
        _json.WriteBoolean("is_single_tensor_return", graph.ReturnsSingleTensor);
        _json.WriteStartObject("custom_obj_values");
        _json.WriteEndObject();
        if (IsNewest)
            Map("sym_float_values", graph.Floats, SymbolicFloat);
        else if (graph.Floats.Count > 0)
            throw NotWritten("Symbolic floats, for versions of PyTorch before 2.9,");
        _json.WriteEndObject();
    }

    private void Map<T>(string name, IEnumerable<KeyValuePair<string, T>> values, Action<T> write)
    {
        _json.WriteStartObject(name);
        foreach ((string key, T value) in values)
        {
            _json.WritePropertyName(key);
            write(value);
        }
        _json.WriteEndObject();
    }

    private void SymbolicBooleans(ExportedGraph graph)
    {
        _json.WriteStartObject("sym_bool_values");
        foreach ((string name, bool value) in graph.Booleans)
        {
            _json.WritePropertyName(name);
            Union("as_bool", () => _json.WriteBooleanValue(value));
        }
        foreach ((string name, string text) in graph.BooleanExpressions)
        {
            _json.WritePropertyName(name);
            Union("as_expr", () => Expression(text, null));
        }
        _json.WriteEndObject();
    }

    private void SymbolicFloat(object value)
    {
        if (value is double number)
            Union("as_float", () => Double(number));
        else
            Union("as_expr", () => Expression((string)value, null));
    }

    private void Meta(TensorMeta meta) => Meta(meta, ElementType(meta));

    /// <summary>The number of the element type; old files write its name.</summary>
    private static int ElementType(TensorMeta meta) => int.TryParse(meta.ElementType, out int number) ? number : ScalarTypes.ToExport(meta.Type.DType);

    private void Meta(TensorMeta meta, int elementType)
    {
        _json.WriteStartObject();
        _json.WriteNumber("dtype", elementType);
        _json.WritePropertyName("sizes");
        Array(meta.Sizes, Size);
        _json.WriteBoolean("requires_grad", meta.RequiresGradient);
        _json.WritePropertyName("device");
        Device(meta.Device);
        _json.WritePropertyName("strides");
        Array(meta.Strides, Size);
        _json.WritePropertyName("storage_offset");
        Size(meta.StorageOffset);
        _json.WriteNumber("layout", meta.Layout);
        _json.WriteEndObject();
    }

    private void Device(DeviceArgument device)
    {
        _json.WriteStartObject();
        _json.WriteString("type", device.Type);
        Optional("index", device.Index);
        _json.WriteEndObject();
    }

    private void Node(ExportedNode node)
    {
        _json.WriteStartObject();
        _json.WriteString("target", node.Target);
        _json.WritePropertyName("inputs");
        Array(node.Inputs, NamedArgument);
        Arguments("outputs", node.Outputs);
        _json.WritePropertyName("metadata");
        Metadata(node);
        if (IsNewest)
            NewerFields(node);
        _json.WriteEndObject();
    }

    private void NewerFields(ExportedNode node)
    {
        _json.WritePropertyName("is_hop_single_tensor_return");
        if (node.ReturnsSingleTensor is { } single)
            _json.WriteBooleanValue(single);
        else
            _json.WriteNullValue();
        _json.WriteString("name", IsNamed(node) ? node.Name : null);
    }

    /// <summary>
    /// Old files name no nodes; they are called as their operator or their first result. Where a node has several results each of these is a node of its own in PyTorch, which refuses to have two of a name.
    /// </summary>
    private static bool IsNamed(ExportedNode node)
    {
        bool isItsResult = node.Outputs is [ValueReference] && node.ReturnsSingleTensor != false;
        return node.Name != node.Target && (isItsResult || References.Of(node.Outputs).All(output => output.Name != node.Name));
    }

    /// <summary>
    /// Strings that say where the node comes from. PyTorch takes the module stack apart at its commas, of which each entry has two; the stacks of old files are written so.
    /// </summary>
    private void Metadata(ExportedNode node)
    {
        if (node.Metadata.Length > 0 && IsCurrent)
        {
            _json.WriteRawValue(json.Bytes(node.Metadata.Start, node.Metadata.Length), skipInputValidation: true);
            return;
        }
        _json.WriteStartObject();
        if (NodeMetadata.ReadTexts(json, node.Metadata) is var (stack, trace))
        {
            if (trace.Length > 0)
                _json.WriteString("stack_trace", trace);
            var modules = NodeMetadata.ReadModules(stack).Select(static call => $"L__self__{call.Path},{call.Path},{call.ClassName}");
            if (stack.Length > 0)
                _json.WriteString("nn_module_stack", string.Join(';', modules));
        }
        _json.WriteEndObject();
    }

    private void NamedArgument(NamedArgument argument)
    {
        _json.WriteStartObject();
        _json.WriteString("name", argument.Name);
        _json.WritePropertyName("arg");
        Argument(argument.Value);
        if (IsNewest)
            Optional("kind", argument.Kind);
        _json.WriteEndObject();
    }
}
