using HtxFutures.Sandbox;

namespace HtxFutures.Tests.Hosted;

/// <summary>
/// Orders of several accounts, in whatever order and whichever form, under whatever default, some of accounts that were
/// closed: each is stopped in its own account or nowhere.
/// </summary>
public sealed class ItemRoutingTests : IDisposable
{
    private readonly HostedShell _shell = new();

    [Fact]
    public void No_order_is_sent_to_another_account()
    {
        for (int seed = 1; seed <= 25; seed++)
        {
            Try(new Random(seed), seed);
        }
    }

    public void Dispose() => _shell.Dispose();

    private void Try(Random random, int seed)
    {
        int count = random.Next(2, 5);
        string[] names = [.. Enumerable.Range(0, count).Select(number => $"s{seed}n{number}")];
        _shell.Run($"$sessions = @(Connect-HtxFutures -Sandbox -Name {string.Join(", ", names)} -OrderCount {random.Next(3, 15)} -Seed {seed})");
        SandboxExchange exchange = Behind.Exchange(_shell, "$sessions[0]");
        string[][] open = [.. exchange.Accounts.Select(account => account.Orders.Where(order => order.IsOpen).Select(order => order.OrderId).ToArray())];
        _shell.Set("all", _shell.Run("$sessions | Get-HtxOrder").OrderBy(_ => random.Next()).ToArray());
        int? closed = random.Next(3) == 0 ? random.Next(count) : null;
        if (random.Next(2) == 0)
        {
            _shell.Run($"Select-HtxSession {names[random.Next(count)]}");
        }

        if (closed is { } one)
        {
            _shell.Run($"Disconnect-HtxFutures {names[one]}");
        }

        string form = random.Next(4) switch
        {
            0 => "$all | ConvertTo-Csv | ConvertFrom-Csv",
            1 => "$all | ForEach-Object { @{ ContractCode = $_.ContractCode; OrderId = $_.OrderId; Account = $_.Account } }",
            _ => "$all",
        };
        HtxCancelResult[] results = [.. _shell.Hear($"{form} | Stop-HtxOrder -Wait").Output.Select(row => (HtxCancelResult)row.BaseObject)];

        Assert.Equal(_shell.Value<int>("$all.Count"), results.Length);
        foreach ((int number, SandboxAccount account) in exchange.Accounts.Index())
        {
            bool isOpen = number != closed;
            Assert.All(open[number], id => Assert.Equal(isOpen, !account.FindOrder(id)!.IsOpen));
            Assert.All(
                results.Where(result => account.FindOrder(result.OrderId!) is not null),
                result => Assert.Equal((names[number], isOpen, !isOpen), (result.Account, result.Outcome is CancelOutcome.Canceled or CancelOutcome.PartiallyCanceled, result.Outcome == CancelOutcome.Rejected)));
        }

        _shell.Run("Get-HtxSession | Disconnect-HtxFutures");
    }
}
