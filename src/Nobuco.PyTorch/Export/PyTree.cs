using System.Globalization;
using System.Text.Json;
using Nobuco.PyTorch.Archives;

namespace Nobuco.PyTorch.Export;

/// <summary>The nesting of a program's inputs or outputs, with a name for each leaf: <c>logits</c>, <c>summary.0</c>.</summary>
internal sealed class PyTree
{
    private PyTree(IReadOnlyList<(string Key, PyTree Child)>? children) => Children = children;

    /// <summary>Null for a leaf.</summary>
    public IReadOnlyList<(string Key, PyTree Child)>? Children { get; }

    public bool IsLeaf => Children is null;

    /// <summary>Reads <c>[1, {"type": "builtins.tuple", "context": "null", "children_spec": […]}]</c>; null for what is not in this form.</summary>
    public static PyTree? TryParse(string? text)
    {
        if (text is null)
            return null;
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            JsonElement root = document.RootElement;
            return Read(root.ValueKind == JsonValueKind.Array ? root[1] : root);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or IndexOutOfRangeException)
        {
            return null;
        }
    }

    /// <summary>The leaves below, in order, as paths of keys under <paramref name="path"/>.</summary>
    public IEnumerable<string> LeafNames(string path) => Children is null
        ? [path]
        : Children.SelectMany(entry => entry.Child.LeafNames(path.Length == 0 ? entry.Key : $"{path}.{entry.Key}"));

    /// <summary>The leaves of a value of this nesting.</summary>
    /// <returns>False where the value is nested otherwise.</returns>
    public bool TryFlatten(object? value, List<object?> leaves)
    {
        if (Children is null)
        {
            leaves.Add(value);
            return true;
        }
        return value switch
        {
            PickleTuple tuple => TryFlattenItems(tuple.Items, leaves),
            List<object?> list => TryFlattenItems(list, leaves),
            PickleDict dict => TryFlattenDict(dict, leaves),
            _ => false,
        };
    }

    private bool TryFlattenItems(IReadOnlyList<object?> items, List<object?> leaves)
    {
        if (items.Count != Children!.Count)
            return false;
        for (int i = 0; i < items.Count; i++)
        {
            if (!Children[i].Child.TryFlatten(items[i], leaves))
                return false;
        }
        return true;
    }

    private bool TryFlattenDict(PickleDict dict, List<object?> leaves)
    {
        Dictionary<string, object?> values = [];
        foreach ((object? key, object? value) in dict.Items)
            values[Convert.ToString(key, CultureInfo.InvariantCulture) ?? ""] = value;
        return values.Count == Children!.Count
            && Children.All(entry => values.TryGetValue(entry.Key, out object? value) && entry.Child.TryFlatten(value, leaves));
    }

    private static PyTree Read(JsonElement node)
    {
        if (node.GetProperty("type").ValueKind == JsonValueKind.Null)
            return new PyTree(null);
        PyTree[] children = [.. node.GetProperty("children_spec").EnumerateArray().Select(Read)];
        IReadOnlyList<string> keys = Keys(node.GetProperty("context"), children.Length) ?? [.. Enumerable.Range(0, children.Length).Select(i => i.ToString(CultureInfo.InvariantCulture))];
        return new PyTree([.. keys.Zip(children)]);
    }

    /// <summary>The context of dicts and their like is JSON text: the list of keys, or a list or an object that holds it.</summary>
    private static string[]? Keys(JsonElement context, int count)
    {
        if (context.ValueKind == JsonValueKind.String)
        {
            if (!context.GetString()!.StartsWith('[') && !context.GetString()!.StartsWith('{'))
                return null;
            using JsonDocument document = JsonDocument.Parse(context.GetString()!);
            return Keys(document.RootElement, count);
        }
        if (context.ValueKind == JsonValueKind.Object)
            return context.EnumerateObject().Select(field => Keys(field.Value, count)).FirstOrDefault(keys => keys is not null);
        if (context.ValueKind != JsonValueKind.Array)
            return null;
        JsonElement[] items = [.. context.EnumerateArray()];
        if (items.Length == count && count > 0 && items.All(item => item.ValueKind is JsonValueKind.String or JsonValueKind.Number))
            return [.. items.Select(item => item.ToString())];
        return items.Select(item => Keys(item, count)).FirstOrDefault(keys => keys is not null);
    }
}
