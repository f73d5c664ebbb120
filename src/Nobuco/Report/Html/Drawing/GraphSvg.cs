using System.Globalization;
using System.Net;
using System.Text;

namespace Nobuco.Drawing;

/// <summary>Draws a report's graph, from top to bottom.</summary>
internal sealed class GraphSvg
{
    private const double BoxWidth = 170, BoxHeight = 40, BendWidth = 10, Gap = 22, LayerHeight = 78, Margin = 24;

    private readonly StringBuilder _svg = new();
    private readonly GraphPicture _picture;
    private readonly LayeredGraph _graph;

    private GraphSvg(GraphPicture picture)
    {
        _picture = picture;
        _graph = new LayeredGraph(picture.Boxes.Count, picture.Edges);
        LayerArrangement.Arrange(_graph, static item => (item.Node is null ? BendWidth : BoxWidth) + Gap);
    }

    /// <summary>An svg element whose links select nodes.</summary>
    public static string Draw(ConversionReport report)
    {
        var drawing = new GraphSvg(new GraphPicture(report));
        drawing.Draw();
        return drawing._svg.ToString();
    }

    private void Draw()
    {
        double width = _graph.Items.Count == 0 ? 0 : _graph.Items.Max(static item => item.X) + (BoxWidth / 2) + Gap;
        double height = _graph.Layers.Count * LayerHeight;
        Write($"""<svg id="drawing" viewBox="0 0 {width + (2 * Margin):0.#} {height + (2 * Margin):0.#}" role="img" aria-label="The graph of the model"><g transform="translate({Margin:0.#} {Margin:0.#})">""");
        foreach (LayerItem item in _graph.Items.Where(static item => item.Node is not null))
            DrawEdges(item);
        foreach (LayerItem item in _graph.Items.Where(static item => item.Node is not null))
            DrawBox(item, _picture.Boxes[item.Node!.Value]);
        Write($"</g></svg>");
    }

    /// <summary>The tensor that comes out of a box: one path to all who read it.</summary>
    private void DrawEdges(LayerItem from)
    {
        if (from.Below.Count == 0)
            return;
        Write($"""<path class="edge {_picture.Boxes[from.Node!.Value].Order}" d=" """);
        var pending = new Stack<LayerItem>([from]);
        while (pending.TryPop(out LayerItem? item))
        {
            foreach (LayerItem below in item.Below)
            {
                (double top, double bottom) = (Bottom(item), Top(below));
                double middle = (top + bottom) / 2;
                Write($"M{item.X:0.#} {top:0.#}C{item.X:0.#} {middle:0.#} {below.X:0.#} {middle:0.#} {below.X:0.#} {bottom:0.#}");
                if (below.Node is null)
                {
                    Write($"V{Bottom(below):0.#}");
                    pending.Push(below);
                }
            }
        }
        Write($""" "/>""");
    }

    private void DrawBox(LayerItem item, PictureBox box)
    {
        string link = box.Node is null ? "" : $" href=\"#{WebUtility.HtmlEncode(Uri.EscapeDataString(box.Node))}\" data-node=\"{WebUtility.HtmlEncode(box.Node)}\"";
        Write($"""<a class="box {box.Style} {box.Order}"{link} transform="translate({item.X - (BoxWidth / 2):0.#} {Top(item):0.#})"><title>{WebUtility.HtmlEncode(box.Hint)}</title>""");
        Write($"""<rect width="{BoxWidth}" height="{BoxHeight}" rx="{(box.Style.StartsWith("transpose", StringComparison.Ordinal) || box.Style == "port" ? BoxHeight / 2 : 6)}"/><text x="{BoxWidth / 2}" y="16">{WebUtility.HtmlEncode(Cut(box.Title, 24) + (box.Transposes ? " ⇄" : ""))}</text><text class="shape" x="{BoxWidth / 2}" y="31">{WebUtility.HtmlEncode(Cut(box.Shape, 27))}</text></a>""");
    }

    private static double Top(LayerItem item) => (item.Layer * LayerHeight) + (item.Node is null ? BoxHeight / 2 : 0);

    private static double Bottom(LayerItem item) => (item.Layer * LayerHeight) + (item.Node is null ? BoxHeight / 2 : BoxHeight);

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..(length - 1)] + "…";

    private void Write(FormattableString text) => _svg.Append(text.ToString(CultureInfo.InvariantCulture));
}
