using System.Globalization;
using HtxFutures.Exposure;
using HtxFutures.Halting;

namespace HtxFutures.Commands.Trading;

/// <summary>What is said before everything is stopped.</summary>
internal static class HaltWords
{
    /// <summary>What is about to be done.</summary>
    public static string Action(StopTradingOptions options) => options.ClosesPositions
        ? "Cancel all open orders and active algo orders, and close all positions at market"
        : "Cancel all open orders and active algo orders";

    /// <summary>To what, for who has to agree to it.</summary>
    /// <param name="session">The session that it goes through.</param>
    /// <param name="scope">What is meant.</param>
    /// <param name="options">How far it goes.</param>
    /// <param name="look">What is there; null where nobody has looked.</param>
    public static string Question(HtxSession session, TradingScope scope, StopTradingOptions options, TradingLook? look) => string.Create(
        CultureInfo.InvariantCulture,
        $"{scope} of session '{session.Name}' ({session.AccessKey}, {session.Endpoint}){(look is null ? "" : $": {Found(look, options)}")}");

    /// <summary>That other sessions are open, which this leaves alone; null where there are none.</summary>
    public static string? Others(HtxSession session, IReadOnlyList<HtxSession> open)
    {
        string[] others = [.. open.Where(other => !ReferenceEquals(other, session)).Select(other => $"'{other.Name}'")];
        return others.Length == 0 ? null : $"Only session '{session.Name}' is stopped. Also open, and left alone: {string.Join(", ", others)}.";
    }

    /// <summary>That nobody will be shown what becomes of it.</summary>
    /// <param name="command">The cmdlet.</param>
    /// <param name="session">What names the session in a command.</param>
    /// <param name="halt">What it was about to do.</param>
    public static string EndedEarly(string command, string session, TradingHalt halt) =>
        $"{command} was ended early, and NOT proven: {halt.Status}. What was sent takes effect all the same. Get-HtxJournal{session} shows what became known, Get-HtxExposure{session} what is there now.";

    /// <summary>That a session is of an account that was stopped already.</summary>
    public static string SameAccount(HtxSession session, string already) =>
        $"Session '{session.Name}' has the same key on the same host as session '{already}': they are one account, and it is worked on once.";

    /// <summary>That a contract is written with wildcards.</summary>
    public static HtxException Wildcard(string contract) =>
        new(HtxErrorKind.InvalidParameter, $"The contract '{contract}' has wildcards in it, and Stop-HtxTrading takes exact codes only. Nothing was stopped.")
        {
            Advice = "For the whole account: Stop-HtxTrading -AllContract.",
        };

    private static string Found(TradingLook look, StopTradingOptions options)
    {
        IEnumerable<string> parts =
        [
            Orders(look.Orders),
            Part(look.Algos, "algo order", "algo orders"),
            Part(look.Positions, "position", "positions") + Fate(look, options),
        ];
        return string.Join(", ", parts);
    }

    private static string Orders(LookedAt<HtxOrder> orders)
    {
        string sources = string.Join(", ", orders.Found.GroupBy(order => order.Source ?? "source unknown").Select(source => string.Create(CultureInfo.InvariantCulture, $"{source.Count()} {source.Key}")));
        return Part(orders, "open order", "open orders") + (orders.Found.Count == 0 ? "" : $" ({sources})");
    }

    private static string Part<T>(LookedAt<T> part, string one, string many)
    {
        string count = part.Found.Count == 0 ? "no" : part.Found.Count.ToString(CultureInfo.InvariantCulture);
        return $"{count} {(part.Found.Count == 1 ? one : many)}{(part.Failure is null ? "" : " and perhaps more, which could not be listed")}";
    }

    // What becomes of the positions, and of those that will have no stops any more.
    private static string Fate(TradingLook look, StopTradingOptions options)
    {
        if (look.Positions.Found.Count == 0 || options.ClosesPositions)
        {
            return "";
        }

        string[] bare = options.KeepsProtection ? [] : [.. look.Positions.Found.Where(position => look.Algos.Found.Any(algo => algo.ClosesOnly && Protection.Protects(algo, position))).Select(position => position.ToString())];
        return bare.Length == 0
            ? look.Positions.Found.Count == 1 ? ", which stays" : ", which stay"
            : $", which stay; these lose their stops: {string.Join("; ", bare)}";
    }
}
