using System.Globalization;
using System.Text;

namespace HtxFutures.Calls.Sharing;

/// <summary>
/// A ledger as one line of ASCII: <c>htx-ledger/1</c>, the fields of the state, and after a bar those of each sharer. Numbers are
/// whole, in the invariant culture.
/// </summary>
internal static class LedgerText
{
    private const string Magic = "htx-ledger/";
    private const string Version = "1";

    // Nobody has so many consoles; a text that says so is none of ours.
    private const int MostMembers = 1000;

    /// <summary>Writes a ledger.</summary>
    public static string Write(LedgerState state)
    {
        var text = new StringBuilder(256).Append(Magic + Version);
        text.Append(' ').Append(state.Epoch);
        Add(text, state.Version, state.Now, state.Behind, state.Limit, state.Interval, state.HasReading ? 1 : 0);
        Add(text, state.RestUntil, state.BlockUntil, state.CarefulUntil, state.Others, state.OthersUntil);
        foreach (LedgerMember member in state.Members)
        {
            text.Append(" | ").Append(member.Id);
            Add(text, member.IsGone ? 1 : 0, member.HeardAt, member.UnderWay, member.UnderWayUntil, member.LeaseOnceGone);
            Add(text, member.Urgent, member.Ordinary, member.WaitsUntil);
            foreach ((long until, int count) in member.Counting)
            {
                Add(text, until, count);
            }
        }

        return text.Append(" .").ToString();
    }

    /// <summary>Reads a ledger.</summary>
    /// <returns>Null where the text is none, or is cut.</returns>
    /// <exception cref="LedgerMediumException">A newer version of the module has written it.</exception>
    public static LedgerState? Read(string text)
    {
        if (!text.StartsWith(Magic, StringComparison.Ordinal))
        {
            return null;
        }

        string[] fields = text.Split(' ');
        if (fields[0] != Magic + Version)
        {
            throw new LedgerMediumException($"the ledger was written by another version of this module ({fields[0]}; this one knows {Magic}{Version})")
            {
                Advice = "Use the same version in all programs that share the account.",
            };
        }

        try
        {
            return fields[^1] == "." ? Read(new Fields(fields)) : null;
        }
        catch (Exception broken) when (broken is FormatException or OverflowException)
        {
            return null;
        }
    }

    private static LedgerState Read(Fields fields)
    {
        var state = new LedgerState
        {
            Epoch = fields.Word(),
            Version = fields.Number(),
            Now = fields.Number(),
            Behind = fields.Number(),
            Limit = fields.Count(),
            Interval = fields.Number(),
            HasReading = fields.Number() != 0,
            RestUntil = fields.Number(),
            BlockUntil = fields.Number(),
            CarefulUntil = fields.Number(),
            Others = fields.Count(),
            OthersUntil = fields.Number(),
        };
        while (fields.Bar())
        {
            state.Members.Add(Member(fields));
            if (state.Members.Count > MostMembers)
            {
                throw new FormatException();
            }
        }

        return fields.IsAtEnd ? state : throw new FormatException();
    }

    private static LedgerMember Member(Fields fields)
    {
        var member = new LedgerMember(fields.Word())
        {
            IsGone = fields.Number() != 0,
            HeardAt = fields.Number(),
            UnderWay = fields.Count(),
            UnderWayUntil = fields.Number(),
            LeaseOnceGone = fields.Number(),
            Urgent = fields.Count(),
            Ordinary = fields.Count(),
            WaitsUntil = fields.Number(),
        };
        while (fields.IsAtNumber)
        {
            member.Counting.Add((fields.Number(), fields.Count()));
        }

        return member;
    }

    private static void Add(StringBuilder text, params ReadOnlySpan<long> numbers)
    {
        foreach (long number in numbers)
        {
            text.Append(' ').Append(CultureInfo.InvariantCulture, $"{number}");
        }
    }

    /// <summary>The words of the text, read one after the other; the last is the full stop.</summary>
    private sealed class Fields(string[] fields)
    {
        private int _next = 1;

        public bool IsAtEnd => _next == fields.Length - 1;

        public bool IsAtNumber => !IsAtEnd && fields[_next] != "|";

        public string Word() => fields[_next].Length is > 0 and <= 100 && !IsAtEnd ? fields[_next++] : throw new FormatException();

        public long Number() => long.Parse(Word(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

        public int Count() => int.Parse(Word(), NumberStyles.None, CultureInfo.InvariantCulture);

        public bool Bar()
        {
            bool isBar = fields[_next] == "|";
            _next += isBar ? 1 : 0;
            return isBar;
        }
    }
}
