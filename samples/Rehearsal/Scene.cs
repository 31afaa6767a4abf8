using System.Globalization;
using System.Management.Automation;

namespace HtxFutures.Rehearsal;

/// <summary>An operator's work as it is typed: look, try, stop, look at the budget, and the same again through an outage.</summary>
internal static class Scene
{
    private const string Count = "@(Get-HtxOrder).Count";

    /// <returns>Whether every order that was listed has an outcome that ends it, and nothing is left open.</returns>
    public static bool Play(Shell shell)
    {
        shell.Say("An exchange inside this process, 12 orders, 40 ms away:");
        shell.Type("Connect-HtxFutures -Sandbox -OrderCount 12 -Latency 40ms -Name rehearsal");
        shell.Type("Get-HtxOrder | Sort-Object ContractCode");
        shell.Say("What would be stopped?");
        shell.Type("Get-HtxOrder BTC-* -Side Buy | Stop-HtxOrder -WhatIf");
        shell.Say("Stop them all, and wait until the exchange shows each of them as final:");
        Tally calm = Stop(shell, "Get-HtxOrder | Stop-HtxOrder -Wait -OutVariable results");
        shell.Say("What it cost of the account's budget, ten orders of a contract to a request:");
        shell.Type("Get-HtxRateLimit");
        shell.Say("An id that passed through a spreadsheet:");
        shell.Type("Stop-HtxOrder BTC-USDT 1550000000000001000");
        shell.Say("300 orders, and an exchange that loses answers and then refuses to work:");
        shell.Type("Connect-HtxFutures -Sandbox -OrderCount 300 -Scenario Outage -Name outage");
        Tally storm = Stop(shell, "Get-HtxOrder | Stop-HtxOrder -Wait -OutVariable results |\n    Group-Object Outcome, Attempts -NoElement");
        shell.Type(Count);

        bool isProven = calm.IsProven && storm.IsProven;
        shell.Say(string.Create(CultureInfo.InvariantCulture, $"{calm.Listed + storm.Listed} orders listed, {calm.Ended + storm.Ended} ended as the exchange shows it, {calm.Left + storm.Left} open now."));
        return isProven;
    }

    private static Tally Stop(Shell shell, string command)
    {
        int listed = Number(shell, Count);
        shell.Type(command);
        return new Tally(
            listed,
            Number(shell, "@($results | Where-Object Outcome -in Canceled, PartiallyCanceled, AlreadyCanceled, Filled | Select-Object -ExpandProperty OrderId -Unique).Count"),
            Number(shell, Count));
    }

    private static int Number(Shell shell, string command) => (int)LanguagePrimitives.ConvertTo(shell.Ask(command), typeof(int), CultureInfo.InvariantCulture);

    private readonly record struct Tally(int Listed, int Ended, int Left)
    {
        public bool IsProven => Listed > 0 && Ended == Listed && Left == 0;
    }
}
