namespace Nobuco.TensorFlow.Targets.Keras.Model;

/// <summary>Whose words a model is written in.</summary>
internal enum KerasVersion
{
    /// <summary>Keras 2.x and tf_keras: plain operations are functions of TensorFlow.</summary>
    Keras2,

    /// <summary>Keras 3: plain operations are those of <c>keras.ops</c>.</summary>
    Keras3,
}
