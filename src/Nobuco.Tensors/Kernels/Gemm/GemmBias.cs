namespace Nobuco.Tensors.Kernels.Gemm;

/// <summary>What a product starts from: nothing, or a value for each row or each column.</summary>
internal readonly unsafe struct GemmBias
{
    private readonly float* _values;
    private readonly bool _isPerRow;

    private GemmBias(float* values, bool isPerRow)
    {
        _values = values;
        _isPerRow = isPerRow;
    }

    public static GemmBias None => default;

    /// <param name="values">One per row, or null for none.</param>
    public static GemmBias PerRow(float* values) => new(values, isPerRow: true);

    /// <param name="values">One per column, or null for none.</param>
    public static GemmBias PerColumn(float* values) => new(values, isPerRow: false);

    /// <summary>Writes the start of the elements of a row from a column on.</summary>
    public void Fill(int row, int column, Span<float> target)
    {
        if (_values == null)
            target.Clear();
        else if (_isPerRow)
            target.Fill(_values[row]);
        else
            new ReadOnlySpan<float>(_values + column, target.Length).CopyTo(target);
    }
}
