using HtxFutures.Sandbox.Books.Positions;
using HtxFutures.Sandbox.Wire;

namespace HtxFutures.Sandbox.Endpoints;

/// <summary>GET /v5/account/balance (desk facts 3.1).</summary>
internal static class ShowBalance
{
    public static Answer Serve(ApiCall call)
    {
        Funds funds = call.Valuation.Funds();
        return Answer.Success(wire => new BalanceWriter(wire, funds).Write(call.Account.State, call.Account.OpenedAt, call.Clock.Now));
    }
}
