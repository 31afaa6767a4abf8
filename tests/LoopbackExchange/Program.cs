using System.Runtime.InteropServices;
using HtxFutures.LoopbackExchange;
using HtxFutures.Sandbox;

// Made up, and known only to the exchange that this program starts.
const string AccessKey = "loopback-access-key-0001";
const string SecretKey = "loopback-secret-key-0001";

if (CommandLine.Parse(args) is not { } options)
{
    await Console.Error.WriteLineAsync(CommandLine.Usage);
    return 2;
}

SandboxExchange exchange = new(new SandboxOptions
{
    Latency = SandboxLatency.Fixed(TimeSpan.FromMilliseconds(options.Latency)),
});
exchange.AddAccount(AccessKey, SecretKey).AddSampleOrders(options.Orders, options.Contracts);

TaskCompletionSource stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

await using LoopbackServer server = await LoopbackServer.StartAsync(exchange, options.Port);
Console.WriteLine(
    $"address={server.Address.GetLeftPart(UriPartial.Authority)} access-key={AccessKey} secret-key={SecretKey}");
await stopped.Task;
return 0;

void Stop(PosixSignalContext context)
{
    context.Cancel = true;
    stopped.TrySetResult();
}
