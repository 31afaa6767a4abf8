using System.Text.Json;

namespace HtxFutures.Json;

/// <summary>
/// Reads the objects of an answer, one after the other. Of each the members are asked for by name: one that comes twice
/// makes the object unreadable, for what it says is anybody's guess, and those that nobody asks for are passed over
/// (facts 7.21). So does a text that is asked for and is no valid Unicode.
/// </summary>
internal ref struct WireObject
{
    private readonly ReadOnlySpan<byte> _text;
    private Utf8JsonReader _reader;
    private WireMembers _members;
    private bool _isList;
    private bool _isOver;

    /// <param name="text">JSON, in valid UTF-8: one object, or a list of them.</param>
    public WireObject(ReadOnlySpan<byte> text)
    {
        _text = text;
        _reader = new Utf8JsonReader(text);
        _members = new WireMembers();
    }

    /// <summary>Whether the current one is an object at all.</summary>
    public bool IsObject { get; private set; }

    /// <summary>Goes on to the next of a list; what is no list is one alone.</summary>
    /// <returns>False where there is none.</returns>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    public bool ReadNext()
    {
        if (_text.IsEmpty || _isOver)
        {
            return false;
        }

        _reader.Read();
        if (!_isList)
        {
            _isList = _reader.TokenType == JsonTokenType.StartArray;
            _isOver = !_isList;
            if (_isList)
            {
                _reader.Read();
            }
        }

        if (_isList && _reader.TokenType == JsonTokenType.EndArray)
        {
            _isOver = true;
            return false;
        }

        ReadThis();
        return true;
    }

    /// <summary>Reads a text that is one object and nothing more.</summary>
    /// <returns>False where it is something else.</returns>
    /// <inheritdoc cref="ReadNext"/>
    public bool ReadAlone() => ReadNext() && IsObject && !_isList && !_reader.Read();

    /// <summary>The value of a member.</summary>
    /// <exception cref="JsonException">It comes twice.</exception>
    public readonly WireValue Find(string name) => At(Once(name));

    /// <summary>The value of a member, by whichever of its names.</summary>
    /// <inheritdoc cref="Find(string)"/>
    public readonly WireValue Find(params ReadOnlySpan<string> names)
    {
        int found = -1;
        foreach (string name in names)
        {
            if (Once(name) is >= 0 and var at)
            {
                found = found < 0 ? at : throw Twice(name);
            }
        }

        return At(found);
    }

    /// <summary>The value of a member by which nothing is decided: where it comes twice, it is as if it were missing.</summary>
    public readonly WireValue FindUndisputed(string name)
    {
        int found = _members.Find(_text, name);
        return At(found < 0 || _members.Find(_text, name, found) < 0 ? found : -1);
    }

    /// <summary>Where a value that was found stands in the text; empty where it is missing or null.</summary>
    public readonly Range Place(WireValue value)
    {
        if (value.IsNull)
        {
            return default;
        }

        _text.Overlaps(value.Json, out int start);
        return start..(start + value.Json.Length);
    }

    /// <summary>What is said for people, fit to be shown: the last of several that says something, for such texts decide nothing.</summary>
    public readonly string? Message(params ReadOnlySpan<string> names)
    {
        (int last, string? message) = (-1, null);
        foreach (string name in names)
        {
            for (int at = _members.Find(_text, name); at >= 0; at = _members.Find(_text, name, at))
            {
                if (ExchangeText.Clean(_members.Value(_text, at).Text) is { } text && at > last)
                {
                    (last, message) = (at, text);
                }
            }
        }

        return message;
    }

    private readonly WireValue At(int member) => member < 0 ? default : _members.Value(_text, member);

    private readonly int Once(string name)
    {
        int found = _members.Find(_text, name);
        return found < 0 || _members.Find(_text, name, found) < 0 ? found : throw Twice(name);
    }

    private static JsonException Twice(string name) => new($"There are two values for {name}.");

    private void ReadThis()
    {
        _members.Clear();
        IsObject = _reader.TokenType == JsonTokenType.StartObject;
        if (!IsObject)
        {
            _reader.Skip();
            return;
        }

        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            _members.Add(ref _reader);
        }
    }
}
