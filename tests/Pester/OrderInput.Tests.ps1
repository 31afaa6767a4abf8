BeforeAll {
    . $PSScriptRoot/Support.ps1
}

Describe 'What Stop-HtxOrder is given' {
    BeforeEach {
        $one = Connect-HtxFutures -Sandbox -OrderCount 12 -Name one
        $two = Connect-HtxFutures -Sandbox -OrderCount 12 -Name two
        $orders = @(Get-HtxOrder)
        $btc = @($orders | Where-Object ContractCode -eq BTC-USDT)
        $eth = @($orders | Where-Object ContractCode -eq ETH-USDT)
    }

    AfterEach {
        Get-HtxSession | Disconnect-HtxFutures
    }

    It 'binds orders by position, one or several' {
        (Stop-HtxOrder $btc[0]).OrderId | Should -Be $btc[0].OrderId
        (Stop-HtxOrder $eth).OrderId | Should -Be $eth.OrderId
        (Stop-HtxOrder $btc[1].ContractCode $btc[1].OrderId).Outcome | Should -Be 'Accepted'
    }

    It 'asks which order is meant where only a contract is named, and stops none' {
        $failure = Get-ErrorOf { Stop-HtxOrder ETH-USDT }
        $failure.FullyQualifiedErrorId | Should -Be 'HtxInvalidParameter,HtxFutures.Commands.StopHtxOrderCommand'
        "$failure" | Should -BeLike 'Which order*ETH-USDT*'
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*Clear-HtxOrder ETH-USDT*'
        @(Get-HtxOrder).Count | Should -Be 12
    }

    It 'takes an order whole: <parameter> beside it is no filter' -ForEach @(
        @{ parameter = '-ContractCode'; stop = { $orders | Stop-HtxOrder -ContractCode BTC-USDT -ErrorAction SilentlyContinue -ErrorVariable script:failures } }
        @{ parameter = 'a contract by position'; stop = { $orders | Stop-HtxOrder BTC-USDT -ErrorAction SilentlyContinue -ErrorVariable script:failures } }
    ) {
        $results = @(& $stop)
        $results.Count | Should -Be 12
        @($results | Where-Object Outcome -eq Accepted).ContractCode | Select-Object -Unique | Should -Be 'BTC-USDT'
        @($results | Where-Object Outcome -eq Rejected).Count | Should -Be (12 - $btc.Count)
        @($results | Where-Object Outcome -notin Accepted, Rejected) | Should -BeNullOrEmpty
        "$($failures[0])" | Should -BeLike "*ContractCode*'BTC-USDT'*"
        $failures[0].ErrorDetails.RecommendedAction | Should -BeLike '*To filter: Get-HtxOrder*'
        Wait-Until { @(Get-HtxOrder).Count -eq 12 - $btc.Count }
    }

    It 'takes an order whole: an id beside it that is another''s is refused' {
        $results = @($eth[0], $eth[1] | Stop-HtxOrder -ContractCode ETH-USDT -OrderId $eth[1].OrderId -ErrorAction SilentlyContinue)
        $results.Outcome | Sort-Object | Should -Be 'Accepted', 'Rejected'
        ($results | Where-Object Outcome -eq Accepted).OrderId | Should -Be $eth[1].OrderId
    }

    It 'stops nothing of another account: <what>' -ForEach @(
        @{ what = 'orders'; stop = { Get-HtxOrder -Session $one | Stop-HtxOrder -ErrorAction SilentlyContinue } }
        @{ what = 'orders, with a contract'; stop = { Get-HtxOrder BTC-USDT -Session $one | Stop-HtxOrder BTC-USDT -ErrorAction SilentlyContinue } }
        @{ what = 'orders, with a session'; stop = { Get-HtxOrder -Session $one | Stop-HtxOrder -Session $two -ErrorAction SilentlyContinue } }
        @{ what = 'orders, with a session of a profile'; stop = { $PSDefaultParameterValues = @{ '*-Htx*:Session' = $two }; Get-HtxOrder -Session $one | Stop-HtxOrder -ErrorAction SilentlyContinue } }
        @{ what = 'results'; stop = { Stop-HtxOrder -Session $one BTC-USDT 1 -ErrorAction Ignore | Stop-HtxOrder -ErrorAction SilentlyContinue } }
        @{ what = 'results of a mass cancel'; stop = { Clear-HtxOrder ETH-USDT -Force -Session $one | Stop-HtxOrder -ErrorAction SilentlyContinue } }
    ) {
        $results = @(& $stop)
        $results.Count | Should -BeGreaterThan 0
        $results.Outcome | Select-Object -Unique | Should -Be 'Rejected'
        $results.Attempts | Select-Object -Unique | Should -Be 0
        @(Get-HtxOrder).Count | Should -Be 12
    }

    It 'stops what results name, through their own account' {
        $results = $btc | Stop-HtxOrder -WhatIf:$false
        Wait-Until { @(Get-HtxOrder BTC-USDT).Count -eq 0 }
        ($results | Stop-HtxOrder).Outcome | Select-Object -Unique | Should -Be 'AlreadyCanceled'
    }

    It 'reads hashtables as rows: <what>' -ForEach @(
        @{ what = 'names of the exchange'; row = { @{ contract_code = $btc[0].ContractCode; order_id = $btc[0].OrderId } } }
        @{ what = 'ours'; row = { @{ ContractCode = $btc[0].ContractCode; OrderId = [long] $btc[0].OrderId } } }
        @{ what = 'an ordered one'; row = { [ordered] @{ ContractCode = $btc[0].ContractCode; Id = $btc[0].OrderId } } }
        @{ what = 'JSON'; row = { $btc[0] | ConvertTo-Json | ConvertFrom-Json -AsHashtable } }
    ) {
        (& $row | Stop-HtxOrder).Outcome | Should -Be 'Accepted'
    }

    It 'refuses an id that was a floating-point number, in a hashtable too' {
        $result = @{ ContractCode = 'BTC-USDT'; OrderId = [double] 155000000000001 } | Stop-HtxOrder -ErrorAction SilentlyContinue
        $result.Outcome | Should -Be 'Rejected'
        $result.Message | Should -BeLike '*floating-point*'
    }

    It 'cannot be an order that somebody made up' {
        { [HtxFutures.HtxOrder] @{ ContractCode = 'BTC-USDT'; OrderId = '1' } } | Should -Throw
        @{ ContractCode = 'BTC-USDT'; OrderId = '1550000000000000001' } | Stop-HtxOrder -WhatIf | Should -BeNullOrEmpty
    }

    It 'completes rows with what the line names, by text or by a script block' {
        ([pscustomobject] @{ OrderId = $btc[0].OrderId } | Stop-HtxOrder BTC-USDT).Outcome | Should -Be 'Accepted'
        (@{ OrderId = $btc[1].OrderId } | Stop-HtxOrder -ContractCode BTC-USDT).Outcome | Should -Be 'Accepted'
        $rows = [pscustomobject] @{ Coin = 'ETH'; Number = $eth[0].OrderId }, [pscustomobject] @{ Coin = 'ETH'; Number = $eth[1].OrderId }
        ($rows | Stop-HtxOrder -ContractCode { "$($_.Coin)-USDT" } -OrderId { $_.Number }).Outcome | Should -Be 'Accepted', 'Accepted'
    }
}

Describe 'A contract that is named twice' {
    It 'is listed once, also with a blank at one' {
        $session = Connect-HtxFutures -Sandbox -OrderCount 12
        $listed = @(Get-HtxOrder 'BTC-USDT', ' btc-usdt ')
        $listed.Count | Should -BeGreaterThan 0
        ($listed.OrderId | Select-Object -Unique).Count | Should -Be $listed.Count
        @(Get-HtxOrder 'BTC-USDT', ' BTC-* ').Count | Should -Be @(Get-HtxOrder BTC-*).Count
        Disconnect-HtxFutures $session
    }
}

Describe 'Get-HtxOrder by id' {
    It 'asks for several at a time, and shows them as they were asked for' {
        $session = Connect-HtxFutures -Sandbox -OrderCount 40 -Latency 100ms
        $ids = @(Get-HtxOrder).OrderId
        $orders = Get-HtxOrder
        $watch = [Diagnostics.Stopwatch]::StartNew()
        ($orders | Get-HtxOrder).OrderId | Should -Be $ids
        $watch.Elapsed.TotalSeconds | Should -BeLessThan 3 # one after the other it is 4 at least
        Disconnect-HtxFutures $session
    }
}
