using System.Management.Automation.Language;

namespace HtxFutures.Sessions;

/// <summary>What names a session in a command that somebody is advised to give.</summary>
internal static class SessionArgument
{
    /// <summary>
    /// Such as <c> -Session 'desk'</c>, with a space before it; empty for the default of this thread's runspace. Without it,
    /// the command would look at the default's account, or stop what is there.
    /// </summary>
    public static string Of(HtxSession session) => session.Name.Length == 0 || ReferenceEquals(session, SessionStore.Current.Default)
        ? ""
        : $" -Session '{CodeGeneration.EscapeSingleQuotedStringContent(session.Name)}'";
}
