using System.Diagnostics;
using System.Globalization;

namespace Nobuco.Benchmarks.Models;

/// <summary>Time and peak memory of the published command as a whole process, best of several runs. Memory is the kernel's high-water mark, on Linux only.</summary>
internal static class ConvertProcess
{
    private const int Runs = 5;
    private const string PeakField = "VmHWM:";
    private static readonly TimeSpan s_pollInterval = TimeSpan.FromMilliseconds(2);

    public static int Run(string command, IReadOnlyList<string> arguments)
    {
        string[] models = [.. arguments.Where(File.Exists)], options = [.. arguments.Where(argument => !File.Exists(argument))];
        foreach (string model in models)
        {
            var measured = Enumerable.Range(0, Runs).Select(_ => Measure(command, [model, .. options])).ToList();
            if (measured.Exists(run => run.ExitCode != 0))
            {
                Console.Error.WriteLine($"{model}: exit code {measured.Max(run => run.ExitCode)}");
                return 1;
            }
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{measured.Min(run => run.Seconds),7:0.000} s  {measured.Min(run => run.PeakKilobytes) / 1024.0,7:0} MB  {Path.GetFileName(model)} {string.Join(' ', options)}"));
        }
        return models.Length > 0 ? 0 : 2;
    }

    private static (double Seconds, long PeakKilobytes, int ExitCode) Measure(string command, IEnumerable<string> arguments)
    {
        string output = Path.Combine(Path.GetTempPath(), $"nobuco-{Guid.NewGuid():N}.tflite");
        long start = Stopwatch.GetTimestamp(), peak = 0;
        using Process process = Process.Start(new ProcessStartInfo(command, ["convert", .. arguments, "-o", output]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        while (!process.WaitForExit(s_pollInterval))
            peak = Math.Max(peak, PeakKilobytes(process.Id));
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        File.Delete(output);
        return (seconds, peak, process.ExitCode);
    }

    private static long PeakKilobytes(int process)
    {
        try
        {
            string? line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(line => line.StartsWith(PeakField, StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line[PeakField.Length..].Replace("kB", "").Trim(), CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
