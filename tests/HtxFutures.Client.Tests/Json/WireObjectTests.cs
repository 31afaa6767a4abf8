using System.Text;
using System.Text.Json;
using HtxFutures.Json;

namespace HtxFutures.Client.Tests.Json;

/// <summary>One reader for every object of an answer: its members by name, each once.</summary>
public sealed class WireObjectTests
{
    [Fact]
    public void A_member_is_found_by_its_name_and_by_no_other() => With("""{"code":200,"ode":1,"cod":2,"Code":3,"cxde":4,"":5}""", static item =>
    {
        Assert.Equal(200, item.Find("code").Int32);
        Assert.Equal(5, item.Find("").Int32);
        Assert.True(item.Find("cide").IsMissing); // of the same length, beginning and end
        Assert.True(item.Find("data").IsMissing);
    });

    [Fact]
    public void A_name_may_be_written_with_escapes() => With("""{"\u0063ode":200,"\u006dessage":"\u0062usy","\u00e4":1}""", static item =>
    {
        Assert.Equal(200, item.Find("code").Int32);
        Assert.Equal("busy", item.Find("message").Text);
    });

    [Fact]
    public void A_member_inside_a_value_is_none_of_the_object() => With("""{"data":{"code":1,"data":[{"code":2}]},"list":[{"code":3}],"code":4}""", static item =>
    {
        Assert.Equal(4, item.Find("code").Int32);
        Assert.Equal("""{"code":1,"data":[{"code":2}]}""", Encoding.UTF8.GetString(item.Find("data").Json));
    });

    [Theory]
    [InlineData("""{"code":1,"code":1}""")]
    [InlineData("""{"code":1,"x":2,"code":null}""")]
    [InlineData("""{"code":1,"\u0063ode":1}""")]
    [InlineData("""{"code":1,"err_code":1}""")]
    [InlineData("""{"err_code":1,"cide":0,"a":0,"b":0,"c":0,"d":0,"e":0,"f":0,"code":1}""")]
    public void What_comes_twice_by_whichever_of_its_names_is_not_to_be_relied_on(string json) =>
        With(json, static item => Assert.NotNull(Caught(item, static item => item.Find("code", "err_code"))));

    [Fact]
    public void What_nobody_asks_for_may_come_twice_and_be_half_a_character() => With("""{"x":1,"x":2,"y":"\ud800","code":200}""", static item =>
    {
        Assert.Equal(200, item.Find("code").Int32);
        Assert.NotNull(Caught(item, static item => _ = item.Find("y").Text));
    });

    [Theory]
    [InlineData("""{"\ud800":1}""")]
    [InlineData("""{"code":1""")]
    [InlineData("""{"code":}""")]
    [InlineData("""{"code" 1}""")]
    [InlineData("""{"code":01}""")]
    [InlineData(" ")]
    public void What_is_no_JSON_or_has_half_a_character_for_a_name_is_thrown(string json) => Assert.ThrowsAny<JsonException>(() => All(json));

    [Fact]
    public void The_nesting_has_an_end()
    {
        Assert.Equal(["{x}"], All("{\"x\":" + new string('[', 63) + new string(']', 63) + "}"));
        Assert.ThrowsAny<JsonException>(() => All("{\"x\":" + new string('[', 64) + new string(']', 64) + "}"));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("[]", "")]
    [InlineData("""{"x":1}""", "{x}")]
    [InlineData("""[{"x":1},{"y":{}},{}]""", "{x} {} {}")]
    [InlineData("""[1,{"x":[{"x":1}]},[{"x":1}],null,"x"]""", "- {x} - - -")]
    [InlineData("7", "-")]
    [InlineData("null", "-")]
    public void A_list_is_read_one_after_the_other_and_what_is_no_list_alone(string json, string expected) => Assert.Equal(expected, string.Join(' ', All(json)));

    [Theory]
    [InlineData("""{"x":1}""", true)]
    [InlineData(""" {} """, true)]
    [InlineData("""[{"x":1}]""", false)]
    [InlineData("[]", false)]
    [InlineData("7", false)]
    [InlineData("", false)]
    public void Alone_is_what_is_one_object_and_no_list_of_one(string json, bool isAlone) =>
        Assert.Equal(isAlone, new WireObject(Encoding.UTF8.GetBytes(json)).ReadAlone());

    [Theory]
    [InlineData("{}{}")]
    [InlineData("{} x")]
    public void What_follows_makes_it_unreadable(string json) =>
        Assert.ThrowsAny<JsonException>(() => new WireObject(Encoding.UTF8.GetBytes(json)).ReadAlone());

    [Fact]
    public void Each_object_has_the_members_of_its_own()
    {
        var item = new WireObject("""[{"a":1,"b":2},{"b":3}]"""u8);
        item.ReadNext();
        item.ReadNext();
        Assert.True(item.Find("a").IsMissing);
        Assert.Equal(3, item.Find("b").Int32);
    }

    [Fact]
    public void A_thousand_members_are_told_apart()
    {
        // Names of one length, that begin and end alike.
        string json = $"{{{string.Join(',', Enumerable.Range(0, 1000).Select(i => $"\"a{i:000}z\":{i}"))}}}";
        With(json, static item =>
        {
            for (int i = 0; i < 1000; i++)
            {
                Assert.Equal(i, item.Find($"a{i:000}z").Int32);
            }
        });
    }

    [Theory]
    [InlineData("""{"msg":"first","message":"second"}""", "second")]
    [InlineData("""{"message":"first","msg":"second"}""", "second")]
    [InlineData("""{"message":"first","message":"second","msg":" "}""", "second")]
    [InlineData("""{"message":"first","msg":null}""", "first")]
    [InlineData("""{"message":"re\u001b[31md"}""", "re[31md")]
    [InlineData("""{"message":{},"text":"x"}""", null)]
    public void Of_several_texts_the_last_that_says_something_is_shown(string json, string? expected)
    {
        var item = new WireObject(Encoding.UTF8.GetBytes(json));
        item.ReadNext();
        Assert.Equal(expected, item.Message("message", "msg"));
    }

    [Theory]
    [InlineData("""{"a":"x","data":[1, 2],"z":0}""", "[1, 2]")]
    [InlineData("""{"data":"\u0041"}""", "\"\\u0041\"")]
    [InlineData("""{"data":null}""", "")]
    [InlineData("""{"a":1}""", "")]
    public void A_value_is_where_it_stands(string json, string expected)
    {
        byte[] text = Encoding.UTF8.GetBytes(json);
        var item = new WireObject(text);
        item.ReadNext();
        Assert.Equal(expected, Encoding.UTF8.GetString(text.AsSpan(item.Place(item.Find("data")))));
    }

    private delegate void Look(WireObject item);

    private static void With(string json, Look look)
    {
        var item = new WireObject(Encoding.UTF8.GetBytes(json));
        Assert.True(item.ReadNext());
        Assert.True(item.IsObject);
        look(item);
        Assert.False(item.ReadNext());
    }

    private static JsonException? Caught(WireObject item, Look look)
    {
        try
        {
            look(item);
            return null;
        }
        catch (JsonException failure)
        {
            return failure;
        }
    }

    private static List<string> All(string json)
    {
        var all = new List<string>();
        var item = new WireObject(Encoding.UTF8.GetBytes(json));
        while (item.ReadNext())
        {
            all.Add(!item.IsObject ? "-" : item.Find("x").IsMissing ? "{}" : "{x}");
        }

        return all;
    }
}
