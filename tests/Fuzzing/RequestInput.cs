using System.Text;
using HtxFutures.Sandbox;

namespace HtxFutures.Fuzzing;

/// <summary>
/// A request as an input: a line with method and target, a line for each header, a blank line, the body. What is missing
/// is empty: every input is some request.
/// </summary>
/// <param name="Method">The method.</param>
/// <param name="Path">The path.</param>
/// <param name="Query">The query, without its question mark.</param>
/// <param name="Headers">The headers.</param>
/// <param name="Body">The body.</param>
internal sealed record RequestInput(string Method, string Path, string Query, IReadOnlyList<(string Name, string Value)> Headers, byte[] Body)
{
    public static RequestInput Parse(ReadOnlySpan<byte> input)
    {
        int end = input.IndexOf("\n\n"u8);
        string[] lines = Encoding.Latin1.GetString(end < 0 ? input : input[..end]).Split('\n');
        string[] line = lines[0].Split(' ', 2);
        string[] target = line.ElementAtOrDefault(1)?.Split('?', 2) ?? [""];
        return new RequestInput(
            line[0],
            target[0],
            target.ElementAtOrDefault(1) ?? "",
            [.. lines[1..].Select(header => header.Split(": ", 2)).Where(header => header.Length == 2).Select(header => (header[0], header[1]))],
            end < 0 ? [] : input[(end + 2)..].ToArray());
    }

    public byte[] Write() =>
    [
        .. Encoding.Latin1.GetBytes($"{Method} {Path}{(Query.Length > 0 ? $"?{Query}" : "")}\n{string.Concat(Headers.Select(header => $"{header.Name}: {header.Value}\n"))}\n"),
        .. Body,
    ];

    public string? Header(string name) => Headers.Where(header => header.Name == name).Select(header => header.Value).FirstOrDefault();

    public SandboxRequest ToRequest() => new(Method, Header("Host") ?? "", Path, Query, Body, Header("Content-Type"));
}
