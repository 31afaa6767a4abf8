using System.Management.Automation;
using System.Runtime.Loader;
using System.Security;
using HtxFutures.Calls.Sharing;
using HtxFutures.Sharing.Redis;

namespace HtxFutures.Tests.Sharing;

/// <summary>Where the Redis client is had from, and what becomes of a module without it.</summary>
public sealed class RedisLoaderTests
{
    private static readonly RedisAddress s_address = RedisAddress.Parse("rediss://cache.example");

    [Fact]
    public void It_lives_in_a_load_context_of_its_own_and_speaks_through_the_modules_types()
    {
        IRedisDoor door = RedisLoader.LoadDoor(Path.Combine(Places.ModuleDirectory, "redis"));
        ILedgerMedia media = door.Open(s_address);
        Assert.Equal((BudgetScope.Redis, "rediss://cache.example:6379"), (media.Scope, media.Place));

        AssemblyLoadContext own = AssemblyLoadContext.GetLoadContext(door.GetType().Assembly)!;
        Assert.NotSame(AssemblyLoadContext.Default, own);
        Assert.False(own.IsCollectible);
        Assert.DoesNotContain(AssemblyLoadContext.Default.Assemblies, assembly => assembly.GetName().Name is "StackExchange.Redis" or "HtxFutures.Redis" or "RESPite");
        Assert.DoesNotContain(own.Assemblies, assembly => assembly.GetName().Name == "HtxFutures.Client");
    }

    [Fact]
    public async Task Of_what_the_runtime_has_too_the_newer_one_is_taken()
    {
        IRedisDoor door = RedisLoader.LoadDoor(Path.Combine(Places.ModuleDirectory, "redis"));
        AssemblyLoadContext own = AssemblyLoadContext.GetLoadContext(door.GetType().Assembly)!;

        // The client's code runs, and finds all it needs: it fails at the server, which is not there.
        ILedgerMedium nowhere = door.Open(RedisAddress.Parse("redis://127.0.0.1:1")).Open("a");
        await Assert.ThrowsAsync<LedgerMediumException>(() => nowhere.ChangeAsync(_ => "", TestContext.Current.CancellationToken));
        Assert.Contains(own.Assemblies, assembly => assembly.GetName().Name == "StackExchange.Redis");

        // These tests run on a runtime that has it.
        Assert.DoesNotContain(own.Assemblies, assembly => assembly.GetName().Name == "System.IO.Pipelines");
    }

    [Fact]
    public void A_module_without_it_says_so()
    {
        string folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName(), "redis");
        HtxException refusal = Assert.Throws<HtxException>(() => RedisLoader.LoadDoor(folder));
        Assert.Equal(HtxErrorKind.InvalidParameter, refusal.Kind);
        Assert.Contains(folder, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("-SharedBudget Machine", refusal.Advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("desk", "desk")]
    [InlineData("default", null)]
    [InlineData(" ", null)]
    public void A_credential_is_who_asks(string name, string? user)
    {
        RedisAddress address = RedisLoader.WithCredential(s_address, Credential(name));
        Assert.Equal((user, "hunter2"), (address.User, address.Password));
        Assert.DoesNotContain("hunter2", $"{address}", StringComparison.Ordinal);
    }

    [Fact]
    public void A_password_is_given_once()
    {
        RedisAddress address = RedisAddress.Parse("redis://:hunter2@cache.example");
        HtxException refusal = Assert.Throws<HtxException>(() => RedisLoader.WithCredential(address, Credential("desk")));
        Assert.Equal(HtxErrorKind.InvalidParameter, refusal.Kind);
        Assert.DoesNotContain("hunter2", refusal.Message + refusal.Advice, StringComparison.Ordinal);
        Assert.Same(address, RedisLoader.WithCredential(address, null));
    }

    private static PSCredential Credential(string name)
    {
        var password = new SecureString();
        "hunter2".ToList().ForEach(password.AppendChar);
        return new PSCredential(name, password);
    }
}
