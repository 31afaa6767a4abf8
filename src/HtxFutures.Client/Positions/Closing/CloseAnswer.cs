using System.Text.Json;
using HtxFutures.Json;

namespace HtxFutures.Positions.Closing;

/// <summary>What an answer to a close names (desk facts 2.2).</summary>
/// <param name="OrderId">The exchange's id of the order that closes; null where it has none that can be read.</param>
/// <param name="ClientOrderId">The client's id, likewise; equal to the exchange's where the exchange knows of none.</param>
internal readonly record struct CloseAnswer(string? OrderId, string? ClientOrderId)
{
    /// <summary>Whether it speaks of another close: its client's id is neither ours nor a copy of the exchange's.</summary>
    /// <param name="clientOrderId">Ours.</param>
    public bool NamesAnother(string clientOrderId) => ClientOrderId is { } named && named != clientOrderId && named != OrderId;

    /// <summary>Reads what an answer holds.</summary>
    /// <returns>Null where it is no one object, garbled, or says that it failed: it is not to be relied on.</returns>
    public static CloseAnswer? Read(ReadOnlySpan<byte> data)
    {
        try
        {
            var answer = new WireObject(data);
            if (!answer.ReadNext() || !answer.IsObject || answer.Find("code", "error_code").Int32 is not (null or 200) || answer.Find("success").Boolean == false)
            {
                return null;
            }

            var named = new CloseAnswer(answer.Find("order_id").Id, answer.Find("client_order_id").Id);
            return answer.ReadNext() ? null : named; // one close has one answer
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
