using System.Management.Automation;
using System.Reflection;

namespace HtxFutures.HelpBuilder.Metadata;

/// <summary>Reads what the cmdlet classes of an assembly declare.</summary>
internal static class CmdletReader
{
    public static IReadOnlyList<CmdletInfo> Read(Assembly assembly) =>
        [.. assembly.GetExportedTypes().Where(type => type.Find(typeof(CmdletAttribute)) is not null).Select(Read)];

    private static CmdletInfo Read(Type type)
    {
        CustomAttributeData cmdlet = type.Find(typeof(CmdletAttribute))!;
        List<CmdletParameter> parameters = ReadParameters(type);
        if (cmdlet.Named<bool>(nameof(CmdletAttribute.SupportsShouldProcess)))
        {
            parameters.AddRange(ShouldProcessParameters.All);
        }

        string? first = cmdlet.Named<string>(nameof(CmdletAttribute.DefaultParameterSetName));
        string?[] sets = [.. parameters.SelectMany(parameter => parameter.Uses).Select(use => use.Set).OfType<string>().Distinct().OrderByDescending(set => set == first)];
        return new CmdletInfo
        {
            Verb = (string)cmdlet.ConstructorArguments[0].Value!,
            Noun = (string)cmdlet.ConstructorArguments[1].Value!,
            Parameters = parameters,
            Sets = sets.Length == 0 ? [null] : sets,
            InputTypes = [.. ReadInputs(type).Distinct().Order(StringComparer.Ordinal)],
            OutputTypes = [.. type.All(typeof(OutputTypeAttribute)).SelectMany(output => output.Params<Type>()).Select(output => output.FullName!).Distinct()],
        };
    }

    private static List<CmdletParameter> ReadParameters(Type type)
    {
        // The defaults are those that a new cmdlet has, before anything is bound.
        object cmdlet = Activator.CreateInstance(type)!;
        try
        {
            return [.. Properties(type).Select(property => ParameterReader.Read(property, property.GetValue(cmdlet)))];
        }
        finally
        {
            (cmdlet as IDisposable)?.Dispose();
        }
    }

    private static IEnumerable<string> ReadInputs(Type type)
    {
        foreach (PropertyInfo property in Properties(type))
        {
            IReadOnlyList<ParameterUse> uses = ParameterReader.ReadUses(property);
            if (uses.Any(use => use.FromPipeline))
            {
                yield return (property.PropertyType.GetElementType() ?? property.PropertyType).FullName!;
            }

            if (uses.Any(use => use.FromPipelineByName))
            {
                yield return typeof(PSObject).FullName!;
            }
        }
    }

    private static IEnumerable<PropertyInfo> Properties(Type type) =>
        type.GetProperties().Where(property => property.Find(typeof(ParameterAttribute)) is not null);
}
