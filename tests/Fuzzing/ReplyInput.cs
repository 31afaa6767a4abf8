using System.Globalization;
using System.Text;

namespace HtxFutures.Fuzzing;

/// <summary>
/// An answer as an input: a line with its HTTP status, a line for each header, a blank line, the body. What is not
/// written so is all body, and the status 200: every input is some answer.
/// </summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Headers">The headers.</param>
/// <param name="Body">The body.</param>
internal sealed record ReplyInput(int Status, IReadOnlyList<(string Name, string Value)> Headers, ReadOnlyMemory<byte> Body)
{
    private static readonly int[] s_statuses = [200, 201, 204, 206, 299, 300, 302, 304, 400, 401, 403, 404, 407, 429, 500, 502, 503, 504, 520, 599, 199, 999];

    public static byte[] Write(int status, IEnumerable<(string Name, string Value)> headers, byte[] body)
    {
        string head = string.Concat(headers.Select(header => $"{header.Name}: {header.Value}\n"));
        return [.. Encoding.Latin1.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{status}\n{head}\n")), .. body];
    }

    public static ReplyInput Parse(ReadOnlyMemory<byte> input)
    {
        int end = input.Span.IndexOf("\n\n"u8);
        string[] lines = end < 0 ? [] : Encoding.Latin1.GetString(input.Span[..end]).Split('\n');
        if (lines.Length == 0 || !int.TryParse(lines[0], NumberStyles.None, CultureInfo.InvariantCulture, out int status) || status is < 100 or > 999)
        {
            return new ReplyInput(200, [], input);
        }

        return new ReplyInput(
            status,
            [.. lines[1..].Select(line => line.Split(": ", 2)).Where(header => header.Length == 2).Select(header => (header[0], header[1]))],
            input[(end + 2)..]);
    }

    /// <summary>A status: mostly that of an answer of the exchange.</summary>
    public static int DrawStatus(Random random) => random.Next(3) > 0
        ? 200
        : s_statuses[random.Next(s_statuses.Length)];
}
