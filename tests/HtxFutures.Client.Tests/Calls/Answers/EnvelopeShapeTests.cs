using System.Text;
using HtxFutures.Calls.Answers;
using HtxFutures.Client.Tests.Support;

namespace HtxFutures.Client.Tests.Calls.Answers;

/// <summary>The shapes in which answers come (facts 3.1), and what is around them.</summary>
public sealed class EnvelopeShapeTests
{
    public static TheoryData<string, int?, string?, string?, long?, string> Shapes => new()
    {
        // V5 of September 2026: success, and a business error with null data.
        {
            Recorded.CancelAccepted, 200, null, "Success", 1789716092325,
            """{"order_id":"1550000000000000001","client_order_id":"577000000000000001"}"""
        },
        { """{"code":1067,"message":"The parameter margin_mode is illegal","data":null,"args":null,"ts":1789716092325,"unknownException":false}""", 1067, null, "The parameter margin_mode is illegal", 1789716092325, "" },

        // Other V5: msg instead of message; a null message beside success, and no ts.
        { """{"code":200,"msg":"ok","data":{"asset_mode":1},"ts":1789716092325}""", 200, null, "ok", 1789716092325, """{"asset_mode":1}""" },
        { """{"code":200,"message":null,"data":[],"success":true}""", 200, null, null, null, "[]" },

        // The WebSocket twin, with its numbers as text.
        { """{"cid":"1","code":200,"message":"Success","data":{},"ts":1789716092325,"rate_limit":{"limit":"72","interval":"3000","remaining":"71","reset":"1789716095315"}}""", 200, null, "Success", 1789716092325, "{}" },
        { """{"code":404,"message":"Resources do not exist"}""", 404, null, "Resources do not exist", null, "" },
        { """{"code":501,"message":"x"}""", 501, null, "x", null, "" },

        // The older error object, in both spellings; the public time stamp; maintenance.
        { """{"status":"error","err_code":1030,"err_msg":"abnormal service","ts":1789716092325}""", 1030, "error", "abnormal service", 1789716092325, "" },
        { """{"status":"error","err-code":403,"err-msg":"Verification failure","ts":1789716092325}""", 403, "error", "Verification failure", 1789716092325, "" },
        { """{"status":"ok","ts":1789716092325}""", null, "ok", null, 1789716092325, "" },
        { """{"status":"maintain"}""", null, "maintain", null, null, "" },

        // Recorded in October 2026: args as a list of lists; a refused address. And errors in words, under each name.
        {
            """{"code":1067,"message":"The position_side field is invalid. Please re-enter.","data":null,"args":[["position_side"]],"ts":1791001174906,"unknownException":false}""",
            1067, null, "The position_side field is invalid. Please re-enter.", 1791001174906, ""
        },
        { """{"code":401,"message":"Incorrect IP address [IP地址错误]","data":null,"args":null,"ts":1791001174906,"unknownException":false}""", 401, null, "Incorrect IP address [IP地址错误]", 1791001174906, "" },
        { """{"status":"error","err-code":"api-signature-not-valid","err-msg":"Signature not valid","data":null}""", null, "error", "Signature not valid", null, "" },
        { """{"code":"invalid_key","msg":"x"}""", null, null, "x", null, "" },
        { """{"success":false,"error_code":1061,"error_msg":"gone"}""", 1061, null, "gone", null, "" },

        // Numbers as text and text as numbers, members of tomorrow, any order, any blanks.
        { """{"code":"200","message":"成功","data":null,"ts":"1789716092325"}""", 200, null, "成功", 1789716092325, "" },
        { """{"code":200,"message":42,"data":7}""", 200, null, "42", null, "7" },
        { """{"data":"text","new":{"code":500,"data":{"deep":[[[{}]]]}},"more":[1e400,-0],"code":200}""", 200, null, null, null, "\"text\"" },
        { " \r\n\t{ \"code\" : 200 , \"data\" : [ 1 , 2 ] } \n", 200, null, null, null, "[ 1 , 2 ]" },
        { """{"c\u006fde":200,"d\u0061ta":true}""", 200, null, null, null, "true" },

        // A time that is none: not our business to fail for.
        { """{"code":200,"ts":null}""", 200, null, null, null, "" },
        { """{"code":200,"ts":1e400}""", 200, null, null, null, "" },
        { """{"code":200,"ts":99999999999999999999999999}""", 200, null, null, null, "" },
        { """{"code":200,"ts":9223372036854775807}""", 200, null, null, null, "" },
        { """{"code":200,"ts":-1}""", 200, null, null, null, "" },
        { """{"code":200,"ts":{"s":1}}""", 200, null, null, null, "" },
        { """{"code":200,"ts":"1789716092325\u0000"}""", 200, null, null, null, "" },
        { """{"code":200,"ts":"+1789716092325"}""", 200, null, null, null, "" },
        { """{"code":200,"ts":1704067199999}""", 200, null, null, null, "" }, // before there was V5
        { """{"code":200,"ts":1704067200000}""", 200, null, null, 1704067200000, "" },
        { """{"code":200,"ts":7258118399999}""", 200, null, null, 7258118399999, "" },
        { """{"code":200,"ts":7258118400000}""", 200, null, null, null, "" }, // the year 2200
        { """{"code":200,"ts":32503679999999}""", 200, null, null, null, "" },
        { """{"code":200,"message":{"en":"Success"},"status":[]}""", 200, null, null, null, "" },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Every_shape_is_read(string json, int? code, string? status, string? message, long? ts, string data)
    {
        Assert.True(EnvelopeReader.TryRead(Recorded.Bytes(json), out Envelope envelope));
        Assert.Equal(code, envelope.Code);
        Assert.Equal(status, envelope.Status);
        Assert.Equal(message, envelope.Message);
        Assert.Equal(ts, envelope.Timestamp?.ToUnixTimeMilliseconds());
        Assert.Equal(data, Encoding.UTF8.GetString(envelope.Data.Span));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("[]")]
    [InlineData("""[{"code":200}]""")]
    [InlineData("\"200\"")]
    [InlineData("200")]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("<html><body>code:200</body></html>")]
    [InlineData("""{"code":200}{"code":200}""")]
    [InlineData("""{"code":200}]""")]
    [InlineData("""{"code":200,}""")]
    [InlineData("""{'code':200}""")]
    [InlineData("""{"code":200}/*ok*/""")]
    [InlineData("\uFEFF{\"code\":200}")]
    public void What_is_no_JSON_object_is_no_envelope(string body) =>
        Assert.False(EnvelopeReader.TryRead(Recorded.Bytes(body), out _));

    [Theory]
    [InlineData("""{"code":200,"code":200}""")]
    [InlineData("""{"code":1061,"code":200}""")]
    [InlineData("""{"code":200,"err_code":1061}""")]
    [InlineData("""{"code":200,"c\u006fde":1061}""")]
    [InlineData("""{"code":null}""")]
    [InlineData("""{"code":""}""")]
    [InlineData("""{"code":"ok"}""")]
    [InlineData("""{"code":true}""")]
    [InlineData("""{"code":[200]}""")]
    [InlineData("""{"code":{"value":200}}""")]
    [InlineData("""{"code":200.0}""")]
    [InlineData("""{"code":2e2}""")]
    [InlineData("""{"code":4294967496}""")] // 200 in its lower 32 bits
    [InlineData("""{"code":1e400}""")]
    [InlineData("""{"code":"0xC8"}""")]
    [InlineData("""{"code":"٢٠٠"}""")] // 200 in Arabic digits
    [InlineData("""{"code":"２００"}""")] // and full width
    [InlineData("""{"code":"200\u0000"}""")]
    [InlineData("""{"code":"+200"}""")]
    [InlineData("""{"code":"0200"}""")]
    [InlineData("""{"code":"200 "}""")]
    [InlineData("""{"code":" 200"}""")]
    [InlineData("""{"code":"2e2"}""")]
    public void A_code_that_is_no_plain_number_or_comes_twice_makes_the_answer_unreadable(string json) =>
        Assert.False(EnvelopeReader.TryRead(Recorded.Bytes(json), out _));

    [Theory]
    [InlineData("""{"code":200,"data":[],"data":[{"order_id":"1"}]}""")]
    [InlineData("""{"code":200,"data":null,"d\u0061ta":{}}""")]
    [InlineData("""{"code":200,"ts":1789716092325,"ts":1789716092325}""")]
    [InlineData("""{"status":"ok","status":"maintain"}""")]
    [InlineData("""{"code":200,"success":true,"success":false}""")]
    [InlineData("""{"code":200,"unknownException":false,"unknownException":null}""")]
    public void A_member_that_decides_and_comes_twice_makes_the_answer_unreadable(string json) =>
        Assert.False(EnvelopeReader.TryRead(Recorded.Bytes(json), out _));

    [Theory]
    [InlineData("""{"code":200,"message":null,"msg":"Success"}""")]
    [InlineData("""{"code":200,"message":"x","message":"Success"}""")]
    [InlineData("""{"code":200,"message":"Success","args":1,"args":2}""")]
    public void Texts_and_members_of_no_meaning_may_come_twice(string json)
    {
        Assert.True(EnvelopeReader.TryRead(Recorded.Bytes(json), out Envelope envelope));
        Assert.Equal((200, "Success"), (envelope.Code, envelope.Message));
    }

    [Theory]
    [InlineData("""{"code":200,"status":"error"}""", true)]
    [InlineData("""{"code":200,"success":false}""", true)]
    [InlineData("""{"code":200,"success":"false"}""", true)]
    [InlineData("""{"code":200,"unknownException":true}""", true)]
    [InlineData("""{"code":200,"success":true,"unknownException":false,"status":"ok"}""", false)]
    [InlineData("""{"code":200,"success":null,"unknownException":{},"status":1}""", false)]
    public void What_stands_beside_the_code_can_deny_success(string json, bool denies)
    {
        Assert.True(EnvelopeReader.TryRead(Recorded.Bytes(json), out Envelope envelope));
        Assert.Equal(denies, envelope.DeniesSuccess);
    }

    [Fact]
    public void A_body_cut_anywhere_is_unreadable()
    {
        foreach (string whole in (string[])[Recorded.CancelAccepted, Recorded.Envelope($"[{Recorded.OpenOrder}]"), """{"code":200,"message":"成功","data":null}"""])
        {
            byte[] body = Encoding.UTF8.GetBytes(whole);
            Assert.True(EnvelopeReader.TryRead(body, out _));
            for (int length = 0; length < body.Length; length++)
            {
                Assert.False(EnvelopeReader.TryRead(body.AsMemory(0, length), out _), $"Cut after {length} bytes.");
            }
        }
    }

    [Fact]
    public void Nesting_without_end_is_unreadable_and_harmless()
    {
        static string Nested(int depth) => $$"""{"code":200,"data":{{new string('[', depth)}}{{new string(']', depth)}}}""";

        Assert.True(EnvelopeReader.TryRead(Recorded.Bytes(Nested(40)), out _));
        Assert.False(EnvelopeReader.TryRead(Recorded.Bytes(Nested(100_000)), out _));
        Assert.False(EnvelopeReader.TryRead(Recorded.Bytes(Nested(100_000).Replace("data", "tomorrow", StringComparison.Ordinal)), out _));
    }

    [Fact]
    public void A_text_that_is_no_UTF_8_makes_the_answer_unreadable()
    {
        byte[] body = Encoding.UTF8.GetBytes("""{"code":200,"message":"?"}""");
        body[Array.IndexOf(body, (byte)'?')] = 0xFF;
        Assert.False(EnvelopeReader.TryRead(body, out _));
        Assert.False(EnvelopeReader.TryRead(Recorded.Bytes("""{"code":200,"message":"\ud800"}"""), out _));
    }

    [Theory]
    [InlineData("""\u001b[2J\u001b]0;title\u0007done""", "[2J]0;titledone")]
    [InlineData("""one\r\ntwo\tthree""", "onetwothree")]
    [InlineData("""\u202eevil\u2066\u200b\ufeff""", "evil")]
    [InlineData("""\u2028line\u2029""", "line")]
    [InlineData("""订单不存在""", "订单不存在")]
    [InlineData("""\ud83d\ude00 fine""", "😀 fine")]
    [InlineData("""\u0007\u202e""", null)]
    [InlineData("""   """, null)]
    [InlineData("""\u0000 \u0000""", null)]
    public void A_message_is_made_fit_to_be_shown(string json, string? shown)
    {
        Assert.True(EnvelopeReader.TryRead(Recorded.Bytes($$"""{"code":1061,"message":"{{json}}"}"""), out Envelope envelope));
        Assert.Equal(shown, envelope.Message);
    }

    [Fact]
    public void A_message_without_end_is_cut_between_characters()
    {
        string long1 = string.Concat(Enumerable.Repeat("😀", 5000));
        Assert.True(EnvelopeReader.TryRead(Recorded.Bytes($$"""{"code":1061,"message":"x{{long1}}"}"""), out Envelope envelope));
        Assert.InRange(envelope.Message!.Length, 150, 210);
        Assert.EndsWith("😀…", envelope.Message, StringComparison.Ordinal);
    }
}
