#Requires -Version 7.4
#Requires -Modules HtxFutures

<#
.SYNOPSIS
    Stops the open orders that are older than a time span.
.DESCRIPTION
    Lists the open orders of the account, or of some contracts, that are older than a time span on the exchange's clock,
    cancels them, and goes on until the exchange shows every one of them as final. Algo orders (trigger, take-profit,
    stop-loss, combined, trailing) stay, unless -IncludeAlgo is given: most of them are meant to wait.

    The only output is a summary as JSON; what -Verbose says goes to standard error. Exit codes:

    0  proven: the last listing shows nothing that it was to stop, and every order it found ended as Canceled,
       PartiallyCanceled, AlreadyCanceled or Filled; with -WhatIf, which stops nothing, the orders could be listed
    2  an argument is wrong, and nothing was done
    3  no key or no connection, and nothing was done
    4  something that it was to stop is still there
    5  what became of something could not be found out
    1  PowerShell could not begin it, and there is no summary: the module is missing, a parameter's name is ambiguous

    In Azure Automation, which knows no exit codes, all but 0 end it with an error, after the summary: the state Failed.

    Without -Credential, -AssetName, -SecretName or -Sandbox the key comes from HTX_ACCESS_KEY and HTX_SECRET_KEY.
.PARAMETER OlderThan
    The age from which an order is stale: 90m, 2h, 0:30:00. A bare number is refused, since it has no unit.
.PARAMETER ContractCode
    Only orders of these contracts; wildcards allowed. All unless given.
.PARAMETER IncludeAlgo
    Stops algo orders that are older than that, too.
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
.PARAMETER Scenario
    What goes wrong there, to rehearse a bad night: LostAnswers, Outage, Busy, RateLimited, Maintenance, Partial, Refused,
    Blocked, Moving. Calm unless given.
.PARAMETER Endpoint
    Global, Aws or an absolute address, as for Connect-HtxFutures.
.PARAMETER WaitTimeout
    The longest wait for the exchange to show the orders of a pass as final: 90s, 0:01:30. Half a minute unless given.
.PARAMETER Rest
    Takes what no other parameter takes, to refuse it in the summary.
.EXAMPLE
    pwsh -NoProfile -NonInteractive -File ./Stop-StaleOrder.ps1 -OlderThan 1:00:00 -Sandbox

    Rehearses: stops the orders of the sandbox that are older than an hour.
.EXAMPLE
    pwsh -NoProfile -NonInteractive -File ./Stop-StaleOrder.ps1 -OlderThan 0:30:00 -ContractCode BTC-*,ETH-USDT -SecretName htx-trading
#>
[CmdletBinding(SupportsShouldProcess, PositionalBinding = $false)]
[OutputType([string])]
# The types are loose on purpose: what PowerShell's binder refuses ends a script before it can write its summary.
param(
    [Parameter(Position = 0)]
    [object] $OlderThan,

    [Parameter(Position = 1)]
    [string[]] $ContractCode,

    [switch] $IncludeAlgo,

    [object] $Credential,

    [string] $AssetName,

    [string] $SecretName,

    [string] $VaultName,

    [switch] $Sandbox,

    [string] $Scenario,

    [string] $Endpoint,

    [object] $WaitTimeout,

    [Parameter(ValueFromRemainingArguments, DontShow)]
    [object[]] $Rest
)

#region The start, the same in every runbook of this folder
# Azure Automation takes a runbook as a single file, and who copies one wants one file too. So the little that they
# share beyond the module is repeated in each, word for word; a test keeps it so.

# What a profile sets for its owner's commands is not meant for these.
$PSDefaultParameterValues = @{}
$ErrorActionPreference = 'Stop'
$WarningPreference = 'Continue'
$ProgressPreference = 'SilentlyContinue'

filter Receive-Output {
    # Messages are kept for the summary, or go to standard error: PowerShell would print them before the summary.
    $run.Hear($_)
}

function Connect-Account {
    $key = switch ($run.KeySource) {
        'AssetName' { Get-AutomationPSCredential -Name $run.KeyName *>&1 | Receive-Output }
        'SecretName' {
            $vault = if ($VaultName) { @{ Vault = $VaultName } } else { @{} }
            Get-Secret -Name $run.KeyName @vault *>&1 | Receive-Output
        }
    }
    $connection = $run.GetConnection($key)
    Connect-HtxFutures @connection *>&1 | Receive-Output
}
#endregion

$run = [HtxFutures.Runbooks.StopRun]::new($PSCmdlet, [Console]::Error.WriteLine)

function Get-Found {
    Get-HtxOrder @selection -Session $run.Session -ErrorAction Continue *>&1 | Receive-Output
    if ($run.IncludesAlgo) {
        Get-HtxAlgoOrder @selection -Session $run.Session -ErrorAction Continue *>&1 | Receive-Output
    }
}

try {
    $run.CheckArguments('Rest')
    $selection = $run.GetSelection()
    $wait = $run.GetSpan('WaitTimeout', '0:00:30', '0:00:01')
    $run.BeginConnecting()
    Connect-Account
    $stopping = @{ Session = $run.Session; Wait = $true; WaitTimeout = $wait; Confirm = $false; ErrorAction = 'Continue' }
    while ($run.GoesOn(@(Get-Found))) {
        # Orders first: one that is executed may bring algo orders with it, which the next pass finds.
        $run.Orders | Stop-HtxOrder @stopping *>&1 | Receive-Output
        $run.AlgoOrders | Stop-HtxAlgoOrder @stopping *>&1 | Receive-Output
    }
}
catch {
    $run.Fail($_)
}
finally {
    if ($run.Session) {
        Disconnect-HtxFutures $run.Session -WhatIf:$false -Confirm:$false *>&1 | Receive-Output
    }
}

$run.GetSummary() | ConvertTo-Json -Depth 5

#region The end, the same in every runbook of this folder
if ($run.Complaint) {
    if ($run.IsAutomationJob) {
        throw $run.Complaint
    }

    [Console]::Error.WriteLine($run.Complaint)
}

exit [int] $run.Verdict
#endregion
