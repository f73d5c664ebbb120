namespace Nobuco.Tensors.Kernels.Convolutions;

/// <summary>
/// The windows of a convolution over three spatial axes (missing ones lead with size 1): where the element under each tap of a window lies.
/// </summary>
internal sealed class WindowGrid
{
    private readonly int[] _input = [1, 1, 1], _kernel = [1, 1, 1], _output = [1, 1, 1], _stride = [1, 1, 1], _dilation = [1, 1, 1], _pad = [0, 0, 0];
    private readonly long[] _elements = [0, 0, 0];

    /// <param name="elementStrides">Elements from one index of a spatial axis of the input to the next.</param>
    public WindowGrid(Seq<long> inputSpatial, Seq<long> elementStrides, Seq<long> kernel, ConvolutionGeometry geometry)
    {
        for (int axis = 0, at = 3 - kernel.Count; axis < kernel.Count; axis++, at++)
        {
            (_input[at], _elements[at], _kernel[at]) = ((int)inputSpatial[axis], elementStrides[axis], (int)kernel[axis]);
            (_stride[at], _dilation[at], _pad[at]) = (geometry.Strides[axis], geometry.Dilations[axis], geometry.PadsBefore[axis]);
            _output[at] = (int)Math.Max(geometry.OutputSize(axis, inputSpatial[axis], kernel[axis]), 0);
        }
        Taps = _kernel[0] * _kernel[1] * _kernel[2];
        Outputs = _output[0] * _output[1] * _output[2];
        IsPointwise = Taps == 1 && _stride.All(s => s == 1) && _pad.All(p => p == 0) && _input.AsSpan().SequenceEqual(_output);
    }

    public int Taps { get; }

    /// <summary>How many windows there are.</summary>
    public int Outputs { get; }

    /// <summary>True when window i reads pixel i and no other.</summary>
    public bool IsPointwise { get; }

    /// <summary>The offset of the element under each tap of a window, or −1 in the padding.</summary>
    public void Locate(int output, Span<long> offsets)
    {
        (int plane, int column) = Math.DivRem(output, _output[2]);
        (int depth, int row) = Math.DivRem(plane, _output[1]);
        int z = (depth * _stride[0]) - _pad[0], top = (row * _stride[1]) - _pad[1], left = (column * _stride[2]) - _pad[2], tap = 0;
        for (int i = 0; i < _kernel[0]; i++, z += _dilation[0])
        {
            for (int j = 0, y = top; j < _kernel[1]; j++, y += _dilation[1])
            {
                bool isInside = (uint)z < (uint)_input[0] && (uint)y < (uint)_input[1];
                long line = (z * _elements[0]) + (y * _elements[1]);
                for (int k = 0, x = left; k < _kernel[2]; k++, x += _dilation[2])
                    offsets[tap++] = isInside && (uint)x < (uint)_input[2] ? line + (x * _elements[2]) : -1;
            }
        }
    }
}
