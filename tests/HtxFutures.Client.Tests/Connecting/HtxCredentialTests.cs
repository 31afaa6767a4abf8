namespace HtxFutures.Client.Tests.Connecting;

/// <summary>Keys as people paste them (facts 1.1, last row).</summary>
public sealed class HtxCredentialTests
{
    [Theory]
    [InlineData(" ", "")]
    [InlineData("", "\r\n")]
    [InlineData("\t", "\n")]
    [InlineData("\u00A0", "\u00A0")] // no-break space
    [InlineData("\u200B", "\u200D")] // zero width
    [InlineData("\uFEFF", "")] // byte order mark
    [InlineData("\u202A", "\u202C")] // direction marks of a web page
    [InlineData(" \uFEFF\u200B\r\n", "\u2003\u3000\u0000")]
    public void What_cannot_be_seen_around_a_key_is_removed(string before, string after)
    {
        using HtxCredential clean = TestKeys.Credential();
        using HtxCredential access = TestKeys.Credential(before + TestKeys.AccessKey + after);
        using HtxCredential secret = TestKeys.Credential(secretKey: before + TestKeys.SecretKey + after);

        Assert.False(clean.WasTrimmed);
        Assert.True(access.WasTrimmed);
        Assert.True(secret.WasTrimmed);
        Assert.Equal(TestKeys.AccessKey, access.AccessKey);
        Assert.Equal(clean.Secret.Bytes.ToArray(), secret.Secret.Bytes.ToArray());
        Assert.Equal(clean.Fingerprint(), access.Fingerprint());
    }

    [Fact]
    public void Blanks_inside_the_secret_belong_to_it()
    {
        using HtxCredential credential = TestKeys.Credential(secretKey: "se cret");
        Assert.Equal("se cret"u8.ToArray(), credential.Secret.Bytes.ToArray());
        Assert.False(credential.WasTrimmed);
    }

    [Theory]
    [InlineData("a1b2c3d4-e5f60718-example1-9abcd", "a1b2****abcd")]
    [InlineData("123456789012", "1234****9012")]
    [InlineData("12345678901", "****")]
    [InlineData("x", "****")]
    public void A_key_is_shown_masked(string key, string masked)
    {
        using HtxCredential credential = TestKeys.Credential(key);
        Assert.Equal(masked, credential.MaskedAccessKey);
        Assert.Equal(masked, credential.ToString());
    }

    [Theory]
    [InlineData("", "secret", "access key is empty")]
    [InlineData(" \u200B\r\n", "secret", "access key is empty")]
    [InlineData("access-key-0001", "", "secret key is empty")]
    [InlineData("access-key-0001", "\uFEFF \t", "secret key is empty")]
    public void An_empty_key_is_refused_by_name(string accessKey, string secretKey, string text)
    {
        HtxException failure = Assert.Throws<HtxException>(() => TestKeys.Credential(accessKey, secretKey));
        Assert.Equal(HtxErrorKind.InvalidParameter, failure.Kind);
        Assert.Contains(text, failure.Message, StringComparison.Ordinal);
        Assert.NotNull(failure.Advice);
    }

    [Theory]
    [InlineData("a1b2c3d4 e5f60718-example1-9abcd")]
    [InlineData("a1b2c3d4-e5f6\u00A00718-example1-9abcd")]
    [InlineData("a1b2c3d4-e5f60718-exämple1-9abcd")]
    [InlineData("a1b2c3d4-e5f60718\n-example1-9abcd")]
    [InlineData("a1b2c3d4-e5f60718\u200B-example1-9abcd")]
    public void An_access_key_no_exchange_gives_out_is_refused_and_shown_masked(string accessKey)
    {
        HtxException failure = Assert.Throws<HtxException>(() => TestKeys.Credential(accessKey));
        Assert.Equal(HtxErrorKind.InvalidParameter, failure.Kind);
        Assert.Contains("'a1b2****abcd'", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("example", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Accounts_are_told_apart_by_their_keys_and_the_name_tells_nothing()
    {
        using HtxCredential one = TestKeys.Credential();
        using HtxCredential same = TestKeys.Credential(secretKey: "another secret of the same key");
        using HtxCredential other = TestKeys.Credential(TestKeys.AccessKey + "e");

        Assert.Equal(one.Fingerprint(), same.Fingerprint());
        Assert.NotEqual(one.Fingerprint(), other.Fingerprint());
        Assert.DoesNotContain(TestKeys.AccessKey[..4], one.Fingerprint(), StringComparison.OrdinalIgnoreCase);
    }
}
