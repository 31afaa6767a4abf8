BeforeAll {
    . $PSScriptRoot/Support.ps1

    # The packages of HTXFUTURES_PACKAGES, made elsewhere, or else ones made here of the module under test.
    $packages = $env:HTXFUTURES_PACKAGES
    if (-not $packages) {
        $packages = Join-Path $TestDrive packages
        $configuration = $ModulePath -match '[\\/]bin[\\/]Debug[\\/]' ? 'Debug' : 'Release'
        & (Join-Path $root build.ps1) -Task Pack -NoBuild -Configuration $configuration -Destination $packages -ProjectUri https://example.com/HtxFutures 6>&1 | Out-Null
    }

    $manifest = Import-PowerShellDataFile (Join-Path $ModulePath HtxFutures.psd1)
    $nupkg = Join-Path $packages "HtxFutures.$($manifest.ModuleVersion).nupkg"
    $staged = Get-ChildItem $ModulePath -Recurse -File | ForEach-Object {
        [IO.Path]::GetRelativePath($ModulePath, $_.FullName).Replace('\', '/')
    } | Sort-Object

    function Read-Zip {
        # The names in a zip, or the text of one of its files.
        param([string] $Path, [string] $Name)

        $zip = [IO.Compression.ZipFile]::OpenRead($Path)
        try {
            if (-not $Name) {
                return $zip.Entries.FullName
            }

            $reader = [IO.StreamReader]::new($zip.GetEntry($Name).Open())
            $reader.ReadToEnd()
            $reader.Dispose()
        }
        finally {
            $zip.Dispose()
        }
    }
}

Describe 'The staged module' {
    It 'holds the manifest, the views, the help, the licence, our own assemblies and the Redis client, and nothing else' {
        $staged -notmatch '^(en-US|Views|redis)/' | Should -Be @('HtxFutures.Client.dll', 'HtxFutures.dll', 'HtxFutures.psd1', 'HtxFutures.Sandbox.dll', 'LICENSE')
        $staged -like 'redis/*' | Should -Contain 'redis/NOTICE.txt'
        $staged -like 'Views/*' | Should -Be ($manifest.TypesToProcess + $manifest.FormatsToProcess | Sort-Object)
        $staged -like 'en-US/*' | ForEach-Object { $_ | Should -Match '^en-US/(HtxFutures\.dll-Help\.xml|about_\w+\.help\.txt)$' }
    }
}

Describe 'The package' {
    It 'holds the staged module, and the files that make it a package' {
        $content = Read-Zip $nupkg
        $own = $content | Where-Object { $_ -notmatch '^(_rels/|package/|\[Content_Types\]\.xml$|HtxFutures\.nuspec$)' }
        $own | Sort-Object | Should -Be $staged
    }

    It 'tells the gallery what the manifest and the changelog say' {
        $about = ([xml] (Read-Zip $nupkg HtxFutures.nuspec)).package.metadata
        $about.id | Should -BeExactly 'HtxFutures'
        $about.version | Should -Be $manifest.ModuleVersion
        $about.description | Should -Be $manifest.Description
        $about.license.type | Should -Be 'expression'
        $about.license.'#text' | Should -Be 'MIT'
        $about.projectUrl | Should -Match '^https://\w'
        $tags = -split $about.tags
        $tags | Should -Contain 'PSModule'
        $tags | Should -Contain 'PSEdition_Core'
        $tags | Should -Contain 'PSCommand_Stop-HtxOrder'
        $about.releaseNotes | Should -BeLike '- *'
        # No wildcard: before PowerShell 7.6, WildcardPattern.Escape leaves backticks as they are.
        (Get-Content (Join-Path $root CHANGELOG.md) -Raw).ReplaceLineEndings("`n") | Should -MatchExactly ([regex]::Escape($about.releaseNotes.ReplaceLineEndings("`n")))
    }

    It 'is saved from a repository, and works' {
        if (-not (Get-Module Microsoft.PowerShell.PSResourceGet -ListAvailable)) {
            Set-ItResult -Skipped -Because 'Microsoft.PowerShell.PSResourceGet is not installed'
        }

        $name = "HtxFutures-$(New-Guid)"
        $target = (New-Item -ItemType Directory (Join-Path $TestDrive saved)).FullName
        Register-PSResourceRepository -Name $name -Uri $packages
        try {
            $found = Find-PSResource HtxFutures -Repository $name
            $found.Version | Should -Be $manifest.ModuleVersion
            $found.LicenseUri | Should -Be 'https://spdx.org/licenses/MIT'
            $found.ProjectUri | Should -Match '^https://\w'
            $found.ReleaseNotes | Should -BeLike '- *'
            $found.ReleaseNotes.ReplaceLineEndings("`n") | Should -Be ([xml] (Read-Zip $nupkg HtxFutures.nuspec)).package.metadata.releaseNotes.ReplaceLineEndings("`n")
            Save-PSResource HtxFutures -Repository $name -Path $target -TrustRepository
        }
        finally {
            Unregister-PSResourceRepository -Name $name
        }

        $saved = Join-Path $target "HtxFutures/$($manifest.ModuleVersion)"
        Get-ChildItem $saved -Recurse -File | ForEach-Object { [IO.Path]::GetRelativePath($saved, $_.FullName).Replace('\', '/') } |
            Sort-Object | Should -Be $staged

        # A child process: this one has the assemblies of the module under test.
        $script = "Import-Module '$saved/HtxFutures.psd1'; Connect-HtxFutures -Sandbox | Out-Null; @(Get-HtxOrder | Stop-HtxOrder).Count; (Get-Module HtxFutures).ModuleBase"
        $count, $base = & $shell @shellArguments -NoProfile -NonInteractive -Command $script
        $count | Should -Be 20
        $base | Should -Be $saved
        $about = (Import-PowerShellDataFile (Join-Path $saved HtxFutures.psd1)).PrivateData.PSData
        $about.ReleaseNotes | Should -Be $found.ReleaseNotes
    }
}

Describe 'build.ps1' {
    It 'packs in a folder whose name PowerShell would take for a pattern' {
        $desk = Join-Path $TestDrive 'desk [new]'
        $null = New-Item -ItemType ($IsWindows ? 'Junction' : 'SymbolicLink') $desk -Value $root
        $target = Join-Path $TestDrive 'packed [new]'
        $configuration = $ModulePath -match '[\\/]bin[\\/]Debug[\\/]' ? 'Debug' : 'Release'
        try {
            & (Join-Path $desk build.ps1) -Task Pack -NoBuild -Configuration $configuration -Destination $target 6>&1 | Out-Null
        }
        finally {
            (Get-Item -LiteralPath $desk).Delete()
        }

        (Get-ChildItem -LiteralPath $target).Name | Should -Be "HtxFutures.$($manifest.ModuleVersion).nupkg", "HtxFutures.$($manifest.ModuleVersion).zip"
    }
}

Describe 'The zip for Azure Automation' {
    It 'has the module folder, without a version, at the top' {
        $zip = Join-Path $packages "HtxFutures.$($manifest.ModuleVersion).zip"
        Read-Zip $zip | ForEach-Object { $_.Replace('\', '/') } | Sort-Object | Should -Be ($staged | ForEach-Object { "HtxFutures/$_" })
    }
}
