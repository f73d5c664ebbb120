using Nobuco.Tensors;
using Nobuco.TensorFlow;

namespace Nobuco.Conversion;

/// <summary>PyTorch's type promotion between two tensors.</summary>
internal static class Promotion
{
    public static (TfTensor Left, TfTensor Right) Common(TfTensor left, TfTensor right)
    {
        DType dtype = Common(left.DType, right.DType);
        return (tf.Cast(left, dtype), tf.Cast(right, dtype));
    }

    /// <summary>The wider of the higher category: bool, integers, floats, complex.</summary>
    public static DType Common(DType left, DType right)
    {
        if (left == right)
            return left;
        (int leftCategory, int rightCategory) = (Category(left), Category(right));
        if (leftCategory != rightCategory)
            return leftCategory > rightCategory ? left : right;
        if (left.Size() != right.Size())
            return left.Size() > right.Size() ? left : right;
        // uint8 with int8 is int16, float16 with bfloat16 is float32.
        return left.IsFloat() ? DType.Float32 : left.Size() switch { 1 => DType.Int16, 2 => DType.Int32, _ => DType.Int64 };
    }

    private static int Category(DType dtype) => dtype == DType.Bool ? 0 : dtype.IsInteger() ? 1 : dtype.IsFloat() ? 2 : 3;
}
