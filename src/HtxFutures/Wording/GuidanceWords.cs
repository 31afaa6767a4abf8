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
        Means.OrderIds => "-OrderId or -ClientOrderId. To cancel every order of a contract, pipe Get-HtxOrder to Stop-HtxOrder",
        Means.ListOrders => guidance.ContractCode is { } contract ? $"Get-HtxOrder {contract}" : "Get-HtxOrder",
        Means.ListByContract => "Get-HtxOrder -ContractCode",
        Means.LookUpOrder when guidance.OrderId is { } id => $"Get-HtxOrder -ContractCode {guidance.ContractCode} -OrderId {id}",
        Means.LookUpOrder => $"Get-HtxOrder -ContractCode {guidance.ContractCode} -ClientOrderId {guidance.ClientOrderId}",
        Means.SwitchOff => "Disable-HtxAutoCancel",
        _ => null,
    };
}
