BeforeDiscovery {
    $runbooks = Get-ChildItem (Join-Path (Split-Path (Split-Path $PSScriptRoot)) samples/runbooks) -Filter *.ps1 |
        ForEach-Object { @{ Name = $_.Name; Path = $_.FullName } }
}

BeforeAll {
    . $PSScriptRoot/Support.ps1
    $folder = Join-Path $root samples/runbooks
    $environment = @{
        PSModulePath   = (Split-Path (Split-Path $ModulePath)) + [IO.Path]::PathSeparator + $env:PSModulePath
        HTX_ACCESS_KEY = $null
        HTX_SECRET_KEY = $null
        NO_COLOR       = '1'
    }

    function Invoke-Runbook {
        # A runbook in a PowerShell of its own, that nobody sits at: ExitCode, Text, Summary, ErrorText. The summary is
        # read from all that was written, so that anything else beside it fails.
        param([string] $Name, [string] $Arguments, [hashtable] $Variables = @{}, [string] $Before)

        $start = [Diagnostics.ProcessStartInfo]::new($shell)
        $file = Join-Path $folder $Name
        $how = if ($Before) { @('-Command', "$Before; & '$file' $Arguments; exit `$LASTEXITCODE") } else { @('-File', $file) + @(-split $Arguments | Where-Object Length) }
        foreach ($argument in $shellArguments + @('-NoProfile', '-NonInteractive') + $how) {
            $start.ArgumentList.Add($argument)
        }

        foreach ($set in $environment, $Variables) {
            foreach ($key in $set.Keys) {
                $start.Environment[$key] = $set[$key]
            }
        }

        $start.RedirectStandardInput = $start.RedirectStandardOutput = $start.RedirectStandardError = $true
        $process = [Diagnostics.Process]::Start($start)
        $process.StandardInput.Close()
        $errorText = $process.StandardError.ReadToEndAsync()
        $text = $process.StandardOutput.ReadToEnd()
        $process.WaitForExit()
        [pscustomobject] @{
            ExitCode  = $process.ExitCode
            Text      = $text
            Summary   = if ($text) { $text | ConvertFrom-Json }
            ErrorText = $errorText.Result
        }
    }

    function Invoke-RunbookHere {
        # The same in this process, which is quicker: what is about the run and not about a process.
        param([string] $Name, [string] $Arguments, [hashtable] $Variables = @{}, [string] $Before)

        $said = [IO.StringWriter]::new()
        $standardError = [Console]::Error
        $set = @{ HTX_ACCESS_KEY = $null; HTX_SECRET_KEY = $null }
        foreach ($key in $Variables.Keys) {
            $set[$key] = $Variables[$key]
        }

        $kept = @{}
        try {
            foreach ($key in $set.Keys) {
                $kept[$key] = [Environment]::GetEnvironmentVariable($key)
                [Environment]::SetEnvironmentVariable($key, $set[$key])
            }

            [Console]::SetError($said)
            $text = & ([scriptblock]::Create("$Before; & '$(Join-Path $folder $Name)' $Arguments")) *>&1 | Out-String
            $exitCode = $LASTEXITCODE
        }
        finally {
            [Console]::SetError($standardError)
            foreach ($key in $kept.Keys) {
                [Environment]::SetEnvironmentVariable($key, $kept[$key])
            }
        }

        [pscustomobject] @{ ExitCode = $exitCode; Text = $text; Summary = $text | ConvertFrom-Json; ErrorText = "$said" }
    }

    function Get-Stat {
        Invoke-RestMethod "$($exchange.Address)/sandbox/stats"
    }
}

Describe 'The runbook <Name>' -ForEach $runbooks {
    It 'has help with examples' {
        $help = Get-Help $Path
        $help.Synopsis | Should -Match '^(Stops|Keeps) .*\.$'
        @($help.examples.example).Count | Should -BeGreaterOrEqual 2
        $own = (Get-Command $Path).Parameters.Keys | Where-Object { $_ -notin [System.Management.Automation.Cmdlet]::CommonParameters + 'WhatIf', 'Confirm' }
        foreach ($parameter in $own) {
            (Get-Help $Path -Parameter $parameter).description.Text | Should -Not -BeNullOrEmpty -Because "-$parameter needs a description"
        }
    }

    It 'shares with the others what it shares, word for word' {
        $shared = '(?s)#region [^\n]*, the same in every runbook.*?#endregion'
        $own = [regex]::Matches((Get-Content $Path -Raw), $shared)
        $own.Count | Should -BeGreaterOrEqual 1
        $others = Get-ChildItem $folder -Filter *.ps1 | ForEach-Object { [regex]::Matches((Get-Content $_ -Raw), $shared) }
        foreach ($region in $own) {
            $title = ($region.Value -split '\n')[0]
            $others.Value -like "$title*" | Select-Object -Unique | Should -HaveCount 1
        }
    }
}

Describe 'Rehearsed runbooks' {
    It 'Stop-EndOfDay stops everything, and writes its summary and nothing else' {
        $run = Invoke-Runbook Stop-EndOfDay.ps1 '-AllContract -Sandbox'
        $run.ExitCode | Should -Be 0
        $run.ErrorText | Should -BeNullOrEmpty
        $whole = $run.Summary
        $whole.Succeeded | Should -BeTrue
        $whole.ExitCode | Should -Be 0
        $whole.Orders | Should -Be 20
        $whole.Outcomes.Canceled + $whole.Outcomes.PartiallyCanceled | Should -Be 20
        $whole.AlgoOrders | Should -Be 10
        $whole.AlgoOutcomes.Canceled | Should -Be 10
        $whole.Failures | Should -BeNullOrEmpty
        $whole.Contracts | Should -Contain 'BTC-USDT'
        $whole.Ended | Should -BeGreaterOrEqual $whole.Started
    }

    It 'tells which account it was, where, and what became of every order' {
        $one, $other = 1..2 | ForEach-Object { (Invoke-RunbookHere Stop-EndOfDay.ps1 '-AllContract -Sandbox').Summary }
        $one.Account | Should -Be 'sand****0key'
        $one.Endpoint | Should -Be 'Sandbox'
        $one.Sandbox | Should -BeTrue
        $one.Host | Should -Be ([Environment]::MachineName)
        $one.ModuleVersion | Should -Be (Import-PowerShellDataFile (Join-Path $ModulePath HtxFutures.psd1)).ModuleVersion
        $one.RunId | Should -Not -Be $other.RunId
        @($one.Results.OrderId | Select-Object -Unique) | Should -HaveCount 30
        $one.Results | ForEach-Object {
            $_.Outcome | Should -BeIn 'Canceled', 'PartiallyCanceled'
            $_.Side | Should -BeIn 'Buy', 'Sell'
            $_.Volume | Should -BeGreaterThan 0
            $_.Attempts | Should -Be 1
        }
    }

    It 'writes nothing but its summary with -Verbose and -Debug; what they say goes to standard error' {
        $run = Invoke-Runbook Stop-EndOfDay.ps1 '-AllContract -Sandbox -Verbose -Debug'
        $run.ExitCode | Should -Be 0
        $run.Summary.Orders | Should -Be 20
        $run.ErrorText | Should -BeLike '*VERBOSE: *stopped, proven by two looks: 1 passes, *'
        $run.ErrorText | Should -BeLike '*DEBUG: *'
        $beat = Invoke-RunbookHere Send-Heartbeat.ps1 '-Timeout 5s -Sandbox -Verbose'
        $beat.Summary.Beats | Should -Be 1
        $beat.ErrorText | Should -BeLike '*VERBOSE: Beat 1: *'
    }

    It 'bears a strict caller: <_>' -ForEach 'Stop-EndOfDay.ps1 -AllContract -Sandbox', 'Stop-StaleOrder.ps1 -OlderThan 1h -Sandbox', 'Invoke-KillSwitch.ps1 BTC-USDT -Sandbox', 'Send-Heartbeat.ps1 5s -Sandbox' {
        $name, $arguments = $_ -split ' ', 2
        Set-StrictMode -Version Latest
        $run = Invoke-RunbookHere $name $arguments
        $run.ErrorText | Should -BeNullOrEmpty
        $run.ExitCode | Should -Be 0
        $run.Summary.Succeeded | Should -BeTrue
    }

    It 'does what it says whatever a profile has set: <_>' -ForEach @(
        "`$PSDefaultParameterValues = @{ 'Get-HtxOrder:Side' = 'Buy'; 'Stop-HtxOrder:WhatIf' = `$true }"
        "`$WarningPreference = `$ErrorActionPreference = 'SilentlyContinue'; `$ConfirmPreference = 'Low'"
        "`$WarningPreference = 'Stop'; `$InformationPreference = 'Continue'; `$ProgressPreference = 'Continue'") {
        $run = Invoke-RunbookHere Stop-EndOfDay.ps1 '-AllContract -Sandbox' -Before $_
        $run.ExitCode | Should -Be 0
        $run.Summary.Orders | Should -Be 20
        $run.Summary.Outcomes.Canceled + $run.Summary.Outcomes.PartiallyCanceled | Should -Be 20
    }

    It "leaves its caller's default session as it was, whether it succeeds or not" {
        $session = Connect-HtxFutures -Sandbox -OrderCount 3 -Name mine
        try {
            (Invoke-RunbookHere Stop-EndOfDay.ps1 '-AllContract -Sandbox').ExitCode | Should -Be 0
            Get-HtxOrder | Should -HaveCount 3
            (Invoke-RunbookHere Stop-EndOfDay.ps1 '-AllContract -Endpoint http://127.0.0.1:1' -Variables @{ HTX_ACCESS_KEY = 'nobody-has-this-key'; HTX_SECRET_KEY = 'nobody-has-this-key' }).ExitCode | Should -Be 3
            Get-HtxOrder | Should -HaveCount 3
            (Get-HtxSession).Name | Should -Be mine
        }
        finally {
            Disconnect-HtxFutures $session
        }
    }

    It 'takes a switch that is off for one that was not given' {
        $run = Invoke-RunbookHere Stop-EndOfDay.ps1 '-AllContract -Sandbox:$false'
        $run.ExitCode | Should -Be 3
        $run.Summary.Sandbox | Should -BeFalse
        $run.Summary.Endpoint | Should -Be 'Global'
        $run.Summary.Failures.Message | Should -BeLike '*HTX_ACCESS_KEY is not set*'
    }

    It 'says as its summary, with exit code 2, what is wrong with its arguments: <Arguments>' -ForEach @(
        @{ Name = 'Stop-StaleOrder.ps1'; Arguments = '-OlderThan 3600 -Sandbox'; Says = '-OlderThan: *3600 seconds*' }
        @{ Name = 'Stop-StaleOrder.ps1'; Arguments = '-OlderThan soon -Sandbox'; Says = '-OlderThan: *soon*' }
        @{ Name = 'Stop-StaleOrder.ps1'; Arguments = '-Sandbox'; Says = '*-OlderThan was not given*' }
        @{ Name = 'Stop-StaleOrder.ps1'; Arguments = '-OlderThan 1h -WaitTimeout 30 -Sandbox'; Says = '-WaitTimeout: *30 seconds*' }
        @{ Name = 'Stop-StaleOrder.ps1'; Arguments = "-OlderThan 1h -ContractCode ',' -Sandbox"; Says = '*-ContractCode names no contract*' }
        @{ Name = 'Stop-StaleOrder.ps1'; Arguments = '-OlderThan 1h -ContractCode B_D -Sandbox'; Says = '*B_D*' }
        @{ Name = 'Invoke-KillSwitch.ps1'; Arguments = 'B_D -Sandbox'; Says = '*B_D*' }
        @{ Name = 'Invoke-KillSwitch.ps1'; Arguments = 'BTC-USDT -Timeout 90 -Sandbox'; Says = '-Timeout: *90 seconds*' }
        @{ Name = 'Stop-EndOfDay.ps1'; Arguments = 'BTC-USDT -WaitTimeout 0s -Sandbox'; Says = '-Timeout: *1 s or more*' }
        @{ Name = 'Stop-EndOfDay.ps1'; Arguments = '-Sandbox -AssetName htx'; Says = '-AssetName and -Sandbox*' }
        @{ Name = 'Stop-EndOfDay.ps1'; Arguments = '-VaultName htx'; Says = '*-SecretName*' }
        @{ Name = 'Stop-EndOfDay.ps1'; Arguments = '-Credential htx'; Says = '*-Credential takes a credential*' }
        @{ Name = 'Stop-EndOfDay.ps1'; Arguments = '-Endpoint ftp://somewhere -Sandbox'; Says = "The endpoint 'ftp://somewhere' is refused*" }
        @{ Name = 'Stop-EndOfDay.ps1'; Arguments = 'BTC-USDT ETH-USDT -Sandbox'; Says = '*no parameter for ETH-USDT.' }
        @{ Name = 'Stop-EndOfDay.ps1'; Arguments = '-Sandbox -Margin Cross -AllContract'; Says = '*no parameter for -Margin Cross.' }
        @{ Name = 'Stop-EndOfDay.ps1'; Arguments = '-Sandbox'; Says = '-ContractCode was not given, and -AllContract neither*' }
        @{ Name = 'Stop-EndOfDay.ps1'; Arguments = '-Sandbox -AllContract:$false'; Says = '-ContractCode was not given, and -AllContract neither*' }
        @{ Name = 'Stop-EndOfDay.ps1'; Arguments = '-Sandbox -AllContract -ContractCode BTC-USDT'; Says = '-ContractCode and -AllContract were given*' }
        @{ Name = 'Stop-EndOfDay.ps1'; Arguments = '-Scenario Busy'; Says = '-Scenario says what goes wrong at the sandbox*' }
        @{ Name = 'Stop-EndOfDay.ps1'; Arguments = '-Sandbox -Scenario Stormy'; Says = "-Scenario: 'Stormy' is none of Calm, LostAnswers*" }
        @{ Name = 'Invoke-KillSwitch.ps1'; Arguments = '-Sandbox'; Says = '-ContractCode was not given*' }
        @{ Name = 'Send-Heartbeat.ps1'; Arguments = '-Timeout 30 -Sandbox'; Says = '-Timeout: *30 seconds*' }
        @{ Name = 'Send-Heartbeat.ps1'; Arguments = '-Timeout 30s -For 60 -Sandbox'; Says = '-For: *60 seconds*' }) {
        $run = Invoke-RunbookHere $Name $Arguments
        $run.ExitCode | Should -Be 2
        $run.Summary.ExitCode | Should -Be 2
        $run.Summary.Succeeded | Should -BeFalse
        $run.Summary.Failures[0].Message | Should -BeLike $Says
        $run.ErrorText | Should -BeLike "${Name}: *"
        ($run.ErrorText.TrimEnd() -split '\n') | Should -HaveCount 1
    }

    It 'rehearses a bad night: <Scenario> ends with <Code>' -ForEach @(
        @{ Scenario = 'LostAnswers'; Code = 0 }
        @{ Scenario = 'Refused'; Code = 4 }
        @{ Scenario = 'Blocked'; Code = 4 }) {
        $run = Invoke-RunbookHere Stop-EndOfDay.ps1 "-AllContract -Sandbox -Scenario $Scenario"
        $run.ExitCode | Should -Be $Code
        $run.Summary.Succeeded | Should -Be ($Code -eq 0)
        $run.Summary.Orders | Should -Be 20
    }

    It 'Invoke-KillSwitch closes positions where asked, and is then flat' {
        $run = Invoke-RunbookHere Invoke-KillSwitch.ps1 '-AllContract -ClosePosition -Sandbox'
        $run.ExitCode | Should -Be 0
        $run.Summary.IsFlat | Should -BeTrue
        $run.Summary.Positions | Should -BeGreaterThan 0
        $run.Summary.PositionOutcomes.Closed | Should -Be $run.Summary.Positions
        $run.Summary.Left | Should -BeNullOrEmpty
        $run.Summary.Requests | Should -BeGreaterThan 0
    }

    It 'Invoke-KillSwitch leaves positions without being asked, and says so' {
        $run = Invoke-RunbookHere Invoke-KillSwitch.ps1 '* -Sandbox'
        $run.ExitCode | Should -Be 0
        $run.Summary.Scope | Should -BeLike 'every contract of the account*'
        $run.Summary.IsQuiet | Should -BeTrue
        $run.Summary.IsFlat | Should -BeFalse
        $run.Summary.Positions | Should -Be 0
        $run.Summary.Left.Kind | Select-Object -Unique | Should -Be Position
        $run.Summary.Left.IsKept | Select-Object -Unique | Should -BeTrue
    }

    It 'shows with -WhatIf the positions that it would close' {
        $run = Invoke-RunbookHere Invoke-KillSwitch.ps1 'BTC-*, ETH-USDT -ClosePosition -WhatIf -Sandbox'
        $run.ExitCode | Should -Be 0
        $run.Summary.Positions | Should -BeGreaterThan 0
        $run.Summary.Results.Outcome | Where-Object { $_ } | Should -BeNullOrEmpty
        $run.Summary.IsQuiet | Should -BeFalse
        $run.Summary.Contracts | ForEach-Object { $_ | Should -Match '^(BTC-|ETH-USDT$)' }
    }

    It 'stops what wildcards mean, named contracts beside them, and no others' {
        $run = Invoke-RunbookHere Invoke-KillSwitch.ps1 'btc-*, ETH-USDT -Sandbox'
        $run.ExitCode | Should -Be 0
        $run.Summary.Contracts | Should -Be 'BTC-USDT', 'BTC-USDT-261225', 'ETH-USDT'
        $run.Summary.Scope | Should -BeLike 'BTC-USDT, BTC-USDT-261225, ETH-USDT: *'
        $none = Invoke-RunbookHere Invoke-KillSwitch.ps1 'NOT-* -Sandbox'
        $none.ExitCode | Should -Be 0
        $none.Summary.IsFlat | Should -BeTrue
        $none.Summary.Results | Should -BeNullOrEmpty
    }

    It 'says what it does not know where its time is over' {
        $run = Invoke-RunbookHere Invoke-KillSwitch.ps1 '-AllContract -ClosePosition -Timeout 1s -Sandbox -Scenario Outage'
        $run.ExitCode | Should -Be 5
        $run.Summary.IsQuiet | Should -BeFalse
        $run.Summary.Failures[-1].ErrorId | Should -Be 'HtxNotQuiet'
        $run.Summary.Failures[-1].Message | Should -BeLike '*The time was over*'
    }

    It 'takes a number without a unit for a mistake also where it comes as text, as from pwsh -File' {
        $run = Invoke-Runbook Stop-StaleOrder.ps1 '-OlderThan 3600 -Sandbox'
        $run.ExitCode | Should -Be 2
        $run.Summary.Failures[0].Message | Should -BeLike '*3600 days*'
    }

    It 'Stop-StaleOrder stops old orders only, of the contracts it is given' {
        $all = Invoke-RunbookHere Stop-StaleOrder.ps1 '-OlderThan 1:00:00 -Sandbox'
        $all.ExitCode | Should -Be 0
        $all.Summary.Orders | Should -BeGreaterThan 0
        $all.Summary.Orders | Should -BeLessThan 20
        $all.Summary.Selection.OlderThan | Should -Be '01:00:00'
        $some = Invoke-RunbookHere Stop-StaleOrder.ps1 '-OlderThan 1:00:00 -ContractCode BTC-*,eth-usdt -Sandbox'
        $some.ExitCode | Should -Be 0
        $some.Summary.Contracts | ForEach-Object { $_ | Should -Match '^(BTC-|ETH-USDT$)' }
    }

    It 'Stop-StaleOrder leaves algo orders, unless they are meant too, by their age as well' {
        (Invoke-RunbookHere Stop-StaleOrder.ps1 '-OlderThan 1:00:00 -Sandbox').Summary.AlgoOrders | Should -Be 0
        $run = Invoke-RunbookHere Stop-StaleOrder.ps1 '-OlderThan 1:00:00 -IncludeAlgo -Sandbox'
        $run.ExitCode | Should -Be 0
        $run.Summary.Selection.IncludeAlgo | Should -BeTrue
        $run.Summary.AlgoOrders | Should -BeGreaterThan 0
        $run.Summary.AlgoOrders | Should -BeLessThan 10
        $algos = $run.Summary.Results | Where-Object Kind -EQ AlgoOrder
        $algos | Should -HaveCount $run.Summary.AlgoOrders
        $algos.Outcome | Should -Be (@('Canceled') * $algos.Count)
        $algos.Description | Should -Not -BeNullOrEmpty
    }

    It 'takes no empty list of contracts for all of them' {
        foreach ($run in @(
                Invoke-RunbookHere Stop-StaleOrder.ps1 '-OlderThan 1:00:00 -ContractCode "," -Sandbox'
                Invoke-RunbookHere Stop-StaleOrder.ps1 '-OlderThan 1:00:00 -ContractCode "" -Sandbox'
                Invoke-RunbookHere Stop-StaleOrder.ps1 '-OlderThan 1:00:00 -ContractCode $null -Sandbox'
                Invoke-RunbookHere Invoke-KillSwitch.ps1 '-ContractCode "," -Sandbox')) {
            $run.ExitCode | Should -Be 2
            $run.Summary.Orders | Should -Be 0
            $run.ErrorText | Should -Match 'ContractCode'
        }
    }

    It 'tells that no key was given' {
        $run = Invoke-RunbookHere Stop-EndOfDay.ps1 '-AllContract'
        $run.ExitCode | Should -Be 3
        $run.Summary.Succeeded | Should -BeFalse
        $run.Summary.Failures[0].ErrorId | Should -Be 'HtxInvalidParameter'
        $run.Summary.Failures[0].RecommendedAction | Should -BeLike '*HTX_ACCESS_KEY*'
        $run.Summary.Failures[0].Message | Should -Not -BeLike "*$($run.Summary.Failures[0].RecommendedAction)*"
    }
}

Describe 'Runbooks against an exchange' {
    BeforeAll {
        $exchange = Start-Exchange -Orders 40
        $keys = @{ HTX_ACCESS_KEY = $exchange.AccessKey; HTX_SECRET_KEY = $exchange.SecretKey }
        $credential = "[pscredential]::new('$($exchange.AccessKey)', (ConvertTo-SecureString '$($exchange.SecretKey)' -AsPlainText -Force))"
    }

    AfterAll {
        Stop-Exchange $exchange
    }

    It 'sends no cancel with -WhatIf' {
        $run = Invoke-Runbook Stop-EndOfDay.ps1 "-AllContract -Endpoint $($exchange.Address) -WhatIf" -Variables $keys
        $run.ExitCode | Should -Be 0
        $run.ErrorText | Should -BeNullOrEmpty
        $run.Summary.WhatIf | Should -BeTrue
        $run.Summary.Orders | Should -Be 40
        $run.Summary.Results | Should -HaveCount 40
        $run.Summary.Results.Outcome | Where-Object { $_ } | Should -BeNullOrEmpty
        $run.Summary.Endpoint | Should -Be $exchange.Address
        $run.Summary.Sandbox | Should -BeFalse
        $run.Summary.Outcomes.PSObject.Properties | Should -BeNullOrEmpty
        $stats = Get-Stat
        $stats.open_orders | Should -Be 40
        $stats.requests_by_path.PSObject.Properties.Name -match 'cancel' | Should -BeNullOrEmpty
    }

    It 'refuses a wrong key, and shows none' {
        $run = Invoke-RunbookHere Stop-EndOfDay.ps1 "-AllContract -Endpoint $($exchange.Address)" -Variables @{ HTX_ACCESS_KEY = $exchange.AccessKey; HTX_SECRET_KEY = 'wrong-secret' }
        $run.ExitCode | Should -Be 3
        $run.Summary.Failures[0].ErrorId | Should -Be 'HtxAuthenticationFailed'
        $run.Text + $run.ErrorText | Should -Not -Match 'wrong-secret'
        $run.Text + $run.ErrorText | Should -Not -Match $exchange.AccessKey
        (Get-Stat).open_orders | Should -Be 40
    }

    It 'refuses a secret that is no credential, and does not show it' {
        $run = Invoke-RunbookHere Stop-EndOfDay.ps1 "-AllContract -SecretName text -Endpoint $($exchange.Address)" -Before 'function Get-Secret { "plain-secret" }'
        $run.ExitCode | Should -Be 3
        $run.Text + $run.ErrorText | Should -Not -Match 'plain-secret'
        $run.Summary.Failures[0].Message | Should -BeLike '*must be a credential*'
    }

    It 'keeps a warning for its summary, and is not ended by it, whatever a profile does with warnings: <_>' -ForEach 'SilentlyContinue', 'Stop' {
        $run = Invoke-RunbookHere Stop-EndOfDay.ps1 "-AllContract -Endpoint $($exchange.Address) -WhatIf" -Before "`$WarningPreference = '$_'" -Variables @{
            HTX_ACCESS_KEY = $exchange.AccessKey
            HTX_SECRET_KEY = "$($exchange.SecretKey) "
        }
        $run.ExitCode | Should -Be 0
        $run.Summary.Warnings | Should -BeLike 'Blanks or invisible characters around*'
    }

    It 'Invoke-KillSwitch takes its key from the environment, and leaves other contracts alone' {
        $run = Invoke-RunbookHere Invoke-KillSwitch.ps1 "-ContractCode BTC-USDT -Endpoint $($exchange.Address)" -Variables $keys
        $run.ExitCode | Should -Be 0
        $run.Summary.Contracts | Should -Be 'BTC-USDT'
        (Get-Stat).open_orders | Should -Be (40 - $run.Summary.Orders)
    }

    It 'takes its key from a vault' {
        $before = "function Get-Secret { param(`$Name, `$Vault) if (`"`$Name at `$Vault`" -eq 'htx at Operations') { $credential } }"
        $run = Invoke-RunbookHere Invoke-KillSwitch.ps1 "-ContractCode ETH-USDT, SOL-USDT -SecretName htx -VaultName Operations -Endpoint $($exchange.Address)" -Before $before
        $run.ErrorText | Should -BeNullOrEmpty
        $run.ExitCode | Should -Be 0
        $run.Summary.Contracts | Should -Be 'ETH-USDT', 'SOL-USDT'
    }

    It 'takes its key from an asset of Azure Automation' {
        $before = "function Get-AutomationPSCredential { param(`$Name) if (`$Name -eq 'htx') { $credential } }"
        $run = Invoke-RunbookHere Stop-StaleOrder.ps1 "-OlderThan 0:00:00 -ContractCode XRP-USDT -AssetName htx -Endpoint $($exchange.Address)" -Before $before
        $run.ExitCode | Should -Be 0
        $run.Summary.Contracts | Should -Be 'XRP-USDT'
    }

    It 'is verbose on the stream of its own in a job of Azure Automation, and fails there with an error, after its summary' {
        # As the service calls it: with the names of assets as text, and each stream kept by itself.
        $script = "function Get-AutomationPSCredential { param(`$Name) if (`$Name -eq 'htx') { $credential } }
            try { `$all = & '$folder/Invoke-KillSwitch.ps1' BTC-USDT -Credential nobody -Endpoint $($exchange.Address) 4>&1; 'no error' } catch { `"error: `$_`" }
            try { & '$folder/Invoke-KillSwitch.ps1' LTC-USDT -Credential htx -Endpoint $($exchange.Address) -Verbose 4>&1 | ForEach-Object { `$_.GetType().Name } } catch { `"error: `$_`" }"
        $shown = & $shell @shellArguments -NoProfile -NonInteractive -Command "Import-Module '$ModulePath/HtxFutures.psd1'; $script"
        $shown[0] | Should -BeLike 'error: Invoke-KillSwitch.ps1: What holds the key pair must be a credential*'
        $shown[1] | Should -Be 'VerboseRecord'
        $shown[-1] | Should -Be 'String'
        @($shown -like 'error: *') | Should -HaveCount 1
    }

    It 'takes a credential, and leaves nothing open at the end of the day' {
        $run = Invoke-RunbookHere Stop-EndOfDay.ps1 "-AllContract -Credential ($credential) -Endpoint $($exchange.Address)" -Before '$null'
        $run.ExitCode | Should -Be 0
        (Get-Stat).open_orders | Should -Be 0
        $again = Invoke-RunbookHere Stop-EndOfDay.ps1 "-AllContract -Credential ($credential) -Endpoint $($exchange.Address)" -Before '$null'
        $again.ExitCode | Should -Be 0
        $again.Summary.Orders | Should -Be 0
    }
}

Describe 'Runbooks against an exchange that refuses' {
    AfterEach {
        Stop-Exchange $exchange
    }

    It 'fails, and names every order with its reason' {
        $exchange = Start-Exchange -Orders 10 -Faults 'fail-items:1000:code=1030'
        $run = Invoke-RunbookHere Stop-EndOfDay.ps1 "-AllContract -Endpoint $($exchange.Address)" -Variables @{ HTX_ACCESS_KEY = $exchange.AccessKey; HTX_SECRET_KEY = $exchange.SecretKey }
        $run.ExitCode | Should -Be 4
        $run.Summary.Succeeded | Should -BeFalse
        $run.ErrorText | Should -BeLike '*10 failures; the first: *'
        @($run.Summary.Failures.OrderId | Select-Object -Unique).Count | Should -Be 10
        $run.Summary.Failures[0].ErrorId | Should -Not -BeNullOrEmpty
    }

    It 'lists and stops again what the first pass left' {
        $exchange = Start-Exchange -Orders 10 -Faults 'fail-items:2:code=1063:times=1'
        $run = Invoke-RunbookHere Stop-EndOfDay.ps1 "-AllContract -Endpoint $($exchange.Address)" -Variables @{ HTX_ACCESS_KEY = $exchange.AccessKey; HTX_SECRET_KEY = $exchange.SecretKey }
        $run.ExitCode | Should -Be 0
        $run.Summary.Passes | Should -Be 2
        $run.Summary.Orders | Should -Be 10
        (Get-Stat).open_orders | Should -Be 0
    }

    It 'stops what it could list, and lists again where the rest could not be read' {
        # Two reads connect and begin the listing; the four attempts at its second page fail.
        $exchange = Start-Exchange -Orders 60 -Faults '503:path=/v5/trade/order/opens:skip=2:times=4'
        $run = Invoke-RunbookHere Stop-EndOfDay.ps1 "-AllContract -Endpoint $($exchange.Address)" -Variables @{ HTX_ACCESS_KEY = $exchange.AccessKey; HTX_SECRET_KEY = $exchange.SecretKey }
        $run.ExitCode | Should -Be 0
        $run.Summary.Results | Should -HaveCount 60
        (Get-Stat).open_orders | Should -Be 0
    }

    It 'proves nothing where the orders can be listed to the end in no pass, though all are gone' {
        $exchange = Start-Exchange -Orders 60 -Faults '503:path=/v5/trade/order/opens:skip=2'
        $run = Invoke-RunbookHere Stop-EndOfDay.ps1 "-AllContract -Timeout 4s -Endpoint $($exchange.Address)" -Variables @{ HTX_ACCESS_KEY = $exchange.AccessKey; HTX_SECRET_KEY = $exchange.SecretKey }
        $run.ExitCode | Should -Be 5
        $run.Summary.Succeeded | Should -BeFalse
        $run.Summary.IsQuiet | Should -BeFalse
        $run.Summary.Failures[-1].Message | Should -BeLike '*The time was over*'
        (Get-Stat).open_orders | Should -Be 0
    }

    It 'says that it does not know where orders were sent a cancel and cannot be looked at any more' {
        $exchange = Start-Exchange -Orders 8 -Faults '503:kind=read:skip=3'
        $run = Invoke-RunbookHere Stop-EndOfDay.ps1 "-AllContract -Endpoint $($exchange.Address) -WaitTimeout 2s" -Variables @{ HTX_ACCESS_KEY = $exchange.AccessKey; HTX_SECRET_KEY = $exchange.SecretKey }
        $run.ExitCode | Should -Be 5
        $run.Summary.Results | Should -HaveCount 8
        $run.Summary.Results.Outcome | ForEach-Object { $_ | Should -BeIn 'Accepted', 'Unknown' }
        @($run.Summary.Failures.OrderId | Where-Object { $_ } | Select-Object -Unique) | Should -HaveCount 8
    }

    It 'tells of every order where the exchange goes away in between' {
        $exchange = Start-Exchange -Orders 12 -Algos 20 -Faults 'maintenance:kind=trade:skip=1'
        $run = Invoke-RunbookHere Stop-EndOfDay.ps1 "-AllContract -Timeout 4s -Endpoint $($exchange.Address)" -Variables @{ HTX_ACCESS_KEY = $exchange.AccessKey; HTX_SECRET_KEY = $exchange.SecretKey }
        # Some were never sent, so they are still active.
        $run.ExitCode | Should -Be 4
        $run.Summary.Failures.ErrorId | Should -Contain 'HtxUnavailable'
        $run.Summary.Orders | Should -Be 12
        $run.Summary.AlgoOrders | Should -Be 20
        @($run.Summary.Failures | Where-Object Kind -EQ AlgoOrder).OrderId | Select-Object -Unique | Should -HaveCount 20
    }
}

Describe 'Runbooks and what comes up meanwhile' {
    BeforeEach {
        $exchange = Start-Exchange -Orders 4
        $keys = @{ HTX_ACCESS_KEY = $exchange.AccessKey; HTX_SECRET_KEY = $exchange.SecretKey }
        # What another program places when everything that was found has been stopped, so and so often.
        $place = "`$global:placings = {0}; function Stop-HtxTrading { [CmdletBinding()] param(`$Session, `$Timeout, [string[]] `$ContractCode, [switch] `$Force, [switch] `$ClosePosition) HtxFutures\Stop-HtxTrading @PSBoundParameters; if (`$global:placings-- -gt 0) { `$null = Invoke-RestMethod '$($exchange.Address)/sandbox/place?account=1&count=5&contracts=5' } }"
    }

    AfterEach {
        Stop-Exchange $exchange
    }

    It 'stops a contract too that wildcards mean, and that came up while others were stopped' {
        $run = Invoke-RunbookHere Invoke-KillSwitch.ps1 "BTC-* -Endpoint $($exchange.Address)" -Variables $keys -Before $place.Replace('{0}', '1')
        $run.ExitCode | Should -Be 0
        $run.Summary.Contracts | Should -Be 'BTC-USDT', 'BTC-USDT-261225'
        $run.Summary.Orders | Should -Be 3
        (Get-Stat).open_orders | Should -Be 6
    }

    It 'does not go on for ever, and says what is there' {
        $run = Invoke-RunbookHere Invoke-KillSwitch.ps1 "BTC-* -Endpoint $($exchange.Address)" -Variables $keys -Before $place.Replace('{0}', '100')
        $run.ExitCode | Should -Be 4
        $run.Summary.IsQuiet | Should -BeFalse
        $run.Summary.Failures.ContractCode | Should -Be 'BTC-USDT', 'BTC-USDT-261225'
    }
}

Describe 'Runbooks and algo orders' {
    BeforeAll {
        function Get-Key {
            @{ HTX_ACCESS_KEY = $exchange.AccessKey; HTX_SECRET_KEY = $exchange.SecretKey }
        }
    }

    AfterEach {
        Stop-Exchange $exchange
    }

    It 'Invoke-KillSwitch takes the algo orders of its contracts, and no others' {
        $exchange = Start-Exchange -Orders 10 -Algos 20
        $run = Invoke-RunbookHere Invoke-KillSwitch.ps1 "-ContractCode BTC-USDT -Endpoint $($exchange.Address)" -Variables (Get-Key)
        $run.ExitCode | Should -Be 0
        $run.Summary.AlgoOrders | Should -BeGreaterThan 0
        $left = Invoke-RunbookHere Stop-EndOfDay.ps1 "-AllContract -Endpoint $($exchange.Address) -WhatIf" -Variables (Get-Key)
        $left.Summary.AlgoOrders | Should -Be (20 - $run.Summary.AlgoOrders)
        $left.Summary.Contracts | Should -Not -Contain 'BTC-USDT'
    }

    It 'proves nothing where a type of algo orders cannot be listed, and stops the others' {
        $exchange = Start-Exchange -Orders 10 -Algos 20 -Faults '1004-before:query=type=tp'
        $run = Invoke-RunbookHere Stop-EndOfDay.ps1 "-AllContract -Timeout 3s -Endpoint $($exchange.Address)" -Variables (Get-Key)
        $run.ExitCode | Should -Be 5
        $run.Summary.AlgoOrders | Should -Be 16
        (Get-Stat).open_orders | Should -Be 0
        @($run.Summary.Failures.Message -like 'The algo orders could not be looked at: *') | Should -HaveCount 1
    }

    It 'names algo orders that are left' {
        $exchange = Start-Exchange -Orders 10 -Algos 20 -Faults 'busy-before:code=1088:path=/v5/algo/cancel_orders'
        $run = Invoke-RunbookHere Stop-EndOfDay.ps1 "-AllContract -Endpoint $($exchange.Address)" -Variables (Get-Key)
        $run.ExitCode | Should -Be 4
        @($run.Summary.Failures | Where-Object Kind -EQ AlgoOrder) | Should -HaveCount 20
        $run.Summary.Outcomes.Canceled + $run.Summary.Outcomes.PartiallyCanceled |
            Should -Be 10 -Because ($run.Summary.Results | Where-Object Kind -EQ Order | ConvertTo-Json -Compress)
    }
}

Describe 'Send-Heartbeat' {
    It 'beats for its time, and switches off at the end' {
        $run = Invoke-Runbook Send-Heartbeat.ps1 '-Timeout 0:0:5 -For 0:0:2 -ThenDisable -Sandbox'
        $run.ErrorText | Should -BeNullOrEmpty
        $run.ExitCode | Should -Be 0
        $run.Summary.Beats | Should -BeGreaterOrEqual 2
        $run.Summary.Enabled | Should -BeFalse
    }

    It 'refuses a time-out that the exchange does not take' {
        $run = Invoke-RunbookHere Send-Heartbeat.ps1 '-Timeout 0:0:3 -Sandbox'
        $run.ExitCode | Should -Be 2
        $run.Summary.Failures[0].Message | Should -BeLike '*5 s or more*'
        $run.Summary.Beats | Should -Be 0
    }

    Context 'against an exchange' {
        AfterEach {
            Stop-Exchange $exchange
        }

        It 'sets the switch once, leaves it set, and cancels nothing itself' {
            $exchange = Start-Exchange -Orders 5
            $keys = @{ HTX_ACCESS_KEY = $exchange.AccessKey; HTX_SECRET_KEY = $exchange.SecretKey }
            $run = Invoke-RunbookHere Send-Heartbeat.ps1 "-Timeout 0:5:00 -Endpoint $($exchange.Address)" -Variables $keys
            $run.ExitCode | Should -Be 0
            $run.Summary.Beats | Should -Be 1
            $run.Summary.Enabled | Should -BeTrue
            [datetimeoffset] $run.Summary.TriggersAt | Should -BeGreaterThan ([datetimeoffset]::UtcNow.AddMinutes(4))
            (Get-Stat).open_orders | Should -Be 5
        }

        It 'sets nothing with -WhatIf' {
            $exchange = Start-Exchange -Orders 5
            $keys = @{ HTX_ACCESS_KEY = $exchange.AccessKey; HTX_SECRET_KEY = $exchange.SecretKey }
            $run = Invoke-RunbookHere Send-Heartbeat.ps1 "-Timeout 0:5:00 -For 0:1:00 -ThenDisable -Endpoint $($exchange.Address) -WhatIf" -Variables $keys
            $run.ExitCode | Should -Be 0
            $run.Summary.Beats | Should -Be 0
            $run.Summary.WhatIf | Should -BeTrue
            $run.Summary.Account | Should -Not -BeNullOrEmpty
            (Get-Stat).requests_by_path.PSObject.Properties.Name | Should -Not -Contain '/v5/trade/cancel-after'
        }

        It 'goes on after a beat that fails, and tells of it' {
            # Four attempts make one beat. (With -ThenDisable it would wait for minutes: what was not answered may still run.)
            $exchange = Start-Exchange -Orders 5 -Faults '503:path=/v5/trade/cancel-after:skip=1:times=4'
            $before = "function Get-AutomationPSCredential { [pscredential]::new('$($exchange.AccessKey)', (ConvertTo-SecureString '$($exchange.SecretKey)' -AsPlainText -Force)) }"
            $run = Invoke-RunbookHere Send-Heartbeat.ps1 "-Timeout 0:0:6 -For 0:0:6 -AssetName htx -Endpoint $($exchange.Address)" -Before $before
            $run.ExitCode | Should -Be 0
            $run.Summary.Missed | Should -Be 1
            @($run.Summary.Warnings -like 'A beat failed: *') | Should -HaveCount 1
            (Get-Stat).open_orders | Should -Be 5
        }

        It 'says that it does not know where the last beat was not answered' {
            $exchange = Start-Exchange -Orders 5 -Faults '503:path=/v5/trade/cancel-after'
            $keys = @{ HTX_ACCESS_KEY = $exchange.AccessKey; HTX_SECRET_KEY = $exchange.SecretKey }
            $run = Invoke-RunbookHere Send-Heartbeat.ps1 "-Timeout 0:5:00 -Endpoint $($exchange.Address)" -Variables $keys
            $run.ExitCode | Should -Be 5
            $run.Summary.Missed | Should -Be 1
            $run.Summary.Enabled | Should -BeFalse
        }

        It 'ends at once where the key is refused' {
            $exchange = Start-Exchange -Orders 5
            $keys = @{ HTX_ACCESS_KEY = $exchange.AccessKey; HTX_SECRET_KEY = 'wrong-secret' }
            $run = Invoke-RunbookHere Send-Heartbeat.ps1 "-Timeout 0:5:00 -For 1:00:00 -Endpoint $($exchange.Address)" -Variables $keys
            $run.ExitCode | Should -Be 3
            $run.Summary.Failures[0].ErrorId | Should -Be 'HtxAuthenticationFailed'
        }
    }
}
