using System.Collections;
using System.Management.Automation;

namespace HtxFutures.Binding;

/// <summary>Makes inputs of orders, results and rows. What names no order is left as it is, for other parameters.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class OrderInputAttribute : ArgumentTransformationAttribute
{
    /// <summary>As orders of which kind rows are read.</summary>
    public OrderKind Kind { get; init; }

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? bare = inputData is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : inputData;
        OrderInput?[] inputs = bare is IEnumerable several and not (string or IDictionary) ? [.. several.Cast<object?>().Select(item => OrderInput.From(item, Kind))] : [OrderInput.From(inputData, Kind)];
        return inputs.Length > 0 && Array.TrueForAll(inputs, input => input is not null) ? inputs : inputData;
    }
}
