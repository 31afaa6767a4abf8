using HtxFutures.Calls;
using HtxFutures.Calls.Transport;
using HtxFutures.Fuzzing.Mutation;
using HtxFutures.Fuzzing.Oracles;
using HtxFutures.Time;

namespace HtxFutures.Fuzzing.Targets;

/// <summary>
/// The network stack as the client sets it up, fed with raw bytes (<see cref="HttpTransport"/>): it brings a whole answer
/// of bounded size, or says that none came and that the request may have run; and whatever it says else is never thrown.
/// </summary>
internal static class WireTarget
{
    private static readonly ReplyClassifier s_classifier = new(new ExchangeClock(TimeProvider.System), TestKeys.AccessKey, TestKeys.MaskedAccessKey, "api.hbdm.com");
    private static readonly ApiRequest s_cancel = new(Route.Trade("/v5/trade/cancel_order", Repeat.Always), "order");

    public static FuzzTarget Target { get; } = new("wire", WireMutator.Draw, Check, ["done", "an answer", "none"]) { ShortRun = 1000 };

    private static string Check(byte[] input)
    {
        HtxConnectOptions options = TestConnection.To("http://127.0.0.1");
        using SocketsHttpHandler handler = ConnectionPool.CreateHandler(options, new TlsWatch(options.TimeProvider));
        handler.ConnectCallback = (_, _) => ValueTask.FromResult<Stream>(new AnswerStream(input));
        using var transport = new HttpTransport(options with { Handler = handler });
        try
        {
            HttpReply reply = transport.SendAsync(HttpMethod.Post, "/v5/trade/cancel_order", "/v5/trade/cancel_order?Signature=secret", "{}"u8.ToArray(), options.RequestTimeout, default).GetAwaiter().GetResult();
            Property.Require(reply.Body.Length <= HttpTransport.LargestBody, "a body has an end", () => $"{reply.Body.Length}");
            Attempt attempt = s_classifier.Classify(s_cancel, reply);
            Property.Require(attempt.Outcome != AttemptOutcome.Done || EnvelopeOracle.Read(reply.Body.Span)!.IsDone(reply.Status), "it is done only if the answer says so", () => $"HTTP {reply.Status}");
            Property.Require(reply.Status is >= 200 and <= 999 || RepeatRules.LeavesDoubt(attempt.Outcome) || attempt.Envelope.Code is not null, "an answer without a status leaves a doubt", () => $"{reply.Status} {attempt.Outcome}");
            return attempt.Outcome == AttemptOutcome.Done ? "done" : "an answer";
        }
        catch (TransportException failure)
        {
            Property.Require(failure.MayHaveRun, "what was sent may have run", () => failure.Message);
            Property.Showable(failure.Message, "a failure's text");
            Property.Require(!failure.ToString().Contains("secret", StringComparison.Ordinal), "no text shows the query", failure.ToString);
            return "none";
        }
    }

    /// <summary>Takes what is sent, and gives the answer when it has come: then the connection ends.</summary>
    private sealed class AnswerStream(byte[] answer) : Stream
    {
        private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _at;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            _asked.TrySetResult();
            return ValueTask.CompletedTask;
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await _asked.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
            int count = Math.Min(buffer.Length, answer.Length - _at);
            answer.AsMemory(_at, count).CopyTo(buffer);
            _at += count;
            return count;
        }

        public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
