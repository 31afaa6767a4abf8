# Holds for every cmdlet and every parameter of the manifest, those that are yet to come too: nothing here names them, but
# for what a cmdlet needs beside the parameter that is tried.

BeforeDiscovery {
    . $PSScriptRoot/Support.ps1
    $common = [System.Management.Automation.Cmdlet]::CommonParameters + [System.Management.Automation.Cmdlet]::OptionalCommonParameters
    $cmdlets = @(Get-Command -Module HtxFutures -CommandType Cmdlet | ForEach-Object { @{ name = $_.Name } })
    $parameters = @(Get-Command -Module HtxFutures -CommandType Cmdlet | ForEach-Object {
            $cmdlet = $_
            $cmdlet.Parameters.Values | Where-Object Name -NotIn $common | ForEach-Object { @{ name = $cmdlet.Name; parameter = $_.Name } }
        })
}

BeforeAll {
    . $PSScriptRoot/Support.ps1

    # What takes a path may write there; not on the TestDrive, which cannot take a folder away that is called [*.
    $litter = [IO.Directory]::CreateTempSubdirectory('htx-').FullName
    Push-Location $litter

    function Get-Required {
        # What makes a parameter set whole, with values that do no harm; $null where the set asks for what cannot be given.
        param($Set, [string] $Except)

        $given = @{}
        foreach ($needed in $Set.Parameters | Where-Object { $_.IsMandatory -and $_.Name -ne $Except }) {
            $type = $needed.ParameterType
            $given[$needed.Name] = switch ($true) {
                ($type -eq [switch]) { $true; break }
                ($type -eq [timespan]) { [timespan] '0:0:30'; break }
                ($type -eq [pscredential]) { [pscredential]::new('access-key-of-nobody', (ConvertTo-SecureString 'secret' -AsPlainText -Force)); break }
                ($type -eq [securestring]) { ConvertTo-SecureString 'secret' -AsPlainText -Force; break }
                ($needed.Name -eq 'ContractCode') { 'DOGE-USDT'; break }
                ($type -in [string], [string[]]) { '1'; break }
                default { [pscustomobject] @{ ContractCode = 'DOGE-USDT'; OrderId = '1' } }
            }
        }

        # No test goes to the exchange that people trade on, but to one that refuses these keys at once; and nobody is
        # there to answer a question.
        $names = $Set.Parameters.Name
        if ($names -contains 'Endpoint' -and $Except -ne 'Endpoint') { $given.Endpoint = $exchange.Address }
        if ($names -contains 'Force' -and $Except -ne 'Force') { $given.Force = $true }
        if ($names -contains 'Confirm') { $given.Confirm = $false }
        if ($names -contains 'Duration' -and $Except -ne 'Duration') { $given.Duration = [timespan] '0:0:1' } # it has no end of its own
        $given
    }

    function Get-Extreme {
        # Values that a script may come by, at the ends of what the type can hold and beyond it.
        param([type] $Type)

        $bare = $Type.IsArray ? $Type.GetElementType() : $Type
        $null
        , @()
        ''
        ' '
        '[*'
        "a`0b"
        [string]::new('x', 100000)
        "$([char] 0xD800)"
        [double]::NaN
        if ($bare -ne [switch]) { [decimal]::MaxValue } # to a switch, any number is $true, and NaN is one
        @{}
        [datetime]::MinValue
        if ($bare -eq [timespan]) { [timespan]::MinValue; [timespan]::MaxValue; [timespan]::Zero; [timespan]::FromTicks(1); [timespan]::FromDays(800000) }
        if ($bare -eq [int]) { [int]::MinValue; [int]::MaxValue; 0; -1 }
        if ($bare -eq [switch]) { $false }
        if ($bare -eq [uri]) { 'http://[::1'; [uri]::new('x', [UriKind]::Relative); 'http://x:99999' }
        if ($bare.IsEnum) { [enum]::GetValues($bare); 2147483647 }
        if ($bare -eq [securestring]) { $gone = [securestring]::new(); $gone.Dispose(); $gone; [securestring]::new() }
        if ($bare -eq [pscredential]) { [pscredential]::Empty; [pscredential]::new('x', [securestring]::new()) }
        if ($bare.FullName -eq 'HtxFutures.HtxSession') { $closed }
    }

    function Get-Framework {
        # The errors that are neither ours nor the binder's: what a cmdlet let through from the framework.
        param($Errors)

        $Errors | Where-Object {
            $_ -is [System.Management.Automation.ErrorRecord] -and
            $_.FullyQualifiedErrorId -notmatch '^Htx[A-Z]\w+,HtxFutures\.Commands\.' -and
            $_.Exception -isnot [System.Management.Automation.ParameterBindingException] -and
            $_.CategoryInfo.Category -notin 'MetadataError'
        }
    }
}

AfterAll {
    Pop-Location
    [IO.Directory]::Delete($litter, $true)
}

Describe 'Input that does not bind' {
    BeforeAll {
        $exchange = Start-Exchange -Orders 3
        $session = Connect-HtxFutures $exchange.Credential -Endpoint $exchange.Address -Name default
        function Get-Traffic { (Get-HtxRateLimit -Session $session | Measure-Object -Property Remaining -Sum).Sum }
    }

    AfterAll {
        Stop-Exchange $exchange
    }

    It 'never reaches the exchange: <name>' -ForEach $cmdlets {
        foreach ($set in (Get-Command $name).ParameterSets) {
            $given = Get-Required $set
            if ($given.Keys -contains 'Sandbox') { continue } # an exchange of its own
            if ($given.Keys -contains 'InputObject') { $given.Remove('InputObject') }
            foreach ($junk in 3.5, [datetime]::Now, [pscustomobject] @{ Nothing = 1 }, ([version] '1.2'), @{ a = 1 }) {
                # A number is an id, if a bad one, and what is refused has its row.
                # A default session that would be used, were something to be sent; what is sent takes a place in the budget.
                $null = Get-HtxSession default -ErrorAction Stop
                Start-Sleep -Milliseconds 1
                $before = $session.RequestBudgets | ForEach-Object { $_.Remaining }
                $output = try { $junk, $junk | & $name @given 2>&1 } catch { $_ }
                $after = $session.RequestBudgets | ForEach-Object { $_.Remaining }
                Get-Framework $output | Should -BeNullOrEmpty
                $after | ForEach-Object -Begin { $i = 0 } -Process { $_ | Should -BeGreaterOrEqual $before[$i++] -Because "$name must send nothing for $junk" }
                @($output | Where-Object { $_ -isnot [System.Management.Automation.ErrorRecord] -and $name -notlike 'Test-*' -and $_.Outcome -ne 'Rejected' }) | Should -BeNullOrEmpty -Because "$name was given $junk"
                $session.AutoCancel.Enabled | Should -BeFalse
                $session.State | Should -Be 'Open'
            }
        }
    }
}

Describe 'A parameter at its extremes' {
    BeforeAll {
        $exchange = Start-Exchange -Orders 3
        $closed = Connect-HtxFutures -Sandbox -NoDefault
        Disconnect-HtxFutures $closed
    }

    AfterAll {
        Get-HtxSession | Disconnect-HtxFutures -WarningAction SilentlyContinue
        Stop-Exchange $exchange
    }

    It 'ends with an error of ours or of the binder: <name> -<parameter>' -ForEach $parameters {
        $command = Get-Command $name
        foreach ($set in $command.ParameterSets | Where-Object { $_.Parameters.Name -contains $parameter }) {
            # Each an account of its own, whose budget nobody has used up.
            Get-HtxSession | Disconnect-HtxFutures -WarningAction SilentlyContinue
            $session = Connect-HtxFutures -Sandbox -OrderCount 4 -Name extreme
            $required = Get-Required $set -Except $parameter
            foreach ($value in Get-Extreme $command.Parameters[$parameter].ParameterType) {
                $given = $required.Clone()
                if ($name -notlike '*-HtxSession' -and $set.Parameters.Name -contains 'Session' -and $parameter -ne 'Session') { $given.Session = $session }
                if ($name -like 'Disconnect-*') { $given.WhatIf = $true; $given.Remove('Confirm') }
                $given[$parameter] = $value
                $output = try { & $name @given 2>&1 3>$null 6>$null } catch { $_ }
                $bare = @(Get-Framework $output)
                $bare | ForEach-Object { "$name -$parameter $value ($($set.Name)): $($_.FullyQualifiedErrorId) $_" } | Should -BeNullOrEmpty
            }
        }
    }
}

Describe 'Results are the same' {
    BeforeAll {
        # Each cmdlet once, with what its first set needs; what differs from run to run is left out.
        $script = @'
            param($Module, $Before)
            Import-Module $Module
            . ([scriptblock]::Create($Before))
            $ErrorActionPreference = 'Stop'
            $contract = 'BTC-USDT'
            foreach ($cmdlet in Get-Command -Module HtxFutures -CommandType Cmdlet | Where-Object Name -notmatch '^((Connect|Disconnect|Select)-|Get-HtxJournal)' ) { # what is about sessions and what was done before differs from run to run
                $session = Connect-HtxFutures -Sandbox -OrderCount 12 -Name same # each begins with the same orders
                . ([scriptblock]::Create($Before))
                $given = @{}
                $set = $cmdlet.ParameterSets | Sort-Object { @($_.Parameters | Where-Object IsMandatory).Count }, { -not $_.IsDefault } | Select-Object -First 1
                foreach ($needed in $set.Parameters | Where-Object IsMandatory) {
                    $given[$needed.Name] = if ($needed.ParameterType -eq [timespan]) { [timespan] '0:1:0' } elseif ($needed.Name -eq 'InputObject') { @(& "Get-$($cmdlet.Noun)" $contract) } elseif ($needed.ParameterType -eq [switch]) { $true } else { $contract }
                }
                if ($cmdlet.Parameters.ContainsKey('Force')) { $given.Force = $true }
                if ($cmdlet.Parameters.ContainsKey('Duration')) { $given.Duration = [timespan] '0:0:1'; $given.IncludeOpen = $true } # what waits for changes, where nothing changes
                $rows = @(try { & $cmdlet.Name @given -WarningAction SilentlyContinue } catch { $_.FullyQualifiedErrorId })
                foreach ($row in $rows) {
                    $said = foreach ($name in 'Name', 'ContractCode', 'OrderId', 'Outcome', 'State', 'Enabled', 'Bucket', 'Limit') { if ($row.psobject.Properties[$name]) { "$($row.$name)" } }
                    "$($cmdlet.Name) $($row.GetType().Name) $(if ($said) { $said -join ' ' } else { "$row" })"
                }
                Disconnect-HtxFutures -Session $session -WarningAction SilentlyContinue
            }
'@
        function Invoke-Same {
            param([string] $Before = '', $Runspace)

            $shell = [powershell]::Create()
            try {
                if ($Runspace -is [System.Management.Automation.Runspaces.RunspacePool]) { $shell.RunspacePool = $Runspace }
                $said = $shell.AddScript($script).AddArgument((Join-Path $ModulePath 'HtxFutures.psd1')).AddArgument($Before).Invoke()
                $shell.Streams.Error | Should -BeNullOrEmpty
                $said | Sort-Object # results come in another sequence each time
            }
            finally {
                $shell.Dispose()
            }
        }

        $plain = Invoke-Same
    }

    It 'at all' {
        foreach ($cmdlet in Get-Command -Module HtxFutures -CommandType Cmdlet | Where-Object Name -NotMatch '^((Connect|Disconnect|Select)-|Get-HtxJournal)') {
            @($plain | Where-Object { $_ -like "$($cmdlet.Name) *" }).Count | Should -BeGreaterThan 0 -Because "$($cmdlet.Name) shows something"
        }

        $plain | Should -Not -Match 'HtxFutures\.Commands'
    }

    It 'under Set-StrictMode -Version Latest' {
        Invoke-Same 'Set-StrictMode -Version Latest' | Should -Be $plain
    }

    It 'with $PSDefaultParameterValues for every cmdlet' {
        Invoke-Same 'if (Get-Variable session -ErrorAction Ignore) { $PSDefaultParameterValues = @{ "*-Htx*:Session" = $session; "*-Htx*:Verbose" = $false; "*-Htx*:ErrorAction" = "Stop"; "*-Htx*:OutVariable" = "out" } }' |
            Should -Be $plain
    }

    It 'in a runspace pool of one, run after run' {
        $pool = [runspacefactory]::CreateRunspacePool(1, 1)
        $pool.Open()
        try {
            foreach ($run in 1..2) {
                Invoke-Same -Runspace $pool | Should -Be $plain
            }
        }
        finally {
            $pool.Dispose()
        }
    }
}
