using System.Text.Json;
using HtxFutures.Sandbox.Codes;

namespace HtxFutures.Sandbox.Endpoints;

/// <summary>A POST's JSON array of objects. There are no parameters but those of its items.</summary>
internal sealed class BodyItems : Parameters
{
    public BodyItems(JsonElement body) => All = body.ValueKind == JsonValueKind.Array
        ? body.EnumerateArray().Select(item => new BodyParameters(item)).ToArray()
        : throw new RefusalException(ReplyCode.InputError);

    public IReadOnlyList<BodyParameters> All { get; }

    public override string? Find(string name) => null;
}
