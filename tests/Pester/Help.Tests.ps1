BeforeDiscovery {
    . $PSScriptRoot/Support.ps1
    $cmdlets = Get-Command -Module HtxFutures -CommandType Cmdlet | ForEach-Object { @{ Name = $_.Name } }
}

BeforeAll {
    . $PSScriptRoot/Support.ps1

    function Get-OurCommand {
        # Where an example calls this module.
        param([string] $Code)

        $failures = $null
        $script = [System.Management.Automation.Language.Parser]::ParseInput($Code, [ref] $null, [ref] $failures)
        $failures | Should -BeNullOrEmpty
        $script.FindAll({ $args[0] -is [System.Management.Automation.Language.CommandAst] -and $args[0].GetCommandName() -like '*-Htx*' }, $true)
    }

    function Test-Rehearsal {
        # Whether an example stays on the sandbox: it opens no other session. Those that do are not run.
        param([string] $Code)

        -not (Get-OurCommand $Code | Where-Object { $_.GetCommandName() -eq 'Connect-HtxFutures' -and $_.CommandElements.ParameterName -notcontains 'Sandbox' })
    }

    # Runs each example as a reader would: by itself, with a session that has just been opened, and saying yes.
    $runner = Join-Path $TestDrive run.ps1
    Set-Content $runner @'
param($Module, $File, $Target)

$ErrorActionPreference = 'Stop'
$ConfirmPreference = 'None'
# Where also parallel runspaces find the module.
$env:PSModulePath = (Split-Path (Split-Path $Module)) + [IO.Path]::PathSeparator + $env:PSModulePath
Set-Location (Split-Path $File)
$results = foreach ($cmdlet in Get-Content $File -Raw | ConvertFrom-Json) {
    $failed = foreach ($code in $cmdlet.Codes) {
        Get-HtxSession | Disconnect-HtxFutures -WarningAction SilentlyContinue
        $null = Connect-HtxFutures -Sandbox
        $Error.Clear()
        $problem = try { & ([scriptblock]::Create($code)) | Out-String | Out-Null } catch { $_ }
        if ($problem -or $Error) {
            "$code`n-> $problem$Error"
        }
    }

    [pscustomobject] @{ Name = $cmdlet.Name; Run = $cmdlet.Codes.Count; Failed = @($failed) }
}

ConvertTo-Json @($results) -Depth 3 | Set-Content $Target
'@

    # All in one shell: one for each cmdlet took most of this file's time.
    $rehearsals = foreach ($cmdlet in Get-Command -Module HtxFutures -CommandType Cmdlet) {
        [pscustomobject] @{ Name = $cmdlet.Name; Codes = @(@((Get-Help $cmdlet.Name -Full).examples.example).code | Where-Object { Test-Rehearsal $_ }) }
    }

    $folder = New-Item -ItemType Directory (Join-Path $TestDrive examples)
    $file, $results = (Join-Path $folder examples.json), (Join-Path $TestDrive results.json)
    ConvertTo-Json @($rehearsals) -Depth 3 | Set-Content $file
    $said = @(& $shell @shellArguments -NoProfile -NonInteractive -File $runner $ModulePath $file $results 2>&1)
    $ran = if (Test-Path $results) { Get-Content $results -Raw | ConvertFrom-Json }
}

Describe '<Name>' -ForEach $cmdlets {
    BeforeAll {
        $command = Get-Command $Name
        $help = Get-Help $Name -Full
        $examples = @($help.examples.example)
        $own = $command.Parameters.Values | Where-Object Name -notin ([System.Management.Automation.PSCmdlet]::CommonParameters)
    }

    It 'has a synopsis, a description, inputs, outputs and links' {
        $help.Synopsis | Should -Match '^[A-Z][^\[]+\.$'
        $help.description.Text | Should -Not -BeNullOrEmpty
        $help.inputTypes.inputType.type.name | Should -Not -BeNullOrEmpty
        $help.returnValues.returnValue.type.name | Should -Not -BeNullOrEmpty
        @($help.relatedLinks.navigationLink.linkText) | Should -Contain 'about_HtxFutures'
    }

    It 'describes every parameter' {
        $help.parameters.parameter.name | Should -Be ($own.Name | Sort-Object)
        foreach ($parameter in $own) {
            (Get-Help $Name -Parameter $parameter.Name).description.Text | Should -Not -BeNullOrEmpty -Because $parameter.Name
        }
    }

    It 'tells of every parameter what its declaration says' {
        foreach ($parameter in $own) {
            $shown = $help.parameters.parameter | Where-Object name -eq $parameter.Name
            $sets = @($parameter.ParameterSets.Values)
            $shown.required | Should -Be "$($sets.IsMandatory -notcontains $false)".ToLowerInvariant() -Because $parameter.Name
            $shown.globbing | Should -Be "$([bool] $parameter.Attributes.Where{ $_ -is [SupportsWildcards] })".ToLowerInvariant() -Because $parameter.Name
            $shown.aliases | Should -Be (($parameter.Aliases -join ', '), 'none').Where({ $_ }, 'First') -Because $parameter.Name
            $shown.pipelineInput -like '*ByValue*' | Should -Be ($sets.ValueFromPipeline -contains $true) -Because $parameter.Name
            $shown.pipelineInput -like '*ByPropertyName*' | Should -Be ($sets.ValueFromPipelineByPropertyName -contains $true) -Because $parameter.Name
        }
    }

    It 'shows the syntax that the command has' {
        $expected = foreach ($set in $command.ParameterSets) {
            $text = "$Name $set"
            foreach ($parameter in $set.Parameters | Where-Object { $_.ParameterType.IsEnum -or ($_.ParameterType.IsArray -and $_.Attributes.Where{ $_ -is [ValidateSet] }) }) {
                $values = $parameter.Attributes.Where{ $_ -is [ValidateSet] }.ValidValues ?? [Enum]::GetNames($parameter.ParameterType)
                $shown = "{$($values -join ' | ')}"
                $text = $text.Replace("-$($parameter.Name) <$($parameter.ParameterType.Name)>", "-$($parameter.Name) $shown")
                $text = $text.Replace("[-$($parameter.Name)] <$($parameter.ParameterType.Name)>", "[-$($parameter.Name)] $shown") # by position
            }

            $text
        }

        $help.syntax | Out-String -Width 1000 -Stream | ForEach-Object { $_.Trim() } | Where-Object Length | Sort-Object |
            Should -Be ($expected | Sort-Object)
    }

    It 'says in its notes whether it asks, and which errors there are' {
        $notes = $help.alertSet | Out-String -Width 1000
        $notes | Should -Match 'Confirmation: '
        $notes | Should -Match '\bErrors\b'
        if ($command.Parameters.ContainsKey('WhatIf')) {
            $notes | Should -Match '-Confirm\b'
        }
    }

    It 'begins with an example that opens a session' {
        @($examples[0].code) | Should -Match '^(\$\w+ = )?Connect-HtxFutures -Sandbox'
    }

    It 'has examples that call what there is' {
        foreach ($call in $examples.code | ForEach-Object { Get-OurCommand $_ }) {
            $parameters = (Get-Command $call.GetCommandName() -Module HtxFutures).Parameters.Keys
            $call.CommandElements.ParameterName | Where-Object Length | ForEach-Object { $parameters | Should -Contain $_ -Because $call.Extent.Text }
        }
    }

    It 'has examples that run as they stand, three or more' {
        $own = $ran | Where-Object Name -eq $Name
        $own.Run | Should -BeGreaterOrEqual 3 -Because ($said -join "`n")
        $own.Failed | Should -BeNullOrEmpty
    }
}

Describe 'about_HtxFutures' {
    It 'is found once the module is imported' {
        $text = Get-Help about_HtxFutures
        $text | Should -BeOfType [string]
        $text | Should -Match '^TOPIC\r?\n    about_HtxFutures'
        foreach ($name in (Get-Command -Module HtxFutures -CommandType Cmdlet).Name) {
            $text | Should -Match "(?m)^    $name "
        }
    }

    It 'has a line for lists of topics' {
        (Get-Help about_HtxFu*).Synopsis | Should -Be 'How to see and stop HTX USDT-M futures orders, and what to rely on.', 'How several programs share the request budget of one account.'
    }

    It 'fits a screen of 80 columns' {
        (Get-Help about_HtxFutures) -split '\r?\n' | Where-Object Length -gt 80 | Should -BeNullOrEmpty
    }
}

Describe 'The help' {
    It 'is also found where the user interface speaks another language' {
        $script = "[cultureinfo]::CurrentUICulture = 'de-DE'; Import-Module '$ModulePath/HtxFutures.psd1'; (Get-Help Stop-HtxOrder).Synopsis; (Get-Help about_HtxFutures).Length -gt 1000"
        & $shell @shellArguments -NoProfile -NonInteractive -Command $script |
            Should -Be 'Cancels orders, and tells what became of every one of them.', 'True'
    }
}
