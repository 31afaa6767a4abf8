using System.Globalization;
using HtxFutures.Sandbox.Books;
using HtxFutures.Sandbox.Codes;

namespace HtxFutures.Sandbox.Endpoints;

/// <summary>The parameters of a request, from the query or the body. What cannot be read is refused with 1067 and the parameter's name (facts 2.5).</summary>
internal abstract class Parameters
{
    /// <summary>What an order's turnover can be calculated with. The exchange has limits of its own for each contract.</summary>
    private const decimal LargestNumber = 1_000_000_000_000m;

    private static readonly IReadOnlyList<string> s_flags = ["0", "1", "false", "true"];

    /// <summary>The text of a parameter; null when it is absent or JSON null.</summary>
    public abstract string? Find(string name);

    public string Required(string name) => Find(name) is { Length: > 0 } text ? text : throw Illegal(name);

    /// <summary>One of the allowed words; null when the parameter is absent. Empty is not a word.</summary>
    public string? Choice(string name, IReadOnlyList<string> allowed)
    {
        string? text = Find(name);
        return text is null || allowed.Contains(text) ? text : throw Illegal(name);
    }

    public string RequiredChoice(string name, IReadOnlyList<string> allowed) =>
        Choice(name, allowed) ?? throw Illegal(name);

    /// <summary>An order id or client order id; null when absent or empty.</summary>
    public long? Id(string name)
    {
        if (Find(name) is not { Length: > 0 } text)
        {
            return null;
        }

        return OrderId.TryParse(text, out long id) ? id : throw Illegal(name);
    }

    /// <summary>The client's id of an order that is to be placed; null when absent or empty.</summary>
    public long? ClientOrderId()
    {
        if (Find("client_order_id") is not { Length: > 0 } text)
        {
            return null;
        }

        return OrderId.TryParse(text, out long id) ? id : throw new RefusalException(ReplyCode.ClientOrderIdNotInteger);
    }

    public long Whole(string name, long fallback, long minimum, long maximum)
    {
        if (Find(name) is not { } text)
        {
            return fallback;
        }

        return text.All(char.IsAsciiDigit)
            && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long value)
            && value >= minimum && value <= maximum
            ? value
            : throw Illegal(name);
    }

    /// <summary>A number above zero.</summary>
    public decimal Positive(string name) =>
        Find(name) is { } text
        && text.All(c => char.IsAsciiDigit(c) || c == '.')
        && decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal value)
        && value is > 0 and <= LargestNumber
            ? value
            : throw Illegal(name);

    /// <summary>Contracts: a whole number above zero.</summary>
    public decimal Volume() => Positive("volume") is var volume && decimal.IsInteger(volume) ? volume : throw Illegal("volume");

    /// <summary>True or 1; false when absent.</summary>
    public bool Flag(string name) => Choice(name, s_flags) is "1" or "true";

    /// <summary>Words separated by commas, each allowed; null when the parameter is absent.</summary>
    public IReadOnlyList<string>? Choices(string name, IReadOnlyList<string> allowed)
    {
        string[]? words = Find(name)?.Split(',');
        return words is null || words.All(allowed.Contains) ? words : throw Illegal(name);
    }

    protected static RefusalException Illegal(string name) => new(ReplyCode.IllegalParameter, name);
}
