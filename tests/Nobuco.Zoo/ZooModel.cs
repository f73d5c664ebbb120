namespace Nobuco.Zoo;

/// <summary>A whole model and what must hold of its conversion.</summary>
/// <param name="Name">Folder and name under the zoo.</param>
/// <param name="MaxOperators">As many as the best other converter makes.</param>
/// <param name="MaxTransposes">Channel shuffles may have one each.</param>
internal sealed record ZooModel(string Name, int MaxOperators, int MaxTransposes = 0)
{
    public static IReadOnlyList<ZooModel> All { get; } =
    [
        new("torchvision/mobilenet_v3_large", 125),
        new("torchvision/mobilenet_v2", 69),
        new("torchvision/resnet18", 36),
        new("torchvision/efficientnet_b0", 243),
        new("torchvision/densenet121", 368),
        new("torchvision/squeezenet1_1", 38),
        new("torchvision/shufflenet_v2_x1_0", 172, MaxTransposes: 16),
        new("torchvision/mnasnet0_5", 70),
        new("torchvision/regnet_y_400mf", 156),
        new("torchvision/googlenet", 82),
        new("torchvision/deeplabv3_mobilenet_v3_large", 132),
        new("torchvision/lraspp_mobilenet_v3_large", 130),
        new("torchvision/deeplabv3_resnet50", 85),
        new("timm/ghostnet_100", 175),
        // Parallel branches become one convolution; other converters keep 125 and 464 operators.
        new("timm/repvgg_a0", 30),
        new("timm/mobileone_s0", 70),
        new("timm/tf_efficientnet_lite0", 60),
        new("plain/unet", 24),
        // Attention splits and joins heads by moving them: queries, keys and values are as many transposes of what others move at once.
        new("timm/convnext_atto", 241),
        new("timm/edgenext_xx_small", 534, MaxTransposes: 16),
        new("timm/efficientformerv2_s0", 262, MaxTransposes: 53),
        new("timm/mixer_small_width", 76, MaxTransposes: 2),
        new("timm/mobilevit_xs", 570, MaxTransposes: 54),
        new("timm/vit_tiny_patch16_224", 486, MaxTransposes: 48),
        new("torchvision/swin_small_width", 464, MaxTransposes: 38),
        new("torchvision/vit_small_width", 141, MaxTransposes: 17),
        new("transformers/bert", 107, MaxTransposes: 8),
        new("transformers/clip", 256, MaxTransposes: 18),
        new("transformers/distilbert", 101, MaxTransposes: 8),
        new("transformers/gpt2", 126, MaxTransposes: 8),
        new("transformers/llama", 124, MaxTransposes: 9),
        new("transformers/segformer", 385, MaxTransposes: 38),
        new("transformers/t5", 176, MaxTransposes: 25),
        new("transformers/wav2vec2", 204, MaxTransposes: 26),
        new("dynamic/unet-size", 27),
        new("dynamic/squeezenet-batch", 38),
        new("dynamic/bert-batch-length", 148, MaxTransposes: 8),
        new("dynamic/gpt2-length", 146, MaxTransposes: 8),
        new("dynamic/llama-length", 170, MaxTransposes: 8),
        new("dynamic/wav2vec2-length", 156, MaxTransposes: 8),
    ];
}
