using Google.Protobuf;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Targets.SavedModel;

/// <summary>A part of a protobuf message that is written without being in memory as a whole: its length is known before.</summary>
internal sealed class MessagePart
{
    private readonly Action<Stream> _write;

    private MessagePart(long length, Action<Stream> write) => (Length, _write) = (length, write);

    /// <summary>In bytes.</summary>
    public long Length { get; }

    /// <summary>The fields of a message.</summary>
    public static MessagePart Of(IMessage message) => new(message.CalculateSize(), message.WriteTo);

    /// <summary>The elements of a tensor in row-major order.</summary>
    public static MessagePart Of(Tensor tensor) => new(tensor.ByteCount, stream =>
    {
        foreach (Tensor piece in TensorPieces.Of(tensor))
            stream.Write(piece.ReadOnlyBytes());
    });

    /// <summary>A field that holds a message, bytes or text, made of parts.</summary>
    public static MessagePart Field(int number, params IReadOnlyList<MessagePart> parts)
    {
        long length = parts.Sum(static part => part.Length);
        using var head = new MemoryStream();
        using (var output = new CodedOutputStream(head, leaveOpen: true))
        {
            output.WriteTag(number, WireFormat.WireType.LengthDelimited);
            output.WriteUInt64((ulong)length);
        }
        byte[] start = head.ToArray();
        return new MessagePart(start.Length + length, stream =>
        {
            stream.Write(start);
            foreach (MessagePart part in parts)
                part.WriteTo(stream);
        });
    }

    public void WriteTo(Stream stream) => _write(stream);
}
