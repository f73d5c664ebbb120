using Nobuco.TensorFlow.Targets.GraphDef;
using Nobuco.TensorFlow.Targets.Protobuf;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Targets.SavedModel;

/// <summary>Writes <c>saved_model.pb</c>, streaming the constants into it, and the variables.</summary>
internal static class SavedModelWriter
{
    private const string ServingTag = "serve";

    /// <summary>The version whose operations are used; readers compare it with what they know.</summary>
    private const string TensorFlowVersion = "2.15.0";

    /// <param name="folder">A folder that is there.</param>
    public static void Write(SavedModelVariables model, string folder, string main)
    {
        using (FileStream stream = File.Create(Path.Combine(folder, main)))
        {
            foreach (MessagePart part in Parts(model))
                part.WriteTo(stream);
        }
        if (model.Variables.Count > 0)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(SavedModelFiles.Variables(folder))!);
            TensorBundle.Write(SavedModelFiles.Variables(folder), model.Variables);
        }
    }

    private static MessagePart[] Parts(SavedModelVariables model)
    {
        var head = new MetaGraphDef
        {
            MetaInfoDef = new MetaGraphDef.Types.MetaInfoDef { MetaGraphVersion = Producer.Name, Tags = { ServingTag }, TensorflowVersion = TensorFlowVersion },
        };
        var tail = new MetaGraphDef { SignatureDef = { [GraphDefModel.SignatureKey] = model.Model.Signature } };
        if (model.Saver is not null)
        {
            tail.SaverDef = model.Saver;
            tail.CollectionDef.Add(model.Collections);
        }
        MessagePart graph = MessagePart.Field(MetaGraphDef.GraphDefFieldNumber, Graph(model.Model));
        return
        [
            MessagePart.Of(new Protobuf.SavedModel { SavedModelSchemaVersion = 1 }),
            MessagePart.Field(Protobuf.SavedModel.MetaGraphsFieldNumber, MessagePart.Of(head), graph, MessagePart.Of(tail)),
        ];
    }

    private static MessagePart[] Graph(GraphDefModel model) =>
    [
        .. model.Graph.Node.Select(node => MessagePart.Field(
            Protobuf.GraphDef.NodeFieldNumber,
            model.Constants.TryGetValue(node.Name, out Tensor? tensor) ? Constant(node, tensor) : [MessagePart.Of(node)])),
        MessagePart.Of(new Protobuf.GraphDef { Library = model.Graph.Library, Versions = model.Graph.Versions }),
    ];

    /// <summary>The node without its value, and that as one more attribute whose tensor gets its elements.</summary>
    private static MessagePart[] Constant(NodeDef node, Tensor tensor)
    {
        const string value = "value";
        const int keyField = 1, valueField = 2;
        NodeDef rest = node.Clone();
        rest.Attr.Remove(value);
        MessagePart elements = MessagePart.Field(TensorProto.TensorContentFieldNumber, MessagePart.Of(tensor));
        MessagePart content = MessagePart.Field(AttrValue.TensorFieldNumber, MessagePart.Of(node.Attr[value].Tensor), elements);
        MessagePart key = MessagePart.Field(keyField, MessagePart.Of(Tensor.From<byte>(System.Text.Encoding.UTF8.GetBytes(value), [value.Length])));
        return [MessagePart.Of(rest), MessagePart.Field(NodeDef.AttrFieldNumber, key, MessagePart.Field(valueField, content))];
    }
}
