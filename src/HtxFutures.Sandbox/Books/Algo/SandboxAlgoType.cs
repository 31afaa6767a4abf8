namespace HtxFutures.Sandbox;

/// <summary>The types of algo orders, each of which is listed on its own (desk facts 1.2, 1.5).</summary>
public enum SandboxAlgoType
{
    /// <summary>tp: closes when the price has become good enough.</summary>
    TakeProfit,

    /// <summary>sl: closes when the price has become bad enough.</summary>
    StopLoss,

    /// <summary>tpsl: both in one; whichever comes first.</summary>
    TakeProfitStopLoss,

    /// <summary>trigger: places an order, which may open, when the price arrives.</summary>
    Trigger,

    /// <summary>trailing_stop: follows the price and fires when it turns by the callback rate.</summary>
    TrailingStop,
}
