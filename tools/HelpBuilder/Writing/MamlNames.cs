using System.Xml.Linq;

namespace HtxFutures.HelpBuilder.Writing;

/// <summary>The namespaces of a help file.</summary>
internal static class MamlNames
{
    public static XNamespace Help { get; } = "http://msh";

    public static XNamespace Maml { get; } = "http://schemas.microsoft.com/maml/2004/10";

    public static XNamespace Command { get; } = "http://schemas.microsoft.com/maml/dev/command/2004/10";

    public static XNamespace Dev { get; } = "http://schemas.microsoft.com/maml/dev/2004/10";
}
