BeforeDiscovery {
    $root = Split-Path (Split-Path $PSScriptRoot)
    $scripts = @(
        @{ Name = 'build.ps1'; Path = Join-Path $root build.ps1; Settings = @{} }
        Get-ChildItem (Join-Path $root samples/runbooks), (Join-Path $root benchmarks) -Filter *.ps1 |
            ForEach-Object { @{ Name = $_.Name; Path = $_.FullName; Settings = @{} } }
        Get-ChildItem $PSScriptRoot -Filter *.ps1 |
            ForEach-Object { @{ Name = $_.Name; Path = $_.FullName; Settings = Join-Path $PSScriptRoot ScriptAnalyzer.psd1 } }
    )
}

BeforeAll {
    $analyzer = $env:HTXFUTURES_ANALYZER ? $env:HTXFUTURES_ANALYZER : (Get-Module PSScriptAnalyzer -ListAvailable | Select-Object -First 1).Path
    if ($analyzer) {
        Import-Module $analyzer
    }
}

Describe 'PSScriptAnalyzer' {
    It 'finds nothing in <Name>' -ForEach $scripts {
        if (-not $analyzer) {
            Set-ItResult -Skipped -Because 'PSScriptAnalyzer is not installed'
        }

        Invoke-ScriptAnalyzer -Path $Path -Settings $Settings |
            ForEach-Object { "$($_.ScriptName):$($_.Line) $($_.RuleName): $($_.Message)" } | Should -BeNullOrEmpty
    }
}
