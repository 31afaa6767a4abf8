#Requires -Version 7.4
#Requires -Modules HtxFutures

<#
.SYNOPSIS
    Stops the open orders that are older than a time span.
.DESCRIPTION
    Lists the open orders of the account, or of some contracts, that are older than a time span on the exchange's clock,
    cancels them, and goes on until the exchange shows every one of them as final.

    The only output is a summary as JSON. The runbook succeeds (exit code 0) only if the last listing shows nothing that
    it was to stop, and every order it found ended as Canceled, PartiallyCanceled, AlreadyCanceled or Filled. Anything
    else ends it, after the summary, with an error: exit code 1 of pwsh -File, the state Failed in Azure Automation.
    With -WhatIf it stops nothing, and succeeds if the orders could be listed.

    Without -Credential, -AssetName, -SecretName or -Sandbox the key comes from HTX_ACCESS_KEY and HTX_SECRET_KEY.
.PARAMETER OlderThan
    The age from which an order is stale.
.PARAMETER ContractCode
    Only orders of these contracts; wildcards allowed. All unless given.
.PARAMETER Credential
    The API key pair: user name = access key, password = secret key. In Azure Automation, the name of a credential asset.
.PARAMETER AssetName
    The credential asset of Azure Automation that holds the key pair; read with Get-AutomationPSCredential.
.PARAMETER SecretName
    The secret that holds the key pair, a PSCredential; read with Get-Secret (Microsoft.PowerShell.SecretManagement).
.PARAMETER VaultName
    The vault of the secret; the default vault unless given.
.PARAMETER Sandbox
    Rehearses on an exchange inside the process: no network, no key, no real order.
.PARAMETER Endpoint
    Global, Aws or an absolute address, as for Connect-HtxFutures.
.PARAMETER WaitTimeout
    The longest wait for the exchange to show the orders of a pass as final.
.EXAMPLE
    pwsh -NonInteractive -File ./Stop-StaleOrder.ps1 -OlderThan 1:00:00 -Sandbox

    Rehearses: stops the orders of the sandbox that are older than an hour.
.EXAMPLE
    pwsh -NonInteractive -File ./Stop-StaleOrder.ps1 -OlderThan 0:30:00 -ContractCode BTC-*,ETH-USDT -SecretName htx-trading
#>
[CmdletBinding(SupportsShouldProcess, DefaultParameterSetName = 'Environment')]
[OutputType([string])]
param(
    [Parameter(Mandatory)]
    [timespan] $OlderThan,

    [string[]] $ContractCode,

    [Parameter(Mandatory, ParameterSetName = 'Credential')]
    [pscredential] $Credential,

    [Parameter(Mandatory, ParameterSetName = 'Asset')]
    [string] $AssetName,

    [Parameter(Mandatory, ParameterSetName = 'Vault')]
    [string] $SecretName,

    [Parameter(ParameterSetName = 'Vault')]
    [string] $VaultName,

    [Parameter(Mandatory, ParameterSetName = 'Sandbox')]
    [switch] $Sandbox,

    [string] $Endpoint = 'Global',

    [timespan] $WaitTimeout = '0:00:30'
)

$selection = @{ OlderThan = $OlderThan.ToString('c') }
# Given but empty is a mistake, and must not mean all contracts.
if ($PSBoundParameters.ContainsKey('ContractCode')) {
    $selection.ContractCode = $ContractCode
}

#region The session, the same in every runbook of this folder
# Azure Automation takes a runbook as a single file, and who copies one wants one file too. So what they share is
# repeated in each, word for word; a test keeps it so.
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'

$started = [datetimeoffset]::UtcNow
$failures = [System.Collections.Generic.List[object]]::new()
$notices = @()
$session = $null
$given = @{
    Sandbox    = $Sandbox
    Credential = $Credential
    AssetName  = $AssetName
    SecretName = $SecretName
    VaultName  = $VaultName
    Endpoint   = $Endpoint
}

function Get-Failure {
    param($Order, [System.Management.Automation.ErrorRecord] $Reason, [string] $Message)

    [pscustomobject] @{
        ContractCode      = $Order.ContractCode
        OrderId           = $Order.OrderId
        Outcome           = if ($Order.Outcome) { "$($Order.Outcome)" }
        ErrorId           = if ($Reason) { ($Reason.FullyQualifiedErrorId -split ',')[0] }
        Message           = if ($Reason) { $Reason.Exception.Message } else { $Message }
        RecommendedAction = $Reason.ErrorDetails.RecommendedAction
    }
}

function Get-Connection {
    # What Connect-HtxFutures is given, by what the runbook was given.
    param([string] $ParameterSet, [hashtable] $Given)

    $connection = switch ($ParameterSet) {
        'Sandbox' { @{ Sandbox = $Given.Sandbox } }
        'Credential' { @{ Credential = $Given.Credential; Endpoint = $Given.Endpoint } }
        'Asset' { @{ Credential = Get-AutomationPSCredential -Name $Given.AssetName; Endpoint = $Given.Endpoint } }
        'Vault' {
            $vault = if ($Given.VaultName) { @{ Vault = $Given.VaultName } } else { @{} }
            @{ Credential = Get-Secret -Name $Given.SecretName @vault; Endpoint = $Given.Endpoint }
        }
        default { @{ FromEnvironment = $true; Endpoint = $Given.Endpoint } }
    }

    if ($connection.Contains('Credential') -and $connection.Credential -isnot [pscredential]) {
        throw 'What holds the key pair must be a credential: user name = access key, password = secret key.'
    }

    $connection
}
#endregion

#region Stopping, the same in every runbook that stops orders
$accounted = 'Canceled', 'PartiallyCanceled', 'AlreadyCanceled', 'Filled'
# An order can be placed while others are being stopped, so the listing is repeated, but not for ever.
$mostPasses = 3

$results = @{}
$contracts = [System.Collections.Generic.SortedSet[string]]::new()
$errors = @()
$left = @()

try {
    # A number of contracts may come as one text: pwsh -File hands arguments on as they are.
    if ($selection.Contains('ContractCode')) {
        $selection.ContractCode = @($selection.ContractCode -split ',' | ForEach-Object { $_.Trim() } | Where-Object Length)
    }

    $connection = Get-Connection $PSCmdlet.ParameterSetName $given
    $session = Connect-HtxFutures @connection -WarningAction SilentlyContinue -WarningVariable +notices
    for ($pass = 1; ; $pass++) {
        $left = @(Get-HtxOrder @selection -Session $session)
        Write-Verbose "Pass ${pass}: $($left.Count) orders to stop."
        if (-not $left -or $pass -gt $mostPasses) {
            break
        }

        $left.ContractCode | ForEach-Object { $null = $contracts.Add($_) }
        $stop = @{ Wait = $true; WaitTimeout = $WaitTimeout; WhatIf = $WhatIfPreference; Confirm = $false }
        $quiet = @{ ErrorAction = 'SilentlyContinue'; WarningAction = 'SilentlyContinue' }
        $left | Stop-HtxOrder -Session $session @stop @quiet -ErrorVariable +errors -WarningVariable +notices |
            ForEach-Object { $results[$_.OrderId] = $_ }
        if ($WhatIfPreference) {
            break
        }
    }
}
catch {
    # What fails as a whole; the orders that were answered before it are told below.
    $failures.Add((Get-Failure -Reason $_))
}
finally {
    if ($session) {
        Disconnect-HtxFutures $session -WhatIf:$false -Confirm:$false
    }
}

if (-not $WhatIfPreference) {
    $reasons = @{}
    $errors | Where-Object { $_.TargetObject.OrderId } | ForEach-Object { $reasons[$_.TargetObject.OrderId] = $_ }
    $open = @($left | Where-Object { -not $results.Contains($_.OrderId) -or $results[$_.OrderId].Outcome -in $accounted })
    # Where the run was cut short, the listing is from before the cancels; only what has no result is in doubt then.
    if ($failures.Count) {
        $open = @($open | Where-Object { -not $results.Contains($_.OrderId) })
    }

    $open | ForEach-Object { $failures.Add((Get-Failure -Order $_ -Message 'The order may still be open.')) }
    $results.Values | Where-Object Outcome -notin $accounted |
        ForEach-Object { $failures.Add((Get-Failure -Order $_ -Reason $reasons[$_.OrderId] -Message $_.Message)) }
}

$outcomes = [ordered] @{}
$results.Values | Group-Object { "$($_.Outcome)" } | Sort-Object Name | ForEach-Object { $outcomes[$_.Name] = $_.Count }
[ordered] @{
    Runbook   = $MyInvocation.MyCommand.Name
    Succeeded = $failures.Count -eq 0
    WhatIf    = [bool] $WhatIfPreference
    Started   = $started
    Ended     = [datetimeoffset]::UtcNow
    Selection = $selection
    Contracts = @($contracts)
    Orders    = @(@($results.Keys) + @($left.OrderId) | Where-Object { $_ } | Select-Object -Unique).Count
    Outcomes  = $outcomes
    Failures  = $failures
    Warnings  = @($notices | ForEach-Object { "$_" })
} | ConvertTo-Json -Depth 5

if ($failures.Count) {
    throw "$($failures.Count) failures; the first: $($failures[0].Message)"
}
#endregion
