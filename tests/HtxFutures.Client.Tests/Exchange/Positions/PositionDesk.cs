using System.Text.Json;
using HtxFutures.Client.Tests.Support;
using HtxFutures.Sandbox;

namespace HtxFutures.Client.Tests.Exchange.Positions;

/// <summary>The positions of a sandbox, spoken to in its own words.</summary>
internal sealed class PositionDesk
{
    public const string Opens = "/v5/trade/position/opens";
    public const string Balance = "/v5/account/balance";

    public VirtualSandbox Sandbox { get; } = new();

    public SandboxExchange Exchange => Sandbox.Exchange;

    public SandboxOptions Options => Exchange.Options;

    public SandboxAccount Account => Sandbox.Account;

    public JsonElement[] Rows(string query = "") => Sandbox.Ask(Opens, query).Rows();

    /// <summary>The one position that there is, as listed.</summary>
    public JsonElement Row() => Assert.Single(Rows());

    public JsonElement Money() => Sandbox.Ask(Balance).GetProperty("data");

    /// <summary>The only currency of the balance.</summary>
    public JsonElement Dollars() => Assert.Single(Money().GetProperty("details").EnumerateArray());

    /// <summary>Lets an order of one contract at 100 be executed.</summary>
    public SandboxOrder Trade(string side, string positionSide, decimal volume, decimal price = 100, string marginMode = "cross", bool reduceOnly = false, int leverage = 10) =>
        Account.Trade(new SandboxOrderTemplate
        {
            ContractCode = "TEST-USDT", Side = side, PositionSide = positionSide, Volume = volume, Price = price, MarginMode = marginMode, ReduceOnly = reduceOnly, Leverage = leverage,
        });

    /// <summary>Side, direction and volume of the positions, as "long buy 3".</summary>
    public string Holds() => string.Join(", ", Account.Positions.Select(position => $"{position.PositionSide} {position.Direction} {position.Volume}"));

    public void Pass(int milliseconds) => Sandbox.Time.Advance(TimeSpan.FromMilliseconds(milliseconds));
}
