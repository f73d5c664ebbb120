using BenchmarkDotNet.Running;

// The first argument names what is measured, the others are its own:
//   kernels   BenchmarkDotNet over the kernels, e.g. `kernels --filter *Convolution*`
switch (args)
{
    case ["kernels", .. var rest]:
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(rest);
        return 0;
    default:
        Console.Error.WriteLine("usage: kernels [BenchmarkDotNet's arguments]");
        return 2;
}
