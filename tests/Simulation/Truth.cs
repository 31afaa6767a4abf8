using System.Globalization;
using HtxFutures.Sandbox;

namespace HtxFutures.Simulation;

/// <summary>Holds what the client says against what the exchange knows, at the moment it is said.</summary>
/// <param name="account">The account as the exchange knows it.</param>
/// <param name="secrets">What no text may tell.</param>
/// <param name="isCalm">Whether nothing goes wrong that could leave an outcome open.</param>
/// <param name="tellsChildren">Whether the exchange names the order that an algo order has placed.</param>
public sealed class Truth(SandboxAccount account, string[] secrets, bool isCalm, bool tellsChildren = true)
{
    /// <summary>Checks a result.</summary>
    /// <param name="asked">The order as it was given.</param>
    /// <param name="result">What the client says of it.</param>
    /// <param name="alone">Whether it was given once, and by nobody else: then no other cancel of it can have been taken.</param>
    /// <exception cref="BrokenInvariantException">It says what is not so.</exception>
    public void Check(OrderReference asked, HtxCancelResult result, bool alone)
    {
        Require(result.Kind == asked.Kind, $"a result of kind {result.Kind} for {asked}");
        if (asked.Kind == OrderKind.AlgoOrder)
        {
            CheckAlgo(asked, result, alone);
        }
        else
        {
            SandboxOrder? order = Find(asked);
            RequireTrue(Holds(asked, result, order, alone), asked, result, Describe(order));
            CheckFailure(asked, result, order is not null, result.Outcome is CancelOutcome.Filled or CancelOutcome.Canceled or CancelOutcome.PartiallyCanceled);
        }

        CheckText(result.Message);
    }

    /// <summary>Whether a result is so, by what the exchange knows when it is told or later.</summary>
    /// <param name="asked">The order as it was given.</param>
    /// <param name="result">What the client says of it.</param>
    /// <param name="order">The order as the exchange knows it; null for none.</param>
    /// <param name="alone">Whether it was given once, and by nobody else.</param>
    public static bool Holds(OrderReference asked, HtxCancelResult result, SandboxOrder? order, bool alone)
    {
        bool holds = result.Outcome switch
        {
            CancelOutcome.Accepted or CancelOutcome.Pending => order is not null && (!order.IsOpen || order.IsCanceling),
            // Whether a part of it was executed, only an order that could not be looked at may leave open.
            CancelOutcome.Canceled => order?.State == SandboxOrderState.Canceled || (order?.State == SandboxOrderState.PartiallyCanceled && result.FilledVolume is null),
            CancelOutcome.PartiallyCanceled => order?.State == SandboxOrderState.PartiallyCanceled,
            // Where nobody else cancels, it was us.
            CancelOutcome.AlreadyCanceled => order?.State is SandboxOrderState.Canceled or SandboxOrderState.PartiallyCanceled && !alone,
            CancelOutcome.Filled => order?.State == SandboxOrderState.Filled,
            CancelOutcome.NotFound => order is null || (asked.OrderId is null && !order.IsOpen && !(alone && order.State != SandboxOrderState.Filled)),
            CancelOutcome.Rejected => order is null || !alone || order is { IsOpen: true, IsCanceling: false } || order.State == SandboxOrderState.Filled,
            CancelOutcome.Unknown => true,
            _ => false,
        };
        return holds && (result.FilledVolume is null || result.Outcome == CancelOutcome.Unknown || result.FilledVolume == order?.FilledVolume);
    }

    /// <summary>Checks a failure that was thrown.</summary>
    /// <exception cref="BrokenInvariantException">It tells a secret, or nothing went wrong.</exception>
    public void Check(HtxException failure)
    {
        CheckText(failure.ToString());
        Require(!isCalm, $"{failure.Kind} ({failure.Message}) although nothing went wrong");
    }

    /// <summary>Fails the run.</summary>
    public static void Require(bool condition, string what)
    {
        if (!condition)
        {
            throw new BrokenInvariantException(what);
        }
    }

    /// <summary>An order in a few words.</summary>
    /// <param name="order">The order as the exchange knows it; null for none.</param>
    public static string Describe(SandboxOrder? order) => order is null
        ? "unknown to the exchange"
        : string.Create(CultureInfo.InvariantCulture, $"{order.State}, filled {order.FilledVolume}{(order.IsCanceling ? ", being cancelled" : "")}");

    private void CheckAlgo(OrderReference asked, HtxCancelResult result, bool alone)
    {
        SandboxAlgoOrder? algo = FindAlgo(asked);
        SandboxOrder? child = algo?.ChildOrderId is { } id ? account.FindOrder(id) : null;
        RequireTrue(AlgoTruth.Holds(asked, result, algo, child, alone), asked, result, AlgoTruth.Describe(algo));

        // What was not in effect when its cancel came may be by now.
        CheckFailure(asked, result, algo is not (null or { State: SandboxAlgoState.Waiting }) && result.Code != 1408, tellsChildren && result.Outcome == CancelOutcome.Filled);
    }

    private static void RequireTrue(bool holds, OrderReference asked, HtxCancelResult result, string known) =>
        Require(holds, $"{result.Outcome}, filled {result.FilledVolume} (code {result.Code}: {result.Message}) for {asked}, which is {known}");

    private void CheckFailure(OrderReference asked, HtxCancelResult result, bool isKnown, bool hasVolume)
    {
        bool isError = result.Outcome is CancelOutcome.NotFound or CancelOutcome.Rejected or CancelOutcome.Unknown;
        bool mayBeOverdue = result.Outcome is CancelOutcome.Accepted or CancelOutcome.Pending;
        Require(mayBeOverdue || isError == (result.Failure is not null), $"{result.Outcome} with failure {result.Failure?.Kind}");
        Require(
            !isCalm || !isKnown || result.Outcome is not (CancelOutcome.Unknown or CancelOutcome.Rejected),
            $"{result.Outcome} (code {result.Code}: {result.Message}) for {asked} although nothing went wrong");

        // By its client's id an ended order can be asked for only as long as that id lives.
        Require(
            !isCalm || asked.OrderId is null || result.FilledVolume is not null || !hasVolume,
            $"{result.Outcome} of an unknown volume for {asked} although nothing went wrong");
        Require(result.Failure is not { Kind: HtxErrorKind.RateLimited, RetryAt: null } || result.Attempts >= 20, $"given up for want of budget after {result.Attempts} attempts");
        CheckText(result.Failure?.ToString());
        CheckText(result.Failure?.Advice);
    }

    private SandboxOrder? Find(OrderReference asked)
    {
        // The exchange forgets the client's ids when their orders end.
        SandboxOrder? order = asked.OrderId is { } id
            ? account.FindOrder(id)
            : account.Orders.SingleOrDefault(order => order.ClientOrderId == asked.ClientOrderId && order.ClientOrderId != order.OrderId);
        return order?.ContractCode == asked.ContractCode ? order : null;
    }

    private SandboxAlgoOrder? FindAlgo(OrderReference asked)
    {
        SandboxAlgoOrder? algo = asked.OrderId is { } id ? account.FindAlgoOrder(id) : account.AlgoOrders.SingleOrDefault(algo => algo.Terms.ClientAlgoId == asked.ClientOrderId);
        return algo?.Terms.ContractCode == asked.ContractCode ? algo : null;
    }

    private void CheckText(string? text)
    {
        if (text is not null)
        {
            Require(
                !secrets.Any(secret => text.Contains(secret, StringComparison.Ordinal)) && !text.Contains("Signature=", StringComparison.Ordinal),
                $"a text tells a secret: {text}");
        }
    }
}
