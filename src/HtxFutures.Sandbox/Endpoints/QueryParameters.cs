using HtxFutures.Sandbox.Signing;

namespace HtxFutures.Sandbox.Endpoints;

/// <summary>The parameters of a GET. One that comes twice is refused, since which of the two counts is anyone's guess.</summary>
internal sealed class QueryParameters(QueryString query) : Parameters
{
    public override string? Find(string name)
    {
        string[] values = query.Values(name).ToArray();
        return values.Length > 1 ? throw Illegal(name) : values.FirstOrDefault();
    }
}
