using Nobuco.PyTorch.Aten;
using Nobuco.PyTorch.Aten.Schema;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.PyTorch.Tests.Schema;

public sealed class SchemaTableTests
{
    [Fact]
    public void EverySchemaParsesAndReadsBackWhatItPrints()
    {
        OperatorSchema[] schemas = [.. SchemaTable.Default.Names.SelectMany(SchemaTable.Default.Overloads)];
        schemas.Length.ShouldBeGreaterThan(4000);
        foreach (OperatorSchema schema in schemas)
            SchemaParser.Parse(SchemaPrinter.Print(schema)).ShouldBe(schema);
    }

    [Fact]
    public void NamesAndOverloadsAreUnique()
    {
        foreach (string name in SchemaTable.Default.Names)
            SchemaTable.Default.Overloads(name).Select(schema => schema.Overload).ShouldBeUnique();
    }

    [Fact]
    public void Conv2dHasItsDefaults()
    {
        OperatorSchema conv = SchemaTable.Default.Find("aten::conv2d").ShouldNotBeNull();
        conv.FullName.ShouldBe("aten.conv2d.default");
        conv.Arguments.Select(a => a.Name).ShouldBe(["input", "weight", "bias", "stride", "padding", "dilation", "groups"]);
        conv.Arguments[3].Default.ShouldBe(Seq.Create<Dim>([1, 1]));
        conv.Arguments[6].Default.ShouldBe((Dim)1);
        conv.Arguments[2].Type.ShouldBe(new SchemaType(SchemaKind.Tensor, IsOptional: true));
        SchemaTable.Default.Find("aten::conv2d", "padding")!.Arguments[4].Default.ShouldBe("valid");
    }

    [Theory]
    [InlineData("aten::relu_", "", true, false)]
    [InlineData("aten::relu", "", false, false)]
    [InlineData("aten::select", "int", false, true)]
    [InlineData("aten::split", "Tensor", false, true)]
    public void AliasesSayWhatAnOperatorDoes(string name, string overload, bool mutates, bool isView)
    {
        OperatorSchema schema = SchemaTable.Default.Find(name, overload).ShouldNotBeNull();
        schema.IsMutating.ShouldBe(mutates);
        schema.IsView.ShouldBe(isView);
    }

    [Fact]
    public void DefaultsAreOfTheClosedTypes()
    {
        SchemaTable.Default.Find("aten::add", "Tensor")!.Arguments[2].Default.ShouldBe(1L);
        SchemaTable.Default.Find("aten::layer_norm")!.Arguments[4].Default.ShouldBe(1e-5);
        SchemaTable.Default.Find("aten::cross_entropy_loss")!.Arguments[3].Default.ShouldBe(1L);
        SchemaTable.Default.Find("aten::tril_indices")!.Arguments[3].Default.ShouldBe(DType.Int64);
        SchemaTable.Default.Find("aten::contiguous")!.Arguments[1].Default.ShouldBe(MemoryFormat.Contiguous);
        SchemaTable.Default.Find("aten::linalg_matrix_norm")!.Arguments[2].Default.ShouldBe(Seq.Create<long>([-2, -1]));
        SchemaTable.Default.Find("aten::max_pool2d")!.Arguments[2].Default.ShouldBe(Seq<long>.Empty);
    }

    [Fact]
    public void CustomOperatorsAddAndReplace()
    {
        SchemaTable table = SchemaTable.Default.With("my::gate(Tensor x, float beta=1) -> Tensor", "aten::relu(Tensor x) -> Tensor");
        table.Find("my::gate", "default")!.Arguments[1].Default.ShouldBe(1.0);
        table.Find("aten::relu")!.Arguments[0].Name.ShouldBe("x");
        table.Overloads("aten::relu").Count.ShouldBe(SchemaTable.Default.Overloads("aten::relu").Count);
        SchemaTable.Default.Find("my::gate").ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("my::op")]
    [InlineData("my::op(Tensor) -> Tensor")]
    [InlineData("my::op(Tensor x")]
    [InlineData("my::op(Tensor x) -> Tensor rest of it")]
    [InlineData("my::op(str x='a) -> Tensor")]
    public void WhatIsNoSchemaIsRefused(string text) => Should.Throw<FormatException>(() => SchemaParser.Parse(text));
}
