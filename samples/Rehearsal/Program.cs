using HtxFutures.Rehearsal;

// The module in a real PowerShell, on the sandbox: an exchange inside the process. No key, no network, no real order.
switch (args)
{
    case []:
        using (new ShellHome())
        using (var shell = Shell.Open(Places.Module))
        {
            return Scene.Play(shell) ? 0 : 1;
        }

    case ["--interactive"]:
        return InteractiveShell.Run();

    default:
        Console.Error.WriteLine($"There is no option {string.Join(' ', args)}.");
        Console.Error.WriteLine("Usage: dotnet run --project samples/Rehearsal [-- --interactive]");
        return 2;
}
