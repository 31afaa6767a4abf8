using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace HtxFutures.Redis.Tests;

/// <summary>A redis-server of a test's own: on a loopback port nobody uses, keeping nothing but what the test asks for, and gone afterwards.</summary>
internal sealed class RedisProcess : IAsyncDisposable
{
    private static int s_port = Random.Shared.Next(10_000);

    private readonly string _folder = Directory.CreateTempSubdirectory("htxfutures-redis-").FullName;
    private readonly string[] _settings;
    private Process? _process;

    private RedisProcess(string[] settings) => _settings = settings;

    /// <summary>Where the program is; null where this machine has none.</summary>
    public static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "redis-server.exe" : "redis-server"))
        .FirstOrDefault(File.Exists);

    public int Port { get; } = FreePort();

    public RedisAddress Address => RedisAddress.Parse($"redis://127.0.0.1:{Port}");

    /// <summary>Starts one, and waits until it answers.</summary>
    /// <param name="settings">As on its command line.</param>
    public static async Task<RedisProcess> StartAsync(params string[] settings)
    {
        Assert.SkipWhen(Program is null, "redis-server is not installed (apt-get install redis-server)");
        var started = new RedisProcess(settings);
        await started.BeginAsync();
        return started;
    }

    /// <summary>Kills it and starts it again, with what it had saved.</summary>
    public async Task RestartAsync()
    {
        await KillAsync();
        await BeginAsync();
    }

    /// <summary>Ends it at once, as a crash does.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    public Task StopAsync() => SignalAsync("STOP");

    public Task ContinueAsync() => SignalAsync("CONT");

    /// <summary>Says something to it by a way of our own, in plain words, and brings its answer.</summary>
    public async Task<string> SayAsync(params string[] words)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, Port);
        NetworkStream stream = socket.GetStream();
        string request = string.Concat(words.Select(word => $"${Encoding.UTF8.GetByteCount(word)}\r\n{word}\r\n"));
        await stream.WriteAsync(Encoding.UTF8.GetBytes($"*{words.Length}\r\n{request}"));
        byte[] answer = new byte[64 * 1024];
        return Encoding.UTF8.GetString(answer, 0, await stream.ReadAsync(answer)).Trim();
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await ContinueAsync();
            await KillAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>
    /// A port that nobody listens at: below those that the system hands out, since others would take it meanwhile, and another
    /// one each time.
    /// </summary>
    public static int FreePort()
    {
        while (true)
        {
            int port = 20_000 + (Interlocked.Increment(ref s_port) % 10_000);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody has it.
            }
        }
    }

    /// <summary>Starts it again after it was killed.</summary>
    public async Task BeginAsync()
    {
        var start = new ProcessStartInfo(Program!, ["--port", Port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--dir", _folder, "--save", "", .. _settings])
        {
            RedirectStandardOutput = true,
        };
        _process = Process.Start(start)!;
        var said = new StringBuilder();
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            said.AppendLine(line);
            if (line.Contains("Ready to accept connections", StringComparison.Ordinal))
            {
                _ = _process.StandardOutput.ReadToEndAsync();
                return;
            }
        }

        throw new InvalidOperationException($"redis-server has not started: {said}");
    }

    private async Task SignalAsync(string signal)
    {
        using Process kill = Process.Start("kill", [$"-{signal}", _process!.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }
}
