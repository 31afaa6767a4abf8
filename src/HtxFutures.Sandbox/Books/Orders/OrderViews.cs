using HtxFutures.Sandbox.Market;

namespace HtxFutures.Sandbox.Books.Orders;

/// <summary>How an order looks after each thing that can happen to it.</summary>
internal static class OrderViews
{
    public const int MostDecimals = 18;

    public static SandboxOrder Placed(long id, long clientId, SandboxOrderTemplate template, DateTimeOffset now)
    {
        DateTimeOffset createdAt = template.CreatedAt ?? now;
        return new SandboxOrder
        {
            OrderId = OrderId.Text(id),
            ClientOrderId = OrderId.Text(clientId),
            ContractCode = template.ContractCode,
            Side = template.Side,
            PositionSide = template.PositionSide,
            Type = template.Type,
            MarginMode = template.MarginMode,
            Price = template.Price,
            Volume = template.Volume,
            FilledVolume = template.FilledVolume,
            AveragePrice = template.FilledVolume > 0 ? template.Price : 0,
            Fee = ContractTerms.Fee(template.ContractCode, template.FilledVolume, template.Price, OrderWords.RoleOf(template.Type)),
            State = OpenState(template.FilledVolume, template.Volume),
            TimeInForce = template.TimeInForce,
            ReduceOnly = template.ReduceOnly,
            Leverage = template.Leverage,
            Source = template.Source,
            TakeProfit = template.TakeProfit,
            StopLoss = template.StopLoss,
            CreatedAt = createdAt,
            UpdatedAt = createdAt,
            RawState = template.RawState,
        };
    }

    public static SandboxOrder Filled(SandboxOrder order, Execution execution, DateTimeOffset at)
    {
        decimal filled = order.FilledVolume + execution.Volume;
        return order with
        {
            FilledVolume = filled,
            AveragePrice = Math.Round(((order.AveragePrice * order.FilledVolume) + (execution.Price * execution.Volume)) / filled, MostDecimals),
            Fee = order.Fee + ContractTerms.Fee(order.ContractCode, execution.Volume, execution.Price, execution.Role),
            State = OpenState(filled, order.Volume),
            IsCanceling = order.IsCanceling && filled < order.Volume,
            UpdatedAt = at,
        };
    }

    public static SandboxOrder Canceled(SandboxOrder order, string reason, DateTimeOffset at) => order with
    {
        State = order.FilledVolume > 0 ? SandboxOrderState.PartiallyCanceled : SandboxOrderState.Canceled,
        CanceledVolume = order.Volume - order.FilledVolume,
        CancelReason = reason,
        IsCanceling = false,
        UpdatedAt = at,
    };

    private static SandboxOrderState OpenState(decimal filled, decimal volume)
    {
        if (filled == 0)
        {
            return SandboxOrderState.New;
        }

        return filled < volume ? SandboxOrderState.PartiallyFilled : SandboxOrderState.Filled;
    }
}
