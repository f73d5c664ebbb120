using Nobuco.Tensors;

namespace Nobuco.Cli.Models;

/// <summary>A model file that our executors run.</summary>
internal interface IRunnableModel
{
    /// <summary>Name and type of each input, in order.</summary>
    IReadOnlyList<(string Name, string Type)> Inputs { get; }

    /// <summary>The inputs the file itself holds, or null.</summary>
    IReadOnlyList<object?>? Examples { get; }

    /// <param name="inputs">One per input.</param>
    /// <returns>The outputs by name, in order.</returns>
    IReadOnlyList<KeyValuePair<string, Tensor>> Run(IReadOnlyList<object?> inputs);

    /// <summary>Opens a file as what it is.</summary>
    /// <param name="inDoublePrecision">Whether float64 takes the place of float32, which only programs can do (NBC0201).</param>
    static IRunnableModel Open(string path, bool inDoublePrecision) => (ModelFormats.Of(path), inDoublePrecision) switch
    {
        (ModelFormat.TFLite, false) => new RunnableTFLite(path),
        (ModelFormat.TFLite, true) => throw new ConversionException([new Diagnostic(Descriptors.InvalidOption, "A .tflite model has no double precision.", NextStep: "Run the .pt2 file that it was made of.")]),
        _ => new RunnableProgram(path, inDoublePrecision),
    };
}
