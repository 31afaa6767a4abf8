#Requires -Version 7.4
#Requires -Modules HtxFutures

<#
.SYNOPSIS
    Stops all open orders of the named contracts, now.
.DESCRIPTION
    Lists the open orders of the named contracts, cancels them, goes on until the exchange shows every one of them as
    final, and lists again, until nothing is open there. Positions stay as they are.

    A contract in which nothing is open is no error; the summary's Contracts tells in which ones orders were found.

    The only output is a summary as JSON. The runbook succeeds (exit code 0) only if the last listing shows nothing that
    it was to stop, and every order it found ended as Canceled, PartiallyCanceled, AlreadyCanceled or Filled. Anything
    else ends it, after the summary, with an error: exit code 1 of pwsh -File, the state Failed in Azure Automation.
    With -WhatIf it stops nothing, and succeeds if the orders could be listed.

    Without -Credential, -AssetName, -SecretName or -Sandbox the key comes from HTX_ACCESS_KEY and HTX_SECRET_KEY.
.PARAMETER ContractCode
    The contracts; wildcards allowed. There is no default: what is to be stopped has to be named.
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
    pwsh -NonInteractive -File ./Invoke-KillSwitch.ps1 -ContractCode BTC-USDT,ETH-USDT -Sandbox

    Rehearses: stops the orders of two contracts of the sandbox.
.EXAMPLE
    pwsh -NonInteractive -File ./Invoke-KillSwitch.ps1 -ContractCode BTC-* -AssetName htx-trading
#>
[CmdletBinding(SupportsShouldProcess, DefaultParameterSetName = 'Environment')]
[OutputType([string])]
param(
    [Parameter(Mandatory)]
    [ValidateNotNullOrEmpty()]
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

$selection = @{ ContractCode = $ContractCode }

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
