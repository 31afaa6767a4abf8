#!/usr/bin/env pwsh
<#
.SYNOPSIS
    Builds, tests, shows and packs the module.
.DESCRIPTION
    Build stages out/HtxFutures/<version>/, which can be imported and copied as it is.
    Test  runs every test, the Pester suite included.
    Demo  plays a scene on the sandbox, in a PowerShell of its own.
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

$version = (Import-PowerShellDataFile -LiteralPath (Join-Path $PSScriptRoot 'HtxFutures.psd1')).ModuleVersion
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
    if (Test-Path -LiteralPath $module) {
        Remove-Item -LiteralPath $module -Recurse -Force
    }

    Invoke-DotNet 'build', (Join-Path $PSScriptRoot 'src/HtxFutures'), '--configuration', $Configuration, '--nologo'
    Write-Information "Staged $module" -InformationAction Continue
}

function Get-ReleaseNote {
    # The lines of the changelog's top section.
    $text = Get-Content -LiteralPath (Join-Path $PSScriptRoot 'CHANGELOG.md') -Raw
    if ($text -notmatch '(?ms)^## .*?$(?<notes>.*?)(?=^## |\z)') {
        throw 'CHANGELOG.md has no section.'
    }

    $Matches.notes.Trim()
}

function Write-PackedModule {
    # The module as packages hold it: PowerShell shows of a package what its manifest says, so that the licence, the
    # project's address and what is new have to stand there.
    param([string] $Path, [uri] $ProjectUri)

    Copy-Item -LiteralPath $module $Path -Recurse
    $file = Join-Path $Path 'HtxFutures.psd1'
    $facts = [ordered] @{ ReleaseNotes = Get-ReleaseNote }
    if ($ProjectUri) {
        $facts.ProjectUri = $ProjectUri.AbsoluteUri
    }

    $lines = $facts.Keys | ForEach-Object {
        "            $_ = '$([System.Management.Automation.Language.CodeGeneration]::EscapeSingleQuotedStringContent($facts[$_]))'"
    }
    $before, $after = (Get-Content -LiteralPath $file -Raw) -split "(?m)^ *ReleaseNotes *= *'See CHANGELOG\.md\.'\r?\n"
    if (-not $after) {
        throw 'HtxFutures.psd1 has no line for the release notes.'
    }

    Set-Content -LiteralPath $file ($before + ($lines -join "`n") + "`n" + $after) -NoNewline
}

function Write-Package {
    # A repository that lists packages reads the .nuspec; all of it comes from the manifest.
    param([string] $Path, [string] $PackedModule)

    $manifest = Import-PowerShellDataFile -LiteralPath (Join-Path $PackedModule 'HtxFutures.psd1')
    $about = $manifest.PrivateData.PSData
    $cmdlets = $manifest.CmdletsToExport
    $tags = @('PSModule', 'PSIncludes_Cmdlet') + $about.Tags +
        $cmdlets.ForEach{ "PSCmdlet_$_" } + $cmdlets.ForEach{ "PSCommand_$_" }
    $values = [ordered] @{
        id                       = 'HtxFutures'
        version                  = $version
        authors                  = $manifest.Author
        requireLicenseAcceptance = 'false'
        license                  = 'MIT'
        description              = $manifest.Description
        releaseNotes             = $about.ReleaseNotes
        copyright                = $manifest.Copyright
        tags                     = $tags -join ' '
    }
    if ($about.Contains('ProjectUri')) {
        $values.projectUrl = $about.ProjectUri
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
    $nuspec.DocumentElement['files'].FirstChild.SetAttribute('src', (Join-Path $PackedModule '**'))

    # Package analysis wants assemblies under lib/; a module has them at the top.
    $file = Join-Path ([IO.Path]::GetTempPath()) "$([IO.Path]::GetRandomFileName()).nuspec"
    try {
        $nuspec.Save($file)
        Invoke-DotNet @(
            'pack', (Join-Path $PSScriptRoot 'src/HtxFutures'), '--no-build', '--configuration', $Configuration, '--nologo'
            '--output', (Split-Path $Path), "-p:NuspecFile=$file", '-p:NoPackageAnalysis=true')
    }
    finally {
        Remove-Item -LiteralPath $file -ErrorAction Ignore
    }
}

function Write-AutomationZip {
    # Azure Automation wants the module's folder, under the module's name and without a version, at the top.
    param([string] $Path, [string] $PackedModule)

    [IO.Compression.ZipFile]::CreateFromDirectory($PackedModule, $Path, [IO.Compression.CompressionLevel]::Optimal, $true)
}

switch ($Task) {
    'Build' {
        Build
    }
    'Test' {
        Invoke-DotNet 'test', (Join-Path $PSScriptRoot 'HtxFutures.sln'), '--configuration', $Configuration, '--nologo'
    }
    'Demo' {
        Invoke-DotNet 'run', '--project', (Join-Path $PSScriptRoot 'samples/Rehearsal')
    }
    'Pack' {
        if (-not $NoBuild) {
            Build
        }

        $folder = if ($Destination) { $PSCmdlet.GetUnresolvedProviderPathFromPSPath($Destination) } else { $stage }
        $bare = Join-Path ([IO.Path]::GetTempPath()) "$([IO.Path]::GetRandomFileName())/HtxFutures"
        try {
            $null = New-Item -ItemType Directory (Split-Path $bare)
            Write-PackedModule $bare $ProjectUri
            foreach ($kind in 'nupkg', 'zip') {
                $package = Join-Path $folder "HtxFutures.$version.$kind"
                if (Test-Path -LiteralPath $package) {
                    Remove-Item -LiteralPath $package
                }

                if ($kind -eq 'nupkg') { Write-Package $package $bare } else { Write-AutomationZip $package $bare }
                Write-Information "Packed $package" -InformationAction Continue
            }
        }
        finally {
            Remove-Item -LiteralPath (Split-Path $bare) -Recurse -Force -ErrorAction Ignore
        }
    }
}
