<#
.SYNOPSIS
    Makes this PowerShell a place to try the module in: a sandbox of 500 orders, 40 ms away.
#>
param([Parameter(Mandatory)] [string] $Module)

Import-Module ([WildcardPattern]::Escape($Module))
# Also for parallel runspaces and for the runbooks, which name the module.
$env:PSModulePath = (Split-Path (Split-Path (Split-Path $Module))) + [IO.Path]::PathSeparator + $env:PSModulePath
if (Get-Module PSReadLine) {
    Set-PSReadLineOption -HistorySaveStyle SaveNothing
}

$null = Connect-HtxFutures -Sandbox -OrderCount 500 -Latency 40ms -Name sandbox

function global:prompt {
    # Asked only after something was run: the listing costs requests.
    $last = (Get-History -Count 1).Id
    $session = Get-HtxSession | Where-Object IsDefault
    if ($null -eq $session) {
        return 'PS [no session]> '
    }

    if ($session -ne $global:HtxPromptSession -or $last -ne $global:HtxPromptSeen) {
        $global:HtxPromptSession, $global:HtxPromptSeen = $session, $last
        $global:HtxPromptOpen = @(Get-HtxOrder -Session $session -ErrorAction Ignore -WarningAction Ignore -Verbose:$false -Debug:$false).Count
    }

    "[$($session.IsSandbox ? 'SANDBOX' : $session.Endpoint.ToUpperInvariant()) $global:HtxPromptOpen open] PS> "
}

@'
An exchange inside this process: 500 open orders, 40 ms away. No key, no
network, no real order. To try:

  Get-HtxOrder BTC-USDT | Format-Table
  Get-HtxOrder -OlderThan 1h | Stop-HtxOrder -WhatIf
  Get-HtxOrder ETH-* | Stop-HtxOrder -Wait | Group-Object Outcome -NoElement
  Clear-HtxOrder SOL-USDT
  Get-HtxRateLimit
  Get-Help Stop-HtxOrder -Examples

Tab completes contracts and ids. exit ends it.
'@
