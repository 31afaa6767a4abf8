using System.Collections;
using System.Management.Automation;
using HtxFutures.Sessions;

namespace HtxFutures.Binding;

/// <summary>Takes a session by its name, too, and each once. What is neither binds as a stand-in that ends the cmdlet when it is used.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class SessionAttribute : ArgumentTransformationAttribute
{
    /// <summary>Whether the cmdlet takes several.</summary>
    public bool Several { get; set; }

    /// <summary>Whether the pipeline may bring objects that other parameters take.</summary>
    public bool BesideOthers { get; set; }

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? bare = inputData is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : inputData;
        return Several ? (bare as IList ?? new[] { inputData }).Cast<object?>().SelectMany(Each).Distinct().ToArray() : One(inputData);
    }

    private IEnumerable<object?> Each(object? given) => given is string or PSObject { BaseObject: string } ? Meant(given.ToString()!) : [One(given)];

    private object? One(object? given)
    {
        object? bare = given is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : given;
        return bare switch
        {
            null or HtxSession => bare,
            string name => Named(name),
            _ when BesideOthers => given,
            IList => NoSession(given!, "Several sessions were given, and this takes one."),
            _ => NoSession(given!, $"What was given as an HTX session is none: {(given is PSObject shown ? shown.TypeNames[0] : bare.GetType())}."),
        };
    }

    // A name may have brackets in it: what is called so is meant, and only else what the pattern matches.
    private static HtxSession[] Meant(string name)
    {
        IReadOnlyList<HtxSession> open = SessionStore.Current.Open;
        if (!WildcardPattern.ContainsWildcardCharacters(name) || open.Any(session => session.IsNamed(name)))
        {
            return [Named(name)];
        }

        try
        {
            var pattern = Wildcard.Parse(name, "name of a session");
            HtxSession[] found = [.. open.Where(session => pattern.Matches(session.Name))];
            return found.Length > 0 ? found : [Named(name)];
        }
        catch (HtxException failure)
        {
            return [HtxSession.StandIn(name, failure)];
        }
    }

    private static HtxSession Named(string name)
    {
        try
        {
            return SessionResolver.Named(name, SessionStore.Current);
        }
        catch (HtxException failure)
        {
            return HtxSession.StandIn(name, failure);
        }
    }

    private static HtxSession NoSession(object given, string why) => HtxSession.StandIn(given.ToString() ?? "", new HtxException(HtxErrorKind.InvalidParameter, $"{why} Nothing was done with it.")
    {
        Advice = "Give a session or its name: Get-HtxSession shows the open ones. To cancel listed orders: Get-HtxOrder | Stop-HtxOrder.",
    });
}
