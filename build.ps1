#!/usr/bin/env pwsh
<#
.SYNOPSIS
    Builds, tests, shows and packs the module.
.DESCRIPTION
    Build stages out/HtxFutures/<version>/, which can be imported and copied as it is.
    Test  runs every test, the Pester suite included.
    Demo  builds, then lists and stops the orders of the sandbox in a PowerShell of its own.
    Pack  builds, then makes out/HtxFutures.<version>.nupkg, as Install-PSResource takes it, and
          out/HtxFutures.<version>.zip, the module folder as Azure Automation takes it.
.PARAMETER NoBuild
    Packs what is staged already, so that what was tested is what is published.
.PARAMETER ProjectUri
    Where the project lives, for the package; the repository that a GitHub workflow runs in unless given.
.PARAMETER Destination
    The folder for the packages, where it is not out/.
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
    [string] $Configuration = 'Release',

    [switch] $NoBuild,

    [uri] $ProjectUri = $(if ($env:GITHUB_REPOSITORY) { "$env:GITHUB_SERVER_URL/$env:GITHUB_REPOSITORY" }),

    [string] $Destination
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $false

$version = (Import-PowerShellDataFile (Join-Path $PSScriptRoot 'HtxFutures.psd1')).ModuleVersion
$stage = if ($Configuration -eq 'Release') { Join-Path $PSScriptRoot 'out' } else { Join-Path $PSScriptRoot "src/HtxFutures/bin/$Configuration/module" }
$module = Join-Path $stage "HtxFutures/$version"

function Invoke-DotNet {
    param([string[]] $Argument)

    & dotnet @Argument
    if ($LASTEXITCODE -ne 0) {
        throw "dotnet $($Argument[0]) failed with exit code $LASTEXITCODE."
    }
}

function Build {
    # A file that is no longer part of the module must not stay behind in it.
    if (Test-Path $module) {
        Remove-Item $module -Recurse -Force
    }

    Invoke-DotNet 'build', (Join-Path $PSScriptRoot 'src/HtxFutures'), '--configuration', $Configuration, '--nologo'
    Write-Information "Staged $module" -InformationAction Continue
}

function Get-ReleaseNote {
    # The lines of the changelog's top section.
    $text = Get-Content (Join-Path $PSScriptRoot 'CHANGELOG.md') -Raw
    if ($text -notmatch '(?ms)^## .*?$(?<notes>.*?)(?=^## |\z)') {
        throw 'CHANGELOG.md has no section.'
    }

    $Matches.notes.Trim()
}

function Write-Package {
    # What the gallery shows of a module is what its .nuspec says; all of it comes from the manifest and the changelog.
    param([string] $Path, [uri] $ProjectUri)

    $manifest = Import-PowerShellDataFile (Join-Path $module 'HtxFutures.psd1')
    $cmdlets = $manifest.CmdletsToExport
    $tags = @('PSModule', 'PSIncludes_Cmdlet') + $manifest.PrivateData.PSData.Tags +
        $cmdlets.ForEach{ "PSCmdlet_$_" } + $cmdlets.ForEach{ "PSCommand_$_" }
    $values = [ordered] @{
        id                       = 'HtxFutures'
        version                  = $version
        authors                  = $manifest.Author
        requireLicenseAcceptance = 'false'
        license                  = 'MIT'
        description              = $manifest.Description
        releaseNotes             = Get-ReleaseNote
        copyright                = $manifest.Copyright
        tags                     = $tags -join ' '
    }
    if ($ProjectUri) {
        $values.projectUrl = $ProjectUri.AbsoluteUri
    }

    $nuspec = [xml] '<package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd"><metadata/><files><file/></files></package>'
    $namespace = $nuspec.DocumentElement.NamespaceURI
    $metadata = $nuspec.DocumentElement.FirstChild
    foreach ($name in $values.Keys) {
        $element = $nuspec.CreateElement($name, $namespace)
        $element.InnerText = $values[$name]
        $null = $metadata.AppendChild($element)
    }

    $metadata['license'].SetAttribute('type', 'expression')
    $nuspec.DocumentElement['files'].FirstChild.SetAttribute('src', (Join-Path $module '**'))

    # Package analysis wants assemblies under lib/; a module has them at the top.
    $file = Join-Path ([IO.Path]::GetTempPath()) "$([IO.Path]::GetRandomFileName()).nuspec"
    try {
        $nuspec.Save($file)
        Invoke-DotNet @(
            'pack', (Join-Path $PSScriptRoot 'src/HtxFutures'), '--no-build', '--configuration', $Configuration, '--nologo'
            '--output', (Split-Path $Path), "-p:NuspecFile=$file", '-p:NoPackageAnalysis=true')
    }
    finally {
        Remove-Item $file -ErrorAction Ignore
    }
}

function Write-AutomationZip {
    # Azure Automation wants the module's folder, under the module's name and without a version, at the top.
    param([string] $Path)

    $bare = Join-Path ([IO.Path]::GetTempPath()) "$([IO.Path]::GetRandomFileName())/HtxFutures"
    try {
        $null = New-Item -ItemType Directory (Split-Path $bare)
        Copy-Item $module $bare -Recurse
        [IO.Compression.ZipFile]::CreateFromDirectory($bare, $Path, [IO.Compression.CompressionLevel]::Optimal, $true)
    }
    finally {
        Remove-Item (Split-Path $bare) -Recurse -Force
    }
}

switch ($Task) {
    'Build' {
        Build
    }
    'Test' {
        Invoke-DotNet 'test', (Join-Path $PSScriptRoot 'HtxFutures.sln'), '--configuration', $Configuration, '--nologo'
    }
    'Demo' {
        Build
        # A child process: an assembly that is loaded here could not be built again.
        $manifest = (Join-Path $module 'HtxFutures.psd1').Replace("'", "''")
        $demo = "`$ErrorActionPreference = 'Stop'; Import-Module '$manifest'; Connect-HtxFutures -Sandbox | Out-Host; Get-HtxOrder | Stop-HtxOrder | Out-Host"
        & pwsh -NoProfile -NonInteractive -Command $demo
        if ($LASTEXITCODE -ne 0) {
            throw "The demo failed with exit code $LASTEXITCODE."
        }
    }
    'Pack' {
        if (-not $NoBuild) {
            Build
        }

        $folder = if ($Destination) { $PSCmdlet.GetUnresolvedProviderPathFromPSPath($Destination) } else { $stage }
        foreach ($kind in 'nupkg', 'zip') {
            $package = Join-Path $folder "HtxFutures.$version.$kind"
            if (Test-Path $package) {
                Remove-Item $package
            }

            if ($kind -eq 'nupkg') { Write-Package $package $ProjectUri } else { Write-AutomationZip $package }
            Write-Information "Packed $package" -InformationAction Continue
        }
    }
}
