using System.Management.Automation;
using System.Management.Automation.Host;
using System.Runtime.CompilerServices;

namespace HtxFutures.Formatting;

/// <summary>How much room the host had to which a row was written. The views are not told, so the row's cmdlet notes it.</summary>
internal static class ConsoleWidth
{
    /// <summary>What a table has at the least: what is narrower breaks its lines once more.</summary>
    public const int Narrowest = 79;

    private static readonly ConditionalWeakTable<object, StrongBox<int>> s_columns = [];

    /// <summary>Takes note of the room that a row will have.</summary>
    /// <param name="row">The row.</param>
    /// <param name="host">Where it is about to be shown.</param>
    public static void Note(object row, PSHost? host) => s_columns.AddOrUpdate(row, new StrongBox<int>(Of(host)));

    /// <summary>The characters of a line. PowerShell leaves one column free; where nobody has noted it, 79.</summary>
    public static int Columns(PSObject row) => s_columns.TryGetValue(row.BaseObject, out StrongBox<int>? columns) ? columns.Value : Narrowest;

    private static int Of(PSHost? host)
    {
        try
        {
            return Math.Max(Narrowest, (host?.UI?.RawUI?.WindowSize.Width ?? 0) - 1);
        }
        catch (Exception failure) when (failure is HostException or NotImplementedException or InvalidOperationException or IOException or PlatformNotSupportedException)
        {
            return Narrowest; // a host without a window
        }
    }
}
