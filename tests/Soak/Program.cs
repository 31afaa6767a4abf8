using System.Globalization;
using HtxFutures.Soak;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (SoakSettings.Parse(args) is not { } settings)
{
    Console.Error.WriteLine(SoakSettings.Usage);
    return 2;
}

using var run = new SoakRun(settings);
return await run.RunAsync() ? 0 : 1;
