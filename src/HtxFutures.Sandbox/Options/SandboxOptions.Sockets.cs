namespace HtxFutures.Sandbox;

/// <content>How sockets behave (desk facts 6).</content>
public sealed partial class SandboxOptions
{
    /// <summary>There is a socket for changes; true unless set. Otherwise asking for one answers 404.</summary>
    public bool HasSocket { get; set; } = true;

    /// <summary>How often the exchange pings; 5 s unless set (desk facts 6.2).</summary>
    public TimeSpan SocketPingEvery { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Pings without an answer after which a socket is closed; 5 unless set (desk facts 6.2).</summary>
    public int MostUnansweredPings { get; set; } = 5;

    /// <summary>The time in a ping is a number instead of text; false unless set (desk facts 6.2).</summary>
    public bool PingAsNumber { get; set; }

    /// <summary>Sockets that an account may have at the same time; 30 unless set (desk facts 6.2). One more is refused with 2030 when it signs in.</summary>
    public int MostSockets { get; set; } = 30;

    /// <summary>All that comes on a socket is compressed and binary, as the documentation has it; false unless set (desk facts 6.2: text was recorded).</summary>
    public bool SocketGzip { get; set; }

    /// <summary>A message on a socket comes in parts of so many bytes; null, the default, for whole.</summary>
    public int? SocketPartBytes { get; set; }
}
