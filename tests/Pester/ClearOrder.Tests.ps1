BeforeAll {
    . $PSScriptRoot/Support.ps1

    function Invoke-Unattended {
        # Runs a script in a PowerShell that can ask nobody, on a sandbox of its own with twenty orders.
        param([string] $Script)

        $module = (Join-Path $ModulePath 'HtxFutures.psd1').Replace("'", "''")
        $text = "Import-Module '$module'; Connect-HtxFutures -Sandbox | Out-Null; $Script; `"left=`$(@(Get-HtxOrder).Count)`""
        & $shell @shellArguments -NoProfile -NonInteractive -Command $text 2>&1 | Out-String
    }
}

Describe 'Clear-HtxOrder' {
    BeforeEach {
        $session = Connect-HtxFutures -Sandbox -OrderCount 30
        $orders = @(Get-HtxOrder)
    }

    AfterEach {
        Get-HtxSession | Disconnect-HtxFutures
    }

    It 'cancels every order of the contract and no other, one result each' {
        $meant = $orders | Where-Object ContractCode -eq BTC-USDT
        $results = @(Clear-HtxOrder BTC-USDT -Force)
        $results | ForEach-Object { $_ | Should -BeOfType 'HtxFutures.HtxCancelResult' }
        $results.OrderId | Should -Be $meant.OrderId
        $results.Outcome | Select-Object -Unique | Should -Be 'Accepted'
        $results.ContractCode | Select-Object -Unique | Should -Be 'BTC-USDT'
        Wait-Until { @(Get-HtxOrder).Count -eq 30 - $meant.Count }
    }

    It 'needs one trade request for a contract, however many orders it has' {
        $session = Connect-HtxFutures -Sandbox -OrderCount 400
        $before = (Get-HtxRateLimit | Where-Object Bucket -eq Trade).Remaining
        @(Clear-HtxOrder BTC-USDT, eth-usdt, BTC-USDT -Force).Count | Should -Be 160
        $before - (Get-HtxRateLimit | Where-Object Bucket -eq Trade).Remaining | Should -Be 2
    }

    It 'cancels the whole account only when it is told so' {
        @(Clear-HtxOrder -AllContract -Force).Count | Should -Be 30
        Wait-Until { -not (Get-HtxOrder) }
    }

    It 'takes -AllContract:$false for no order at all' {
        (Get-ErrorOf { Clear-HtxOrder -AllContract:$false -Force }).FullyQualifiedErrorId | Should -Be 'HtxInvalidParameter,HtxFutures.Commands.ClearHtxOrderCommand'
        @(Get-HtxOrder).Count | Should -Be 30
    }

    It 'filters by side' {
        $meant = @($orders | Where-Object Side -eq Sell)
        @(Clear-HtxOrder -AllContract -Side Sell -Force).OrderId | Sort-Object | Should -Be ($meant.OrderId | Sort-Object)
        Wait-Until { @(Get-HtxOrder).Count -eq 30 - $meant.Count }
        Get-HtxOrder -Side Sell | Should -BeNullOrEmpty
    }

    It 'filters by position side' {
        @(Clear-HtxOrder -AllContract -PositionSide Long -Force) | Should -BeNullOrEmpty
        @(Clear-HtxOrder -AllContract -PositionSide Both -Force).Count | Should -Be 30
    }

    It 'refuses a <name> that the exchange does not have' -ForEach @(
        @{ name = 'side'; parameters = @{ Side = 'Unknown' } }
        @{ name = 'position side'; parameters = @{ PositionSide = 'Unknown' } }
    ) {
        (Get-ErrorOf { Clear-HtxOrder -AllContract -Force @parameters }).FullyQualifiedErrorId | Should -BeLike 'ParameterArgumentValidationError,*'
        @(Get-HtxOrder).Count | Should -Be 30
    }

    It 'shows with -WhatIf what it would do, even with -Force' {
        Clear-HtxOrder BTC-USDT, ETH-USDT -WhatIf | Should -BeNullOrEmpty
        Clear-HtxOrder -AllContract -Force -WhatIf | Should -BeNullOrEmpty
        & { $WhatIfPreference = $true; Clear-HtxOrder -AllContract -Force } | Should -BeNullOrEmpty
        @(Get-HtxOrder).Count | Should -Be 30
    }

    It 'can be told with -WhatIf:$false that the preference does not count' {
        @(& { $WhatIfPreference = $true; Clear-HtxOrder BTC-USDT -Force -WhatIf:$false }).Count | Should -Be 6
    }

    It 'takes -Confirm:$false for consent, too' {
        @(Clear-HtxOrder BTC-USDT -Confirm:$false).Count | Should -Be 6
    }

    It 'leaves the preferences of its caller alone' {
        $ConfirmPreference = 'High'
        Clear-HtxOrder BTC-USDT -Force | Out-Null
        $ConfirmPreference | Should -Be 'High'
    }

    It 'tells with -Verbose what it does without asking' {
        $text = Clear-HtxOrder BTC-USDT -Side Buy -Force -Verbose 4>&1 | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] }
        "$text" | Should -BeLike '*"Cancel all open orders" on target "BTC-USDT, side Buy *: * open order*"*'
    }

    It 'says nothing where nothing is open' {
        $failures = $null
        Clear-HtxOrder DOGE-USDT, ADA-USDT -Force -ErrorVariable failures -WarningVariable warnings | Should -BeNullOrEmpty
        $failures | Should -BeNullOrEmpty
        $warnings | Should -BeNullOrEmpty
        @(Get-HtxOrder).Count | Should -Be 30
    }

    It 'refuses <code> alone, and clears the others' -ForEach @(
        @{ code = 'nonsense'; part = "*'nonsense'*" }
        @{ code = ' '; part = '*is not one*' }
        @{ code = 'BTC-*'; part = '*wildcards*exact codes*' }
        @{ code = 'BTC-USD?'; part = '*wildcards*' }
        @{ code = '*'; part = '*wildcards*' }
    ) {
        $results = @(Clear-HtxOrder $code, ETH-USDT -Force -ErrorVariable failures -ErrorAction SilentlyContinue)
        $results.ContractCode | Select-Object -Unique | Should -Be 'ETH-USDT'
        $results.Count | Should -Be 6
        $failures.Count | Should -Be 1
        $failures[0].FullyQualifiedErrorId | Should -Be 'HtxInvalidParameter,HtxFutures.Commands.ClearHtxOrderCommand'
        $failures[0].TargetObject | Should -Be $code
        "$($failures[0])" | Should -BeLike $part
        $failures[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }

    It 'refuses $null, empty arrays and empty text' {
        foreach ($value in $null, @(), '') {
            (Get-ErrorOf { Clear-HtxOrder $value -Force }).FullyQualifiedErrorId | Should -BeLike 'ParameterArgumentValidationError*'
        }

        @(Get-HtxOrder).Count | Should -Be 30
    }

    It 'takes no orders from the pipeline, and then cancels nothing: it would be more than was piped in' {
        foreach ($script in { $orders[0] | Clear-HtxOrder -AllContract -Force }, { $orders[0] | Clear-HtxOrder BTC-USDT -Force }, { $orders[0] | Clear-HtxOrder BTC-USDT -Force -Session $session }) {
            $failure = Get-ErrorOf $script
            $failure.FullyQualifiedErrorId | Should -Be 'HtxInvalidParameter,HtxFutures.Commands.ClearHtxOrderCommand'
            $failure.ErrorDetails.RecommendedAction | Should -BeLike '*Stop-HtxOrder*'
        }

        (Get-ErrorOf { 'BTC-USDT' | Clear-HtxOrder -Force -AllContract }).FullyQualifiedErrorId | Should -BeLike 'HtxNotConnected,*'

        @(Get-HtxOrder).Count | Should -Be 30
    }

    It 'works inside a pipeline, and in a host that runs single commands' {
        @('BTC-USDT', 'ETH-USDT' | ForEach-Object { Clear-HtxOrder $_ -Force }).Count | Should -Be 12
        $shell = [powershell]::Create([System.Management.Automation.RunspaceMode]::NewRunspace)
        try {
            $null = $shell.AddCommand('Import-Module').AddArgument((Join-Path $ModulePath 'HtxFutures.psd1')).Invoke()
            $shell.Commands.Clear()
            $shell.AddCommand('Clear-HtxOrder').AddParameter('AllContract').AddParameter('Force').AddParameter('Session', $session).Invoke().Count | Should -BeGreaterOrEqual 18
            $shell.Streams.Error | Should -BeNullOrEmpty
        }
        finally {
            $shell.Dispose()
        }
    }

    It 'gives rows that Stop-HtxOrder takes' {
        $results = Clear-HtxOrder BTC-USDT -Force
        Wait-Until { -not (Get-HtxOrder BTC-USDT) }
        ($results | Stop-HtxOrder).Outcome | Select-Object -Unique | Should -Be 'AlreadyCanceled'
    }

    It 'works through the session it is given' {
        $other = Connect-HtxFutures -Sandbox -OrderCount 2
        @(Clear-HtxOrder -AllContract -Force -Session $session).Count | Should -Be 30
        @(Get-HtxOrder -Session $other).Count | Should -Be 2
    }

    It 'can be cut short by Select-Object' {
        @(Clear-HtxOrder BTC-USDT, ETH-USDT -Force | Select-Object -First 1).Count | Should -Be 1
        Wait-Until { -not (Get-HtxOrder BTC-USDT) }
        @(Get-HtxOrder ETH-USDT).Count | Should -Be 6
    }

    It 'needs a session' {
        Get-HtxSession | Disconnect-HtxFutures
        (Get-ErrorOf { Clear-HtxOrder -AllContract -Force }).FullyQualifiedErrorId | Should -Be 'HtxNotConnected,HtxFutures.Commands.ClearHtxOrderCommand'
    }
}

Describe 'Clear-HtxOrder with nobody to ask' {
    It 'refuses to begin, also where nothing is open' {
        $text = Invoke-Unattended @'
            foreach ($script in { Clear-HtxOrder BTC-USDT }, { Clear-HtxOrder -AllContract }, { Clear-HtxOrder DOGE-USDT }, { Clear-HtxOrder -AllContract -Force -Confirm }) {
                try { & $script; 'done' } catch { "refused=$($_.FullyQualifiedErrorId -like 'HtxInvalidParameter,*' -and $_.ErrorDetails.RecommendedAction -like '*-Force*')" }
            }
'@
        [regex]::Matches($text, 'refused=True').Count | Should -Be 4
        $text | Should -BeLike '*left=20*'
        $text | Should -Not -BeLike '*done*'
    }

    It 'refuses to mean all by omission' {
        $text = Invoke-Unattended @'
            foreach ($script in { Clear-HtxOrder }, { Clear-HtxOrder -Force }, { Clear-HtxOrder -Side Buy -Force }) {
                try { & $script; 'done' } catch { "refused=$($_.FullyQualifiedErrorId)" }
            }
'@
        [regex]::Matches($text, 'refused=MissingMandatoryParameter').Count | Should -Be 3
        $text | Should -BeLike '*left=20*'
    }

    It 'does not need to ask with -Force' {
        Invoke-Unattended 'Clear-HtxOrder -AllContract -Force | Out-Null; Start-Sleep -Milliseconds 100' | Should -BeLike '*left=0*'
    }
}

Describe 'Clear-HtxOrder over real sockets' {
    BeforeEach {
        $exchange = Start-Exchange -Orders 50 -Latency 5
        $session = Connect-HtxFutures -Endpoint $exchange.Address -Credential $exchange.Credential
    }

    AfterEach {
        Get-HtxSession | Disconnect-HtxFutures
        Stop-Exchange $exchange
    }

    It 'clears the account in one request' {
        @(Clear-HtxOrder -AllContract -Force).Count | Should -Be 50
        Wait-Until { -not (Get-HtxOrder) }
        $counters = Invoke-RestMethod "$($exchange.Address)/sandbox/stats"
        $counters.requests_by_path.'/v5/trade/cancel_all_orders' | Should -Be 1
        $counters.refused | Should -Be 0
    }

    It 'tells that the exchange is gone, and claims nothing' {
        $exchange.Process.Kill()
        $exchange.Process.WaitForExit()
        $failures = $warnings = $null
        Clear-HtxOrder -AllContract -Force -ErrorVariable failures -ErrorAction SilentlyContinue -WarningVariable warnings -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        $failures.Count | Should -Be 1
        $failures[0].FullyQualifiedErrorId | Should -BeIn @(
            'HtxNetworkError,HtxFutures.Commands.ClearHtxOrderCommand', 'HtxOutcomeUnknown,HtxFutures.Commands.ClearHtxOrderCommand')
        "$warnings" | Should -BeLike '*could not be listed to the end*'
    }
}
