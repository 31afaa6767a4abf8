using System.Collections;
using System.Reflection;
using System.Text;

namespace HtxFutures.Client.Tests.Support;

/// <summary>Looks for what must not be shown in all that an object shows.</summary>
internal static class SecretSearch
{
    private const int Deepest = 6;

    private static readonly string[] s_hidden =
    [
        TestKeys.SecretKey,
        Convert.ToBase64String(Encoding.UTF8.GetBytes(TestKeys.SecretKey)),
        Convert.ToHexString(Encoding.UTF8.GetBytes(TestKeys.SecretKey)),
        TestKeys.AccessKey,
        "Signature=",
    ];

    public static void AssertClean(string? text)
    {
        foreach (string hidden in s_hidden)
        {
            Assert.DoesNotContain(hidden, text ?? "", StringComparison.OrdinalIgnoreCase);
        }
    }

    /// <summary>Walks the public properties and the printed form, down to the leaves.</summary>
    public static void AssertCleanObject(object? value) => Walk(value, 0);

    private static void Walk(object? value, int depth)
    {
        AssertClean(value?.ToString());
        if (value is null or string || depth == Deepest)
        {
            return;
        }

        if (value is IEnumerable list)
        {
            foreach (object? item in list)
            {
                Walk(item, depth + 1);
            }
        }
        else if (value.GetType().Namespace == nameof(HtxFutures))
        {
            foreach (PropertyInfo property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
            {
                Walk(property.GetValue(value), depth + 1);
            }
        }
    }
}
