using System.Globalization;
using System.Management.Automation.Host;

namespace HtxFutures.Rehearsal;

/// <summary>The program that PowerShell runs in, as PowerShell sees it.</summary>
internal sealed class ShellHost : PSHost
{
    public override string Name => "HtxFutures rehearsal";

    public override Version Version { get; } = typeof(ShellHost).Assembly.GetName().Version!;

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override CultureInfo CurrentCulture => CultureInfo.CurrentCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.CurrentUICulture;

    public override PSHostUserInterface UI => Screen;

    public Screen Screen { get; } = new();

    public override void EnterNestedPrompt() => throw new NotSupportedException();

    public override void ExitNestedPrompt() => throw new NotSupportedException();

    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }

    public override void SetShouldExit(int exitCode)
    {
    }
}
