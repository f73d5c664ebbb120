using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Nobuco.Tensors;

namespace Nobuco.Testing.Runtimes.LiteRt;

/// <summary>The functions of LiteRT's C interface that running a model takes. All return a status, 0 for success.</summary>
internal static unsafe partial class LiteRtApi
{
    private const string Library = NativeLibraries.LiteRt;

    [LibraryImport(Library, EntryPoint = "LiteRtCreateEnvironment")]
    public static partial int CreateEnvironment(int optionCount, nint options, out nint environment);

    [LibraryImport(Library, EntryPoint = "LiteRtCreateModelFromBuffer")]
    public static partial int CreateModelFromBuffer(nint environment, byte* bytes, nuint size, out nint model);

    [LibraryImport(Library, EntryPoint = "LiteRtDestroyModel")]
    public static partial void DestroyModel(nint model);

    [LibraryImport(Library, EntryPoint = "LiteRtCreateOptions")]
    public static partial int CreateOptions(out nint options);

    [LibraryImport(Library, EntryPoint = "LiteRtSetOptionsHardwareAccelerators")]
    public static partial int SetHardwareAccelerators(nint options, int accelerators);

    [LibraryImport(Library, EntryPoint = "LiteRtDestroyOptions")]
    public static partial void DestroyOptions(nint options);

    [LibraryImport(Library, EntryPoint = "LiteRtCreateCompiledModel")]
    public static partial int CreateCompiledModel(nint environment, nint model, nint options, out nint compiled);

    [LibraryImport(Library, EntryPoint = "LiteRtDestroyCompiledModel")]
    public static partial void DestroyCompiledModel(nint compiled);

    [LibraryImport(Library, EntryPoint = "LiteRtGetModelSignature")]
    public static partial int GetModelSignature(nint model, nuint index, out nint signature);

    [LibraryImport(Library, EntryPoint = "LiteRtGetNumSignatureInputs")]
    public static partial int GetNumInputs(nint signature, out nuint count);

    [LibraryImport(Library, EntryPoint = "LiteRtGetNumSignatureOutputs")]
    public static partial int GetNumOutputs(nint signature, out nuint count);

    [LibraryImport(Library, EntryPoint = "LiteRtGetSignatureInputName")]
    public static partial int GetInputName(nint signature, nuint index, out byte* name);

    [LibraryImport(Library, EntryPoint = "LiteRtGetSignatureOutputName")]
    public static partial int GetOutputName(nint signature, nuint index, out byte* name);

    [LibraryImport(Library, EntryPoint = "LiteRtGetSignatureInputTensorByIndex")]
    public static partial int GetInputTensor(nint signature, nuint index, out nint tensor);

    [LibraryImport(Library, EntryPoint = "LiteRtGetSignatureOutputTensorByIndex")]
    public static partial int GetOutputTensor(nint signature, nuint index, out nint tensor);

    [LibraryImport(Library, EntryPoint = "LiteRtGetRankedTensorType")]
    public static partial int GetRankedTensorType(nint tensor, out RankedTensorType type);

    [LibraryImport(Library, EntryPoint = "LiteRtCompiledModelResizeInputTensorNonStrict")]
    public static partial int ResizeInput(nint compiled, nuint signature, nuint index, int* dims, nuint rank);

    [LibraryImport(Library, EntryPoint = "LiteRtGetCompiledModelOutputTensorLayouts")]
    public static partial int GetOutputLayouts(nint compiled, nuint signature, nuint count, Layout* layouts, [MarshalAs(UnmanagedType.U1)] bool update);

    [LibraryImport(Library, EntryPoint = "LiteRtGetCompiledModelInputBufferRequirements")]
    public static partial int GetInputRequirements(nint compiled, nuint signature, nuint index, out nint requirements);

    [LibraryImport(Library, EntryPoint = "LiteRtGetCompiledModelOutputBufferRequirements")]
    public static partial int GetOutputRequirements(nint compiled, nuint signature, nuint index, out nint requirements);

    [LibraryImport(Library, EntryPoint = "LiteRtCreateManagedTensorBufferFromRequirements")]
    public static partial int CreateBuffer(nint environment, in RankedTensorType type, nint requirements, out nint buffer);

    [LibraryImport(Library, EntryPoint = "LiteRtLockTensorBuffer")]
    public static partial int LockBuffer(nint buffer, out byte* address, int mode);

    [LibraryImport(Library, EntryPoint = "LiteRtUnlockTensorBuffer")]
    public static partial int UnlockBuffer(nint buffer);

    [LibraryImport(Library, EntryPoint = "LiteRtDestroyTensorBuffer")]
    public static partial void DestroyBuffer(nint buffer);

    [LibraryImport(Library, EntryPoint = "LiteRtRunCompiledModel")]
    public static partial int Run(nint compiled, nuint signature, nuint inputCount, nint* inputs, nuint outputCount, nint* outputs);

    /// <summary>Rank in the lower seven bits of its word, then a bit for whether there are strides; −1 for a dimension that is not known.</summary>
    public struct Layout
    {
        private const uint RankMask = 0x7f;
        private uint _rank;
        private Eight _dims;
#pragma warning disable IDE0051, CS0169 // Part of the layout.
        private Eight _strides;
#pragma warning restore IDE0051, CS0169

        public readonly Seq<long> Shape
        {
            get
            {
                var shape = new long[_rank & RankMask];
                for (int axis = 0; axis < shape.Length; axis++)
                    shape[axis] = _dims[axis];
                return [.. shape];
            }
        }

        public static Layout Of(Seq<long> shape)
        {
            Layout layout = default;
            layout._rank = (uint)shape.Count;
            for (int axis = 0; axis < shape.Count; axis++)
                layout._dims[axis] = (int)shape[axis];
            return layout;
        }
    }

    public struct RankedTensorType
    {
        public int ElementType;
        public Layout Layout;
    }

    [InlineArray(8)]
    private struct Eight
    {
        private int _first;
    }
}
