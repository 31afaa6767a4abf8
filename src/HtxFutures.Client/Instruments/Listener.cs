namespace HtxFutures.Instruments;

/// <summary>Those who watch: collectors of metrics and traces, and whoever a cmdlet's messages go to.</summary>
internal static class Listener
{
    /// <summary>Tells a listener something. What it throws is its own trouble: a request was sent, an order was cancelled, and that must be known.</summary>
    public static void Tell<T>(T what, Action<T> tell)
    {
        try
        {
            tell(what);
        }
        catch (Exception)
        {
            // The next one is told all the same.
        }
    }
}
