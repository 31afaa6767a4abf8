using System.Text.Json;
using HtxFutures.Json;

namespace HtxFutures.Orders;

/// <summary>The members of an order on the wire, as they are met while reading it.</summary>
internal struct OrderMembers
{
    private OrderMember _met;
    private string? _id;
    private string? _orderId;
    private string? _clientOrderId;
    private string? _contractCode;
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
    /// <exception cref="JsonException">The member came before, or names the order and is garbled.</exception>
    public void Read(string name, ref Utf8JsonReader reader)
    {
        OrderMember member = Known(name);
        if ((_met & member) != 0)
        {
            throw new JsonException($"An order in the list has two values for {name}.");
        }

        _met |= member;
        switch (member)
        {
            case OrderMember.Id: _id = Name(ref reader); break;
            case OrderMember.OrderId: _orderId = Name(ref reader); break;
            case OrderMember.ClientOrderId: _clientOrderId = WireValue.Text(ref reader); break;
            case OrderMember.ContractCode: _contractCode = Name(ref reader); break;
            case OrderMember.Side: _side = WireValue.Text(ref reader); break;
            case OrderMember.PositionSide: _positionSide = WireValue.Text(ref reader); break;
            case OrderMember.Type: _type = WireValue.Text(ref reader); break;
            case OrderMember.MarginMode: _marginMode = WireValue.Text(ref reader); break;
            case OrderMember.State: _state = WireValue.Text(ref reader); break;
            case OrderMember.TimeInForce: _timeInForce = WireValue.Text(ref reader); break;
            case OrderMember.CancelReason: _cancelReason = WireValue.Text(ref reader); break;
            case OrderMember.Source: _source = WireValue.Text(ref reader); break;
            case OrderMember.Price: _price = WireValue.Decimal(ref reader); break;
            case OrderMember.Volume: _volume = WireValue.Decimal(ref reader); break;
            case OrderMember.FilledVolume: _filledVolume = WireValue.Decimal(ref reader); break;
            case OrderMember.AveragePrice: _averagePrice = WireValue.Decimal(ref reader); break;
            case OrderMember.ReduceOnly: _reduceOnly = WireValue.Boolean(ref reader); break;
            case OrderMember.Leverage: _leverage = WireValue.Int32(ref reader); break;
            case OrderMember.CreatedAt: _createdAt = WireValue.Time(ref reader); break;
            case OrderMember.UpdatedAt: _updatedAt = WireValue.Time(ref reader); break;
            default: reader.Skip(); break;
        }
    }

    /// <summary>The order, all its members read.</summary>
    /// <exception cref="JsonException">It has no id or no contract: hiding it would hide an open order.</exception>
    public readonly HtxOrder ToOrder(HtxAccount account) => new()
    {
        ContractCode = _contractCode ?? throw new JsonException("An order in the list has no contract."),
        OrderId = _orderId ?? _id ?? throw new JsonException("An order in the list has no id."),
        ClientOrderId = ExchangeText.IsClean(_clientOrderId) ? _clientOrderId : null,
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
        Cursor = _id ?? _orderId ?? "",
        Account = account,
    };

    private static OrderMember Known(string name) => name switch
    {
        "id" => OrderMember.Id,
        "order_id" => OrderMember.OrderId,
        "client_order_id" => OrderMember.ClientOrderId,
        "contract_code" => OrderMember.ContractCode,
        "side" => OrderMember.Side,
        "position_side" => OrderMember.PositionSide,
        "type" => OrderMember.Type,
        "margin_mode" => OrderMember.MarginMode,
        "state" => OrderMember.State,
        "time_in_force" => OrderMember.TimeInForce,
        "cancel_reason" => OrderMember.CancelReason,
        "order_source" => OrderMember.Source,
        "price" => OrderMember.Price,
        "volume" => OrderMember.Volume,
        "trade_volume" => OrderMember.FilledVolume,
        "trade_avg_price" => OrderMember.AveragePrice,
        "reduce_only" => OrderMember.ReduceOnly,
        "lever_rate" => OrderMember.Leverage,
        "created_time" => OrderMember.CreatedAt,
        "updated_time" => OrderMember.UpdatedAt,
        _ => OrderMember.None,
    };

    // What names an order is used as it stands: made fit to be shown first, it could become the name of another one.
    private static string? Name(ref Utf8JsonReader reader)
    {
        bool isName = reader.TokenType is JsonTokenType.String or JsonTokenType.Number or JsonTokenType.Null;
        string? text = WireValue.Text(ref reader);
        if (isName && string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        return isName && ExchangeText.IsClean(text) ? text : throw new JsonException("The id or the contract of an order in the list is garbled.");
    }

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
