namespace HtxFutures.Runs;

/// <summary>What the exchange shows of something it was asked about: a state; or why it could not be asked; or, with neither, that it knows no such thing.</summary>
/// <param name="State">How it is shown.</param>
/// <param name="Failure">Why the exchange could not be asked, or did not say.</param>
internal readonly record struct Sight<TState>(TState? State, HtxException? Failure = null)
    where TState : class
{
    /// <summary>The same, seen as something more general.</summary>
    public Sight<TGeneral> As<TGeneral>()
        where TGeneral : class => new((TGeneral?)(object?)State, Failure);
}
