using System.Globalization;
using HtxFutures.Exposure;
using HtxFutures.Orders;

namespace HtxFutures.Halting;

/// <summary>Takes note of what is placed by others while an account is being stopped.</summary>
/// <param name="started">When the stopping began, on the exchange's clock.</param>
internal sealed class Newcomers(DateTimeOffset started)
{
    private const int NamedIds = 3;

    private readonly Dictionary<object, (IShownOrder Order, string Source)> _found = [];

    /// <summary>Takes note of what a look shows. What has rested since before is none.</summary>
    public void Note(TradingLook look)
    {
        foreach (HtxOrder order in look.Orders.Found)
        {
            Note(order, order.Source);
        }

        foreach (HtxAlgoOrder algo in look.Algos.Found)
        {
            Note(algo, algo.Source);
        }
    }

    /// <summary>One sentence for each kind and source.</summary>
    public IEnumerable<string> Warnings => _found.Values
        .GroupBy(each => (each.Order.Kind, each.Source))
        .Select(alike => string.Create(
            CultureInfo.InvariantCulture,
            $"{alike.Count()} {(alike.Key.Kind == OrderKind.Order ? "orders" : "algo orders")} were placed while this ran, in {string.Join(", ", alike.Select(each => each.Order.ContractCode).Distinct())}, source {alike.Key.Source}{Ids(alike.Select(each => each.Order))}: something still trades this account."));

    private static string Ids(IEnumerable<IShownOrder> orders)
    {
        string[] ids = [.. orders.Select(order => order.ClientOrderId).OfType<string>().Take(NamedIds)];
        return ids.Length == 0 ? "" : $", first client ids {string.Join(", ", ids)}";
    }

    private void Note(IShownOrder order, string? source)
    {
        if (order.CreatedAt > started)
        {
            _found.TryAdd(HaltLedger.KeyOf(order), (order, source ?? "unknown"));
        }
    }
}
