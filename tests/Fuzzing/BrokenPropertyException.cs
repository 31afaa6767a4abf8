namespace HtxFutures.Fuzzing;

/// <summary>What must hold for every input did not.</summary>
/// <param name="property">What must hold, in the same words for every input.</param>
/// <param name="details">What was found instead.</param>
public sealed class BrokenPropertyException(string property, string details) : Exception($"{property}: {details}")
{
    /// <summary>What must hold.</summary>
    public string Property { get; } = property;
}
