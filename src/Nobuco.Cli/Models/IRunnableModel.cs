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
    static IRunnableModel Open(string path) => ModelFormats.Of(path) == ModelFormat.TFLite ? new RunnableTFLite(path) : new RunnableProgram(path);
}
