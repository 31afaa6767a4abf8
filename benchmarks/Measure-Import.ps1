#Requires -Version 7.4

<#
.SYNOPSIS
    Measures what importing the module adds to a bare PowerShell.
.DESCRIPTION
    Starts PowerShell again and again, by turns bare, with the module from out/, and with a module of PowerShell's own for
    scale, and gives the median of each, in milliseconds of the whole process, and what lies above bare. The turns are
    what makes the figures comparable on a machine that is not idle. Run build.ps1 first.
.PARAMETER Count
    How many turns.
.PARAMETER Module
    The module; that in out/ unless given.
.EXAMPLE
    ./benchmarks/Measure-Import.ps1 -Count 31
#>
[CmdletBinding()]
[OutputType([pscustomobject])]
param(
    [ValidateRange(3, 1000)]
    [int] $Count = 21,

    [string] $Module
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

if (-not $Module) {
    $version = (Import-PowerShellDataFile (Join-Path $PSScriptRoot '../HtxFutures.psd1')).ModuleVersion
    $Module = Join-Path $PSScriptRoot "../out/HtxFutures/$version/HtxFutures.psd1" | Convert-Path
}

$ways = [ordered] @{
    'bare'                         = '$null'
    'HtxFutures'                   = "Import-Module '$($Module.Replace("'", "''"))'"
    'Microsoft.PowerShell.Utility' = 'Import-Module Microsoft.PowerShell.Utility'
}
$times = @{}
$ways.Keys | ForEach-Object { $times[$_] = [System.Collections.Generic.List[double]]::new() }

function Get-Median {
    param([double[]] $Value)

    $sorted = $Value | Sort-Object
    ($sorted[[math]::Floor(($sorted.Count - 1) / 2)] + $sorted[[math]::Floor($sorted.Count / 2)]) / 2
}

# The first turn warms the file cache and does not count.
for ($turn = 0; $turn -le $Count; $turn++) {
    foreach ($way in $ways.Keys) {
        $watch = [System.Diagnostics.Stopwatch]::StartNew()
        & pwsh -NoProfile -NonInteractive -Command $ways[$way]
        if ($LASTEXITCODE -ne 0) {
            throw "PowerShell ended with $LASTEXITCODE for: $($ways[$way])"
        }

        if ($turn -gt 0) {
            $times[$way].Add($watch.Elapsed.TotalMilliseconds)
        }
    }
}

$bare = Get-Median $times['bare']
foreach ($way in $ways.Keys) {
    $median = Get-Median $times[$way]
    [pscustomobject] @{
        Import    = $way
        Median    = [math]::Round($median)
        AboveBare = [math]::Round($median - $bare)
        Ratio     = [math]::Round($median / $bare, 2)
        Turns     = $Count
    }
}
