using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Diagnostics.Metrics;

/// <summary>Keeps every trace and measurement of this process as text, as a collector would send it away.</summary>
public static class SecretsCollector
{
    private static readonly MeterListener s_meters = new MeterListener();

    public static ConcurrentQueue<string> Collected { get; } = new ConcurrentQueue<string>();

    public static void Start()
    {
        ActivitySource.AddActivityListener(new ActivityListener
        {
            ShouldListenTo = source => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> options) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Keep,
        });
        s_meters.InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEvents(instrument);
        s_meters.SetMeasurementEventCallback<long>((instrument, value, tags, state) => Keep(instrument, value, tags.ToArray()));
        s_meters.SetMeasurementEventCallback<int>((instrument, value, tags, state) => Keep(instrument, value, tags.ToArray()));
        s_meters.SetMeasurementEventCallback<double>((instrument, value, tags, state) => Keep(instrument, value, tags.ToArray()));
        s_meters.Start();
    }

    private static void Keep(Activity activity)
    {
        Collected.Enqueue(activity.Source.Name + " " + activity.DisplayName + " " + activity.StatusDescription);
        foreach (KeyValuePair<string, object> tag in activity.TagObjects)
        {
            Collected.Enqueue("  " + tag.Key + "=" + tag.Value);
        }

        foreach (ActivityEvent happening in activity.Events)
        {
            Collected.Enqueue("  " + happening.Name + " " + string.Join(" ", happening.Tags));
        }
    }

    private static void Keep(Instrument instrument, double value, KeyValuePair<string, object>[] tags)
    {
        Collected.Enqueue(instrument.Meter.Name + "/" + instrument.Name + " " + value + " " + string.Join(" ", tags));
    }
}
