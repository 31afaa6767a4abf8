namespace HtxFutures.Sandbox.Faults;

/// <summary>Makes the random numbers of a rule.</summary>
internal static class Chance
{
    public static Random For(int seed, FaultKind kind, int ordinal)
    {
        // The finalizer of SplitMix64: neighbouring seeds of a Random give alike first draws, so they are spread first.
        ulong mixed = ((ulong)(uint)seed << 32) | ((ulong)(uint)kind << 24) | (uint)ordinal;
        mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
        return new Random((int)(mixed >> 33));
    }
}
