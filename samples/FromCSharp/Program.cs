using System.Globalization;
using HtxFutures;
using HtxFutures.FromCSharp;
using HtxFutures.Sandbox;

// The main job, from C#: open a session, look at the open orders, cancel them all, and account for every one.
// It runs on the sandbox, an exchange inside this process: no key, no network, no real order.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
SampleOptions arguments;
try
{
    arguments = SampleOptions.Parse(args);
}
catch (FormatException mistake)
{
    Console.Error.WriteLine(mistake.Message);
    Console.Error.WriteLine(SampleOptions.Usage);
    return 2;
}

const string accessKey = "rehearsal-only-access-key";
const string secretKey = "rehearsal-only-secret-key";
var exchange = new SandboxExchange(new SandboxOptions { Latency = SandboxLatency.Fixed(arguments.Latency) });
exchange.AddAccount(accessKey, secretKey).AddSampleOrders(arguments.Orders);
using var handler = new SandboxHandler(exchange);

try
{
    using HtxFuturesClient client = await HtxFuturesClient.ConnectAsync(new HtxConnectOptions
    {
        Credential = HtxCredential.Create(accessKey, arguments.WrongKey ? "not-the-secret-key" : secretKey),
        Endpoint = HtxEndpoint.Parse("https://sandbox.invalid"),
        Handler = handler,
        Budgets = new BudgetRegistry(TimeProvider.System),
    });
    Console.WriteLine($"Connected to the sandbox as {client.MaskedAccessKey}, clock offset {client.ClockOffset.TotalMilliseconds:0} ms.");
    return await new StopEverything(client).RunAsync() ? 0 : 1;
}
catch (HtxException failure)
{
    Console.Error.WriteLine(failure.Message);
    Console.Error.WriteLine(failure.Advice);
    return 1;
}
