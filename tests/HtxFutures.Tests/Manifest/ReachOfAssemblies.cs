using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace HtxFutures.Tests.Manifest;

/// <summary>
/// What the module's assemblies call, read from their metadata: they start nothing, touch no registry and no file but the journal and what is shared of a request budget, load
/// no code but the module's own folder for Redis, and speak to the console through PowerShell alone.
/// </summary>
public sealed class ReachOfAssemblies
{
    public static TheoryData<string> Assemblies { get; } = ["HtxFutures.dll", "HtxFutures.Client.dll", "HtxFutures.Sandbox.dll", "redis/HtxFutures.Redis.dll"];

    // Whole types: nothing of them is called.
    private static readonly string[] s_never =
    [
        "System.Diagnostics.Process", "System.Diagnostics.ProcessStartInfo", "System.Console", "Microsoft.Win32.Registry", "Microsoft.Win32.RegistryKey",
        "System.IO.StreamWriter", "System.IO.IsolatedStorage.IsolatedStorageFile", "System.IO.MemoryMappedFiles.MemoryMappedFile",
        "System.Runtime.InteropServices.NativeLibrary", "System.Activator",
        "System.Reflection.MethodInfo", "System.Reflection.Emit.AssemblyBuilder", "System.Linq.Expressions.LambdaExpression",
        "System.Runtime.Serialization.Formatters.Binary.BinaryFormatter", "System.Net.ServicePointManager", "System.Net.WebClient",
        "System.Net.Sockets.TcpListener", "System.Net.HttpListener", "System.Security.Cryptography.MD5", "System.Security.Cryptography.SHA1",
        "System.Management.Automation.PowerShell", "System.Management.Automation.Runspaces.Pipeline",
    ];

    // What reaches files: the journal, which the user names a folder for, and the ledger of request budgets, whose failing keeps nobody from stopping orders.
    private static readonly string[] s_files =
    [
        "System.IO.File", "System.IO.FileInfo", "System.IO.FileStream", "System.IO.FileSystem", "System.IO.Directory", "System.IO.DirectoryInfo",
        "System.IO.FileSystemAclExtensions",
    ];

    // What brings code in: the Redis client, which the user names a server for.
    private static readonly string[] s_loading = ["System.Runtime.Loader.AssemblyLoadContext", "System.Reflection.Assembly.CreateInstance"];

    // Single members of types that are otherwise used.
    private static readonly string[] s_notThese =
    [
        "System.Environment.Exit", "System.Environment.FailFast", "System.Environment.SetEnvironmentVariable",
        "System.Reflection.Assembly.Load", "System.Reflection.Assembly.LoadFrom", "System.Reflection.Assembly.LoadFile", "System.Reflection.Assembly.UnsafeLoadFrom",
        "System.Type.InvokeMember", "System.Type.GetMethod", "System.AppDomain.ExecuteAssembly",
        "System.Management.Automation.CommandInvocationIntrinsics.InvokeScript",
        "System.Management.Automation.CommandInvocationIntrinsics.ExpandString",
        "System.Net.Sockets.Socket.Bind", "System.Net.Sockets.Socket.Listen", "System.Net.Sockets.Socket.Accept", "System.Net.Sockets.Socket.AcceptAsync",
        "System.Runtime.InteropServices.Marshal.PtrToStringUni", "System.Runtime.InteropServices.Marshal.PtrToStringBSTR", "System.Runtime.InteropServices.Marshal.PtrToStringAuto",
    ];

    [Theory, MemberData(nameof(Assemblies))]
    public void They_call_nothing_that_reaches_beyond_the_network(string assembly) =>
        Assert.DoesNotContain(Called(assembly), member => s_never.Any(type => member.StartsWith(type + ".", StringComparison.Ordinal)) || s_notThese.Contains(member));

    [Theory, MemberData(nameof(Assemblies))]
    public void The_journal_and_the_shared_budget_alone_touch_files(string assembly)
    {
        using PEReader file = Open(assembly);
        Assert.Equal(
            assembly == "HtxFutures.dll" ? ["HtxFutures.Files", "HtxFutures.Journal", "HtxFutures.Sharing"] : [],
            MethodCalls.Of(file)
                .Where(call => s_files.Any(type => call.Callee.StartsWith(type + ".", StringComparison.Ordinal)))
                .Select(call => call.CallerNamespace)
                .Distinct()
                .Order(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(Assemblies))]
    public void What_brings_the_Redis_client_alone_loads_code(string assembly)
    {
        using PEReader file = Open(assembly);
        Assert.Equal(
            assembly == "HtxFutures.dll" ? ["HtxFutures.Sharing.Redis"] : [],
            MethodCalls.Of(file)
                .Where(call => s_loading.Any(member => call.Callee.StartsWith(member, StringComparison.Ordinal)))
                .Select(call => call.CallerNamespace)
                .Distinct());
    }

    [Fact]
    public void The_only_scripts_are_these()
    {
        // The first asks PowerShell whether there was a Ctrl+C. Where a module is removed there is no cmdlet to go
        // through, so the others look which modules stay, and tell what ends with this one.
        using PEReader file = Open("HtxFutures.dll");
        MetadataReader metadata = file.GetMetadataReader();
        var texts = new List<string>();
        for (UserStringHandle text = MetadataTokens.UserStringHandle(1); !text.IsNil; text = metadata.GetNextHandle(text))
        {
            texts.Add(metadata.GetUserString(text));
        }

        Assert.Equal(
            ["& { }", @"Microsoft.PowerShell.Core\Get-Module -All", @"param($text) Microsoft.PowerShell.Utility\Write-Warning -Message $text"],
            texts.Where(text => text.StartsWith('&') || text.Contains(@"Microsoft.PowerShell.", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(Assemblies))]
    public void They_call_no_native_code(string assembly)
    {
        using PEReader file = Open(assembly);
        MetadataReader metadata = file.GetMetadataReader();
        Assert.DoesNotContain(metadata.MethodDefinitions, handle => !metadata.GetMethodDefinition(handle).GetImport().Module.IsNil);
    }

    [Fact]
    public void What_is_called_is_seen()
    {
        // So that an empty list above means something.
        Assert.Contains("System.Net.Http.HttpClient..ctor", Called("HtxFutures.Client.dll"));
        Assert.Contains("System.Environment.GetEnvironmentVariable", Called("HtxFutures.dll"));
    }

    [Theory]
    [InlineData("HtxFutures.dll")]
    [InlineData("HtxFutures.Sandbox.dll")]
    [InlineData("redis/HtxFutures.Redis.dll")] // by the Redis client
    public void Only_the_client_speaks_to_the_network(string assembly) => Assert.DoesNotContain(Called(assembly), member =>
        member.StartsWith("System.Net.Http.HttpClient.", StringComparison.Ordinal) || member.StartsWith("System.Net.Http.SocketsHttpHandler.", StringComparison.Ordinal)
        || member.StartsWith("System.Net.Sockets.Socket.", StringComparison.Ordinal)
        || member.StartsWith("System.Net.Sockets.TcpClient.", StringComparison.Ordinal) || member.StartsWith("System.Net.Dns.", StringComparison.Ordinal));

    private static HashSet<string> Called(string assembly)
    {
        using PEReader file = Open(assembly);
        MetadataReader metadata = file.GetMetadataReader();
        return [.. metadata.MemberReferences
            .Select(metadata.GetMemberReference)
            .Where(member => member.Parent.Kind == HandleKind.TypeReference)
            .Select(member => MethodCalls.Name(metadata, member))];
    }

    private static PEReader Open(string assembly) => new(File.OpenRead(Path.Combine(Places.ModuleDirectory, assembly)));
}
