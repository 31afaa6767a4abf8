using System.Runtime.InteropServices;
using System.Security.Cryptography.X509Certificates;
using HtxFutures.LoopbackExchange;
using HtxFutures.Sandbox;

// Made up, and known only to the exchange that this program starts.
const string AccessKey = "loopback-access-key-0001";
const string SecretKey = "loopback-secret-key-0001";

CommandLine options;
try
{
    options = CommandLine.Parse(args);
}
catch (FormatException failure)
{
    await Console.Error.WriteLineAsync(failure.Message);
    await Console.Error.WriteLineAsync(CommandLine.Usage);
    return 2;
}

SandboxExchange exchange = new(new SandboxOptions
{
    Seed = options.Seed,
    Latency = SandboxLatency.Fixed(TimeSpan.FromMilliseconds(options.Latency)),
});
exchange.AddAccount(AccessKey, SecretKey).AddSampleOrders(options.Orders, options.Contracts);
foreach (FaultRule rule in options.Faults)
{
    exchange.Faults.Add(rule);
}

TaskCompletionSource stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

using X509Certificate2? certificate = options.Tls is { } file ? LoopbackCertificate.Create(file) : null;
await using LoopbackServer server = await LoopbackServer.StartAsync(exchange, options.Port, certificate);
Console.WriteLine(
    $"address={server.Address.GetLeftPart(UriPartial.Authority)} access-key={AccessKey} secret-key={SecretKey}");
await stopped.Task;
return 0;

void Stop(PosixSignalContext context)
{
    context.Cancel = true;
    stopped.TrySetResult();
}
