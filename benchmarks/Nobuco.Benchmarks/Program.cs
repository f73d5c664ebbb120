using BenchmarkDotNet.Running;
using Nobuco.Benchmarks.Models;

// The first argument names what is measured, the others are its own:
//   kernels   BenchmarkDotNet over the kernels, e.g. `kernels --filter *Convolution*`
//   latency   one run of each .tflite named, side by side on TensorFlow Lite's C library, one thread
//   convert   time and peak memory of whole processes: the published command, then .pt2 files; before them `--verify full` and the like
switch (args)
{
    case ["kernels", .. var rest]:
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(rest);
        return 0;
    case ["latency", _, ..]:
        return Latency.Run(args[1..]);
    case ["convert", var command, .. var rest]:
        return ConvertProcess.Run(command, rest);
    default:
        Console.Error.WriteLine("usage: kernels [BenchmarkDotNet's arguments] | latency MODEL.tflite… | convert NOBUCO [OPTION…] MODEL.pt2…");
        return 2;
}
