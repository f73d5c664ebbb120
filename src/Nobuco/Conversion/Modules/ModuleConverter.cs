using System.Reflection;
using Nobuco.PyTorch.Graph;
using Nobuco.TensorFlow;

namespace Nobuco.Conversion.Modules;

/// <summary>A converter of whole modules.</summary>
internal sealed class ModuleConverter
{
    private readonly ParameterInfo[] _tensors;

    /// <exception cref="ConverterBindingException">A parameter or the result is of a type that no module has.</exception>
    public ModuleConverter(string displayName, MethodInfo method, object? target, ModuleConverterAttribute declaration)
    {
        (DisplayName, Method, Target, Declaration) = (displayName, method, target, declaration);
        _tensors = [.. method.GetParameters().Where(static p => !IsCall(p))];
        foreach (ParameterInfo parameter in _tensors)
        {
            if (parameter.ParameterType != typeof(TfTensor) && !(TakesAll(parameter) && _tensors.Length == 1))
                throw new ConverterBindingException($"{displayName}: the parameter '{parameter.Name}' of type {parameter.ParameterType.Name} is no input of a module", "Take each input tensor as a TfTensor, or all as one IReadOnlyList<TfTensor>; weights and attributes are had from a ModuleConverterCall.");
        }
        ConverterBinder.CheckResult(displayName, method);
    }

    public string DisplayName { get; }

    public MethodInfo Method { get; }

    public object? Target { get; }

    public ModuleConverterAttribute Declaration { get; }

    /// <summary>True when the method takes all inputs as one list.</summary>
    public bool TakesList => _tensors is [var only] && TakesAll(only);

    /// <summary>2 for the module's path, 1 for its class, 0 for another module.</summary>
    public int Matches(ModuleCall call) =>
        call.Path == Declaration.Module ? 2 : call.ClassName == Declaration.Module || call.ClassName.EndsWith($".{Declaration.Module}", StringComparison.Ordinal) ? 1 : 0;

    /// <summary>The converter of one call, or null with the reason why the method does not fit its inputs.</summary>
    public OperatorConverter? Bind(Node node, Func<Node, ConverterCall> call, out string reason)
    {
        Value[] inputs = [.. node.Inputs];
        int required = _tensors.Count(static p => !p.HasDefaultValue);
        reason = "";
        if (!TakesList && (inputs.Length < required || inputs.Length > _tensors.Length))
        {
            reason = $"{DisplayName} takes {_tensors.Length} tensors, but the module is given {inputs.Length}: {string.Join(", ", inputs.Select(static i => i.ToString()))}.";
            return null;
        }
        int next = 0;
        ConverterParameter[] parameters = [.. Method.GetParameters().Select(p => new ConverterParameter(p.Name ?? "", IsCall(p) ? ConverterParameter.TheCall : Index(next++, node), p.ParameterType, p.HasDefaultValue, false))];
        return new OperatorConverter(DisplayName, Method, Target, Declaration.Strategy, Declaration.Source, parameters, call);
    }

    private static int Index(int position, Node node) => position < node.Arguments.Count ? position : ConverterParameter.Absent;

    private static bool IsCall(ParameterInfo parameter) => parameter.ParameterType == typeof(ModuleConverterCall) || parameter.ParameterType == typeof(ConverterCall);

    private static bool TakesAll(ParameterInfo parameter) => parameter.ParameterType == typeof(IReadOnlyList<TfTensor>);
}
