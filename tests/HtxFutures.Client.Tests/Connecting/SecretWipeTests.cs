using System.Net;
using System.Security;
using System.Security.Cryptography;
using System.Text;
using HtxFutures.Client.Tests.Support;

namespace HtxFutures.Client.Tests.Connecting;

/// <summary>The bytes of the secret: there as long as they are needed, then zero.</summary>
public sealed class SecretWipeTests
{
    [Fact]
    public void Disposing_wipes_the_bytes()
    {
        HtxCredential credential = TestKeys.Credential();
        Assert.Equal(TestKeys.SecretKey.Length, credential.Secret.Bytes.Length);
        Assert.DoesNotContain((byte)0, credential.Secret.Bytes.ToArray());

        credential.Dispose();
        credential.Dispose();
        Assert.All(credential.Secret.Bytes.ToArray(), b => Assert.Equal(0, b));
    }

    [Fact]
    public async Task A_signature_is_made_of_the_key_or_not_at_all()
    {
        // So long a key that it takes a while to be read: wiped half way, it would give another signature.
        string key = new('k', 32 << 20);
        byte[] expected = HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), "message"u8);
        for (int i = 0; i < 8; i++)
        {
            using HtxCredential credential = TestKeys.Credential(secretKey: key);
            using var begun = new ManualResetEventSlim();
            byte[] mac = new byte[32];
            Task signing = Task.Run(() =>
            {
                begun.Set();
                credential.Secret.Sign("message"u8, mac);
            }, TestContext.Current.CancellationToken);
            begun.Wait(TestContext.Current.CancellationToken);
            Thread.SpinWait(i * 20_000); // now here, now there in the signing
            credential.Dispose();
            await Task.WhenAny(signing);
            Assert.Equal(signing.IsFaulted ? new byte[32] : expected, mac);
        }
    }

    [Fact]
    public void A_secure_string_is_read_and_left_to_its_owner()
    {
        using var secret = new SecureString();
        foreach (char c in TestKeys.SecretKey)
        {
            secret.AppendChar(c);
        }

        using (var credential = HtxCredential.Create(TestKeys.AccessKey, secret))
        {
            using HtxCredential plain = TestKeys.Credential();
            Assert.Equal(plain.Secret.Bytes.ToArray(), credential.Secret.Bytes.ToArray());
        }

        secret.AppendChar('!'); // neither disposed nor made read-only
        Assert.Equal(TestKeys.SecretKey + "!", new NetworkCredential("", secret).Password);
    }

    [Fact]
    public void Closing_a_client_wipes_the_key_it_was_given()
    {
        var sandbox = new VirtualSandbox();
        HtxCredential credential = TestKeys.Credential();
        using Desk desk = sandbox.Open(options => options with { Credential = credential });
        Assert.DoesNotContain((byte)0, credential.Secret.Bytes.ToArray());

        desk.Client.Dispose();
        Assert.All(credential.Secret.Bytes.ToArray(), b => Assert.Equal(0, b));
    }

    [Fact]
    public void A_failing_connect_wipes_the_key_too()
    {
        var sandbox = new VirtualSandbox { Exchange = { InMaintenance = true } };
        HtxCredential credential = TestKeys.Credential();

        Assert.Throws<HtxException>(() => sandbox.Open(options => options with { Credential = credential }));
        Assert.All(credential.Secret.Bytes.ToArray(), b => Assert.Equal(0, b));
    }

    [Fact]
    public void An_option_that_is_refused_wipes_it_as_well()
    {
        HtxCredential credential = TestKeys.Credential();
        Assert.Throws<ArgumentException>(() => new VirtualSandbox().Open(options => options with { Credential = credential, RequestTimeout = TimeSpan.Zero }));
        Assert.All(credential.Secret.Bytes.ToArray(), b => Assert.Equal(0, b));
    }
}
