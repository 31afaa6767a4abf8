namespace HtxFutures.Soak;

/// <summary>Keeps the dead-man's switch from triggering for a while, then switches it off, or leaves it set and closes the session.</summary>
internal sealed class SwitchWorker(Desk desk, Random random, FaultTide tide) : Worker(desk, random)
{
    protected override async Task WorkAsync(CancellationToken stop)
    {
        HtxFuturesClient client = await Desk.OpenAsync(stop);
        try
        {
            bool calm = tide.Rate == 0;

            // Where the answer took longer than the switch does, nobody knows whether it has triggered.
            HtxAutoCancel set = await client.Switch.EnableAsync(TimeSpan.FromSeconds(Random.Next(5, 9)), keepAlive: true, CancellationToken.None);
            Desk.Journal.Require(set is { Enabled: true, KeepAlive: true } or { InDoubt: true, KeepAlive: true }, $"the switch was set, and is {set}");
            await PauseAsync(TimeSpan.FromSeconds(Random.Next(2, 25)), stop);
            Desk.Journal.Require(!calm || tide.Rate > 0 || !client.Switch.State.Triggered, $"the switch was not renewed in calm water: {client.Switch.State}");
            Desk.Journal.Require(client.Switch.State.KeepAlive, "the renewing has ended by itself");
            if (Random.Next(2) == 0)
            {
                HtxAutoCancel off = await client.Switch.DisableAsync(CancellationToken.None);
                Desk.Journal.Require(off is { Enabled: false, KeepAlive: false }, $"the switch was switched off, and is {off}");
            }
        }
        finally
        {
            Desk.Close(client);
        }
    }
}
