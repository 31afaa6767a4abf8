#!/usr/bin/env pwsh
<#
.SYNOPSIS
    Builds, tests, shows and packs the module.
.DESCRIPTION
    Build stages out/HtxFutures/<version>/, which can be imported and copied as it is.
    Test  runs every test, the Pester suite included.
    Demo  builds, then lists and stops the orders of the sandbox in a PowerShell of its own.
    Pack  builds, then makes out/HtxFutures.<version>.zip, the module folder as Azure Automation takes it.
.EXAMPLE
    ./build.ps1 -Task Build
.EXAMPLE
    ./build.ps1 -Task Demo
#>
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test', 'Demo', 'Pack')]
    [string] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release'
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $false

$version = (Import-PowerShellDataFile (Join-Path $PSScriptRoot 'HtxFutures.psd1')).ModuleVersion
$stage = if ($Configuration -eq 'Release') { Join-Path $PSScriptRoot 'out' } else { Join-Path $PSScriptRoot "src/HtxFutures/bin/$Configuration/module" }
$module = Join-Path $stage "HtxFutures/$version"

function Invoke-DotNet {
    & dotnet @args
    if ($LASTEXITCODE -ne 0) {
        throw "dotnet $($args[0]) failed with exit code $LASTEXITCODE."
    }
}

function Build {
    # A file that is no longer part of the module must not stay behind in it.
    if (Test-Path $module) {
        Remove-Item $module -Recurse -Force
    }

    Invoke-DotNet build (Join-Path $PSScriptRoot 'src/HtxFutures') --configuration $Configuration --nologo
    Write-Information "Staged $module" -InformationAction Continue
}

switch ($Task) {
    'Build' {
        Build
    }
    'Test' {
        Invoke-DotNet test (Join-Path $PSScriptRoot 'HtxFutures.sln') --configuration $Configuration --nologo
    }
    'Demo' {
        Build
        # A child process: an assembly that is loaded here could not be built again.
        $manifest = (Join-Path $module 'HtxFutures.psd1').Replace("'", "''")
        $demo = "`$ErrorActionPreference = 'Stop'; Import-Module '$manifest'; Connect-HtxFutures -Sandbox | Out-Host; Get-HtxOrder | Stop-HtxOrder | Out-Host"
        & ([Environment]::ProcessPath) -NoProfile -NonInteractive -Command $demo
        if ($LASTEXITCODE -ne 0) {
            throw "The demo failed with exit code $LASTEXITCODE."
        }
    }
    'Pack' {
        Build
        $package = Join-Path $stage "HtxFutures.$version.zip"
        if (Test-Path $package) {
            Remove-Item $package
        }

        # Azure Automation wants the module's folder, under the module's name and without a version, at the top.
        $bare = Join-Path ([IO.Path]::GetTempPath()) ([IO.Path]::GetRandomFileName()) 'HtxFutures'
        try {
            $null = New-Item -ItemType Directory (Split-Path $bare)
            Copy-Item $module $bare -Recurse
            [IO.Compression.ZipFile]::CreateFromDirectory($bare, $package, [IO.Compression.CompressionLevel]::Optimal, $true)
        }
        finally {
            Remove-Item (Split-Path $bare) -Recurse -Force
        }

        Write-Information "Packed $package" -InformationAction Continue
    }
}
