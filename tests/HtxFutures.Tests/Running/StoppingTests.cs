using System.Reflection;
using HtxFutures.Running;
using HtxFutures.Tests.Manifest;

namespace HtxFutures.Tests.Running;

/// <summary>Ctrl+C comes from another thread, and may come when a cmdlet has just ended.</summary>
public sealed class StoppingTests
{
    public static TheoryData<Type> Cmdlets => [.. CmdletTypes.All];

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void A_cmdlet_that_has_ended_may_be_stopped_and_ended_again(Type cmdlet)
    {
        var command = (HtxCommandBase)Activator.CreateInstance(cmdlet)!;
        command.Dispose();
        typeof(HtxCommandBase).GetMethod("StopProcessing", BindingFlags.Instance | BindingFlags.NonPublic)!.Invoke(command, null);
        command.Dispose();
    }
}
