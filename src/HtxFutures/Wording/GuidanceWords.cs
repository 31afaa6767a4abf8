using HtxFutures.Errors;

namespace HtxFutures.Wording;

/// <summary>What the client advises, in PowerShell's words. The one place that has cmdlets and parameters for what the client can do.</summary>
internal static class GuidanceWords
{
    /// <summary>The text, with what serves to do it; null where there is none.</summary>
    public static string? Of(Guidance? guidance) => guidance is not null && Words(guidance) is { } words
        ? $"{guidance.Text.TrimEnd('.')}: {words}."
        : guidance?.Text;

    private static string? Words(Guidance guidance) => guidance.Means switch
    {
        Means.Proxy => "Connect-HtxFutures -Proxy",
        Means.ProxyCredential => "Connect-HtxFutures -ProxyCredential",
        Means.SigningHost => "Connect-HtxFutures -SigningHost",
        Means.Endpoint => "Connect-HtxFutures -Endpoint",
        Means.EndpointOrProxy => "Connect-HtxFutures -Endpoint, -Proxy",
        Means.OtherEndpoint => "Connect-HtxFutures -Endpoint Aws",
        Means.OrderIds when guidance.Kind == OrderKind.AlgoOrder => "-AlgoId or -ClientAlgoId. To stop every algo order of a contract, pipe Get-HtxAlgoOrder to Stop-HtxAlgoOrder",
        Means.OrderIds => "-OrderId or -ClientOrderId. To cancel every order of a contract, pipe Get-HtxOrder to Stop-HtxOrder",
        Means.ListOrders => $"Get-{Noun(guidance)} {guidance.ContractCode}".TrimEnd(),
        Means.ListByContract => $"Get-{Noun(guidance)} -ContractCode",
        Means.LookUpOrder => $"Get-{Noun(guidance)} {Named(guidance)}",
        Means.StopOrder => $"Stop-{Noun(guidance)} {Named(guidance)}",
        Means.ListPositions => $"Get-HtxPosition {guidance.ContractCode}".TrimEnd(),
        Means.CancelClosingOrders => $"Clear-HtxOrder {guidance.ContractCode}{(guidance.ClosingSide is { } side ? $" -Side {side}" : "")}",
        Means.LookAtExposure => "Get-HtxExposure",
        Means.SwitchOff => "Disable-HtxAutoCancel",
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
