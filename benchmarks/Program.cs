using HtxFutures.Benchmarks.Micro;
using HtxFutures.Benchmarks.Scenarios;

// Each scenario is one command and prints a Markdown table. Its figures are ratios to a bound that is known beforehand,
// measured in the same run, so that they say the same on any machine.
switch (args)
{
    case ["budget", .. var rest]:
        await BudgetScenario.RunAsync(rest is [var count, ..] ? int.Parse(count, System.Globalization.CultureInfo.InvariantCulture) : 2000);
        return 0;
    case ["kill-switch", .. var size]:
        await KillSwitchScenario.RunAsync(
            size is [var orders, ..] ? int.Parse(orders, System.Globalization.CultureInfo.InvariantCulture) : 500,
            size is [_, var contracts, ..] ? int.Parse(contracts, System.Globalization.CultureInfo.InvariantCulture) : 5,
            all: size is not [_, _, "batches"]);
        return 0;
    case ["dead-path"]:
        await DeadPathScenario.RunAsync();
        return 0;
    case ["moments", .. var number]:
        await MomentsScenario.RunAsync(number is [var many, ..] ? int.Parse(many, System.Globalization.CultureInfo.InvariantCulture) : 1500);
        return 0;
    case ["doubts", .. var doubted]:
        await DoubtScenario.RunAsync(
            doubted is [var doubtful, ..] ? int.Parse(doubtful, System.Globalization.CultureInfo.InvariantCulture) : 500,
            doubted is [_, var kinds] ? int.Parse(kinds, System.Globalization.CultureInfo.InvariantCulture) : 5);
        return 0;
    case ["algo", .. var sizes]:
        await AlgoScenario.RunAsync(
            sizes is [var algos, ..] ? int.Parse(algos, System.Globalization.CultureInfo.InvariantCulture) : 300,
            sizes is [_, var over] ? int.Parse(over, System.Globalization.CultureInfo.InvariantCulture) : 20);
        return 0;
    case ["halt", .. var counts]:
        await HaltScenario.RunAsync(
            counts is [var open, ..] ? int.Parse(open, System.Globalization.CultureInfo.InvariantCulture) : 500,
            counts is [_, var active] ? int.Parse(active, System.Globalization.CultureInfo.InvariantCulture) : 50);
        return 0;
    case ["live", .. var changes]:
        await LiveScenario.RunAsync(changes is [var burst, ..] ? int.Parse(burst, System.Globalization.CultureInfo.InvariantCulture) : 100_000);
        return 0;
    case ["accounts", .. var desks]:
        await AccountsScenario.RunAsync(
            desks is [var side, ..] ? int.Parse(side, System.Globalization.CultureInfo.InvariantCulture) : 10,
            desks is [_, var each, ..] ? int.Parse(each, System.Globalization.CultureInfo.InvariantCulture) : 500,
            rounds: 9);
        return 0;
    case ["history", .. var finished]:
        await HistoryScenario.RunAsync(finished is [var past, ..] ? int.Parse(past, System.Globalization.CultureInfo.InvariantCulture) : 40_000);
        return 0;
    case ["shared", .. var shared]:
        await SharedScenario.RunAsync(shared is [var singles, ..] ? int.Parse(singles, System.Globalization.CultureInfo.InvariantCulture) : 600);
        return 0;
    case [SharedPart.Word, .. var part]:
        await SharedPart.RunAsync(part);
        return 0;
    case ["micro", .. var options]:
        MicroBenchmarks.Run(options);
        return 0;
    default:
        Console.Error.WriteLine("""
            Usage: dotnet run -c Release --project benchmarks -- SCENARIO
              budget [N]   N cancels (2000) one order to a request, random round trips of 5 to 250 ms, over loopback sockets
              kill-switch [N [K [batches]]]   list and cancel N orders (500) of K contracts (5), round trip 40 ms; with "batches", only the ways that send them together
              dead-path                       the network path dies and comes back, over TLS: until the next cancel is answered
              moments [N]                     when the cancels of N orders (1500) leave, with and without waiting for what they come to
              doubts [N [K]]                  every cancel of N orders (500) of K contracts (5) is answered with "busy" after it ran: time and reads
              algo [N [K]]                    list and stop N algo orders (300) of five types and K contracts (20), round trip 40 ms
              halt [N [M]]                    stop and prove all: N orders (500), M algo orders (50), 10 positions, round trip 40 ms
              live [N]                        orders that change: until their rows are there, and N changes (100000) at once
              accounts [N [M]]                list and cancel M orders (500) of each of N accounts (10) in one pipeline, against one account alone
              history [N]                     read N finished orders (40000) at 0 and 40 ms, and 100000 for their memory
              shared [N]                      N cancels (600) one order to a request, divided among 1, 2 and 4 processes that share the budget, by a file and through a Redis; something urgent while 5000 wait
              micro [OPTIONS]                 single operations, time and allocation (BenchmarkDotNet; its options may follow)
            """);
        return 2;
}
