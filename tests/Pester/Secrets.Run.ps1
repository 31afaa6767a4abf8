<#
.SYNOPSIS
    Drives every cmdlet through every fault, and keeps all that it says.
.DESCRIPTION
    Run by Secrets.Tests.ps1 in a PowerShell of its own. Keys come from the exchanges it starts and stand in no line of
    this script, since an error record quotes the line it came from.
.PARAMETER Folder
    Where to keep what is said: transcript, streams, errors, sessions in every form, traces and metrics.
.PARAMETER Share
    Which share of the faults, from 0.
.PARAMETER Shares
    Into how many the faults are shared out: most of the time is waited, so several run side by side.
.PARAMETER All
    Every kind of fault too, by itself and on every cancel, besides one for each kind of failure. Takes minutes.
#>
param([string] $Folder, [int] $Share = 0, [int] $Shares = 1, [switch] $All)

. $PSScriptRoot/Support.ps1

Add-Type -Path $PSScriptRoot/Secrets.Collector.cs
[SecretsCollector]::Start()

$ErrorActionPreference = 'Continue'
$VerbosePreference = $DebugPreference = $InformationPreference = $WarningPreference = 'Continue'
$ConfirmPreference = 'None'
$errorIds = [System.Collections.Generic.List[string]]::new()
Start-Transcript (Join-Path $Folder transcript.txt) | Out-Null

function Invoke-Case {
    # Everything that a script block says, on every stream, as text; what it gives goes on.
    param([scriptblock] $Case)

    try {
        & $Case *>&1 | Tee-Object -Variable said | Out-Default
    }
    catch {
        $said += $_
        $_ | Out-Default
    }

    $said | Out-String -Width 500 | Add-Content (Join-Path $Folder streams.txt)
    $said | Format-List * -Force | Out-String -Width 500 | Add-Content (Join-Path $Folder objects.txt)
    $said | Where-Object { $_ -and $_.GetType().Namespace -eq 'HtxFutures' } | ConvertTo-Json -Depth 10 | Add-Content (Join-Path $Folder objects.json.txt)
}

function Invoke-EveryCmdlet {
    param($Session)

    $order = Get-HtxOrder -Session $Session -ErrorAction Ignore 4>$null 5>$null | Select-Object -First 1
    if (-not $order) {
        $order = [pscustomobject] @{ ContractCode = 'BTC-USDT'; OrderId = '1550000000000000001'; ClientOrderId = '1550000000000000001' }
    }

    $contract, $id = $order.ContractCode, $order.OrderId
    $algo = Get-HtxAlgoOrder -Session $Session -ErrorAction Ignore 4>$null 5>$null | Select-Object -First 1
    if (-not $algo) {
        $algo = [pscustomobject] @{ ContractCode = 'BTC-USDT'; AlgoId = '1560000000000000001' }
    }

    foreach ($case in @(
            { Get-HtxSession }
            { Get-HtxSession -Name * }
            { Get-HtxRateLimit -Session $Session }
            { Test-HtxSession -Session $Session }
            { Test-HtxSession -Session $Session -Detailed }
            { Get-HtxOrder -Session $Session -Side Buy -MarginMode Cross -OlderThan 0:0:1 }
            { Get-HtxOrder $contract $id -Session $Session }
            { Get-HtxOrder $contract -ClientOrderId $order.ClientOrderId -Session $Session }
            { Get-HtxOrder nonsense -Session $Session }
            { Get-HtxAlgoOrder -Session $Session -Type Trigger -OlderThan 1s }
            { Get-HtxAlgoOrder $algo.ContractCode $algo.AlgoId -Session $Session }
            { Get-HtxAlgoOrder nonsense -Session $Session }
            { Get-HtxPosition -Session $Session }
            { Get-HtxPosition $contract -PositionSide Long -MarginMode Cross -Session $Session }
            { Close-HtxPosition $contract Long Cross -Force -Session $Session }
            { Get-HtxPosition -Session $Session | Close-HtxPosition -Wait -WaitTimeout 0:0:1 -Force -Session $Session }
            { Close-HtxPosition nonsense Long Cross -Force -Session $Session }
            { Watch-HtxOrder $contract -IncludeOpen -Duration 2s -Session $Session }
            { Watch-HtxOrder nonsense -Duration 1s -Session $Session }
            { Get-HtxBalance -Session $Session }
            { Get-HtxExposure -Session $Session }
            { Get-HtxOrderHistory BTC-USDT -Session $Session }
            { Get-HtxFill BTC-USDT -Session $Session }
            { Stop-HtxOrder $contract $id -Session $Session -WhatIf }
            { Stop-HtxOrder $contract $id -Session $Session -Wait -WaitTimeout 0:0:1 }
            { Stop-HtxOrder $contract -ClientOrderId $order.ClientOrderId -Session $Session }
            { Stop-HtxOrder $contract 1 -Session $Session }
            { Stop-HtxOrder $contract 1.5e18 -Session $Session }
            { $order | Stop-HtxOrder -Session $Session }
            { Get-HtxOrder -Session $Session | Select-Object -Last 12 | Stop-HtxOrder -Session $Session }
            { Stop-HtxAlgoOrder $algo.ContractCode $algo.AlgoId -Session $Session -WhatIf }
            { Stop-HtxAlgoOrder $algo.ContractCode $algo.AlgoId -Session $Session -Wait -WaitTimeout 0:0:1 }
            { Stop-HtxAlgoOrder $contract 1 -Session $Session }
            { Get-HtxAlgoOrder -Session $Session | Select-Object -Last 4 | Stop-HtxAlgoOrder -Session $Session }
            { Enable-HtxAutoCancel 0:0:30 -Session $Session -KeepAlive }
            { Disable-HtxAutoCancel -Session $Session }
            { Clear-HtxOrder ETH-USDT -Side Sell -Session $Session }
            { Clear-HtxOrder BTC-USDT -IncludeAlgo -Force -Session $Session }
            { Clear-HtxOrder -AllContract -Force -Session $Session }
            { Stop-HtxTrading -AllContract -Timeout 2s -WhatIf -Session $Session }
            { Stop-HtxTrading -AllContract -ClosePosition -Timeout 2s -Force -Session $Session }
            { Get-HtxJournal -Session $Session | Select-Object -Last 20 })) {
        Invoke-Case $case
    }
}

function Connect-InEveryWay {
    param($Exchange)

    $secret = ConvertTo-SecureString $Exchange.SecretKey -AsPlainText -Force
    $wrong = ConvertTo-SecureString "$($Exchange.SecretKey)x" -AsPlainText -Force
    $to = @{ Endpoint = $Exchange.Address; TimeoutSec = 1 }
    $env:HTX_ACCESS_KEY, $env:HTX_SECRET_KEY = $Exchange.AccessKey, $Exchange.SecretKey
    foreach ($case in @(
            # A Redis has a password too; here it is the same, so that it is looked for.
            { Connect-HtxFutures $Exchange.Credential @to -SharedBudget "redis://:$($Exchange.SecretKey)@127.0.0.1:1" }
            { Get-HtxRateLimit }
            { Get-HtxSession | Disconnect-HtxFutures }
            { Connect-HtxFutures $Exchange.Credential @to -SharedBudget "redis://:$($Exchange.SecretKey)/@127.0.0.1:1" }
            { Connect-HtxFutures $Exchange.Credential @to -SharedBudget "127.0.0.1:1,password=$($Exchange.SecretKey)" -SharedBudgetCredential $Exchange.Credential }
            { Connect-HtxFutures $Exchange.Credential @to }
            { $Exchange.Credential | Connect-HtxFutures @to -Name piped }
            { Connect-HtxFutures -AccessKey $Exchange.AccessKey -SecretKey $secret @to }
            { Connect-HtxFutures -AccessKey " $($Exchange.AccessKey)`n" -SecretKey $secret @to }
            { Connect-HtxFutures -AccessKey $Exchange.AccessKey -SecretKey $wrong @to }
            { Connect-HtxFutures -AccessKey "$($Exchange.AccessKey)x" -SecretKey $secret @to }
            { Connect-HtxFutures -AccessKey "$($Exchange.AccessKey) x" -SecretKey $secret @to }
            { Connect-HtxFutures -AccessKey $Exchange.AccessKey -SecretKey ([securestring]::new()) @to }
            { Connect-HtxFutures -FromEnvironment @to })) {
        Invoke-Case $case
    }

    $env:HTX_ACCESS_KEY = $env:HTX_SECRET_KEY = $null
}

function Invoke-Several {
    # Three keys at once, one of them refused: what is said of one is in a file of its own.
    $several = Start-Exchange -Orders 12 -Algos 4 -Accounts 3
    try {
        $keys = $several.Keys | Select-Object Name, Credential
        $wrong = [pscustomobject] @{ Name = 'account4'; Credential = [pscredential]::new($several.Keys[0].AccessKey, $several.Keys[1].Credential.Password) }
        foreach ($case in @(
                { @($keys) + $wrong | Connect-HtxFutures -Endpoint $several.Address -TimeoutSec 1 }
                { Get-HtxSession account* | Test-HtxSession -Detailed }
                { Get-HtxSession account* | Get-HtxOrder | Stop-HtxOrder }
                { Get-HtxOrder -Session account1 | Stop-HtxOrder -Session account2 }
                { Stop-HtxOrder BTC-USDT 1 -Session account1, account2 }
                { Stop-HtxTrading -Session account* -AllContract -Timeout 2s -Force })) {
            Invoke-Case $case
        }

        foreach ($key in $several.Keys) {
            $lines = Get-HtxSession account* | Get-HtxOrder 4>&1 5>&1 | Where-Object { "$_".StartsWith("$($key.Name): ") }
            $lines | Out-String -Width 500 | Set-Content (Join-Path $Folder "lines-$($key.Name).txt")
        }
    }
    finally {
        Get-HtxSession account* | Disconnect-HtxFutures -WarningAction Ignore
        Stop-Exchange $several
    }
}

function Save-Error {
    # All that an error record shows, of every one: PowerShell keeps 256.
    foreach ($record in $Error) {
        $record | Format-List * -Force | Out-String -Width 500 | Add-Content (Join-Path $Folder errors.txt)
        $errorIds.Add($record.FullyQualifiedErrorId)
        $record | Get-Error | Out-String -Width 500 | Add-Content (Join-Path $Folder errors.txt)
        for ($exception = $record.Exception; $exception; $exception = $exception.InnerException) {
            $exception.ToString(), ($exception | Format-List * -Force | Out-String -Width 500), ($exception.Data | Out-String) | Add-Content (Join-Path $Folder errors.txt)
        }

        $record.TargetObject | Format-List * -Force | Out-String -Width 500 | Add-Content (Join-Path $Folder errors.txt)
        $record.ErrorDetails | Format-List * -Force | Out-String -Width 500 | Add-Content (Join-Path $Folder errors.txt)
    }

    $Error.Clear()
}

# A file of it would hold the key that the user gave; these are ours alone.
function Export-Session {
    param($Session)

    $Session | Export-Clixml (Join-Path $Folder session-last.xml) -Depth 10
    [System.Management.Automation.PSSerializer]::Serialize($Session, 10) | Add-Content (Join-Path $Folder sessions.txt)
    "$Session", ($Session | ConvertTo-Json -Depth 10), ($Session | Format-List * -Force | Out-String), ($Session | Format-Table | Out-String),
    ($Session | Format-Custom -Depth 10 | Out-String), ($Session | ConvertTo-Csv) | Add-Content (Join-Path $Folder sessions.txt)
}

# The sandbox's assembly is there from its first use on.
Connect-HtxFutures -Sandbox | Disconnect-HtxFutures
# One for each kind of failure.
$rules = @(
    'sign-in-page:times=2', 'forbidden:kind=trade', 'maintenance:kind=trade:times=1', 'drop-after:kind=trade', 'garble-body:kind=trade', 'redirect:kind=trade',
    'drop-before:kind=read:skip=2', 'busy-after:kind=trade'
)
if ($All) {
    $kinds = @([Enum]::GetNames([HtxFutures.Sandbox.FaultKind]) | ForEach-Object { ($_ -creplace '(?<!^)([A-Z])', '-$1').ToLowerInvariant() })
    # Each twice, on whatever comes first. Then, where that does not take for ever, on every cancel.
    $rules += $kinds | ForEach-Object { "${_}:times=2" }
    $rules += $kinds -notmatch '^(hang-|too-many|over-limit|delay|huge|maintenance|limit-change|other-program|clock-step|forbidden)' | ForEach-Object { "${_}:kind=trade" }
    $rules = @($rules | Select-Object -Unique)
}

$cases = @('') + $rules
$ours = $Share..($cases.Count - 1) | Where-Object { $_ % $Shares -eq $Share } | ForEach-Object { $cases[$_] }
foreach ($rule in $ours) {
    $session = $null
    $exchange = Start-Exchange -Orders 14 -Algos 12 -Faults $rule
    try {
        "==== $rule" | Out-Default
        if (-not $rule) {
            Connect-InEveryWay $exchange
            Invoke-Several
        }

        Invoke-Case { Connect-HtxFutures $exchange.Credential -Endpoint $exchange.Address -TimeoutSec 1 -Name "s$((Get-HtxSession).Count)" }
        $session = Get-HtxSession | Where-Object Endpoint -eq $exchange.Address | Select-Object -Last 1
        if (-not $session) {
            # The fault has kept it out; the second try finds the faults used up.
            Invoke-Case { Connect-HtxFutures $exchange.Credential -Endpoint $exchange.Address -TimeoutSec 1 }
            $session = Get-HtxSession | Where-Object Endpoint -eq $exchange.Address | Select-Object -Last 1
        }

        if ($session) {
            Invoke-EveryCmdlet $session
            if (-not $rule) {
                Export-Session $session
            }
        }
    }
    finally {
        Stop-Exchange $exchange
    }

    if ($session) {
        Invoke-Case { Test-HtxSession -Session $session }
        Invoke-Case { Disconnect-HtxFutures $session }
        Invoke-Case { Get-HtxOrder -Session $session }
        if (-not $rule) {
            Export-Session $session
        }
    }

    Save-Error
}

[SecretsCollector]::Collected | Set-Content (Join-Path $Folder telemetry.txt)
Stop-Transcript | Out-Null
[pscustomobject] @{ Rules = $rules.Count; Errors = $errorIds.Count; ErrorIds = @($errorIds | Sort-Object -Unique) } |
    ConvertTo-Json | Set-Content (Join-Path $Folder summary.json)
