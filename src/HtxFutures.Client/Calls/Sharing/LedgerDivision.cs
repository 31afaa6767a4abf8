namespace HtxFutures.Calls.Sharing;

/// <summary>
/// Who gets what of the free places: what is urgent first, whoever has it; the rest so that those who wait hold equally
/// many, as far as they want them. What falls to others is theirs until they should have asked for it.
/// </summary>
internal static class LedgerDivision
{
    /// <summary>The places for one sharer.</summary>
    /// <param name="free">How many there are.</param>
    /// <param name="members">All sharers, what has lapsed dropped.</param>
    /// <param name="asker">Who asks; one of them.</param>
    public static int ShareOf(LedgerMember asker, int free, IReadOnlyList<LedgerMember> members)
    {
        if (asker.Urgent + asker.Ordinary == 0 || free <= 0)
        {
            return 0;
        }

        var claims = new List<Claim>(members.Count);
        foreach (LedgerMember member in members)
        {
            if (member.Urgent + member.Ordinary > 0)
            {
                claims.Add(new Claim(member));
            }
        }

        int left = Fill(claims, free, urgent: true);
        Fill(claims, left, urgent: false);
        return claims.Find(claim => claim.Member == asker)!.Given;
    }

    // One at a time to who holds least: tens of places among a few sharers.
    private static int Fill(List<Claim> claims, int free, bool urgent)
    {
        while (free > 0)
        {
            Claim? least = null;
            foreach (Claim claim in claims)
            {
                if (claim.Wants(urgent) > 0 && (least is null || claim.Holds < least.Holds))
                {
                    least = claim;
                }
            }

            if (least is null)
            {
                break;
            }

            least.Given++;
            free--;
        }

        return free;
    }

    private sealed class Claim(LedgerMember member)
    {
        private readonly int _held = member.Held;

        public LedgerMember Member => member;

        public int Given { get; set; }

        public int Holds => _held + Given;

        public int Wants(bool urgent) => (urgent ? member.Urgent : member.Urgent + member.Ordinary) - Given;
    }
}
