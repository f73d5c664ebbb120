namespace Nobuco.TensorFlow.Tests.Executor;

/// <summary>
/// Every operation on some inputs, in the graphs' text form: <c>Op(type, type = [constant elements]) { attributes }</c>.
/// Symbols (n, h, w) get several values.
/// </summary>
internal static class OperationCases
{
    private static readonly string[] _floatFunctions =
    [
        "Ceil", "Floor", "Rint", "Round", "Exp", "Expm1", "Log", "Log1p", "Sin", "Cos", "Tan", "Sinh", "Cosh", "Tanh", "Asin", "Acos", "Atan", "Asinh",
        "Acosh", "Atanh", "Sigmoid", "Erf", "Erfc", "Sqrt", "Rsqrt", "Reciprocal", "Lgamma", "Digamma", "IsNan", "IsInf", "IsFinite",
        "Selu", "Softplus", "Softsign", "HardSwish",
    ];

    private static readonly string[] _numberFunctions = ["Abs", "Neg", "Sign", "Square", "Relu", "Relu6", "ReluN1To1"];

    private static readonly string[] _numberPairs =
    [
        "AddV2", "Sub", "Mul", "RealDiv", "Maximum", "Minimum", "Pow", "FloorDiv", "FloorMod", "TruncateMod", "SquaredDifference", "Equal", "NotEqual",
        "Less", "LessEqual", "Greater", "GreaterEqual",
    ];

    private static readonly string[] _integerPairs = ["BitwiseAnd", "BitwiseOr", "BitwiseXor", "LeftShift", "RightShift"];

    private static readonly string[] _others =
    [
        "LogicalNot(bool[n,2])",
        "Invert(i32[n,2])",
        "Invert(u8[n])",
        "Atan2(f32[n,1,2], f32[3,2])",
        "LogicalAnd(bool[n,1], bool[3])",
        "LogicalOr(bool[], bool[n])",
        "SelectV2(bool[n,1], f32[2], f32[])",
        "SelectV2(bool[], i64[n,2], i64[n,2])",
        "Cast(f32[n,2]) { dType=i32 }",
        "Cast(i64[n,2]) { dType=bool }",
        "Cast(bool[n]) { dType=f16 }",
        "AddV2(f32[n,3], f32[3]) { activation=Relu6 }",
        "Sub(f32[n,3], f32[3]) { activation=ReluN1To1 }",
        "Mul(f32[n,3], f32[3]) { activation=Relu }",
        "LeakyRelu(f32[n,3]) { alpha=0.1 }",
        "Elu(f32[n,3]) { alpha=1.5 }",
        "Gelu(f32[n,3]) { approximate=true }",
        "Gelu(f32[n,3]) { approximate=false }",
        "PRelu(f32[n,h,3], f32[3])",
        "PRelu(f32[n,h,3], f32[1,1,1])",
        "Softmax(f32[n,3]) { axis=1 }",
        "Softmax(f32[n,3,2]) { axis=1 }",
        "LogSoftmax(f64[n,3]) { axis=0 }",
        "ClipByValue(f32[n]) { min=-0.5, max=inf }",
        "ClipByValue(i32[n]) { min=0, max=6 }",

        "Conv2D(f32[n,h,w,4], f32[3,2,4,5]) { strides=[2, 1], padding=Same, dilations=[1, 1] }",
        "Conv2D(f32[n,h,w,4], f32[3,2,4,5], f32[5]) { strides=[1, 2], padding=Valid, dilations=[2, 1], activation=Relu }",
        "Conv2D(f32[n,h,w,4], f32[3,3,2,6]) { strides=[2, 2], padding=Same, dilations=[1, 1] }",
        "Conv2D(f32[n,h,w,4], f32[3,3,4,6]) { strides=[1, 1], padding=Same, dilations=[2, 3] }",
        "Conv3D(f32[n,h,5,w,2], f32[2,3,2,2,4], f32[4]) { strides=[1, 2, 1], padding=Same, dilations=[1, 1, 1] }",
        "DepthwiseConv2dNative(f32[n,h,w,3], f32[3,3,3,2], f32[6]) { strides=[2, 2], padding=Same, dilations=[1, 1], activation=Relu6 }",
        "DepthwiseConv2dNative(f32[n,h,w,3], f32[3,3,3,1]) { strides=[1, 1], padding=Valid, dilations=[2, 2] }",
        "DepthwiseConv2dNative(f32[n,h,w,3], f32[3,2,3,2], f32[6]) { strides=[2, 1], padding=Same, dilations=[1, 1] }",
        "DepthwiseConv2dNative(f32[n,1,w,3], f32[1,3,3,1]) { strides=[1, 2], padding=Valid, dilations=[1, 1] }",
        "Conv2DBackpropInput(f32[n,h,w,3], f32[3,3,2,3], f32[2]) { strides=[2, 2], padding=Same, outputShape=[n, 2*h, 2*w - 1, 2] }",
        "Conv2DBackpropInput(f32[n,h,w,3], f32[2,3,2,3]) { strides=[2, 1], padding=Valid, outputShape=[n, 2*h, w + 2, 2], activation=Relu }",
        "Conv2DBackpropInput(f32[1,3,4,3], f32[2,2,2,3], f32[2], i32[4] = [1, 6, 8, 2]) { strides=[2, 2], padding=Valid, outputShape=[1, 6, 8, 2] }",
        "Conv3DBackpropInputV2(f32[n,h,2,w,3], f32[2,2,2,2,3]) { strides=[2, 2, 2], padding=Valid, outputShape=[n, 2*h, 4, 2*w, 2] }",

        "MaxPool(f32[n,h,w,3]) { kernelSize=[3, 2], strides=[2, 2], padding=Same, activation=Relu }",
        "MaxPool(f32[n,h,w,3]) { kernelSize=[3, 2], strides=[2, 1], padding=Valid }",
        "AvgPool(f32[n,h,w,3]) { kernelSize=[3, 2], strides=[2, 3], padding=Same }",
        "AvgPool(f32[n,h,w,3]) { kernelSize=[2, 2], strides=[1, 1], padding=Valid, activation=Relu6 }",
        "MaxPool3D(f32[n,h,4,w,3]) { kernelSize=[2, 2, 2], strides=[2, 2, 2], padding=Valid }",
        "AvgPool3D(f32[n,h,4,w,3]) { kernelSize=[2, 2, 2], strides=[2, 1, 2], padding=Same }",

        "Dense(f32[n,h,3], f32[3,4], f32[4]) { activation=Relu }",
        "Dense(f32[3], f32[3,4])",
        "BatchMatMulV2(f32[n,1,h,3], f32[2,3,w])",
        "BatchMatMulV2(f32[n,3,h], f32[n,w,3]) { adjX=true, adjY=true }",

        "BatchNormalization(f32[n,h,3], f32[3], f32[3], f32[3], f32[3] = [1, 0.5, 2]) { epsilon=1E-05, axis=2 }",
        "BatchNormalization(f32[n,3,h], f32[3], f32[3], f32[3], f32[3] = [1, 0.5, 2]) { epsilon=0.001, axis=1 }",
        "LayerNormalization(f32[n,h,3], f32[3], f32[3]) { axes=[2], epsilon=1E-05 }",
        "LayerNormalization(f32[n,4,3], f32[3,4]) { axes=[2, 1], epsilon=1E-05 }",
        "LayerNormalization(f32[n,4,3]) { axes=[1], epsilon=1E-05 }",
        "LRN(f32[n,h,w,5]) { depthRadius=2, bias=1, alpha=0.5, beta=0.75 }",
        "L2Normalize(f32[n,h,3]) { axis=1, epsilon=1E-12 }",

        "Mean(f32[n,h,w,3]) { axes=[1, 2], keepDims=true }",
        "Mean(f16[n,h,3]) { axes=[0], keepDims=false }",
        "Sum(i32[n,h,3]) { axes=[0, 2], keepDims=false }",
        "Sum(f32[n,h]) { axes=[], keepDims=false }",
        "Max(f32[n,h]) { axes=[0, 1], keepDims=false }",
        "Min(i64[n,h]) { axes=[1], keepDims=true }",
        "Prod(f64[n,h]) { axes=[1], keepDims=false }",
        "All(bool[n,h]) { axes=[0], keepDims=false }",
        "Any(bool[n,h]) { axes=[1], keepDims=true }",
        "ArgMax(f32[n,h,3]) { axis=1, dType=i32 }",
        "ArgMin(i32[n,h,3]) { axis=2, dType=i64 }",
        "TopKV2(f32[n,5]) { k=3 }",
        "Cumsum(f32[n,h]) { axis=1, exclusive=false, reverse=true }",
        "Cumsum(i64[n,h]) { axis=0, exclusive=true, reverse=false }",

        "Reshape(f32[n,h,4]) { shape=[n*h, 2, 2] }",
        "Reshape(f32[3,4], i32[2] = [1, 12]) { shape=[k, m] }",
        "Transpose(f32[n,h,w,3]) { perm=[0, 3, 1, 2] }",
        "ExpandDims(f32[n,h]) { axes=[0, 3] }",
        "Squeeze(f32[1,n,1]) { axes=[0, 2] }",
        "ConcatV2(f32[n,h,3], f32[n,w,3], f32[n,1,3]) { axis=1 }",
        "ConcatV2(f32[n,2], f32[n,3]) { axis=1, activation=Relu }",
        "Pack(f32[n,h], f32[n,h]) { axis=2 }",
        "Unpack(i32[n,3]) { num=3, axis=1 }",
        "Split(f32[n,6]) { num=3, axis=1 }",
        "Split(f32[2*n,6]) { num=2, axis=0 }",
        "SplitV(f32[n,6]) { sizes=[1, 2, 3], axis=1 }",
        "StridedSlice(f32[n,h,6]) { begin=[0, 1, 0], end=[n, h, 5], strides=[1, 1, 2] }",
        "StridedSlice(f32[n,6]) { begin=[n - 1, 5], end=[-1, 2], strides=[-1, -2] }",
        "StridedSlice(f32[n,6], i32[2] = [0, 1], i32[2] = [1, 4]) { begin=[0, 1], end=[1, 4], strides=[1, 1] }",
        "TensorStridedSliceUpdate(f32[n,6,w], f32[n,2,w - 1]) { begin=[0, 1, 1], end=[n, 4, w], strides=[1, 2, 1] }",
        "Tile(f32[n,h,3]) { multiples=[2, h, 1] }",
        "Tile(f32[2], i32[1] = [3]) { multiples=[3] }",
        "BroadcastTo(f32[n,1,3]) { shape=[2, n, n, 3] }",
        "BroadcastTo(f32[1], i32[2] = [2, 3]) { shape=[2, 3] }",
        "ReverseV2(f32[n,h,2]) { axes=[0, 2] }",
        "SpaceToDepth(f32[n,4,6,3]) { blockSize=2 }",
        "DepthToSpace(f32[n,h,w,8]) { blockSize=2 }",
        "Shape(f32[n,h,3])",

        "Pad(f32[n,h]) { before=[1, 0], after=[0, 2] }",
        "Pad(i32[2,2], i32[2,2] = [1, 0, 0, 2]) { before=[1, 0], after=[0, 2] }",
        "PadV2(f32[n,h], f32[]) { before=[1, n], after=[0, 2] }",
        "MirrorPad(f32[n,h,3]) { before=[0, 1, 2], after=[0, 0, 1], symmetric=false }",
        "MirrorPad(f32[n,h,3]) { before=[0, 1, 3], after=[1, 0, 1], symmetric=true }",

        "GatherV2(f32[n,4,3], i32[h,2]) { axis=1 }",
        "GatherV2(f32[n,h,4], i64[n,w]) { axis=2, batchDims=1 }",
        "GatherNd(f32[4,3,n], i32[h,2])",
        "ScatterNd(i32[h,1], f32[h,n]) { shape=[4, n] }",
        "ScatterNd(i32[h,1], f32[h], i32[1] = [5]) { shape=[5] }",
        "TensorScatterUpdate(f32[4,n], i32[h,1], f32[h,n])",
        "OneHot(i32[n,h], f32[], f32[]) { depth=4, axis=2 }",
        "OneHot(i64[n], i32[], i32[]) { depth=4, axis=0 }",
        "Where(bool[n,h]) { count=u0 }",

        "Range(i32[] = [1], i32[] = [8], i32[] = [3]) { size=3 }",
        "Range(i64[] = [8], i64[] = [1], i64[] = [-3]) { size=3 }",
        "Range(f32[] = [0], f32[] = [1], f32[] = [0.25]) { size=4 }",
        "Fill(f32[]) { dims=[2, 3] }",
        "Fill(i32[], i32[2] = [2, 3]) { dims=[a, b] }",
        "Sizes() { dims=[2, 3], dType=i64 }",

        "ResizeBilinear(f32[n,h,w,3]) { size=[2*h, w + 1], alignCorners=false, halfPixelCenters=true }",
        "ResizeBilinear(f32[n,h,w,3], i32[2] = [5, 4]) { size=[5, 4], alignCorners=true, halfPixelCenters=false }",
        "ResizeNearestNeighbor(f32[n,h,w,3]) { size=[2*h, 2*w], alignCorners=false, halfPixelCenters=false }",
    ];

    public static IEnumerable<string> All =>
    [
        .. _floatFunctions.SelectMany(static f => new[] { $"{f}(f32[n,2])", $"{f}(f64[2,1,n])", $"{f}(f16[3])" }),
        .. _numberFunctions.SelectMany(static f => new[] { $"{f}(f32[n,2])", $"{f}(i32[3])", $"{f}(i64[n])", $"{f}(bf16[])" }),
        .. _numberPairs.SelectMany(static f => new[]
        {
            $"{f}(f32[n,1,2], f32[3,2])", $"{f}(i32[n], i32[])", $"{f}(i64[1], i64[n,2])", $"{f}(f16[n,2], f16[n,2])", $"{f}(u8[3], u8[3])", $"{f}(i8[3], i8[n,3])",
        }),
        .. _integerPairs.SelectMany(static f => new[] { $"{f}(i32[n,1], i32[3])", $"{f}(i64[n], i64[])", $"{f}(u8[2], u8[n,2])", $"{f}(i16[n], i16[n])" }),
        .. _others,
    ];
}
