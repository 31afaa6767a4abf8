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

    A beat that fails is told as a warning, and followed by another one. The only output is a summary as JSON; what
    -Verbose says goes to standard error. Exit codes:

    0  the last beat succeeded, and no two lay further apart than -Timeout; with -WhatIf, which sets nothing, the
       account could be reached
    2  an argument is wrong, and nothing was done
    3  no key or no connection, and nothing was done
    5  it is not known how the switch stands, or the exchange may have cancelled between two beats
    1  PowerShell could not begin it, and there is no summary: the module is missing, a parameter's name is ambiguous

    In Azure Automation, which knows no exit codes, all but 0 end it with an error, after the summary: the state Failed.

    Without -Credential, -AssetName, -SecretName or -Sandbox the key comes from HTX_ACCESS_KEY and HTX_SECRET_KEY.
.PARAMETER Timeout
    How long after the last beat the exchange cancels; 5 s or more: 30s, 0:03:00. Half a minute leaves room for a
    slow network.
.PARAMETER For
    How long to go on beating. One beat unless given.
.PARAMETER ThenDisable
    Switches the switch off at the end of -For. Where a beat was not answered that the exchange may still run, it goes on
    until that cannot be any more, for some five minutes, and keeps the switch off meanwhile.
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
.PARAMETER Rest
    Takes what no other parameter takes, to refuse it in the summary.
.EXAMPLE
    pwsh -NoProfile -NonInteractive -File ./Send-Heartbeat.ps1 -Timeout 0:0:30 -For 0:0:10 -ThenDisable -Sandbox

    Rehearses: beats for ten seconds, and switches off.
.EXAMPLE
    pwsh -NoProfile -NonInteractive -File ./Send-Heartbeat.ps1 -Timeout 0:3:00 -SecretName htx-trading

    Beats once. A scheduler that starts it each minute keeps the orders; three minutes without it, and they are cancelled.
#>
[CmdletBinding(SupportsShouldProcess, PositionalBinding = $false)]
[OutputType([string])]
# The types are loose on purpose: what PowerShell's binder refuses ends a script before it can write its summary.
param(
    [Parameter(Position = 0)]
    [object] $Timeout,

    [Parameter(Position = 1)]
    [object] $For,

    [switch] $ThenDisable,

    [object] $Credential,

    [string] $AssetName,

    [string] $SecretName,

    [string] $VaultName,

    [switch] $Sandbox,

    [string] $Scenario,

    [string] $Endpoint,

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

$beats = 0
$missed = 0
$state = $null
$sinceBeat = [System.Diagnostics.Stopwatch]::new()
$run = [HtxFutures.Runbooks.RunbookRun]::new($PSCmdlet, [Console]::Error.WriteLine)
try {
    $run.CheckArguments('Rest')
    $pulse = $run.GetSpan('Timeout', $null, '0:00:05')
    $duration = $run.GetSpan('For', '0', '0')
    $run.BeginConnecting()
    Connect-Account
    $how = @{ Session = $run.Session; Confirm = $false }
    $time = [System.Diagnostics.Stopwatch]::StartNew()
    for ($again = -not $run.IsWhatIf; $again; ) {
        $failed = $null
        # From before the request: the exchange counts from when it arrives, which is later.
        $sent = [System.Diagnostics.Stopwatch]::StartNew()
        try {
            $state = Enable-HtxAutoCancel -Timeout $pulse @how *>&1 | Receive-Output
            if ($sinceBeat.IsRunning -and $sinceBeat.Elapsed -gt $pulse) {
                $run.Fail("$($sinceBeat.Elapsed) lay between two beats: the exchange may have cancelled the open orders.")
            }

            $beats++
            $run.HasBegun = $true
            $sinceBeat = $sent
            $run.Say("Beat ${beats}: the exchange cancels after $pulse unless there is another.")
        }
        catch {
            # After these there is time for another try; the others would meet the next beat too.
            if ($_.FullyQualifiedErrorId -notmatch '^Htx(NetworkError|OutcomeUnknown|RateLimited|Unavailable|UnexpectedResponse|ApiError),') {
                throw
            }

            $failed = $_
            $missed++
            $run.Warn("A beat failed: $_")
        }

        $left = $duration - $time.Elapsed
        $again = $left -gt 0
        if ($again) {
            $pause = if ($failed) { [timespan]::FromSeconds(1) } else { $pulse / 3 }
            Start-Sleep -Duration $(if ($pause -lt $left) { $pause } else { $left })
        }
    }

    if ($failed) {
        $run.Fail($failed)
    }
    elseif ($ThenDisable -and -not $run.IsWhatIf) {
        $state = Disable-HtxAutoCancel @how *>&1 | Receive-Output
        $settling = [System.Diagnostics.Stopwatch]::StartNew()
        if ($state.InDoubt) {
            $run.Say('A beat that was not answered may yet arrive; it is waited for until that is over.')
        }

        while ($state.InDoubt -and $settling.Elapsed.TotalMinutes -lt 8) {
            # A beat that was not answered may yet arrive; the session keeps the switch off for as long as it is open.
            Start-Sleep -Seconds 1
            $state = $run.Session.AutoCancel
        }

        if ($state.InDoubt) {
            $run.Fail('A beat that was not answered may set the switch again.')
        }
    }
}
catch {
    $run.Fail($_)
}
finally {
    if ($run.Session) {
        # It would warn that the switch stays set, which is what it is for; the summary says so.
        Disconnect-HtxFutures $run.Session -WhatIf:$false -Confirm:$false -WarningAction SilentlyContinue *>&1 | Receive-Output
    }
}

$run.GetSummary([ordered] @{
        Timeout    = if ($pulse) { $pulse.ToString('c') }
        Beats      = $beats
        Missed     = $missed
        Enabled    = [bool] $state.Enabled
        InDoubt    = [bool] $state.InDoubt
        TriggersAt = $state.TriggersAt
    }) | ConvertTo-Json -Depth 5

#region The end, the same in every runbook of this folder
if ($run.Complaint) {
    if ($run.IsAutomationJob) {
        throw $run.Complaint
    }

    [Console]::Error.WriteLine($run.Complaint)
}

exit [int] $run.Verdict
#endregion
