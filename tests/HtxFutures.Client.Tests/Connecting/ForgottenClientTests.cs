using System.Reflection;
using System.Runtime.CompilerServices;
using HtxFutures.Client.Tests.Loopback;
using HtxFutures.Client.Tests.Support;
using HtxFutures.Connecting;
using HtxFutures.LoopbackExchange;
using HtxFutures.Sandbox;

namespace HtxFutures.Client.Tests.Connecting;

/// <summary>A client that nobody closes and nobody holds: the collector takes it, wipes its key, and closes its connections.</summary>
public sealed class ForgottenClientTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void A_forgotten_key_is_wiped()
    {
        byte[] bytes = Forget();
        Assert.DoesNotContain((byte)0, bytes);
        Assert.True(Collected(() => IsWiped(bytes)));

        [MethodImpl(MethodImplOptions.NoInlining)]
        static byte[] Forget() => BytesOf(TestKeys.Credential());
    }

    [Fact]
    public async Task A_forgotten_client_is_wiped_and_its_connection_closed()
    {
        await using var server = new RawServer(_ => RawServer.Http(Recorded.CancelAccepted));
        byte[] bytes = await ForgetAsync(server.Address, _ => Task.CompletedTask);
        Assert.True(Collected(() => IsWiped(bytes) && server.OpenConnections == 0));
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task One_that_renews_the_dead_man_s_switch_is_not_forgotten()
    {
        var exchange = new SandboxExchange();
        exchange.AddAccount(TestKeys.AccessKey, TestKeys.SecretKey);
        await using LoopbackServer server = await LoopbackServer.StartAsync(exchange, cancellationToken: Stop);
        byte[] bytes = await ForgetAsync(server.Address, client => client.Switch.EnableAsync(TimeSpan.FromMinutes(1), keepAlive: true, Stop));
        for (int round = 0; round < 20; round++)
        {
            Collect();
        }

        Assert.DoesNotContain((byte)0, bytes);
    }

    private static async Task<byte[]> ForgetAsync(Uri address, Func<HtxFuturesClient, Task> before)
    {
        byte[] bytes = await WorkAsync(address, before);

        // What follows must not run on top of the calls that have just come to their end: their frames hold the client.
        await Task.Yield();
        return bytes;
    }

    private static async Task<byte[]> WorkAsync(Uri address, Func<HtxFuturesClient, Task> before)
    {
        HtxCredential credential = TestKeys.Credential();
        HtxFuturesClient client = await HtxFuturesClient.ConnectAsync(
            TestConnection.To(address) with { Credential = credential }, Stop);
        await client.Orders.CancelAsync(OrderReference.Create(Recorded.ContractCode, Recorded.OrderId), Stop);
        await before(client);
        return BytesOf(credential);
    }

    private static byte[] BytesOf(HtxCredential credential) =>
        (byte[])typeof(SecretKey).GetField("_bytes", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(credential.Secret)!;

    private static bool IsWiped(byte[] bytes) => Array.TrueForAll(bytes, b => b == 0);

    private static bool Collected(Func<bool> condition) => SpinWait.SpinUntil(
        () =>
        {
            Collect();
            return condition();
        },
        TimeSpan.FromSeconds(30));

    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }
}
