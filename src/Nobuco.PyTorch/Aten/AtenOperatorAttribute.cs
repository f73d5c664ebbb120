namespace Nobuco.PyTorch.Aten;

/// <summary>
/// Marks the method that executes an overload, e.g. <c>aten::conv2d</c> or <c>aten::add.Tensor</c>. Its parameters are named as the schema's
/// arguments, in camelCase; those that do not concern values (device, layout, …) may be left out.
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class AtenOperatorAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}
