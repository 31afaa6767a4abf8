namespace HtxFutures.Formatting;

/// <summary>How much room the console has in which rows are being shown.</summary>
internal static class ConsoleWidth
{
    /// <summary>What a table has at the least: what is narrower breaks its lines once more.</summary>
    public const int Narrowest = 79;

    /// <summary>The characters of a line. PowerShell leaves one column free; where there is no console, 79.</summary>
    public static int Columns
    {
        get
        {
            try
            {
                return Console.IsOutputRedirected ? Narrowest : Math.Max(Narrowest, Console.WindowWidth - 1);
            }
            catch (Exception failure) when (failure is IOException or PlatformNotSupportedException)
            {
                return Narrowest;
            }
        }
    }
}
