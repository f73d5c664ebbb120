using Nobuco.PyTorch.Archives;
using Nobuco.PyTorch.Aten;
using Nobuco.PyTorch.Export;
using Nobuco.PyTorch.Graph;
using Nobuco.Tensors;
using Nobuco.Tensors.Storage;
using Nobuco.Tensors.Symbolic;
using Nobuco.Testing;

namespace Nobuco.PyTorch.Tests.Export;

/// <summary>A part that is cut out computes from its example inputs what it computes in its program.</summary>
public sealed class ExtractTests
{
    [Theory]
    [FixtureData("stories")]
    public void EveryNodeOfStories(Fixture fixture) => EveryNode(fixture);

    [Theory]
    [FixtureData("programs", "custom", "dynamic", "signature", "state", "weights")]
    public void EveryNodeOfPrograms(Fixture fixture) => EveryNode(fixture);

    [Theory]
    [FixtureData("models")]
    public void EveryNodeOfModels(Fixture fixture) => EveryNode(fixture);

    [Theory]
    [FixtureData("ops", "inplace", "dynamic", "recurrent")]
    public void EveryNodeOfOperators(Fixture fixture) => EveryNode(fixture);

    [Theory]
    [FixtureData("models")]
    public void EveryModule(Fixture fixture)
    {
        ExportedProgram program = ExportedProgram.Load(fixture.Pt2);
        Trace whole = Trace.Of(program, Inputs(program));
        foreach (ModuleCall module in program.Modules)
            Compare(program.ExtractModule(module.Path, Inputs(program)).ShouldNotBeNull(), whole, $"{fixture} {module.Path}");
    }

    [Fact]
    public void TheWholeProgramIsItsRootModule()
    {
        ExportedProgram program = ExportedProgram.Load(Fixtures.PathOf("stories", "essentials.pt2"));
        ExportedProgram root = program.ExtractModule("", Inputs(program)).ShouldNotBeNull();
        root.NodeNames.ShouldBe(program.NodeNames);
        root.Parameters.Keys.ShouldBe(program.Parameters.Keys, ignoreOrder: true);
    }

    [Fact]
    public void ADynamicProgramStaysDynamic()
    {
        ExportedProgram program = ExportedProgram.Load(Fixtures.PathOf("models", "dynamic", "unet-size.pt2"));
        ExportedProgram part = Reloaded(program.ExtractNode(program.NodeNames.First(name => name.StartsWith("conv2d", StringComparison.Ordinal)), Inputs(program)).ShouldNotBeNull());
        part.Symbols.ShouldNotBeEmpty();
        part.Inputs.ShouldHaveSingleItem().Type.ShouldNotBeNull().Shape.ShouldContain(size => !size.IsConstant);
    }

    /// <summary>The program says of these nodes' inputs that their sizes are <c>s53//4</c> and the like; PyTorch runs no program with such inputs.</summary>
    [Theory]
    [InlineData("models/dynamic/unet-size", "batch_norm_5", "1,64,s1,s2", "1,64,s1,s2")]
    [InlineData("models/dynamic/unet-size", "max_pool2d_1", "1,32,s1,s2", "1,32,((s1)//(2)),((s2)//(2))")]
    [InlineData("models/dynamic/unet-size", "cat", "1,64,s1,s2", "1,128,s1,s2")]
    [InlineData("ops/dynamic/crop-thirds", "slice_2", "1,16,s1,s0", "1,16,s1,-((s0)//(3)) + s0")]
    public void ASizeThatFollowsFromOthersIsASymbolOfItsOwn(string path, string node, string input, string output)
    {
        ExportedProgram program = ExportedProgram.Load(Fixtures.PathOf($"{path}.pt2"));
        ExportedProgram part = Reloaded(program.ExtractNode(node, Inputs(program)).ShouldNotBeNull());
        part.Inputs.ShouldAllBe(given => string.Join(",", given.Type!.Shape) == input);
        string.Join(",", part.Outputs[0].Type!.Shape).ShouldBe(output);
        part.Symbols["s1"].Hint.ShouldBe(((Tensor)part.ExampleInputs![0]!).Shape[2]);
    }

    /// <summary>PyTorch saves programs that return whether sizes are equal, and cannot load them.</summary>
    [Theory]
    [InlineData("2.6")]
    [InlineData("2.9")]
    public void AConditionOnSizesIsNoProgram(string minimumTorch)
    {
        ExportedProgram program = ExportedProgram.Load(Fixtures.PathOf("programs", "dynamic", "static-crop.pt2"));
        ExportedProgram part = program.ExtractNode("ge_2", Inputs(program)).ShouldNotBeNull();
        Should.Throw<InvalidModelException>(() => part.Save(new MemoryStream(), Version.Parse(minimumTorch))).Message.ShouldContain("conditions on sizes");
    }

    [Fact]
    public void KeepsTheNamesOfWeightsAndThePlaceInThePythonProgram()
    {
        ExportedProgram program = ExportedProgram.Load(Fixtures.PathOf("models", "plain", "unet.pt2"));
        ExportedProgram part = Reloaded(program.ExtractNode("conv2d_1", Inputs(program)).ShouldNotBeNull());
        part.Parameters.Keys.ShouldBe(["down.0.3.weight", "down.0.3.bias"]);
        Trace trace = Trace.Of(part, Inputs(part));
        trace.Provenances["conv2d_1"].ShouldBe(Trace.Of(program, Inputs(program)).Provenances["conv2d_1"]);
    }

    [Fact]
    public void WhatIsNotThereIsNull()
    {
        ExportedProgram program = ExportedProgram.Load(Fixtures.PathOf("stories", "essentials.pt2"));
        program.ExtractNode("no_such_node", Inputs(program)).ShouldBeNull();
        program.ExtractModule("no.such.module", Inputs(program)).ShouldBeNull();
    }

    private static void EveryNode(Fixture fixture)
    {
        foreach (string path in fixture.Programs)
        {
            ExportedProgram program = ExportedProgram.Load(path);
            Trace whole = Trace.Of(program, Inputs(program));
            foreach (string name in program.NodeNames.Where(whole.Results.ContainsKey))
                Compare(program.ExtractNode(name, Inputs(program)).ShouldNotBeNull(), whole, $"{path} {name}");
        }
    }

    private static void Compare(ExportedProgram part, Trace whole, string what)
    {
        ExportedProgram written = Reloaded(part);
        SizesAreOfInputs(written, what);
        Trace alone = Trace.Of(written, Inputs(written));
        alone.Failure.ShouldBeNull(what);
        alone.Results.ShouldNotBeEmpty(what);
        foreach ((string name, IReadOnlyList<Tensor> results) in alone.Results)
            Golden.Compare(whole.Results[name], results, 1e-6, $"{what}: {name}");
    }

    /// <summary>PyTorch takes symbols from sizes of inputs that are symbols.</summary>
    private static void SizesAreOfInputs(ExportedProgram program, string what)
    {
        Dim[] sizes = [.. program.Inputs.Where(input => input.Type is not null).SelectMany(input => input.Type!.Shape)];
        sizes.SelectMany(size => size.Symbols).ShouldBeSubsetOf(sizes.Select(size => size.SymbolName).OfType<string>(), what);
    }

    private static object?[] Inputs(ExportedProgram program) => [.. program.ExampleInputs.ShouldNotBeNull().Select(input => input is Tensor tensor ? tensor.Clone() : input)];

    private static ExportedProgram Reloaded(ExportedProgram program)
    {
        using var stream = new MemoryStream();
        program.Save(stream);
        var storage = new ArrayStorage(stream.Length, zeroed: false);
        stream.ToArray().CopyTo(storage.Bytes(0, (int)stream.Length));
        return ExportedProgram.Load(storage, "written");
    }

    /// <summary>What every call of a run computed.</summary>
    private sealed class Trace : IAtenSurface
    {
        private readonly EagerSurface _eager = new();

        public Dictionary<string, IReadOnlyList<Tensor>> Results { get; } = [];

        public Dictionary<string, Provenance> Provenances { get; } = [];

        public string? Failure { get; private set; }

        public static Trace Of(ExportedProgram program, IReadOnlyList<object?> inputs)
        {
            var trace = new Trace();
            try
            {
                program.Run(trace, inputs, new ProgramState());
            }
            catch (UnsupportedOperatorException error)
            {
                trace.Failure = error.Message;
            }
            return trace;
        }

        public IReadOnlyList<object?> Call(AtenCall call)
        {
            IReadOnlyList<object?> results = _eager.Call(call);
            Results[call.Name] = [.. Tensors(results).Select(tensor => tensor.Clone())];
            Provenances[call.Name] = call.Provenance;
            return results;
        }

        public IReadOnlyList<object?> CallHigherOrder(HigherOrderCall call) => _eager.CallHigherOrder(call);

        public object Constant(ProgramTensor tensor) => _eager.Constant(tensor);

        public Seq<Dim> ShapeOf(object tensor) => _eager.ShapeOf(tensor);

        private static IEnumerable<Tensor> Tensors(IEnumerable<object?> results) => results.SelectMany(result => result switch
        {
            Tensor tensor => [tensor],
            IReadOnlyList<object?> list => Tensors(list),
            _ => [],
        });
    }
}
