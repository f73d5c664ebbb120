using System.Reflection;
using System.Runtime.CompilerServices;
using Nobuco.Builtin;
using Nobuco.Conversion;
using Nobuco.Conversion.Modules;
using Nobuco.PyTorch.Aten.Schema;
using Nobuco.PyTorch.Graph;

namespace Nobuco;

/// <summary>The converters that a conversion uses: an immutable set, from which others are derived.</summary>
public sealed class Converters
{
    private static readonly Lazy<Converters> _default = new(() => new Converters(ConverterTable.OfFamilies(Families.All), [], []));

    private readonly ConverterTable _operators;

    private Converters(ConverterTable operators, IReadOnlyList<ModuleConverter> modules, IReadOnlyList<string> customSchemas) =>
        (_operators, Modules, CustomSchemas) = (operators, modules, customSchemas);

    /// <summary>The built-in converters.</summary>
    public static Converters Default => _default.Value;

    /// <summary>The names of all operator overloads that have a converter: <c>aten.conv2d.default</c>, ….</summary>
    public IEnumerable<string> Operators => _operators.Names;

    /// <summary>What converts an operator here: method, file and line, what it takes and what it does not, its C# text and an example.</summary>
    /// <param name="name"><c>aten::conv2d</c> for all overloads, <c>aten::add.Tensor</c> for one; also <c>conv2d</c> and <c>aten.conv2d.default</c>, and the class or path of a module that has a converter.</param>
    /// <exception cref="ConversionException">There is no such operator (NBC0201); the message names what is near.</exception>
    public OperatorLocation Locate(string name) => ConverterLocator.Locate(this, SchemaTable.Default.With(CustomSchemas), name);

    internal IReadOnlyList<ModuleConverter> Modules { get; }

    /// <summary>The schemas of operators that PyTorch does not have.</summary>
    internal IReadOnlyList<string> CustomSchemas { get; }

    /// <summary>These converters and those of a class. One that is there already is only replaced by a method that says so: <see cref="ConverterAttribute.Replaces"/>.</summary>
    /// <param name="family">A class whose static methods are marked with <see cref="ConverterAttribute"/> or <see cref="ModuleConverterAttribute"/>.</param>
    /// <exception cref="ConverterBindingException">
    /// A method does not fit its operator's schema, an operator has a converter already, or the class has no converter.
    /// </exception>
    public Converters With(Type family)
    {
        MethodInfo[] methods = family.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly);
        DeclaredConverter[] operators = [.. methods.SelectMany(method => method.GetCustomAttributes<ConverterAttribute>().Select(declaration => new DeclaredConverter(declaration, method, null, $"{family.Name}.{method.Name}")))];
        ModuleConverter[] modules = [.. methods.SelectMany(method => method.GetCustomAttributes<ModuleConverterAttribute>().Select(declaration => new ModuleConverter($"{family.Name}.{method.Name}", method, null, declaration)))];
        return operators.Length + modules.Length == 0
            ? throw new ConverterBindingException($"{family.Name} has no static method that is marked as a converter", "Mark its methods with [Converter(\"aten::…\", ChannelOrderingStrategy.…)] or [ModuleConverter(…)].")
            : modules.Aggregate(Add(operators), (set, module) => set.Add(module));
    }

    /// <summary>These converters and one more.</summary>
    /// <param name="operatorName">
    /// <c>aten::conv2d</c> for all overloads that have the converter's parameters, <c>aten::add.Tensor</c> for one; a custom operator by its whole schema:
    /// <c>demo::swish_gate(Tensor x, float beta) -> Tensor</c>.
    /// </param>
    /// <param name="strategy">What it asks of the channel order.</param>
    /// <param name="converter">A method or lambda whose parameters are named and typed as in the schema.</param>
    /// <param name="file">Left to the compiler: the file that calls.</param>
    /// <param name="line">Left to the compiler: the line that calls.</param>
    /// <exception cref="ConverterBindingException">It does not fit the operator's schema, or the operator has a converter already.</exception>
    public Converters With(string operatorName, ChannelOrderingStrategy strategy, Delegate converter, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Add([new DeclaredConverter(new ConverterAttribute(operatorName, strategy, file, line), converter.Method, converter.Target, $"the converter of {operatorName.Split('(')[0]}")]);

    /// <summary>As <see cref="With(string, ChannelOrderingStrategy, Delegate, string, int)"/>, in the place of a converter that is there.</summary>
    /// <exception cref="ConverterBindingException">It does not fit the operator's schema, or there is no converter that it could replace.</exception>
    public Converters Replace(string operatorName, ChannelOrderingStrategy strategy, Delegate converter, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Add([new DeclaredConverter(new ConverterAttribute(operatorName, strategy, file, line) { Replaces = true }, converter.Method, converter.Target, $"the converter of {operatorName}")]);

    /// <summary>These converters and one of whole modules; it goes before the converters of the operators in them.</summary>
    /// <param name="module">The class (<c>torch.nn.modules.conv.Conv2d</c>, or <c>Conv2d</c> alone), or the path of one module (<c>layer1.0.conv1</c>), which goes before its class.</param>
    /// <param name="strategy">What it asks of the channel order.</param>
    /// <param name="converter">A method or lambda as <see cref="ModuleConverterAttribute"/> describes it.</param>
    /// <param name="file">Left to the compiler: the file that calls.</param>
    /// <param name="line">Left to the compiler: the line that calls.</param>
    /// <exception cref="ConverterBindingException">A parameter or the result is of a wrong type, or the module has a converter already.</exception>
    public Converters WithModule(string module, ChannelOrderingStrategy strategy, Delegate converter, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Add(new ModuleConverter($"the converter of {module}", converter.Method, converter.Target, new ModuleConverterAttribute(module, strategy, file, line)));

    internal OperatorConverter? Find(OperatorSchema schema) => _operators.Find(schema);

    internal ModuleConverter? Find(ModuleCall call) => Modules.Where(converter => converter.Matches(call) > 0).MaxBy(converter => converter.Matches(call));

    private Converters Add(IReadOnlyList<DeclaredConverter> operators)
    {
        IReadOnlyList<string> custom = [.. CustomSchemas, .. operators.Select(static o => o.Declaration.OperatorName).Where(static name => name.Contains('(', StringComparison.Ordinal))];
        return new Converters(_operators.With(operators, custom), Modules, custom);
    }

    private Converters Add(ModuleConverter converter)
    {
        if (Modules.FirstOrDefault(other => other.Declaration.Module == converter.Declaration.Module) is { } present)
            throw new ConverterBindingException($"The module {converter.Declaration.Module} has two converters: {present.DisplayName} and {converter.DisplayName}", "Leave one of them out.");
        return new Converters(_operators, [.. Modules, converter], CustomSchemas);
    }
}
