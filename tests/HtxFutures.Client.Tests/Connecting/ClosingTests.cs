using System.Net;
using HtxFutures.Client.Tests.Support;

namespace HtxFutures.Client.Tests.Connecting;

/// <summary>Closing a session ends what is under way at once, wherever it stands.</summary>
public sealed class ClosingTests
{
    [Fact]
    public void It_ends_the_reading_of_a_body_that_hangs()
    {
        var time = new VirtualTime();
        using var exchange = new ScriptedExchange(time);
        var body = new HangingBody();
        exchange.Always(Paths.CancelOrder, (_, _, _) => Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(body) }));
        using Desk desk = exchange.Open();

        TimeSpan before = time.Elapsed;
        HtxCancelResult result = time.Run(() =>
        {
            Task<HtxCancelResult> cancel = desk.Client.Orders.CancelAsync(OrderReference.Create(Recorded.ContractCode, Recorded.OrderId), TestContext.Current.CancellationToken);
            Assert.True(body.IsRead);
            desk.Client.Dispose();
            return cancel;
        });
        Assert.Equal(CancelOutcome.Unknown, result.Outcome);
        Assert.InRange(time.Elapsed - before, TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }

    /// <summary>A body of which nothing comes.</summary>
    private sealed class HangingBody : Stream
    {
        public bool IsRead { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            IsRead = true;
            var nothing = new TaskCompletionSource<int>();
            using CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(_ => nothing.TrySetCanceled(cancellationToken), null);
            return await nothing.Task;
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
