using System.Globalization;
using System.Management.Automation.Host;

namespace HtxFutures.Tests.Hosted;

/// <summary>A host at which somebody sits: it answers what it is asked, and notes all that it is asked and shown.</summary>
internal sealed class NotingHost : PSHost
{
    public override string Name => nameof(NotingHost);

    public override Version Version { get; } = new(1, 0);

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override CultureInfo CurrentCulture => CultureInfo.InvariantCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.InvariantCulture;

    public override PSHostUserInterface UI => Desk;

    public NotingDesk Desk { get; } = new();

    public override void EnterNestedPrompt() => throw new NotSupportedException();

    public override void ExitNestedPrompt() => throw new NotSupportedException();

    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }

    public override void SetShouldExit(int exitCode) => throw new NotSupportedException();
}
