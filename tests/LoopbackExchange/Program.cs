using System.Runtime.InteropServices;
using System.Security.Cryptography.X509Certificates;
using HtxFutures.LoopbackExchange;
using HtxFutures.Sandbox;

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
    RequestLimit = options.Limit,
});
for (int number = 1; number <= options.Accounts; number++)
{
    SandboxAccount account = exchange.AddAccount(AccessKey(number), SecretKey(number));
    account.AddSampleOrders(options.Orders, options.Contracts);
    account.AddSampleAlgoOrders(options.Algos, options.Contracts);
    account.AddSampleNight(options.Finished, options.Contracts);
}

foreach (FaultRule rule in options.Faults)
{
    exchange.Faults.Add(rule);
}

TaskCompletionSource stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

using X509Certificate2? certificate = options.Tls is null ? null : LoopbackCertificate.Create();
if (options.Tls is { } file)
{
    await File.WriteAllTextAsync(file, certificate!.ExportCertificatePem());
}

await using LoopbackServer server = await LoopbackServer.StartAsync(exchange, options.Port, certificate);
Console.WriteLine(
    $"address={server.Address.GetLeftPart(UriPartial.Authority)} access-key={AccessKey(1)} secret-key={SecretKey(1)}");
await stopped.Task;
return 0;

// Made up, and known only to the exchange that this program starts.
static string AccessKey(int account) => $"loopback-access-key-{account:0000}";

static string SecretKey(int account) => $"loopback-secret-key-{account:0000}";

void Stop(PosixSignalContext context)
{
    context.Cancel = true;
    stopped.TrySetResult();
}
