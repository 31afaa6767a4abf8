using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using System.Threading;

/// <summary>A host on a slow screen: each line and each progress record takes its time.</summary>
public sealed class SlowHost : PSHost
{
    public SlowHost(int lineMilliseconds, int progressMilliseconds) => Screen = new SlowScreen(lineMilliseconds, progressMilliseconds);

    public SlowScreen Screen { get; }

    public override CultureInfo CurrentCulture => CultureInfo.InvariantCulture;
    public override CultureInfo CurrentUICulture => CultureInfo.InvariantCulture;
    public override Guid InstanceId { get; } = Guid.NewGuid();
    public override string Name => "SlowHost";
    public override PSObject PrivateData => PSObject.AsPSObject(Screen);
    public override PSHostUserInterface UI => Screen;
    public override Version Version => new(1, 0);
    public override void EnterNestedPrompt() { }
    public override void ExitNestedPrompt() { }
    public override void NotifyBeginApplication() { }
    public override void NotifyEndApplication() { }
    public override void SetShouldExit(int exitCode) { }
}

public sealed class SlowScreen : PSHostUserInterface
{
    private readonly int _progressMilliseconds;
    private volatile int _lineMilliseconds;
    private int _lines;
    private int _progress;

    public SlowScreen(int lineMilliseconds, int progressMilliseconds)
    {
        _lineMilliseconds = lineMilliseconds;
        _progressMilliseconds = progressMilliseconds;
    }

    public int Lines => Volatile.Read(ref _lines);
    public int Progress => Volatile.Read(ref _progress);
    public System.Collections.Concurrent.ConcurrentQueue<string> Warnings { get; } = new();
    public override PSHostRawUserInterface RawUI { get; } = new SlowRawScreen();

    /// <summary>Takes no more time from now on: what had to be seen was seen.</summary>
    public void Quicken() => _lineMilliseconds = 0;

    /// <summary>Takes as long as a line.</summary>
    public void Pause() => Thread.Sleep(_lineMilliseconds);

    public override void Write(string value) => Line();
    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => Line();
    public override void WriteLine(string value) => Line();
    public override void WriteErrorLine(string value) => Line();
    public override void WriteDebugLine(string message) => Line();
    public override void WriteVerboseLine(string message) => Line();

    public override void WriteWarningLine(string message)
    {
        Warnings.Enqueue(message);
        Line();
    }

    public override void WriteProgress(long sourceId, ProgressRecord record)
    {
        Interlocked.Increment(ref _progress);
        Thread.Sleep(_progressMilliseconds);
    }

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) => throw new NotSupportedException();
    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice) => throw new NotSupportedException();
    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) => throw new NotSupportedException();
    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options) => throw new NotSupportedException();
    public override string ReadLine() => throw new NotSupportedException();
    public override SecureString ReadLineAsSecureString() => throw new NotSupportedException();

    private void Line()
    {
        Interlocked.Increment(ref _lines);
        Pause();
    }

    private sealed class SlowRawScreen : PSHostRawUserInterface
    {
        public override ConsoleColor BackgroundColor { get; set; }
        public override Size BufferSize { get; set; } = new(120, 50);
        public override Coordinates CursorPosition { get; set; }
        public override int CursorSize { get; set; }
        public override ConsoleColor ForegroundColor { get; set; }
        public override bool KeyAvailable => false;
        public override Size MaxPhysicalWindowSize => BufferSize;
        public override Size MaxWindowSize => BufferSize;
        public override Coordinates WindowPosition { get; set; }
        public override Size WindowSize { get; set; } = new(120, 50);
        public override string WindowTitle { get; set; } = "";
        public override void FlushInputBuffer() { }
        public override BufferCell[,] GetBufferContents(Rectangle rectangle) => new BufferCell[0, 0];
        public override KeyInfo ReadKey(ReadKeyOptions options) => throw new NotSupportedException();
        public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) { }
        public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) { }
        public override void SetBufferContents(Rectangle rectangle, BufferCell fill) { }
    }
}
