using System.Text.Json;
using System.Text.RegularExpressions;

namespace HtxFutures.Fuzzing.Oracles;

/// <summary>What an answer says, by the strict reading of facts 3.1 and no code of the client's.</summary>
/// <param name="Code">The code; null where there is none.</param>
/// <param name="Word">The word that stands where the code belongs; null where none does. It is an error, whatever else there is.</param>
/// <param name="Status">The status word; null where there is none.</param>
/// <param name="Stamp">Milliseconds since 1970; null where there is none that could be true.</param>
/// <param name="Data">The data as it stands; null where there is none.</param>
/// <param name="Denies">Whether something beside the code says that it failed.</param>
internal sealed partial record EnvelopeOracle(int? Code, string? Word, string? Status, long? Stamp, JsonElement? Data, bool Denies)
{
    private static readonly string[] s_codes = ["code", "err_code", "err-code", "error_code", "error-code"];
    private static readonly string[] s_messages = ["message", "msg", "err_msg", "err-msg", "error_msg", "error-msg"];

    // Before it there was no V5, and its clock will hardly be asked a lifetime from now.
    private static readonly long s_earliest = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
    private static readonly long s_latest = new DateTimeOffset(2200, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    /// <summary>Reads a body.</summary>
    /// <returns>Null where the body says nothing that can be relied on.</returns>
    public static EnvelopeOracle? Read(ReadOnlySpan<byte> body)
    {
        try
        {
            JsonElement root = StrictJson.Parse(body);
            return root.ValueKind == JsonValueKind.Object
                ? Read(StrictJson.Members(root, s_codes, ["status"], ["ts"], ["data"], ["success"], ["unknownException"]))
                : null;
        }
        catch (UnreadableException)
        {
            return null;
        }
    }

    /// <summary>Whether the exchange says that it was done, as the answer to a request that is signed.</summary>
    public bool IsDone(int httpStatus) => httpStatus is >= 200 and < 300 && Code == 200 && !Denies && Status != "maintain";

    private static EnvelopeOracle Read(ILookup<string, JsonElement> members)
    {
        // Looked at even where nothing hangs on them: half a character shows that the answer is garbled.
        foreach (JsonElement message in s_messages.SelectMany(name => members[name]))
        {
            _ = ((JsonElement?)message).Text();
        }

        JsonElement? code = members.Find(s_codes);
        int? number = code.Whole();
        string? word = number is null ? code.Text() : null;
        if (code is not null && number is null && !ErrorWord().IsMatch(word ?? ""))
        {
            throw new UnreadableException();
        }

        string? status = members.Find("status").Text();
        bool denies = status == "error" || members.Find("success").YesOrNo() == false || members.Find("unknownException").YesOrNo() == true;
        return new EnvelopeOracle(
            number, word, status, members.Find("ts").Stamp() is { } stamp && stamp >= s_earliest && stamp < s_latest ? stamp : null, members.Find("data") is { ValueKind: not JsonValueKind.Null } data ? data : null, denies);
    }

    /// <summary>An error in words, such as api-signature-not-valid.</summary>
    [GeneratedRegex(@"\A(?=[^\n]{3,64}\z)[a-z][a-z0-9]*[-_][a-z0-9_-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex ErrorWord();
}
