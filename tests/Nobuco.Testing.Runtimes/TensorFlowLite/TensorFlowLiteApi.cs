using System.Runtime.InteropServices;

namespace Nobuco.Testing.Runtimes.TensorFlowLite;

/// <summary>The functions of TensorFlow Lite's <c>c_api.h</c> that running a model takes.</summary>
internal static unsafe partial class TensorFlowLiteApi
{
    private const string Library = NativeLibraries.TensorFlowLite;

    [LibraryImport(Library, EntryPoint = "TfLiteVersion")]
    public static partial byte* Version();

    [LibraryImport(Library, EntryPoint = "TfLiteModelCreate")]
    public static partial nint ModelCreate(byte* data, nuint size);

    [LibraryImport(Library, EntryPoint = "TfLiteModelDelete")]
    public static partial void ModelDelete(nint model);

    [LibraryImport(Library, EntryPoint = "TfLiteInterpreterOptionsCreate")]
    public static partial nint OptionsCreate();

    [LibraryImport(Library, EntryPoint = "TfLiteInterpreterOptionsSetNumThreads")]
    public static partial void OptionsSetNumThreads(nint options, int threads);

    [LibraryImport(Library, EntryPoint = "TfLiteInterpreterOptionsAddDelegate")]
    public static partial void OptionsAddDelegate(nint options, nint addition);

    /// <summary>One thread unless options say otherwise.</summary>
    [LibraryImport(Library, EntryPoint = "TfLiteXNNPackDelegateCreate")]
    public static partial nint XnnpackCreate(nint options);

    [LibraryImport(Library, EntryPoint = "TfLiteXNNPackDelegateDelete")]
    public static partial void XnnpackDelete(nint addition);

    [LibraryImport(Library, EntryPoint = "TfLiteInterpreterOptionsDelete")]
    public static partial void OptionsDelete(nint options);

    [LibraryImport(Library, EntryPoint = "TfLiteInterpreterCreate")]
    public static partial nint InterpreterCreate(nint model, nint options);

    [LibraryImport(Library, EntryPoint = "TfLiteInterpreterDelete")]
    public static partial void InterpreterDelete(nint interpreter);

    [LibraryImport(Library, EntryPoint = "TfLiteInterpreterGetInputTensorCount")]
    public static partial int InputCount(nint interpreter);

    [LibraryImport(Library, EntryPoint = "TfLiteInterpreterGetInputTensor")]
    public static partial nint Input(nint interpreter, int index);

    [LibraryImport(Library, EntryPoint = "TfLiteInterpreterGetOutputTensorCount")]
    public static partial int OutputCount(nint interpreter);

    [LibraryImport(Library, EntryPoint = "TfLiteInterpreterGetOutputTensor")]
    public static partial nint Output(nint interpreter, int index);

    [LibraryImport(Library, EntryPoint = "TfLiteInterpreterResizeInputTensor")]
    public static partial int ResizeInput(nint interpreter, int index, int* dims, int rank);

    [LibraryImport(Library, EntryPoint = "TfLiteInterpreterAllocateTensors")]
    public static partial int AllocateTensors(nint interpreter);

    [LibraryImport(Library, EntryPoint = "TfLiteInterpreterInvoke")]
    public static partial int Invoke(nint interpreter);

    [LibraryImport(Library, EntryPoint = "TfLiteTensorType")]
    public static partial int TensorType(nint tensor);

    [LibraryImport(Library, EntryPoint = "TfLiteTensorNumDims")]
    public static partial int TensorRank(nint tensor);

    [LibraryImport(Library, EntryPoint = "TfLiteTensorDim")]
    public static partial int TensorDim(nint tensor, int axis);

    [LibraryImport(Library, EntryPoint = "TfLiteTensorName")]
    public static partial byte* TensorName(nint tensor);

    [LibraryImport(Library, EntryPoint = "TfLiteTensorData")]
    public static partial byte* TensorData(nint tensor);

    [LibraryImport(Library, EntryPoint = "TfLiteTensorByteSize")]
    public static partial nuint TensorByteSize(nint tensor);
}
