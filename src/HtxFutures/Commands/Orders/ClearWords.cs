using System.Globalization;

namespace HtxFutures.Commands.Orders;

/// <summary>What is said of a mass cancel before its rows and instead of them.</summary>
internal static class ClearWords
{
    /// <summary>What is about to be cancelled, for who has to agree to it.</summary>
    /// <param name="plan">What was listed.</param>
    /// <param name="session">The session that it goes through.</param>
    /// <param name="withAlgos">Whether the active algo orders are meant too, which are listed later.</param>
    public static string Question(MassCancelPlan plan, HtxSession session, bool withAlgos) => string.Create(
        CultureInfo.InvariantCulture,
        $"{plan.Scope} of session '{session.Name}' ({session.AccessKey}): {Count(plan)}{(withAlgos ? ", and its active algo orders" : "")}");

    /// <summary>That not all of it could be listed.</summary>
    public static string NotWhole(MassCancelPlan plan, HtxException why) =>
        $"The open orders of {plan.Scope} could not be listed to the end: {why.Message} They can be cancelled all the same; those that neither the list nor the exchange's answer names get no row.";

    /// <summary>That nobody will be shown what becomes of it.</summary>
    /// <param name="command">The cmdlet.</param>
    /// <param name="session">What names the session in a command.</param>
    /// <param name="plan">What was listed.</param>
    /// <param name="shown">How many rows were written.</param>
    /// <param name="isLast">Whether no other contract was to follow.</param>
    public static string EndedEarly(string command, string session, MassCancelPlan plan, int shown, bool isLast) => string.Create(
        CultureInfo.InvariantCulture,
        $"{command} was ended early: the mass cancel of {plan.Scope} was sent or may have been, and takes effect all the same; of {plan.Orders.Count} orders that were listed {shown} have a row.{(isLast ? "" : " Contracts named after it were not begun.")} Get-HtxOrder{session} shows what is open.");

    /// <summary>That nobody will be shown what becomes of the algo orders.</summary>
    /// <param name="command">The cmdlet.</param>
    /// <param name="session">What names the session in a command.</param>
    public static string AlgosEndedEarly(string command, string session) =>
        $"{command} was ended early: some of the algo orders may have been stopped, and others not. Get-HtxAlgoOrder{session} shows what is active, Get-HtxJournal{session} what was sent.";

    private static string Count(MassCancelPlan plan) => (plan.Orders.Count, plan.Failure) switch
    {
        (0, null) => "no open order listed",
        (1, null) => "1 open order",
        (int count, null) => string.Create(CultureInfo.InvariantCulture, $"{count} open orders"),
        (int count, _) => string.Create(CultureInfo.InvariantCulture, $"{count} open orders listed, and perhaps more"),
    };
}
