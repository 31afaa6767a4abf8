using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace HtxFutures.Binding;

/// <summary>
/// Turns what is given for an id into text before PowerShell does. A floating-point number stays recognizable as
/// one, so that the check behind it can tell the user that the id may have lost digits: PowerShell's own conversion
/// writes a small one as if it had been whole.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class IdTextAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => Transform(inputData);

    private static string FloatingPoint(string number) => number.AsSpan().IndexOfAny('.', 'E') < 0 ? number + ".0" : number;

    internal static object? Transform(object? input)
    {
        object? value = input is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : input;
        return value switch
        {
            double number => FloatingPoint(number.ToString("R", CultureInfo.InvariantCulture)),
            float number => FloatingPoint(number.ToString("R", CultureInfo.InvariantCulture)),
            decimal number => number.ToString(CultureInfo.InvariantCulture),
            string => value,
            IList list => list.Cast<object?>().Select(Transform).ToArray(),
            _ => input,
        };
    }
}
