#Requires -Version 7.4
#Requires -Modules HtxFutures

<#
.SYNOPSIS
    Keeps the exchange's dead-man's switch from cancelling the open orders, for as long as it runs.
.DESCRIPTION
    Sets the dead-man's switch of the account, and sets it again every third of -Timeout, for the time of -For. When the
    beats end, whatever the reason, the exchange cancels all open orders of the account as soon as -Timeout is over. So a
    machine, a network or a job that dies leaves no orders behind that nobody watches.

    Without -For it beats once: for a scheduler that runs it again before -Timeout is over. With -ThenDisable it switches
    the switch off at the end of its time, since somebody else takes over, or nothing needs to be guarded any more; where
    it fails before that, the switch stays set.

    A beat that fails is told as a warning, and followed by another one. The only output is a summary as JSON. The runbook
    succeeds (exit code 0) only if the last beat succeeded, and no two lay further apart than -Timeout. Anything else ends
    it, after the summary, with an error: exit code 1 of pwsh -File, the state Failed in Azure Automation. With -WhatIf it
    connects, sets nothing, and succeeds if the account could be reached.

    Without -Credential, -AssetName, -SecretName or -Sandbox the key comes from HTX_ACCESS_KEY and HTX_SECRET_KEY.
.PARAMETER Timeout
    How long after the last beat the exchange cancels; 5 s or more. Half a minute leaves room for a slow network.
.PARAMETER For
    How long to go on beating. One beat unless given.
.PARAMETER ThenDisable
    Switches the switch off at the end of -For.
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
.EXAMPLE
    pwsh -NonInteractive -File ./Send-Heartbeat.ps1 -Timeout 0:0:30 -For 0:0:10 -ThenDisable -Sandbox

    Rehearses: beats for ten seconds, and switches off.
.EXAMPLE
    pwsh -NonInteractive -File ./Send-Heartbeat.ps1 -Timeout 0:3:00 -SecretName htx-trading

    Beats once. A scheduler that starts it each minute keeps the orders; three minutes without it, and they are cancelled.
#>
[CmdletBinding(SupportsShouldProcess, DefaultParameterSetName = 'Environment')]
[OutputType([string])]
param(
    [Parameter(Mandatory)]
    [timespan] $Timeout,

    [timespan] $For = [timespan]::Zero,

    [switch] $ThenDisable,

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

    [string] $Endpoint = 'Global'
)

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

$beats = 0
$missed = 0
$state = $null
$sinceBeat = [System.Diagnostics.Stopwatch]::new()

try {
    $connection = Get-Connection $PSCmdlet.ParameterSetName $given
    $session = Connect-HtxFutures @connection -WarningAction SilentlyContinue -WarningVariable +notices
    $how = @{ Session = $session; WhatIf = $WhatIfPreference; Confirm = $false; WarningAction = 'SilentlyContinue'; WarningVariable = '+notices' }
    $time = [System.Diagnostics.Stopwatch]::StartNew()
    for ($again = $true; $again; ) {
        $failed = $null
        # From before the request: the exchange counts from when it arrives, which is later.
        $sent = [System.Diagnostics.Stopwatch]::StartNew()
        try {
            $state = Enable-HtxAutoCancel -Timeout $Timeout @how
            if ($sinceBeat.IsRunning -and $sinceBeat.Elapsed -gt $Timeout) {
                $failures.Add((Get-Failure -Message "$($sinceBeat.Elapsed) lay between two beats: the exchange may have cancelled the open orders."))
            }

            $beats++
            $sinceBeat = $sent
            Write-Verbose "Beat ${beats}: the exchange cancels after $Timeout unless there is another."
        }
        catch {
            # After these there is time for another try; the others would meet the next beat too.
            if ($_.FullyQualifiedErrorId -notmatch '^Htx(NetworkError|OutcomeUnknown|RateLimited|Unavailable|UnexpectedResponse|ApiError),') {
                throw
            }

            $failed = $_
            $missed++
            $notices += "A beat failed: $_"
        }

        $left = $For - $time.Elapsed
        $again = $left -gt 0 -and -not $WhatIfPreference
        if ($again) {
            $pause = if ($failed) { [timespan]::FromSeconds(1) } else { $Timeout / 3 }
            Start-Sleep -Duration $(if ($pause -lt $left) { $pause } else { $left })
        }
    }

    if ($failed) {
        $failures.Add((Get-Failure -Reason $failed))
    }
    elseif ($ThenDisable) {
        $state = Disable-HtxAutoCancel @how
    }
}
catch {
    $failures.Add((Get-Failure -Reason $_))
}
finally {
    if ($session) {
        # It would warn that the switch stays set, which is what it is for; the summary says so.
        Disconnect-HtxFutures $session -WhatIf:$false -Confirm:$false -WarningAction SilentlyContinue
    }
}

[ordered] @{
    Runbook    = $MyInvocation.MyCommand.Name
    Succeeded  = $failures.Count -eq 0
    WhatIf     = [bool] $WhatIfPreference
    Started    = $started
    Ended      = [datetimeoffset]::UtcNow
    Timeout    = $Timeout.ToString('c')
    Beats      = if ($WhatIfPreference) { 0 } else { $beats }
    Missed     = $missed
    Enabled    = [bool] $state.Enabled
    TriggersAt = $state.TriggersAt
    Failures   = $failures
    Warnings   = @($notices | ForEach-Object { "$_" })
} | ConvertTo-Json -Depth 5

if ($failures.Count) {
    throw "$($failures.Count) failures; the first: $($failures[0].Message)"
}
