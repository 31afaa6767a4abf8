using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace HtxFutures.Client.Tests.Support;

/// <summary>What happens to a request: an answer, or none.</summary>
internal delegate Task<HttpResponseMessage> Reply(HttpRequestMessage request, VirtualTime time, CancellationToken cancellationToken);

/// <summary>The replies that tests script.</summary>
internal static class Replies
{
    public const string Html = "<html><head><title>Attention Required!</title></head><body>Ray ID</body></html>";

    /// <summary>The cancel was taken, as recorded (facts 2.1).</summary>
    public static Reply Accepted => Json(Recorded.CancelAccepted);

    /// <summary>Data in the recorded envelope.</summary>
    public static Reply Data(string data) => Json(Recorded.Envelope(data));

    /// <summary>A business error in the recorded envelope, with HTTP 200 (facts 3.1).</summary>
    public static Reply Code(int code, string message = "text of the exchange", params (string Name, string Value)[] headers) =>
        Json(Recorded.Envelope("null", code, message), 200, headers);

    /// <summary>The public time stamp (facts 1.3).</summary>
    public static Reply Timestamp => (request, time, cancellationToken) =>
        Json(string.Create(CultureInfo.InvariantCulture, $$"""{"status":"ok","ts":{{time.GetUtcNow().ToUnixTimeMilliseconds()}}}"""))(request, time, cancellationToken);

    /// <summary>No answer until the client gives up.</summary>
    public static Reply Never => async (_, _, cancellationToken) =>
    {
        // Not Task.Delay, whose cancellation goes on in another thread.
        var answer = new TaskCompletionSource<HttpResponseMessage>();
        using CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(_ => answer.TrySetCanceled(cancellationToken), null);
        return await answer.Task.ConfigureAwait(false);
    };

    public static Reply Json(string body, int status = 200, params (string Name, string Value)[] headers) =>
        Bytes(Encoding.UTF8.GetBytes(body), status, "application/json", headers);

    public static Reply Page(int status, string contentType = "text/html", params (string Name, string Value)[] headers) =>
        Bytes(Encoding.UTF8.GetBytes(Html), status, contentType, headers);

    public static Reply Bytes(byte[] body, int status = 200, string contentType = "application/json", params (string Name, string Value)[] headers) =>
        (_, _, _) =>
        {
            var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new ReadOnlyMemoryContent(body) };
            response.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
            foreach ((string name, string value) in headers)
            {
                response.Headers.TryAddWithoutValidation(name, value);
            }

            return Task.FromResult(response);
        };

    /// <summary>The network stack gives up; like some of its texts, this one quotes the address with its query.</summary>
    public static Reply Fails(HttpRequestError error) => (request, _, _) =>
        throw new HttpRequestException(error, $"Something failed for {request.RequestUri}", new IOException($"{request.RequestUri}"));

    /// <summary>The network stack gives up, because the system refuses it something.</summary>
    public static Reply Fails(HttpRequestError error, SocketError refusal) => (request, _, _) =>
        throw new HttpRequestException(error, $"Something failed for {request.RequestUri}", new SocketException((int)refusal));

    /// <summary>A reply that takes its time.</summary>
    public static Reply After(TimeSpan delay, Reply reply) => async (request, time, cancellationToken) =>
    {
        await Task.Delay(delay, time, cancellationToken).ConfigureAwait(false);
        return await reply(request, time, cancellationToken).ConfigureAwait(false);
    };
}
