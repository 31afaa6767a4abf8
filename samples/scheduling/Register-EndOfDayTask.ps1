#Requires -Version 7.4

<#
.SYNOPSIS
    Registers a task of the Windows Task Scheduler that stops all open orders each day.
.DESCRIPTION
    The task runs Stop-EndOfDay.ps1 as the user who registers it, whether or not he is logged on, and reads the key pair
    from a secret vault of his (Microsoft.PowerShell.SecretManagement): a vault that asks for a password cannot be read by
    a task, so configure it with -Authentication None, or take one of the operating system's own.
.PARAMETER Runbook
    The path of Stop-EndOfDay.ps1.
.PARAMETER SecretName
    The secret that holds the key pair.
.PARAMETER At
    The time of day, local: 21:45.
.PARAMETER LogPath
    A file that each run's summary is appended to.
.EXAMPLE
    ./Register-EndOfDayTask.ps1 -Runbook C:\htx\Stop-EndOfDay.ps1 -SecretName htx-trading -At 21:45 -LogPath C:\htx\end-of-day.jsonl -WhatIf
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    [Parameter(Mandatory)]
    [ValidateScript({ Test-Path -LiteralPath $_ -PathType Leaf })]
    [string] $Runbook,

    [Parameter(Mandatory)]
    [ValidatePattern('^[\w.-]+$')]
    [string] $SecretName,

    [Parameter(Mandatory)]
    [ValidatePattern('^([01]?\d|2[0-3]):[0-5]\d$')]
    [string] $At,

    [Parameter(Mandatory)]
    [ValidateNotNullOrEmpty()]
    [string] $LogPath
)

$quote = { "'" + ($args[0] -replace "'", "''") + "'" }
$path = & $quote (Resolve-Path -LiteralPath $Runbook).ProviderPath
$log = & $quote $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($LogPath)
# One line each: a summary of many lines cannot be told from the next one's.
$command = "`$summary = & $path -AllContract -SecretName $SecretName; `$code = `$LASTEXITCODE; " +
    "`$summary | ConvertFrom-Json | ConvertTo-Json -Depth 5 -Compress | Add-Content -LiteralPath $log; exit `$code"
# As -EncodedCommand, so that no quote and no blank of a path is read by anything but PowerShell.
$encoded = [Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes($command))

if ($PSCmdlet.ShouldProcess("daily at $At`: $command", 'Register scheduled task')) {
    $task = @{
        TaskName = 'Stop HTX orders at the end of the day'
        Action   = New-ScheduledTaskAction -Execute (Get-Process -Id $PID).Path -Argument "-NoProfile -NonInteractive -EncodedCommand $encoded"
        Trigger  = New-ScheduledTaskTrigger -Daily -At $At
        Settings = New-ScheduledTaskSettingsSet -MultipleInstances IgnoreNew -ExecutionTimeLimit (New-TimeSpan -Minutes 10) -RestartCount 2 -RestartInterval (New-TimeSpan -Minutes 1)
        # S4U: logged on or not, and no password is kept.
        Principal = New-ScheduledTaskPrincipal -UserId "$env:USERDOMAIN\$env:USERNAME" -LogonType S4U
    }
    Register-ScheduledTask @task
}
