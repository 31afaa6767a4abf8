using HtxFutures.Errors;

namespace HtxFutures.Wording;

/// <summary>What the client advises, in PowerShell's words. The one place that has cmdlets and parameters for what the client can do.</summary>
internal static class GuidanceWords
{
    /// <summary>The text, with what serves to do it; null where there is none.</summary>
    /// <param name="guidance">The text.</param>
    /// <param name="session">What names the session in a command, with a space before it; empty where it is the default.</param>
    public static string? Of(Guidance? guidance, string session = "") => guidance is not null && Words(guidance, session) is { } words
        ? $"{guidance.Text.TrimEnd('.')}: {words}."
        : guidance?.Text;

    private static string? Words(Guidance guidance, string session) => guidance.Means switch
    {
        Means.Proxy => "Connect-HtxFutures -Proxy",
        Means.ProxyCredential => "Connect-HtxFutures -ProxyCredential",
        Means.SigningHost => "Connect-HtxFutures -SigningHost",
        Means.Endpoint => "Connect-HtxFutures -Endpoint",
        Means.EndpointOrProxy => "Connect-HtxFutures -Endpoint, -Proxy",
        Means.OtherEndpoint => "Connect-HtxFutures -Endpoint Aws",
        Means.OrderIds when guidance.Kind == OrderKind.AlgoOrder => "-AlgoId or -ClientAlgoId. To stop every algo order of a contract, pipe Get-HtxAlgoOrder to Stop-HtxAlgoOrder",
        Means.OrderIds => "-OrderId or -ClientOrderId. To cancel every order of a contract, pipe Get-HtxOrder to Stop-HtxOrder",
        Means.ListOrders => $"Get-{Noun(guidance)} {guidance.ContractCode}".TrimEnd() + session,
        Means.ListByContract => $"Get-{Noun(guidance)}{session} -ContractCode",
        Means.LookUpOrder => $"Get-{Noun(guidance)} {Named(guidance)}{session}",
        Means.StopOrder => $"Stop-{Noun(guidance)} {Named(guidance)}{session}",
        Means.ListPositions => $"Get-HtxPosition {guidance.ContractCode}".TrimEnd() + session,
        Means.CancelClosingOrders => $"Clear-HtxOrder {guidance.ContractCode}{(guidance.ClosingSide is { } side ? $" -Side {side}" : "")}{session}",
        Means.LookAtExposure => $"Get-HtxExposure{session}",
        Means.SwitchOff => $"Disable-HtxAutoCancel{session}",
        _ => null,
    };

    private static string Noun(Guidance guidance) => guidance.Kind == OrderKind.AlgoOrder ? "HtxAlgoOrder" : "HtxOrder";

    private static string Named(Guidance guidance)
    {
        string prefix = guidance.Kind == OrderKind.AlgoOrder ? "Algo" : "Order";
        return guidance.OrderId is { } id
            ? $"-ContractCode {guidance.ContractCode} -{prefix}Id {id}"
            : $"-ContractCode {guidance.ContractCode} -Client{prefix}Id {guidance.ClientOrderId}";
    }
}
