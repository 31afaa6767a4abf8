using System.Net.WebSockets;
using System.Text.Json;
using HtxFutures.Sandbox.Accounts;
using HtxFutures.Sandbox.Books.Orders;
using HtxFutures.Sandbox.Codes;
using HtxFutures.Sandbox.Faults;
using HtxFutures.Sandbox.Signing;

namespace HtxFutures.Sandbox.Sockets;

/// <summary>
/// The exchange's end of a socket: who has signed in on it, what was subscribed, and which pings were answered (desk facts
/// 6.1, 6.2). Calls must not overlap.
/// </summary>
/// <param name="opening">The request that opened it.</param>
/// <param name="voice">The way out.</param>
/// <param name="messages">What there is to say.</param>
/// <param name="authenticator">Knows the keys.</param>
/// <param name="faults">What goes wrong.</param>
/// <param name="options">How the exchange behaves.</param>
/// <param name="others">How many sockets an account has already.</param>
internal sealed class SocketSession(
    SandboxRequest opening, SocketVoice voice, SocketMessages messages, Authenticator authenticator, SandboxFaults faults, SandboxOptions options, Func<SandboxAccount, int> others)
{
    private const int AuthenticationRequired = 2002;
    private const int AuthenticationFailed = 2003;
    private const int AlreadyAuthenticated = 2005;
    private const int UnknownTopic = 2010;
    private const int NotSubscribed = 2012;
    private const int AlreadySubscribed = 2014;
    private const int TooManySockets = 2030;
    private const int InvalidRequest = 2001;
    private const int BadPong = 2011;

    private static readonly string[] s_signed = ["AccessKeyId", "SignatureMethod", "SignatureVersion", "Timestamp", "Signature"];

    private readonly HashSet<string> _contracts = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _pings = [];

    /// <summary>Who has signed in; null for nobody.</summary>
    public SandboxAccount? Account { get; private set; }

    /// <summary>Whether nothing more comes of it.</summary>
    public bool IsOver => voice.IsOver;

    /// <summary>Changes that were told, whatever became of them on their way.</summary>
    public int Pushes { get; private set; }

    /// <summary>Takes a message of the client.</summary>
    public void Take(ReadOnlyMemory<byte> message)
    {
        if (voice.IsOver || voice.IsMute)
        {
            return;
        }

        try
        {
            using var json = JsonDocument.Parse(message);
            Take(json.RootElement);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            voice.Say(messages.Bad("error", InvalidRequest, "invalid.json"), messages);
        }
    }

    /// <summary>Pings, and closes where too many pings went unanswered.</summary>
    public void Ping(long stamp)
    {
        if (_pings.Count >= options.MostUnansweredPings)
        {
            voice.Close(messages, WebSocketCloseStatus.EndpointUnavailable, "ping timeout");
            return;
        }

        _pings.Add(stamp.ToString(System.Globalization.CultureInfo.InvariantCulture));
        voice.Say(messages.Ping(stamp), messages);
    }

    /// <summary>Closes it, since the exchange rests.</summary>
    public void Rest() => voice.Close(messages, WebSocketCloseStatus.EndpointUnavailable, "1006 maintenance");

    /// <summary>Tells of a change, where it was asked for.</summary>
    public void Push(BookedOrder order)
    {
        if (_contracts.Contains("*") || _contracts.Contains(order.View.ContractCode))
        {
            Pushes++;
            voice.Say(messages.Order(order, Account!.Uid), messages, SocketMoment.Push);
        }
    }

    private void Take(JsonElement message)
    {
        switch (Text(message, "op"))
        {
            case "auth":
                SignIn(message);
                break;
            case "sub" or "unsub" when Account is null:
                voice.Say(messages.Subscription(Text(message, "op")!, Text(message, "cid"), Text(message, "topic"), Text(message, "contract_code"), AuthenticationRequired, "authentication required"), messages);
                break;
            case "sub":
                Subscribe(message);
                break;
            case "unsub":
                Answer(message, _contracts.Remove(Text(message, "contract_code") ?? "") ? 0 : NotSubscribed, "not subscribed");
                break;
            case "pong":
                TakePong(message);
                break;
            default:
                voice.Say(messages.Bad("error", InvalidRequest, "invalid.op"), messages);
                break;
        }
    }

    private void SignIn(JsonElement message)
    {
        if (Account is not null)
        {
            voice.Say(messages.NotSignedIn(AlreadyAuthenticated, "already authenticated"), messages);
            return;
        }

        (SandboxAccount? account, int code) = Check(message);
        (int refusal, string text) = code switch
        {
            ReplyCode.Success when account!.CanRead && others(account) >= options.MostSockets => (TooManySockets, "the connections exceed the limit [连接数超限]"),
            ReplyCode.Success => (0, ""),
            ReplyCode.AddressNotAllowed => (AuthenticationFailed, "Incorrect IP address [IP地址错误]"),
            _ => (AuthenticationFailed, "Verification failure [校验失败]"),
        };
        if (faults.PlanFor(opening, SocketMoment.SignIn)?.Take(FaultKind.SignInRefused)?.Rule is { } refused)
        {
            (refusal, text) = (refused.Code ?? AuthenticationFailed, "Verification failure [校验失败]");
        }

        if (refusal != 0)
        {
            voice.Say(messages.NotSignedIn(refusal, text), messages);
            voice.Close(messages, WebSocketCloseStatus.PolicyViolation, "authentication failed");
            return;
        }

        Account = account;
        voice.Say(messages.SignedIn(account!.Uid), messages);
    }

    // In JSON the values are not escaped (facts 6): what was is another signature.
    private (SandboxAccount? Account, int Code) Check(JsonElement message)
    {
        if (Text(message, "type") != "api")
        {
            return (null, ReplyCode.VerificationFailed);
        }

        string query = string.Join('&', s_signed.Where(name => Text(message, name) is not null).Select(name => $"{name}={Uri.EscapeDataString(Text(message, name)!)}"));
        return authenticator.Authenticate(opening with { Query = query }, QueryString.Parse(query));
    }

    private void Subscribe(JsonElement message)
    {
        string contract = Text(message, "contract_code") ?? "";
        FaultPlan? plan = faults.PlanFor(opening, SocketMoment.Subscription);
        if (plan?.Take(FaultKind.SubscriptionRefused)?.Rule is { } refused)
        {
            Answer(message, refused.Code ?? UnknownTopic, "topic error");
        }
        else if (Text(message, "topic") != SocketMessages.Orders || contract.Length == 0)
        {
            Answer(message, UnknownTopic, "topic error");
        }
        else if (plan?.Take(FaultKind.SubscriptionForgotten) is not null)
        {
            Answer(message, 0, null);
        }
        else
        {
            Answer(message, _contracts.Add(contract) ? 0 : AlreadySubscribed, "repeated subscription");
        }
    }

    private void TakePong(JsonElement message)
    {
        if (_pings.Contains(Text(message, "ts") ?? ""))
        {
            _pings.Clear();
        }
        else
        {
            voice.Say(messages.Bad("pong", BadPong, "invalid ts"), messages);
        }
    }

    private void Answer(JsonElement message, int code, string? text) => voice.Say(
        messages.Subscription(Text(message, "op")!, Text(message, "cid"), Text(message, "topic"), Text(message, "contract_code"), code, code == 0 ? null : text), messages);

    private static string? Text(JsonElement message, string name) => message.TryGetProperty(name, out JsonElement value)
        ? value.ValueKind switch { JsonValueKind.String => value.GetString(), JsonValueKind.Number => value.GetRawText(), _ => null }
        : null;
}
