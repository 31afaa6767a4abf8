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
# Where also parallel runspaces find the module.
$env:PSModulePath = (Split-Path (Split-Path $Module)) + [IO.Path]::PathSeparator + $env:PSModulePath
$number = 0
$examples = foreach ($cmdlet in Get-Content $File -Raw | ConvertFrom-Json) {
    foreach ($code in $cmdlet.Codes) {
        $number++
        [pscustomobject] @{ Name = $cmdlet.Name; Code = $code; Folder = Join-Path (Split-Path $File) $number }
    }
}

# Some watch for seconds, so several run at once; the longest are among the last, and begin first.
[array]::Reverse($examples)
$results = $examples | ForEach-Object -ThrottleLimit 2 -Parallel {
    $ErrorActionPreference = 'Stop'
    $ConfirmPreference = 'None'
    Set-Location (New-Item -ItemType Directory $_.Folder)
    $example = $_
    $null = Connect-HtxFutures -Sandbox
    $Error.Clear()
    $problem = try { & ([scriptblock]::Create($example.Code)) | Out-String | Out-Null } catch { $_ }
    [pscustomobject] @{ Name = $example.Name; Failed = if ($problem -or $Error) { "$($example.Code)`n-> $problem$Error" } }
    Get-HtxSession | Disconnect-HtxFutures -WarningAction SilentlyContinue
}

ConvertTo-Json @($results) -Depth 3 | Set-Content $Target
'@

    # All in one shell: one for each cmdlet took most of this file's time.
    $parametersOf = @{}
    $helpOf = @{}
    $rehearsals = foreach ($cmdlet in Get-Command -Module HtxFutures -CommandType Cmdlet) {
        $parametersOf[$cmdlet.Name] = [string[]] $cmdlet.Parameters.Keys
        $helpOf[$cmdlet.Name] = Get-Help $cmdlet.Name -Full
        [pscustomobject] @{ Name = $cmdlet.Name; Codes = @(@($helpOf[$cmdlet.Name].examples.example).code | Where-Object { Test-Rehearsal $_ }) }
    }

    # Not on the TestDrive, which is cleared after each block, while the examples run.
    $folder = [IO.Directory]::CreateTempSubdirectory('htx-').FullName
    $file, $results = (Join-Path $folder examples.json), (Join-Path $folder results.json)
    ConvertTo-Json @($rehearsals) -Depth 3 | Set-Content $file
    $start = [Diagnostics.ProcessStartInfo]::new($shell)
    foreach ($argument in $shellArguments + @('-NoProfile', '-NonInteractive', '-File', $runner, $ModulePath, $file, $results)) {
        $start.ArgumentList.Add($argument)
    }

    # Waited for at the end: there is much to look at meanwhile.
    $start.RedirectStandardInput = $start.RedirectStandardOutput = $start.RedirectStandardError = $true
    $rehearsal = [Diagnostics.Process]::Start($start)
    $rehearsal.StandardInput.Close()
    $said = $rehearsal.StandardOutput.ReadToEndAsync(), $rehearsal.StandardError.ReadToEndAsync()
}

AfterAll {
    $rehearsal.Kill()
    $rehearsal.WaitForExit()
    $rehearsal.Dispose()
    [IO.Directory]::Delete($folder, $true)
}

Describe '<Name>' -ForEach $cmdlets {
    BeforeAll {
        $command = Get-Command $Name
        $help = $helpOf[$Name]
        $examples = @($help.examples.example)
        $own = $command.Parameters.Values | Where-Object Name -notin ([System.Management.Automation.PSCmdlet]::CommonParameters)
        # Looked for once: each search goes through all of the help.
        $described = @{}
        Get-Help $Name -Parameter * | ForEach-Object { $described[$_.name] = $_ }
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
            $described[$parameter.Name].description.Text | Should -Not -BeNullOrEmpty -Because $parameter.Name
        }
    }

    It 'tells of every parameter what its declaration says' {
        $listed = $help.parameters.parameter | Group-Object name -AsHashTable -AsString
        foreach ($parameter in $own) {
            $shown = $listed[$parameter.Name]
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
            $parameters = $parametersOf[$call.GetCommandName()]
            $parameters | Should -Not -BeNullOrEmpty -Because $call.Extent.Text
            $call.CommandElements.ParameterName | Where-Object Length | ForEach-Object { $parameters | Should -Contain $_ -Because $call.Extent.Text }
        }
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

Describe 'The examples of <Name>' -ForEach $cmdlets {
    It 'run as they stand, three or more' {
        $rehearsal.WaitForExit()
        $own = @(if (Test-Path $results) { Get-Content $results -Raw | ConvertFrom-Json | Where-Object Name -eq $Name })
        $own.Count | Should -BeGreaterOrEqual 3 -Because ($said.Result -join "`n")
        $own.Failed | Where-Object { $_ } | Should -BeNullOrEmpty
    }
}
