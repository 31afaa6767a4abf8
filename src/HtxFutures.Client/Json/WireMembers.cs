using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace HtxFutures.Json;

/// <summary>Where the members of an object stand in its text: so no text is made of what nobody asks for.</summary>
internal struct WireMembers
{
    // An envelope has six (facts 3.1).
    private const int Usual = 6;

    private Member[] _members = new Member[Usual];
    private Chains _chains;
    private int _count;

    public WireMembers()
    {
    }

    /// <summary>Forgets them, before another object is read.</summary>
    public void Clear()
    {
        if (_count > 0)
        {
            (_chains, _count) = (default, 0);
        }
    }

    /// <summary>Takes in the member whose name is under the reader, and leaves the reader at the end of its value.</summary>
    /// <exception cref="JsonException">The name is no valid Unicode.</exception>
    public void Add(ref Utf8JsonReader reader)
    {
        if (_count == _members.Length)
        {
            Array.Resize(ref _members, 4 * _count);
        }

        ref Member member = ref _members[_count++];
        member.Name = (int)reader.TokenStartIndex;
        member.NameLength = reader.ValueSpan.Length;
        member.IsNameEscaped = reader.ValueIsEscaped;
        int mark = member.IsNameEscaped ? Mark(WireValue.Read(ref reader)) : Mark(reader.ValueSpan);
        ref int last = ref _chains[Chain(mark)];
        (member.Mark, member.Before, last) = (mark, last, _count);
        reader.Read();
        member.Value = (int)reader.TokenStartIndex;
        member.Type = reader.TokenType;
        member.IsEscaped = reader.TokenType == JsonTokenType.String && reader.ValueIsEscaped;
        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            reader.Skip();
        }

        member.ValueEnd = (int)reader.BytesConsumed;
    }

    /// <summary>The last member of a name, of those before one.</summary>
    /// <param name="text">The text that all of them stand in.</param>
    /// <param name="name">The name, in ASCII.</param>
    /// <param name="before">A member of this name that is known; -1 for all.</param>
    /// <returns>-1 where there is none.</returns>
    public readonly int Find(ReadOnlySpan<byte> text, string name, int before = -1)
    {
        int mark = before < 0 ? Mark(name) : _members[before].Mark;
        int at = (before < 0 ? _chains[Chain(mark)] : _members[before].Before) - 1;
        while (at >= 0 && !(_members[at].Mark == mark && IsNamed(_members[at], text, name)))
        {
            at = _members[at].Before - 1;
        }

        return at;
    }

    /// <summary>The value of a member.</summary>
    public readonly WireValue Value(ReadOnlySpan<byte> text, int at)
    {
        ref readonly Member member = ref _members[at];
        return new WireValue(text[member.Value..member.ValueEnd], member.Type, member.IsEscaped);
    }

    private static bool IsNamed(in Member member, ReadOnlySpan<byte> text, string name)
    {
        if (!member.IsNameEscaped)
        {
            return Ascii.Equals(text.Slice(member.Name + 1, member.NameLength), name);
        }

        var reader = new Utf8JsonReader(text.Slice(member.Name, member.NameLength + 2));
        return reader.Read() && reader.ValueTextEquals(name);
    }

    private static int Mark(ReadOnlySpan<byte> name) => name.IsEmpty ? 0 : Mark(name.Length, name[0], name[^1]);

    private static int Mark(string name) => name.Length == 0 ? 0 : Mark(name.Length, name[0], name[^1]);

    /// <summary>Tells most names apart: by their length and how they begin and end.</summary>
    private static int Mark(int length, int first, int last) => (length << 16) | (first << 8) | last;

    private static int Chain(int mark) => (int)(unchecked((uint)mark * 0x9E3779B1) >> 27);

    /// <summary>By what a name is marked with, the last member so marked, counted from one.</summary>
    [InlineArray(32)]
    private struct Chains
    {
        private int _first;
    }

    private struct Member
    {
        public int Name;
        public int NameLength;
        public int Value;
        public int ValueEnd;
        public int Mark;
        public int Before;
        public JsonTokenType Type;
        public bool IsNameEscaped;
        public bool IsEscaped;
    }
}
