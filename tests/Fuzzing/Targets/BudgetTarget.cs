using HtxFutures.Calls.Budget;
using HtxFutures.Sandbox;
using HtxFutures.Sandbox.RateLimiting;
using HtxFutures.Time;

namespace HtxFutures.Fuzzing.Targets;

/// <summary>
/// A request budget (<see cref="RequestBudget"/>) against the sandbox's own window. Where the headers are honest, no
/// request is ever one too many by the window's count, whatever the network does and whatever a reset is; where they lie, nobody who waits is
/// held for much more than a minute, and in the end every place is free again.
/// </summary>
internal sealed class BudgetTarget
{
    // A minute, ten seconds more for one that was given up, a thousandth of it (the tracker's tolerance), and two seconds for a request that is under way.
    private static readonly TimeSpan s_longestStall = TimeSpan.FromSeconds(72.2);

    private const int BytesOfRequest = 8;

    private static readonly byte[] s_honestRequest = [0, 1, 1, 1, 1, 1, 0, 0];

    private readonly VirtualTime _time = new();
    private readonly BytesReader _script;
    private readonly RequestBudget _budget;
    private readonly RequestWindow _window;
    private readonly TimeSpan _skew;
    private readonly List<(TimeSpan Arrived, TimeSpan Granted)> _grants = [];
    private readonly RateLimitReset _reset;
    private readonly long _standsAt;
    private bool _lies;

    private BudgetTarget(byte[] input)
    {
        _script = new BytesReader(input);
        byte manner = _script.Next();
        _lies = manner % 2 == 1;
        _reset = (RateLimitReset)(manner / 2 % 4);
        int limit = 1 + (_script.Next() % 24);
        var interval = TimeSpan.FromMilliseconds(200 + (_script.Next() * 20));
        byte clock = _script.Next();
        _skew = TimeSpan.FromMilliseconds((clock - 128) * 17);
        _standsAt = (VirtualTime.Start + TimeSpan.FromMilliseconds(clock * 47)).ToUnixTimeMilliseconds();
        _window = new RequestWindow(limit, interval);
        _budget = new RequestBudget(BudgetBucket.Trade, _time, limit);
        if (!_lies)
        {
            // Before the first answer nothing is known but the documented interval; a longer one would be news.
            _window = new RequestWindow(limit, interval < RequestBudget.DocumentedInterval ? interval : RequestBudget.DocumentedInterval);
        }
    }

    public static FuzzTarget Target { get; } = new("budget", Draw, input => new BudgetTarget(input).Check(), ["honest, nobody waited", "honest", "lies, nobody waited", "lies"]);

    private static byte[] Draw(Random random)
    {
        byte[] script = new byte[random.Next(10, 400)];
        random.NextBytes(script);

        // A crowd as often as a trickle.
        for (int at = 4; at < script.Length && random.Next(3) > 0; at += BytesOfRequest)
        {
            script[at] = (byte)(script[at] % 4);
        }

        return script;
    }

    private string Check()
    {
        _time.Run(async () =>
        {
            var requests = new List<Task>();
            while (!_script.IsAtEnd)
            {
                byte[] request = _script.Take(BytesOfRequest);
                await Pause.ForAsync(TimeSpan.FromMilliseconds(request[0] * 3), _time, default).ConfigureAwait(false);
                requests.Add(SendAsync(request));
            }

            await Task.WhenAll(requests).ConfigureAwait(false);
            await Pause.ForAsync(TimeSpan.FromMinutes(2), _time, default).ConfigureAwait(false);
        });
        CheckRest();
        TimeSpan stall = LongestStall();
        Property.Require(stall <= s_longestStall, "nobody is held for more than a minute", () => $"{stall}");
        string word = $"{(_lies ? "lies" : "honest")}{(stall == TimeSpan.Zero ? ", nobody waited" : "")}";

        // One honest answer makes up for all that was believed before.
        _lies = false;
        _time.Run(async () =>
        {
            await SendAsync(s_honestRequest).ConfigureAwait(false);
            await Pause.ForAsync(TimeSpan.FromMinutes(2), _time, default).ConfigureAwait(false);
            await Task.WhenAll(Enumerable.Range(0, (3 * _window.Limit(_time.GetUtcNow())) + 2).Select(i => SendAsync([0, (byte)i, (byte)(7 * i), 1, 1, 1, 0, 0]))).ConfigureAwait(false);
            await Pause.ForAsync(TimeSpan.FromMinutes(2), _time, default).ConfigureAwait(false);
        });
        CheckRest();
        return word;
    }

    private void CheckRest()
    {
        HtxRequestBudget rest = _budget.Snapshot();
        Property.Require(rest.Remaining == rest.Limit && rest.Waiting == 0, "in the end every place is free", () => $"{rest.Remaining} of {rest.Limit}, {rest.Waiting} waiting");
    }

    private TimeSpan LongestStall()
    {
        TimeSpan stall = TimeSpan.Zero;
        for (int i = 1; i < _grants.Count; i++)
        {
            TimeSpan since = _grants[i].Arrived > _grants[i - 1].Granted ? _grants[i].Arrived : _grants[i - 1].Granted;
            stall = stall > _grants[i].Granted - since ? stall : _grants[i].Granted - since;
        }

        return stall;
    }

    private async Task SendAsync(byte[] request)
    {
        TimeSpan arrived = _time.Elapsed;
        BudgetPlace place = await _budget.AcquireAsync(default).ConfigureAwait(false);
        _grants.Add((arrived, _time.Elapsed));
        await Pause.ForAsync(Journey(request[1]), _time, default).ConfigureAwait(false);
        if (request[4] % 16 == 0)
        {
            _budget.NotSent();
            return;
        }

        if (request[4] % 16 == 2)
        {
            // It is stuck: given up, and counted later than that by up to as long as is assumed.
            _budget.GivenUp();
            await Pause.ForAsync(WindowTracker.LongestStall * (request[5] / 256.0), _time, default).ConfigureAwait(false);
            Count();
            return;
        }

        bool passes = Count();
        RateReading reading = Reading(request);
        await Pause.ForAsync(Journey(request[2]), _time, default).ConfigureAwait(false);
        _budget.Answered(place, reading);
        if (!passes && request[4] % 2 == 0)
        {
            _budget.Suspend(TimeSpan.FromSeconds(request[3] % 60));
        }
    }

    private bool Count()
    {
        bool passes = _window.TryTake(_time.GetUtcNow());
        Property.Require(passes || _lies, "no request is one too many while the headers are honest", () => $"{_window.Highest} of {_window.Limit(_time.GetUtcNow())} after {_time.Elapsed}");
        return passes;
    }

    // Up to 100 ms, now and then up to a second.
    private static TimeSpan Journey(byte drawn) => TimeSpan.FromMilliseconds(drawn % 8 == 0 ? drawn * 4 : drawn % 100);

    /// <summary>What the answer tells: all, or a part, or nothing; the truth, or not.</summary>
    private RateReading Reading(byte[] request)
    {
        DateTimeOffset now = _time.GetUtcNow();
        DateTimeOffset reset = _window.ResetsAt.AddTicks(TimeSpan.TicksPerMillisecond - 1) + _skew;
        var honest = new RateReading
        {
            Limit = _window.Limit(now),
            Interval = _window.Interval,
            Remaining = _window.Remaining(now),
            Reset = _reset switch
            {
                RateLimitReset.StandsStill => _standsAt,
                RateLimitReset.InThePast => reset.AddHours(-1).ToUnixTimeMilliseconds(),
                RateLimitReset.Seconds => reset.ToUnixTimeSeconds(),
                _ => reset.ToUnixTimeMilliseconds(),
            },
        };
        DateTimeOffset? stamp = request[3] % 8 == 0 ? null : now;
        return request[5] % 8 == 0 ? default : !_lies || request[5] % 3 == 0 ? honest.At(stamp) : Lie(request, honest).At(stamp);
    }

    private static RateReading Lie(byte[] request, RateReading honest) => honest with
    {
        Limit = (request[6] % 8) switch { 0 => 0, 1 => 1, 2 => 1_000_000, 3 => null, 4 => request[7], _ => honest.Limit },
        Interval = (request[7] % 8) switch { 0 => TimeSpan.Zero, 1 => TimeSpan.FromMilliseconds(1), 2 => TimeSpan.FromMinutes(request[6] % 4), 3 => TimeSpan.FromHours(1), 4 => TimeSpan.FromMilliseconds(request[6] * 200), _ => honest.Interval },
        Remaining = (request[6] / 8 % 8) switch { 0 => 0, 1 => 1_000_000, 2 => null, 3 => honest.Limit - 1, 4 => request[7], _ => honest.Remaining },
        Reset = (request[7] / 8 % 8) switch
        {
            0 => 1,
            1 => 32_503_679_999_999,
            2 => null,
            3 => honest.Reset + (request[6] * 1000),
            4 => honest.Reset - (request[6] * 1000),
            5 => honest.Reset + request[6],
            _ => honest.Reset,
        },
    };
}
