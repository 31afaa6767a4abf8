<#
.SYNOPSIS
    Runs the Pester files against the built module; the exit code is the number of failures.
.DESCRIPTION
    The module is taken from HTXFUTURES_MODULE, else from out/. Run build.ps1 first.
.EXAMPLE
    ./tests/Pester/Invoke-Suite.ps1 -File StopOrder.Tests.ps1
#>
[CmdletBinding()]
param([string] $File = '*.Tests.ps1')

$ErrorActionPreference = 'Stop'
Import-Module Pester -MinimumVersion 5.0
$configuration = New-PesterConfiguration
$configuration.Run.Path = Join-Path $PSScriptRoot $File
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'Detailed'
$result = Invoke-Pester -Configuration $configuration
exit $result.FailedCount + $result.FailedContainersCount + $result.FailedBlocksCount + [int] ($result.TotalCount -eq 0)
