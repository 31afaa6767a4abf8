using System.Text;
using System.Text.Json;
using HtxFutures.Calls.Signing;
using HtxFutures.Client.Tests.Calls.Signing;
using HtxFutures.Client.Tests.Support;
using HtxFutures.Sandbox;

namespace HtxFutures.Client.Tests.Exchange;

/// <summary>Requests to the exchange as they are, without a client in between.</summary>
internal static class SignedRequests
{
    /// <summary>Sends a signed request, a POST where there is a body, and gives the whole answer.</summary>
    public static JsonElement Ask(this VirtualSandbox sandbox, string path, string query = "", string? body = null)
    {
        HttpMethod method = body is null ? HttpMethod.Get : HttpMethod.Post;
        QueryParameter[] parameters = Signed.Parameters(query);
        string signed = Signed.Make(method, path, parameters, sandbox.Exchange.Now).Target;
        return sandbox.Handle(new SandboxRequest(method.Method, "api.hbdm.com", path, signed.Split('?', 2)[1], Encoding.UTF8.GetBytes(body ?? ""), "application/json"));
    }

    /// <summary>Sends a request as it stands.</summary>
    public static JsonElement Handle(this VirtualSandbox sandbox, SandboxRequest request)
    {
        SandboxReply reply = sandbox.Exchange.HandleAsync(request, TestContext.Current.CancellationToken).GetAwaiter().GetResult();
        Assert.Equal(200, reply.StatusCode);
        return JsonDocument.Parse(reply.Body).RootElement;
    }

    /// <summary>The answer's code.</summary>
    public static int Code(this JsonElement answer) => answer.GetProperty("code").GetInt32();

    /// <summary>The rows of the answer's data.</summary>
    public static JsonElement[] Rows(this JsonElement answer)
    {
        Assert.Equal(200, answer.Code());
        return [.. answer.GetProperty("data").EnumerateArray()];
    }

    /// <summary>A member as text.</summary>
    public static string? Text(this JsonElement row, string name) => row.GetProperty(name).GetString();
}
