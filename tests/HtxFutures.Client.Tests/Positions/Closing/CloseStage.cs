using System.Globalization;
using System.Text.Json;
using HtxFutures.Client.Tests.Support;

namespace HtxFutures.Client.Tests.Positions.Closing;

/// <summary>A scripted exchange with one position that is to be closed, in virtual time.</summary>
internal sealed class CloseStage : IDisposable
{
    public const string Close = "/v5/trade/position";
    public const string OrderId = "1560000000000000010";

    private static readonly DateTimeOffset s_opened = VirtualTime.Start - TimeSpan.FromHours(1);

    private Desk? _desk;

    public ScriptedExchange Exchange { get; } = new ScriptedExchange(new VirtualTime()).Always(Paths.Order, Replies.Code(1061)).Always(Paths.Positions, Replies.Data("[]"));

    public HtxFuturesClient Client => (_desk ??= Exchange.Open()).Client;

    public VirtualTime Time => Exchange.Time;

    public List<SentRequest> Closes => Exchange.SentTo(Close);

    /// <summary>The client's id of each close that was sent.</summary>
    public IEnumerable<string> ClientIds => Closes.Select(close => JsonDocument.Parse(close.Body!).RootElement.GetProperty("client_order_id").GetString()!);

    /// <summary>The exchange takes the close.</summary>
    public static Reply Taken => (request, time, cancellationToken) =>
        Replies.Data($$"""{"order_id":"{{OrderId}}","client_order_id":"{{ClientId(request)}}"}""")(request, time, cancellationToken);

    public static PositionReference Named(PositionSide side = PositionSide.Long, MarginMode mode = MarginMode.Cross) => PositionReference.Create("BTC-USDT", side, mode);

    /// <summary>A position as somebody has seen it.</summary>
    public static HtxPosition Shown(PositionSide side = PositionSide.Long, OrderSide direction = OrderSide.Buy, decimal volume = 3) => new()
    {
        ContractCode = "BTC-USDT",
        PositionSide = side,
        Direction = direction,
        MarginMode = MarginMode.Cross,
        Volume = volume,
        Available = volume,
        CreatedAt = s_opened,
    };

    /// <summary>A row of the listing of positions.</summary>
    /// <param name="volume">Its size.</param>
    /// <param name="available">How much of it can be closed.</param>
    /// <param name="side">Its side.</param>
    /// <param name="direction">Which way it lies.</param>
    /// <param name="openedLater">How long after the one that was shown it was opened.</param>
    public static string Row(string volume = "3", string? available = null, string side = "long", string direction = "buy", TimeSpan openedLater = default)
    {
        string opened = (s_opened + openedLater).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        return $$"""{"contract_code":"BTC-USDT","position_side":"{{side}}","direction":"{{direction}}","margin_mode":"cross","volume":"{{volume}}","available":"{{available ?? volume}}","created_time":"{{opened}}"}""";
    }

    /// <summary>Listings of positions, one after the other; the last stays.</summary>
    public CloseStage Lists(params string[] listings)
    {
        Exchange.Answer(Paths.Positions, [.. listings[..^1].Select(Replies.Data)]).Always(Paths.Positions, Replies.Data(listings[^1]));
        return this;
    }

    public CloseStage Answers(params Reply[] replies)
    {
        Exchange.Answer(Close, replies);
        return this;
    }

    /// <summary>The order that closes, as it is found by either id.</summary>
    public CloseStage Finds(string state, string filled, string? reason = null)
    {
        Exchange.Always(Paths.Order, (request, time, cancellationToken) => Replies.Data($"[{Order(state, filled, reason)}]")(request, time, cancellationToken));
        return this;
    }

    /// <summary>The order that closes, as a row.</summary>
    public string Order(string state, string filled, string? reason = null) =>
        $$"""{"order_id":"{{OrderId}}","client_order_id":"{{ClientIds.First()}}","contract_code":"BTC-USDT","position_side":"long","side":"sell","type":"market","margin_mode":"cross","volume":"3","trade_volume":"{{filled}}","trade_avg_price":"62688.2","state":"{{state}}","cancel_reason":{{(reason is null ? "null" : $"\"{reason}\"")}}}""";

    /// <summary>Closes positions in one run.</summary>
    public List<HtxCloseResult> Run(TimeSpan? wait, params (PositionReference Position, HtxPosition? Shown)[] positions)
    {
        HtxFuturesClient client = Client; // its own requests come first
        return Time.Run(async () =>
        {
            CloseRun run = client.Positions.BeginCloseRun(wait);
            foreach ((PositionReference position, HtxPosition? shown) in positions)
            {
                Assert.True(run.TryPost(position, shown));
            }

            return await run.DrainAsync().ConfigureAwait(false);
        });
    }

    /// <summary>Closes a position as somebody has seen it.</summary>
    public HtxCloseResult CloseShown(TimeSpan? wait = null, HtxPosition? shown = null)
    {
        shown ??= Shown();
        return Assert.Single(Run(wait, (PositionReference.Of(shown), shown)));
    }

    public void Dispose()
    {
        _desk?.Dispose();
        Exchange.Dispose();
    }

    private static string ClientId(HttpRequestMessage request)
    {
        using Stream body = request.Content!.ReadAsStream();
        return JsonDocument.Parse(body).RootElement.GetProperty("client_order_id").GetString()!;
    }
}
