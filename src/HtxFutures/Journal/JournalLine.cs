using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace HtxFutures.Journal;

/// <summary>Writes a row as a line of JSON, with the names that its properties have: what reads the line back has the same columns.</summary>
internal static class JournalLine
{
    // Readable: contracts and names in any script, as they are. A line break is escaped by every encoder.
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a row, its line end included.</summary>
    public static void Write(HtxJournalEntry row, ArrayBufferWriter<byte> buffer)
    {
        using (var json = new Utf8JsonWriter(buffer, s_options))
        {
            json.WriteStartObject();
            json.WriteString(nameof(HtxJournalEntry.Time), row.Time.UtcDateTime);
            json.WriteString(nameof(HtxJournalEntry.Account), row.Account);
            json.WriteString(nameof(HtxJournalEntry.Command), row.Command);
            json.WriteString(nameof(HtxJournalEntry.Kind), row.Kind.ToString());
            Write(json, nameof(HtxJournalEntry.ContractCode), row.ContractCode);
            Write(json, nameof(HtxJournalEntry.OrderId), row.OrderId);
            Write(json, nameof(HtxJournalEntry.ClientOrderId), row.ClientOrderId);
            Write(json, nameof(HtxJournalEntry.Ids), row.Ids);
            Write(json, nameof(HtxJournalEntry.Side), row.Side);
            Write(json, nameof(HtxJournalEntry.Price), row.Price);
            Write(json, nameof(HtxJournalEntry.Volume), row.Volume);
            json.WriteString(nameof(HtxJournalEntry.Outcome), row.Outcome);
            Write(json, nameof(HtxJournalEntry.FilledVolume), row.FilledVolume);
            Write(json, nameof(HtxJournalEntry.Code), row.Code);
            Write(json, nameof(HtxJournalEntry.Message), row.Message);
            json.WriteNumber(nameof(HtxJournalEntry.Attempts), row.Attempts);
            json.WriteNumber(nameof(HtxJournalEntry.ElapsedMs), row.ElapsedMs);
            json.WriteNumber("ProcessId", Environment.ProcessId);
            json.WriteEndObject();
        }

        buffer.Write("\n"u8);
    }

    private static void Write(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<string>? values)
    {
        if (values is not null)
        {
            json.WriteStartArray(name);
            foreach (string value in values)
            {
                json.WriteStringValue(value);
            }

            json.WriteEndArray();
        }
    }

    private static void Write(Utf8JsonWriter json, string name, decimal? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
    }
}
