<#
.SYNOPSIS
    Runs the Pester files against the built module; the exit code is 0 only if all of them ran and passed.
.DESCRIPTION
    The module is taken from HTXFUTURES_MODULE, else from out/. Run build.ps1 first.

    Pester is the version that Directory.Packages.props names: from HTXFUTURES_PESTER, or the package cache, where
    dotnet restore puts it, or from where modules are installed.
.PARAMETER File
    The files, separated by commas; all by default. They run one after the other in this shell.
.EXAMPLE
    ./tests/Pester/Invoke-Suite.ps1 -File StopOrder.Tests.ps1
#>
[CmdletBinding()]
param([string] $File = '*.Tests.ps1')

$ErrorActionPreference = 'Stop'
$versions = [xml] (Get-Content -LiteralPath (Join-Path $PSScriptRoot '../../Directory.Packages.props') -Raw)
$version = $versions.SelectSingleNode('//PesterVersion').InnerText
$cache = $env:NUGET_PACKAGES ? $env:NUGET_PACKAGES : (Join-Path $HOME '.nuget/packages')
$pester = $env:HTXFUTURES_PESTER ? $env:HTXFUTURES_PESTER : (Join-Path $cache "pester/$version/tools/Pester.psd1")
if (Test-Path -LiteralPath $pester) {
    Import-Module ([WildcardPattern]::Escape($pester)) -RequiredVersion $version
}
else {
    Import-Module Pester -RequiredVersion $version
}

# A file that fails before its first test counts no failure.
$failed = 0
foreach ($name in $File -split ',' | ForEach-Object { Get-ChildItem (Join-Path $PSScriptRoot $_) } | ForEach-Object Name) {
    $configuration = New-PesterConfiguration
    $configuration.Run.Path = Join-Path $PSScriptRoot $name
    $configuration.Run.PassThru = $true
    $configuration.Output.Verbosity = 'Detailed'
    $result = Invoke-Pester -Configuration $configuration
    $code = [int] ($result.Result -ne 'Passed' -or $result.TotalCount -eq 0)
    $failed += $code
    # The next file begins with nothing open.
    if (Get-Module HtxFutures) {
        Get-HtxSession | Disconnect-HtxFutures -WarningAction Ignore
    }

    # Read by who has started this for several.
    [Console]::Out.WriteLine("== $name ended with $code")
}

exit [int] ($failed -gt 0)
