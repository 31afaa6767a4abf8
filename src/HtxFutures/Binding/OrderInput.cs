using System.Collections;
using System.Globalization;
using System.Management.Automation;
using HtxFutures.Formatting;
using HtxFutures.Orders;

namespace HtxFutures.Binding;

/// <summary>
/// An order as the pipeline names it: one that was listed, a result, a row of a table, or an id beside -ContractCode. What comes as an order or a result
/// is taken whole, with the account it belongs to.
/// </summary>
public sealed class OrderInput
{
    private OrderInput(string? contractCode, string?[] orderIds, string?[] clientOrderIds)
    {
        ContractCode = contractCode;
        OrderIds = orderIds;
        ClientOrderIds = clientOrderIds;
    }

    /// <summary>What sort of order it is said to be; null where it says nothing of that.</summary>
    internal OrderKind? Kind { get; private init; }

    /// <summary>Null or blank where the row does not name it.</summary>
    internal string? ContractCode { get; }

    /// <summary>The exchange's ids; empty where the row has none.</summary>
    internal string?[] OrderIds { get; }

    /// <summary>The client's ids, likewise.</summary>
    internal string?[] ClientOrderIds { get; }

    /// <summary>The order, where it is known as one.</summary>
    internal IShownOrder? Order { get; private init; }

    /// <summary>The account it belongs to; null where nobody can tell.</summary>
    internal HtxAccount? Account { get; private init; }

    /// <summary>What a row calls its account; null where it says nothing of it.</summary>
    internal string? AccountName { get; private init; }

    /// <summary>Whether it was shown among those of other accounts.</summary>
    internal bool IsAmongSeveral { get; private init; }

    /// <summary>Whether it is an id and nothing else: a number, or a text that is one.</summary>
    internal bool IsBareId { get; private init; }

    /// <summary>The orders it names.</summary>
    internal IEnumerable<NamedOrder> Orders => NamedOrder.Each(ContractCode, OrderIds, ClientOrderIds, this);

    /// <summary>Contract and ids.</summary>
    public override string ToString() => $"{ContractCode} {string.Join(", ", OrderIds.Length > 0 ? OrderIds : ClientOrderIds)}".Trim();

    /// <summary>Reads what names an order.</summary>
    /// <param name="given">What the pipeline brought.</param>
    /// <param name="kind">As an order of which kind rows are read.</param>
    /// <returns>Null where nothing of it does.</returns>
    internal static OrderInput? From(object? given, OrderKind kind)
    {
        object? bare = given is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : given;
        return bare switch
        {
            null => null,
            string or ValueType when IsNumber(bare) => new(null, Texts(bare), []) { IsBareId = true },
            string => null,
            OrderInput input => input,
            IShownOrder order => new(order.ContractCode, [order.OrderId], [order.ClientOrderId]) { Kind = order.Kind, Order = order, Account = order.Origin, IsAmongSeveral = AccountColumn.IsOn(given!) },
            HtxCancelResult result => new(result.ContractCode, [result.OrderId], [result.ClientOrderId]) { Kind = result.Kind, Order = result.Order, Account = result.Origin, IsAmongSeveral = AccountColumn.IsOn(given!) },
            IDictionary row => FromRow(OrderColumns.Of(kind), names => Find(row, names)),
            _ => FromRow(OrderColumns.Of(kind), names => Find(PSObject.AsPSObject(given!), names)),
        };
    }

    // Also one that is no id, such as 1.5E18: what is wrong with it is told. Other text is none: on a command line it is a contract.
    private static bool IsNumber(object value) => value is string text
        ? double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
        : Type.GetTypeCode(value.GetType()) is >= TypeCode.SByte and <= TypeCode.Decimal && value is not Enum;

    private static OrderInput? FromRow(OrderColumns columns, Func<string[], (bool Found, object? Value)> find)
    {
        (bool hasContract, object? contract) = find(columns.Contract);
        (bool hasOrderId, object? orderId) = find(columns.Id);
        (bool hasClientOrderId, object? clientOrderId) = find(columns.ClientId);
        return hasContract || hasOrderId || hasClientOrderId
            ? new(Text(contract), Texts(orderId), Texts(clientOrderId)) { Kind = Enum.TryParse(Text(find(columns.Kind).Value), out OrderKind said) ? said : null, AccountName = Text(find(columns.Account).Value) }
            : null;
    }

    private static (bool, object?) Find(IDictionary row, string[] names) => names
        .SelectMany(name => row.Keys.Cast<object>().Where(key => string.Equals(key as string, name, StringComparison.OrdinalIgnoreCase)))
        .Select(key => (true, row[key]))
        .FirstOrDefault();

    private static (bool, object?) Find(PSObject row, string[] names)
    {
        PSPropertyInfo? property = names.Select(name => row.Properties[name]).FirstOrDefault(found => found is not null);
        try
        {
            return (property is not null, property?.Value);
        }
        catch (GetValueException)
        {
            return (true, null);
        }
    }

    private static string?[] Texts(object? ids) => IdTextAttribute.Transform(ids) switch
    {
        null => [],
        object?[] several => [.. several.Select(Text)],
        object one => [Text(one)],
    };

    private static string? Text(object? value) => value switch
    {
        null => null,
        PSObject { BaseObject: not PSCustomObject } wrapped => Text(wrapped.BaseObject),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}
