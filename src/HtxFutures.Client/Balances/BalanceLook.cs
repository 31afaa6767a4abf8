using System.Text.Json;
using HtxFutures.Calls;
using HtxFutures.Calls.Answers;

namespace HtxFutures.Balances;

/// <summary>Asks for the balance. An answer that cannot be read is asked for again.</summary>
internal sealed class BalanceLook(Caller caller)
{
    /// <summary>The way to the balance (desk facts 3.1).</summary>
    public static readonly Route Route = Route.Read("/v5/account/balance");

    /// <summary>Asks.</summary>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <exception cref="HtxException">The exchange could not be asked, or its answer is no balance.</exception>
    public async Task<HtxBalance> TakeAsync(CancellationToken cancellationToken)
    {
        HtxBalance? balance = null;
        var request = new ApiRequest(Route, "the balance");
        CallResult result = await caller.CallAsync(request with { Check = envelope => Read(request, envelope, out balance) }, cancellationToken).ConfigureAwait(false);
        result.Require();
        return balance!;
    }

    /// <summary>Reads an answer.</summary>
    /// <returns>Why it cannot be relied on; null where it can.</returns>
    private HtxException? Read(ApiRequest request, Envelope envelope, out HtxBalance? balance)
    {
        try
        {
            balance = BalanceReader.Read(envelope.Data.Span, caller.Connection.Account);
            return null;
        }
        catch (JsonException failure)
        {
            balance = null;
            return request.Unreliable("figures", failure.Message);
        }
    }
}
