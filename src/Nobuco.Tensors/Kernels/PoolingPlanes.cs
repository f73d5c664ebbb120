using System.Numerics;

namespace Nobuco.Tensors.Kernels;

internal enum PoolingKind
{
    Max,
    Average,
    PaddedAverage,
}

/// <summary>Pools plane after plane: fewer than three spatial axes have leading ones of size 1.</summary>
internal sealed unsafe class PoolingPlanes
{
    private readonly Tensor _input, _values;
    private readonly Tensor? _indices;
    private readonly PoolingWindows _depth, _height, _width;
    private readonly PoolingKind _kind;
    private readonly long? _divisor;
    private readonly long _channels, _rows, _columns, _inputPlane, _outputPlane;
    private readonly bool _channelsLast;

    public PoolingPlanes(
        Tensor input, Tensor values, Tensor? indices, PoolingWindows[] windows, bool channelsLast, PoolingKind kind, long? divisor)
    {
        (_input, _values, _indices, _channelsLast, _kind, _divisor) = (input, values, indices, channelsLast, kind, divisor);
        var one = new PoolingWindows([0], [1], [1], 1);
        _width = windows[^1];
        _height = windows.Length > 1 ? windows[^2] : one;
        _depth = windows.Length > 2 ? windows[^3] : one;
        _channels = channelsLast ? input.Shape[^1] : input.Shape[1];
        Seq<long> spatial = channelsLast ? input.Shape[1..^1] : input.Shape[2..];
        _columns = spatial[^1];
        _rows = spatial.Count > 1 ? spatial[^2] : 1;
        _inputPlane = ShapeMath.Product(spatial);
        _outputPlane = (long)_depth.Count * _height.Count * _width.Count;
    }

    public void Run<T>() where T : unmanaged, INumber<T>
    {
        const long grain = 1 << 13;
        long planes = _input.Shape[0] * _channels;
        Parallelism.ForRange(planes, grain / Math.Max(_inputPlane, 1), (start, end) =>
        {
            for (long plane = start; plane < end; plane++)
                Plane<T>(plane);
        });
    }

    private void Plane<T>(long plane) where T : unmanaged, INumber<T>
    {
        long step = _channelsLast ? _channels : 1;
        (long batch, long channel) = Math.DivRem(plane, _channels);
        T* from = (T*)_input.Address + (_channelsLast ? (batch * _inputPlane * _channels) + channel : plane * _inputPlane);
        long first = _channelsLast ? (batch * _outputPlane * _channels) + channel : plane * _outputPlane;
        T* to = (T*)_values.Address + first;
        long* indices = _indices is null ? null : (long*)_indices.Address + first;
        long at = 0;
        for (int d = 0; d < _depth.Count; d++)
        {
            for (int h = 0; h < _height.Count; h++)
            {
                for (int w = 0; w < _width.Count; w++, at += step)
                {
                    if (_kind == PoolingKind.Max)
                        to[at] = Max(from, step, d, h, w, indices is null ? null : indices + at);
                    else
                        to[at] = Average(from, step, d, h, w);
                }
            }
        }
    }

    private T Max<T>(T* from, long step, int d, int h, int w, long* index) where T : unmanaged, INumber<T>
    {
        long best = (((_depth.Starts[d] * _rows) + _height.Starts[h]) * _columns) + _width.Starts[w];
        for (long z = _depth.Starts[d]; z < _depth.Ends[d]; z += _depth.Step)
        {
            for (long y = _height.Starts[h]; y < _height.Ends[h]; y += _height.Step)
            {
                long row = ((z * _rows) + y) * _columns;
                for (long x = _width.Starts[w]; x < _width.Ends[w]; x += _width.Step)
                {
                    T value = from[(row + x) * step];
                    if (value > from[best * step] || T.IsNaN(value))
                        best = row + x;
                }
            }
        }
        if (index is not null)
            *index = best;
        return from[best * step];
    }

    private T Average<T>(T* from, long step, int d, int h, int w) where T : unmanaged, INumber<T>
    {
        T sum = T.Zero;
        long count = 0;
        for (long z = _depth.Starts[d]; z < _depth.Ends[d]; z += _depth.Step)
        {
            for (long y = _height.Starts[h]; y < _height.Ends[h]; y += _height.Step)
            {
                long row = ((z * _rows) + y) * _columns;
                for (long x = _width.Starts[w]; x < _width.Ends[w]; x += _width.Step, count++)
                    sum += from[(row + x) * step];
            }
        }
        if (_kind == PoolingKind.PaddedAverage)
            count = (long)_depth.PaddedCounts[d] * _height.PaddedCounts[h] * _width.PaddedCounts[w];
        return sum / T.CreateChecked(_divisor ?? count);
    }
}
