using Nobuco.PyTorch.Aten;
using Nobuco.PyTorch.Aten.Schema;
using Nobuco.Tensors;

namespace Nobuco.PyTorch.Tests.Aten;

public sealed class EagerRegistryTests
{
    [Fact]
    public void Every_operator_binds_to_its_schema() =>
        EagerRegistry.Default.Names.Select(BindingError).OfType<string>().Order(StringComparer.Ordinal).ShouldBeEmpty();

    [Fact]
    public void A_parameter_with_another_name_is_an_error()
    {
        EagerRegistry registry = EagerRegistry.Default.With("aten::relu", (Tensor x) => x);
        Should.Throw<ArgumentException>(() => registry.Supports(SchemaTable.Default.Find("aten::relu")!))
            .Message.ShouldEndWith("parameter 'x' should be 'self' to match aten::relu");
    }

    [Fact]
    public void A_missing_parameter_is_an_error()
    {
        EagerRegistry registry = EagerRegistry.Default.With("aten::elu", (Tensor self, Scalar alpha) => self);
        Should.Throw<ArgumentException>(() => registry.Supports(SchemaTable.Default.Find("aten::elu")!))
            .Message.ShouldEndWith("parameter 'scale' is missing to match aten::elu");
    }

    [Fact]
    public void An_in_place_operator_writes_through_a_view()
    {
        Tensor x = Tensor.From([-1f, 2, -3, 4], 2, 2);
        Eager.Call("aten::relu_", x.Select(1, 0)).ToArray<float>().ShouldBe([0f, 0]);
        x.ToArray<float>().ShouldBe([0f, 2, 0, 4]);
    }

    [Fact]
    public void An_out_operator_writes_to_its_target()
    {
        Tensor target = Tensor.Zeros(DType.Float32, [2]);
        OperatorSchema schema = SchemaTable.Default.Find("aten::mul", "out")!;
        Eager.Run(EagerRegistry.Default, schema, Tensor.From([1f, 2], 2), Tensor.From([3f, 4], 2), target);
        target.ToArray<float>().ShouldBe([3f, 8]);
    }

    [Fact]
    public void An_in_place_operator_may_name_its_arguments_otherwise()
    {
        Tensor x = Tensor.From([1f, 2], 2);
        Eager.Call("aten::dropout_", x, 0.5, false).ShouldBeSameAs(x);
    }

    [Fact]
    public void A_float_result_is_not_stored_in_integers() =>
        Should.Throw<InvalidOperationException>(() => Eager.Call("aten::add_.Tensor", Tensor.From([1L], 1), 1.5));

    [Fact]
    public void A_number_may_stand_for_a_tensor() =>
        Eager.Call("aten::mul.Tensor", Tensor.From([1, 2], 2), 2.5).ToArray<float>().ShouldBe([2.5f, 5]);

    [Fact]
    public void An_operator_without_a_method_is_named()
    {
        var schema = new OperatorSchema("mylib::unknown", "", [], []);
        Should.Throw<UnsupportedOperatorException>(() => Eager.Run(EagerRegistry.Default, schema)).Operator.ShouldBe("mylib.unknown.default");
    }

    [Fact]
    public void Exceptions_of_operators_are_not_wrapped() =>
        Should.Throw<ArgumentException>(() => Eager.Call("aten::mm", Tensor.Zeros(DType.Float32, [2, 3]), Tensor.Zeros(DType.Float32, [2, 3])));

    private static string? BindingError(string name)
    {
        string[] parts = name.Split('.');
        if (SchemaTable.Default.Find(parts[0], parts.Length > 1 ? parts[1] : "") is not { } schema)
            return $"There is no schema of {name}.";
        try
        {
            return EagerRegistry.Default.Supports(schema) ? null : $"{name} is not supported.";
        }
        catch (ArgumentException e)
        {
            return e.Message;
        }
    }
}
