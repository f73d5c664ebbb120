using System.Globalization;
using Nobuco.Conversion.Modules;
using Nobuco.PyTorch.Aten.Schema;
using Nobuco.PyTorch.Graph;
using Nobuco.PyTorch.Tracing;

namespace Nobuco.Conversion;

/// <summary>Finds the converters of an operator by any of the names that PyTorch has for it.</summary>
internal static class ConverterLocator
{
    private const string Operators = "torch.ops.";

    /// <param name="name"><c>conv2d</c>, <c>aten::conv2d</c>, <c>aten::add.Tensor</c>, <c>aten.conv2d.default</c>, <c>torch.ops.aten.conv2d.default</c>.</param>
    /// <exception cref="ConversionException">There is no such operator, and no module that has a converter (NBC0201).</exception>
    public static OperatorLocation Locate(Converters converters, SchemaTable schemas, string name)
    {
        if (converters.Find(new ModuleCall(name, name)) is { } module)
            return new OperatorLocation(name, [Describe(module)]);
        (string operatorName, string? overload) = Parse(schemas, name);
        OperatorSchema[] found = [.. schemas.Overloads(operatorName).Where(schema => overload is null || schema.Overload == overload)];
        if (found.Length == 0)
            throw Unknown(schemas, name, operatorName);
        if (overload is null && found.Any(static schema => !schema.IsMutating && ComputesTensors(schema)))
            found = [.. found.Where(static schema => !schema.IsMutating && ComputesTensors(schema))];
        return new OperatorLocation(operatorName, [.. found.Select(schema => Locate(converters, schemas, schema)).OrderBy(static located => located.Converter is null)]);
    }

    private static LocatedOverload Locate(Converters converters, SchemaTable schemas, OperatorSchema schema)
    {
        OperatorSchema? functional = schema.IsMutating ? FunctionalForm.Of(schema, schemas)?.Schema : null;
        OperatorSchema converted = functional ?? schema;
        OperatorConverter? converter = converters.Find(converted);
        return new LocatedOverload(schema.FullName, SchemaPrinter.Print(schema))
        {
            Functional = functional?.FullName,
            Converter = converter is null ? null : Describe(converter, converted),
            Template = converter is null ? ConverterSignature.Declaration(converted) : null,
            Example = OperatorExamples.Of(converted.FullName),
        };
    }

    private static LocatedOverload Describe(ModuleConverter module)
    {
        ConverterText? text = ConverterText.Of(module.Declaration.Source);
        return new LocatedOverload(module.Declaration.Module, "module")
        {
            Converter = new LocatedConverter(module.DisplayName, module.Declaration.Source, module.Declaration.Strategy)
            {
                Handled = [.. module.Method.GetParameters().Select(static parameter => parameter.Name ?? "")],
                Unhandled = [],
                Limits = text?.Limits ?? [],
                Summary = text?.Summary,
                Code = text?.Code,
            },
        };
    }

    private static LocatedConverter Describe(OperatorConverter converter, OperatorSchema schema)
    {
        ConverterText? text = ConverterText.Of(converter.Source);
        var taken = Enumerable.Range(0, schema.Arguments.Count).ToLookup(i => converter.Handles(i, schema.Arguments[i].Name), i => schema.Arguments[i]);
        return new LocatedConverter(converter.DisplayName, converter.Source, converter.Strategy)
        {
            Handled = [.. taken[true].Select(static argument => argument.Name)],
            Unhandled = [.. taken[false].Where(static argument => !ArgumentBinder.IsIrrelevant(argument)).Select(Default)],
            Limits = text?.Limits ?? [],
            Summary = text?.Summary,
            Code = text?.Code,
        };
    }

    private static string Default(SchemaArgument argument) => argument.HasDefault
        ? string.Create(CultureInfo.InvariantCulture, $"{argument.Name}={argument.Default ?? "None"}")
        : argument.Name;

    /// <summary>TorchScript has overloads for numbers, strings and lists, which no graph of tensors calls.</summary>
    private static bool ComputesTensors(OperatorSchema schema) => schema.Returns.Any(static result => result.Type.Kind == SchemaKind.Tensor);

    private static (string Operator, string? Overload) Parse(SchemaTable schemas, string name)
    {
        string plain = name.StartsWith(Operators, StringComparison.Ordinal) ? name[Operators.Length..] : name;
        string[] parts = plain.Replace("::", ".", StringComparison.Ordinal).Split('.');
        if (plain.Contains("::", StringComparison.Ordinal) || (parts.Length > 1 && schemas.Overloads($"{parts[0]}::{parts[1]}").Count > 0))
            return ($"{parts[0]}::{parts.ElementAtOrDefault(1)}", Overload(parts.ElementAtOrDefault(2)));
        return ($"aten::{parts[0]}", Overload(parts.ElementAtOrDefault(1)));
    }

    private static string? Overload(string? name) => name == "default" ? "" : name;

    private static ConversionException Unknown(SchemaTable schemas, string asked, string operatorName)
    {
        string[] overloads = [.. schemas.Overloads(operatorName).Select(static schema => schema.FullName)];
        string[] near = overloads.Length > 0 ? overloads : [.. NearNames.Of(operatorName, schemas.Names)];
        return new ConversionException([new Diagnostic(
            Descriptors.InvalidOption,
            $"There is no operator '{asked}'.{(near.Length > 0 ? $" There is {string.Join(", ", near)}." : "")}",
            NextStep: "docs/supported-operators.md lists the operators that have a converter; 'nobuco inspect' those that a model calls.")]);
    }
}
