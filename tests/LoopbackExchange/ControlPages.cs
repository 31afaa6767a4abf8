using System.Globalization;
using System.Text.Json;
using HtxFutures.Sandbox;
using Microsoft.AspNetCore.Http;

namespace HtxFutures.LoopbackExchange;

/// <summary>
/// The pages that turn the exchange's screws while it runs, and tell what it knows: for whoever drives a run from
/// another process. The exchange itself never sees requests to them.
/// </summary>
internal static class ControlPages
{
    private const string Root = "/sandbox";

    /// <summary>Serves a request to one of the pages.</summary>
    /// <returns>False where the request is for the exchange.</returns>
    public static async Task<bool> TryServeAsync(HttpContext context, SandboxExchange exchange)
    {
        if (!context.Request.Path.StartsWithSegments(Root, StringComparison.Ordinal, out PathString page))
        {
            return false;
        }

        try
        {
            await (page.Value switch
            {
                "/stats" => StatsPage.WriteAsync(context.Response, exchange),
                "/faults" => ReplaceFaultsAsync(context, exchange),
                "/place" => PlaceAsync(context, exchange),
                "/orders" => ShowOrdersAsync(context, exchange),
                "/place-algos" => PlaceAlgosAsync(context, exchange),
                "/algos" => WriteAsync(context, Account(context, exchange).AlgoOrders),
                "/place-positions" => WriteAsync(context, Account(context, exchange).AddSamplePositions()),
                "/positions" => WriteAsync(context, Account(context, exchange).Positions),
                "/trade" => TradeAsync(context, exchange),
                "/price" => MovePriceAsync(context, exchange),
                _ => throw new FormatException($"There is no page {page}; there are stats, faults, place, orders, place-algos, algos, place-positions, positions, trade and price."),
            });
        }
        catch (FormatException failure)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await context.Response.WriteAsync(failure.Message, context.RequestAborted);
        }

        return true;
    }

    /// <summary>The body is the new fault rules; those before are gone, what they have set going goes on.</summary>
    private static async Task ReplaceFaultsAsync(HttpContext context, SandboxExchange exchange)
    {
        IReadOnlyList<FaultRule> rules = FaultSpec.Parse(await ReadAsync(context));
        exchange.Faults.Clear();
        foreach (FaultRule rule in rules)
        {
            exchange.Faults.Add(rule);
        }
    }

    /// <summary>Places sample orders, and answers with them.</summary>
    private static Task PlaceAsync(HttpContext context, SandboxExchange exchange) =>
        WriteAsync(context, Account(context, exchange).AddSampleOrders(Number(context, "count"), Number(context, "contracts")));

    /// <summary>Places sample algo orders, and answers with them.</summary>
    private static Task PlaceAlgosAsync(HttpContext context, SandboxExchange exchange) =>
        WriteAsync(context, Account(context, exchange).AddSampleAlgoOrders(Number(context, "count"), Number(context, "contracts")));

    /// <summary>Lets another program of an account trade at the price of the moment: it opens and closes positions.</summary>
    private static Task TradeAsync(HttpContext context, SandboxExchange exchange)
    {
        string contract = Word(context, "contract");
        return WriteAsync(context, [Account(context, exchange).Trade(new SandboxOrderTemplate
        {
            ContractCode = contract,
            Side = Word(context, "side"),
            PositionSide = context.Request.Query["position"].ToString() is { Length: > 0 } side ? side : "both",
            MarginMode = context.Request.Query["margin"].ToString() is { Length: > 0 } mode ? mode : "cross",
            Volume = Number(context, "volume"),
            Type = "market",
            Price = 0,
            Leverage = 10,
            Source = "web",
        })]);
    }

    /// <summary>Moves the price of a contract, which fires what has waited for it.</summary>
    private static Task MovePriceAsync(HttpContext context, SandboxExchange exchange)
    {
        string? contract = context.Request.Query["contract"];
        if (string.IsNullOrEmpty(contract)
            || !decimal.TryParse(context.Request.Query["price"], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal price)
            || price <= 0)
        {
            throw new FormatException("The query needs contract, and price, a number above zero.");
        }

        exchange.MovePrice(contract, price);
        return Task.CompletedTask;
    }

    /// <summary>Answers with those of an account's orders whose ids the body gives, one a line.</summary>
    private static async Task ShowOrdersAsync(HttpContext context, SandboxExchange exchange)
    {
        SandboxAccount account = Account(context, exchange);
        string ids = await ReadAsync(context);
        await WriteAsync(context, ids.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(account.FindOrder).OfType<SandboxOrder>());
    }

    private static SandboxAccount Account(HttpContext context, SandboxExchange exchange) =>
        exchange.Accounts.ElementAtOrDefault(Number(context, "account") - 1)
            ?? throw new FormatException($"There are {exchange.Accounts.Count} accounts, counted from 1.");

    private static string Word(HttpContext context, string name) =>
        context.Request.Query[name].ToString() is { Length: > 0 } word ? word : throw new FormatException($"The query needs {name}.");

    private static int Number(HttpContext context, string name) =>
        int.TryParse(context.Request.Query[name], NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : throw new FormatException($"The query needs {name}, a whole number.");

    private static async Task<string> ReadAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        return await reader.ReadToEndAsync(context.RequestAborted);
    }

    private static Task WriteAsync<T>(HttpContext context, IEnumerable<T> orders)
    {
        context.Response.ContentType = "application/json";
        return JsonSerializer.SerializeAsync(context.Response.Body, orders, cancellationToken: context.RequestAborted);
    }
}
