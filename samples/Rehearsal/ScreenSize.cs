using System.Management.Automation.Host;

namespace HtxFutures.Rehearsal;

/// <summary>How wide the console is; the rest of what PowerShell may ask for is not there.</summary>
internal sealed class ScreenSize : PSHostRawUserInterface
{
    private const int Widest = 80;

    /// <summary>The columns to write to.</summary>
    public int Width { get; } = Console.IsOutputRedirected || Console.WindowWidth is < 20 or > Widest ? Widest : Console.WindowWidth;

    public override Size BufferSize
    {
        get => new(Width, 25);
        set => throw new NotSupportedException();
    }

    public override Size WindowSize
    {
        get => BufferSize;
        set => throw new NotSupportedException();
    }

    public override Size MaxPhysicalWindowSize => BufferSize;

    public override Size MaxWindowSize => BufferSize;

    public override ConsoleColor BackgroundColor { get; set; } = ConsoleColor.Black;

    public override ConsoleColor ForegroundColor { get; set; } = ConsoleColor.Gray;

    public override Coordinates CursorPosition { get; set; }

    public override int CursorSize { get; set; }

    public override Coordinates WindowPosition { get; set; }

    public override string WindowTitle { get; set; } = "";

    public override bool KeyAvailable => false;

    public override void FlushInputBuffer()
    {
    }

    public override BufferCell[,] GetBufferContents(Rectangle rectangle) => throw new NotSupportedException();

    public override KeyInfo ReadKey(ReadKeyOptions options) => throw new NotSupportedException();

    public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) => throw new NotSupportedException();

    public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) => throw new NotSupportedException();

    public override void SetBufferContents(Rectangle rectangle, BufferCell fill) => throw new NotSupportedException();
}
