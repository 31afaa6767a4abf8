using System.Collections;
using System.Management.Automation;
using HtxFutures.Sessions;

namespace HtxFutures.Binding;

/// <summary>Takes a session by its name, too. What is neither binds as a stand-in that ends the cmdlet when it is used.</summary>
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
        return bare is IList list && Several ? list.Cast<object?>().Select(One).ToArray() : One(inputData);
    }

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
