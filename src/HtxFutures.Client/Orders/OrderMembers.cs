using System.Text.Json;
using HtxFutures.Json;

namespace HtxFutures.Orders;

/// <summary>The members of an order on the wire, as they are met while reading it.</summary>
internal struct OrderMembers
{
    private string? _clientOrderId;
    private string? _side;
    private string? _positionSide;
    private string? _type;
    private string? _marginMode;
    private string? _state;
    private string? _timeInForce;
    private string? _cancelReason;
    private string? _source;
    private decimal? _price;
    private decimal? _volume;
    private decimal? _filledVolume;
    private decimal? _averagePrice;
    private bool? _reduceOnly;
    private int? _leverage;
    private DateTimeOffset? _createdAt;
    private DateTimeOffset? _updatedAt;

    /// <summary>Takes the value under the reader if its member is known, else passes it over.</summary>
    public void Read(string name, ref Utf8JsonReader reader)
    {
        switch (name)
        {
            case "client_order_id": _clientOrderId = WireValue.Text(ref reader); break;
            case "side": _side = WireValue.Text(ref reader); break;
            case "position_side": _positionSide = WireValue.Text(ref reader); break;
            case "type": _type = WireValue.Text(ref reader); break;
            case "margin_mode": _marginMode = WireValue.Text(ref reader); break;
            case "state": _state = WireValue.Text(ref reader); break;
            case "time_in_force": _timeInForce = WireValue.Text(ref reader); break;
            case "cancel_reason": _cancelReason = WireValue.Text(ref reader); break;
            case "order_source": _source = WireValue.Text(ref reader); break;
            case "price": _price = WireValue.Decimal(ref reader); break;
            case "volume": _volume = WireValue.Decimal(ref reader); break;
            case "trade_volume": _filledVolume = WireValue.Decimal(ref reader); break;
            case "trade_avg_price": _averagePrice = WireValue.Decimal(ref reader); break;
            case "reduce_only": _reduceOnly = WireValue.Boolean(ref reader); break;
            case "lever_rate": _leverage = WireValue.Int32(ref reader); break;
            case "created_time": _createdAt = WireValue.Time(ref reader); break;
            case "updated_time": _updatedAt = WireValue.Time(ref reader); break;
            default: reader.Skip(); break;
        }
    }

    public readonly HtxOrder ToOrder(string contractCode, string orderId, string cursor, HtxAccount account) => new()
    {
        ContractCode = contractCode,
        OrderId = orderId,
        ClientOrderId = ExchangeText.Clean(_clientOrderId),
        Side = ToSide(_side),
        RawSide = ExchangeText.Clean(_side),
        PositionSide = ToPositionSide(_positionSide),
        RawPositionSide = ExchangeText.Clean(_positionSide),
        Type = ToType(_type),
        RawType = ExchangeText.Clean(_type),
        MarginMode = ToMarginMode(_marginMode),
        RawMarginMode = ExchangeText.Clean(_marginMode),
        Price = _price,
        Volume = _volume,
        FilledVolume = _filledVolume,
        AveragePrice = _averagePrice,
        State = ToState(_state),
        RawState = ExchangeText.Clean(_state),
        TimeInForce = ToTimeInForce(_timeInForce),
        RawTimeInForce = ExchangeText.Clean(_timeInForce),
        ReduceOnly = _reduceOnly,
        Leverage = _leverage,
        CreatedAt = _createdAt,
        UpdatedAt = _updatedAt,
        CancelReason = ExchangeText.Clean(_cancelReason),
        Source = ExchangeText.Clean(_source),
        Cursor = cursor,
        Account = account,
    };

    private static OrderSide ToSide(string? text) => text switch
    {
        "buy" => OrderSide.Buy,
        "sell" => OrderSide.Sell,
        _ => OrderSide.Unknown,
    };

    private static PositionSide ToPositionSide(string? text) => text switch
    {
        "long" => PositionSide.Long,
        "short" => PositionSide.Short,
        "both" => PositionSide.Both,
        _ => PositionSide.Unknown,
    };

    private static OrderType ToType(string? text) => text switch
    {
        "limit" => OrderType.Limit,
        "market" => OrderType.Market,
        "post_only" => OrderType.PostOnly,
        _ => OrderType.Unknown,
    };

    private static MarginMode ToMarginMode(string? text) => text switch
    {
        "cross" => MarginMode.Cross,
        "isolated" => MarginMode.Isolated,
        _ => MarginMode.Unknown,
    };

    // The number was seen once, in the list of open orders of January 2025 (facts 2.8). Other numbers stay unknown: to
    // take one for a final state would be to claim what nobody has shown.
    private static OrderState ToState(string? text) => text switch
    {
        "new" or "3" => OrderState.New,
        "partially_filled" => OrderState.PartiallyFilled,
        "filled" => OrderState.Filled,
        "partially_canceled" => OrderState.PartiallyCanceled,
        "canceled" => OrderState.Canceled,
        "rejected" => OrderState.Rejected,
        _ => OrderState.Unknown,
    };

    private static TimeInForce ToTimeInForce(string? text) => text switch
    {
        "gtc" => TimeInForce.Gtc,
        "ioc" => TimeInForce.Ioc,
        "fok" => TimeInForce.Fok,
        _ => TimeInForce.Unknown,
    };
}
