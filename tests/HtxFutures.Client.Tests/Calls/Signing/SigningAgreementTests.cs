using System.Text;
using HtxFutures.Calls.Signing;

namespace HtxFutures.Client.Tests.Calls.Signing;

/// <summary>The sandbox checks signatures by code that shares nothing with the signer: what the two agree on, two have understood.</summary>
public sealed class SigningAgreementTests
{
    private const string Characters = "abcXYZ0189-_.~ ,:;+/%&=?#*!'()\"\\<>|ÜßЖ成功撤İı\u00A0\u202E";

    private static readonly string[] s_names = ["a", "client_order_id", "contract_code", "direct", "from", "limit", "margin_mode", "order_id", "states", "z_9"];
    private static readonly string[] s_hosts = ["api.hbdm.com", "API.HBDM.VN", "api.hbdm.com:443", "127.0.0.1:5000", "xn--bcher-kva.example"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Thousands_of_random_requests_are_accepted(int seed)
    {
        var random = new Random(seed);
        for (int i = 0; i < 1500; i++)
        {
            HttpMethod method = random.Next(2) == 0 ? HttpMethod.Get : HttpMethod.Post;
            string host = s_hosts[random.Next(s_hosts.Length)];
            string accessKey = "key-" + Text(random, "abcXYZ0189-_.~+/=%&", 8, 40);
            string secretKey = $"s{Text(random, Characters, 0, 60)}s"; // blanks at its ends would be trimmed
            using HtxCredential credential = TestKeys.Credential(accessKey, secretKey);
            QueryParameter[] parameters = method == HttpMethod.Get
                ? [.. s_names.Where(_ => random.Next(2) == 0).Select(name => new QueryParameter(name, Text(random, Characters, 0, 30)))]
                : [];
            DateTimeOffset time = DateTimeOffset.UnixEpoch.AddSeconds(random.NextInt64(4_000_000_000)).ToOffset(TimeSpan.FromHours(random.Next(-12, 13)));

            var signed = Signed.Make(method, "/v5/trade/order", parameters, time, host, credential);
            Assert.True(signed.IsAccepted(method, host.ToLowerInvariant(), secretKey), signed.Target);
            Assert.False(signed.IsAccepted(method, "other.example", secretKey));
            Assert.False(signed.IsAccepted(method, host.ToLowerInvariant(), secretKey + "x"));
        }
    }

    private static string Text(Random random, string characters, int shortest, int longest)
    {
        var text = new StringBuilder();
        for (int length = random.Next(shortest, longest + 1); text.Length < length;)
        {
            text.Append(characters[random.Next(characters.Length)]);
        }

        return text.ToString();
    }
}
