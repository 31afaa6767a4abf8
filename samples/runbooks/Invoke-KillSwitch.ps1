#Requires -Version 7.4
#Requires -Modules HtxFutures

<#
.SYNOPSIS
    Stops all open orders and algo orders of the named contracts, and closes their positions where asked, now.
.DESCRIPTION
    Calls Stop-HtxTrading -Force: cancels the open orders of the named contracts, then their active algo orders (trigger,
    take-profit, stop-loss, combined, trailing), with -ClosePosition closes their positions at market, and goes on until
    two looks in a row show nothing left. Without -ClosePosition the positions stay as they are, without their stops.

    The first cancel leaves at once, before anything was listed. Contracts with wildcards have to be looked for first,
    among what is open; that is done again at the end, and what came up meanwhile is stopped too. * means every contract
    of the account, and needs no look.

    A contract in which nothing is open is no error; the summary's Contracts tells in which ones something was stopped.

    The only output is a summary as JSON; what -Verbose says goes to standard error. Exit codes:

    0  proven: two looks in a row, each read to its end, show nothing that it was to stop; with -WhatIf, which stops
       nothing, everything could be listed
    2  an argument is wrong, and nothing was done
    3  no key or no connection, and nothing was done
    4  something that it was to stop is still there
    5  something could not be looked at, or its time was over before it was proven
    1  PowerShell could not begin it, and there is no summary: the module is missing, a parameter's name is ambiguous

    In Azure Automation, which knows no exit codes, all but 0 end it with an error, after the summary: the state Failed.

    Without -Credential, -AssetName, -SecretName or -Sandbox the key comes from HTX_ACCESS_KEY and HTX_SECRET_KEY.
.PARAMETER ContractCode
    The contracts; wildcards allowed. There is no default: what is to be stopped has to be named.
.PARAMETER AllContract
    Every contract of the account.
.PARAMETER ClosePosition
    Closes the positions of these contracts too, at market, the whole of each.
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
.PARAMETER Timeout
    After which time it ends, whatever is left: 90s, 0:01:30. A minute unless given. -WaitTimeout is the same.
.PARAMETER Rest
    Takes what no other parameter takes, to refuse it in the summary.
.EXAMPLE
    pwsh -NoProfile -NonInteractive -File ./Invoke-KillSwitch.ps1 -ContractCode BTC-USDT,ETH-USDT -Sandbox

    Rehearses: stops the orders and algo orders of two contracts of the sandbox.
.EXAMPLE
    pwsh -NoProfile -NonInteractive -File ./Invoke-KillSwitch.ps1 -ContractCode BTC-* -ClosePosition -SecretName htx-trading

    Stops whatever begins with BTC-, and closes its positions.
#>
[CmdletBinding(SupportsShouldProcess, PositionalBinding = $false)]
[OutputType([string])]
# The types are loose on purpose: what PowerShell's binder refuses ends a script before it can write its summary.
param(
    [Parameter(Position = 0)]
    [string[]] $ContractCode,

    [switch] $AllContract,

    [switch] $ClosePosition,

    [object] $Credential,

    [string] $AssetName,

    [string] $SecretName,

    [string] $VaultName,

    [switch] $Sandbox,

    [string] $Scenario,

    [string] $Endpoint,

    [Alias('WaitTimeout')]
    [object] $Timeout,

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

#region Halting, the same in every runbook that stops trading
$run = [HtxFutures.Runbooks.HaltRun]::new($PSCmdlet, [Console]::Error.WriteLine)

function Get-Found {
    # Only what wildcards mean has to be looked for; and -WhatIf does no more. What turns into another is looked at first.
    if ($run.LooksFirst) {
        $sought = $run.GetSought()
        Get-HtxAlgoOrder @sought *>&1 | Receive-Output
        Get-HtxOrder @sought *>&1 | Receive-Output
        Get-HtxPosition @sought *>&1 | Receive-Output
    }
}

try {
    $run.CheckArguments('Rest')
    $run.CheckHalt()
    $run.BeginConnecting()
    Connect-Account
    while ($run.GoesOn(@(Get-Found))) {
        if ($run.FoundNothing) {
            Start-Sleep -Milliseconds 300
            continue
        }

        $stop = $run.GetStop()
        Stop-HtxTrading @stop *>&1 | Receive-Output
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
#endregion

#region The end, the same in every runbook of this folder
if ($run.Complaint) {
    if ($run.IsAutomationJob) {
        throw $run.Complaint
    }

    [Console]::Error.WriteLine($run.Complaint)
}

exit [int] $run.Verdict
#endregion
