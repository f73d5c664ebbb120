using Nobuco.TensorFlow.Graph.Ops;

namespace Nobuco.TensorFlow;

public static partial class tf
{
    public static TfTensor Relu(TfTensor x) => Like(x, new Relu());

    public static TfTensor Relu6(TfTensor x) => Like(x, new Relu6());

    public static TfTensor ReluN1To1(TfTensor x) => Like(x, new ReluN1To1());

    public static TfTensor Selu(TfTensor x) => Like(x, new Selu());

    public static TfTensor Softplus(TfTensor x) => Like(x, new Softplus());

    public static TfTensor Softsign(TfTensor x) => Like(x, new Softsign());

    public static TfTensor HardSwish(TfTensor x) => Like(x, new HardSwish());

    public static TfTensor LeakyRelu(TfTensor x, double alpha) => Like(x, new LeakyRelu(alpha));

    public static TfTensor Elu(TfTensor x, double alpha = 1) => Like(x, new Elu(alpha));

    public static TfTensor Gelu(TfTensor x, bool approximate = false) => Like(x, new Gelu(approximate));

    public static TfTensor ClipByValue(TfTensor x, double min, double max) => Like(x, new ClipByValue(min, max));

    /// <param name="alpha">Broadcasts to x by PyTorch's axes.</param>
    public static TfTensor PRelu(TfTensor x, TfTensor alpha) => Like(x, new PRelu(), AlignTo(alpha, x.Order));

    public static TfTensor Softmax(TfTensor x, int axis = -1) => Like(x, new Softmax(Normalize(axis, x.Rank)));

    public static TfTensor LogSoftmax(TfTensor x, int axis = -1) => Like(x, new LogSoftmax(Normalize(axis, x.Rank)));
}
