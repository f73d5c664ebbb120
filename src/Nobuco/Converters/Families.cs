namespace Nobuco.Builtin;

/// <summary>The families of built-in converters.</summary>
internal static class Families
{
    public static IReadOnlyList<Type> All { get; } =
    [
        typeof(Activation), typeof(Attention), typeof(Blocks), typeof(Convolution), typeof(Creation), typeof(Dropout), typeof(Elementwise), typeof(EmbeddingBags), typeof(GridSampling), typeof(Indexing), typeof(IndexTensors), typeof(Linear), typeof(Normalization), typeof(Ordering), typeof(Padding),
        typeof(Pooling), typeof(Recurrent), typeof(Reduction), typeof(Resize), typeof(Scattering), typeof(Shape), typeof(Stacking), typeof(Statistics), typeof(StridedViews), typeof(TransposedConvolution),
    ];
}
