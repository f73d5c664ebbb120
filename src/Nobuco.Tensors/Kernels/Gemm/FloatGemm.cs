namespace Nobuco.Tensors.Kernels.Gemm;

/// <summary>Products of float32 matrices whose right operand is packed (<see cref="GemmPanels"/>).</summary>
internal static unsafe class FloatGemm
{
    private const int BlockRows = 16 * GemmTile.Rows;

    // What of a panel stays in the first-level cache while a block of rows passes.
    private const int BlockDepth = 512;

    private const long ParallelWork = 1 << 19;

    /// <summary>product[r, c] = bias + Σ rows[r] · panels[c], each row of the product <paramref name="stride"/> elements after the one before.</summary>
    public static void Multiply(GemmRows rows, float* panels, int columns, GemmBias bias, float* product, long stride)
    {
        int cores = (long)rows.Count * columns * rows.Segments * rows.Depth < ParallelWork ? 1 : Environment.ProcessorCount;
        int panelCount = GemmPanels.Count(columns);
        // Rows are shared out where there are enough of them, else columns.
        int blockRows = Math.Min(BlockRows, RoundUp(rows.Count / (2 * cores), GemmTile.Rows));
        bool sharesColumns = rows.Count < 2 * cores * GemmTile.Rows && panelCount > 1;
        if (sharesColumns)
            blockRows = RoundUp(Math.Min(rows.Count, BlockRows), GemmTile.Rows);
        int rowBlocks = (rows.Count + blockRows - 1) / blockRows;
        int columnBlocks = sharesColumns ? Math.Min(cores, panelCount) : 1;
        Action<int> body = task =>
        {
            (int rowBlock, int columnBlock) = Math.DivRem(task, columnBlocks);
            var block = new Block(
                rowBlock * blockRows, Math.Min(blockRows, rows.Count - (rowBlock * blockRows)),
                panelCount * columnBlock / columnBlocks, panelCount * (columnBlock + 1) / columnBlocks);
            MultiplyBlock(rows, block, panels, columns, bias, product, stride);
        };
        if (cores == 1)
        {
            for (int task = 0; task < rowBlocks * columnBlocks; task++)
                body(task);
        }
        else
        {
            Parallel.For(0, rowBlocks * columnBlocks, body);
        }
    }

    private readonly record struct Block(int FirstRow, int RowCount, int FirstPanel, int EndPanel);

    private static void MultiplyBlock(GemmRows rows, Block block, float* panels, int columns, GemmBias bias, float* product, long stride)
    {
        int tiles = (block.RowCount + GemmTile.Rows - 1) / GemmTile.Rows, perTile = rows.Segments * GemmTile.Rows;
        using var scratch = new Scratch(2L * tiles * perTile);
        var table = (float**)scratch.Address;
        for (int row = 0; row < tiles * GemmTile.Rows; row++)
            rows.Locate(block.FirstRow + Math.Min(row, block.RowCount - 1), table + (row / GemmTile.Rows * perTile) + (row % GemmTile.Rows));
        Fill(block, columns, bias, product, stride);

        int depthStep = Math.Min(rows.Depth, BlockDepth), segmentStep = Math.Max(1, BlockDepth / Math.Max(rows.Depth, 1));
        long panelSize = (long)rows.Segments * rows.Depth * GemmTile.Columns;
        for (int segment = 0; segment < rows.Segments; segment += segmentStep)
        {
            for (int k = 0; k < rows.Depth; k += depthStep)
            {
                var part = new Part(segment, Math.Min(segmentStep, rows.Segments - segment), k, Math.Min(depthStep, rows.Depth - k));
                for (int panel = block.FirstPanel; panel < block.EndPanel; panel++)
                {
                    float* from = panels + (panel * panelSize) + (((long)segment * rows.Depth) + k) * GemmTile.Columns;
                    for (int tile = 0; tile < tiles; tile++)
                    {
                        float* to = product + ((block.FirstRow + ((long)tile * GemmTile.Rows)) * stride) + (panel * GemmTile.Columns);
                        int height = Math.Min(GemmTile.Rows, block.RowCount - (tile * GemmTile.Rows));
                        int width = Math.Min(GemmTile.Columns, columns - (panel * GemmTile.Columns));
                        MultiplyTile(table + (tile * perTile), part, from, to, stride, height, width);
                    }
                }
            }
        }
    }

    /// <summary>A part of the depth: some segments whole, or a part of one.</summary>
    private readonly record struct Part(int Segment, int Segments, int First, int Depth);

    private static void MultiplyTile(float** table, Part part, float* panel, float* product, long stride, int height, int width)
    {
        table += part.Segment * GemmTile.Rows;
        if (height == GemmTile.Rows && width == GemmTile.Columns)
        {
            GemmTile.Accumulate(table, part.Segments, part.Depth, part.First, panel, product, stride);
            return;
        }
        float* edge = stackalloc float[GemmTile.Rows * GemmTile.Columns];
        new Span<float>(edge, GemmTile.Rows * GemmTile.Columns).Clear();
        GemmTile.Accumulate(table, part.Segments, part.Depth, part.First, panel, edge, GemmTile.Columns);
        for (int row = 0; row < height; row++)
        {
            for (int column = 0; column < width; column++)
                product[(row * stride) + column] += edge[(row * GemmTile.Columns) + column];
        }
    }

    /// <summary>The product starts as the bias.</summary>
    private static void Fill(Block block, int columns, GemmBias bias, float* product, long stride)
    {
        int first = block.FirstPanel * GemmTile.Columns, count = Math.Min(block.EndPanel * GemmTile.Columns, columns) - first;
        for (int row = block.FirstRow; row < block.FirstRow + block.RowCount; row++)
            bias.Fill(row, first, new Span<float>(product + (row * stride) + first, count));
    }

    private static int RoundUp(int value, int multiple) => Math.Max(1, (value + multiple - 1) / multiple) * multiple;
}
