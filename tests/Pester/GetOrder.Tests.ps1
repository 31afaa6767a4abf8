BeforeAll {
    . $PSScriptRoot/Support.ps1
}

Describe 'Get-HtxOrder' {
    BeforeAll {
        Connect-HtxFutures -Sandbox -OrderCount 250 | Out-Null
        $all = @(Get-HtxOrder)
    }

    AfterAll {
        Disconnect-HtxFutures
    }

    It 'lists all, over pages, each once, oldest first' {
        $all.Count | Should -Be 250
        @($all.OrderId | Select-Object -Unique).Count | Should -Be 250
        $all[0].CreatedAt | Should -BeLessOrEqual $all[-1].CreatedAt
    }

    It 'has typed properties' {
        $all[0] | Should -BeOfType 'HtxFutures.HtxOrder'
        $all[0].OrderId | Should -BeOfType string
        $all[0].Price | Should -BeOfType decimal
        $all[0].CreatedAt | Should -BeOfType DateTimeOffset
        $all[0].CreatedAt.Offset | Should -Be ([timespan]::Zero)
    }

    It 'takes a contract in any case' {
        $found = @(Get-HtxOrder btc-usdt)
        $found.Count | Should -Be @($all | Where-Object ContractCode -eq BTC-USDT).Count
        $found.ContractCode | Select-Object -Unique | Should -Be 'BTC-USDT'
    }

    It 'takes several contracts' {
        @(Get-HtxOrder BTC-USDT, ETH-USDT, btc-usdt).Count | Should -Be @($all | Where-Object ContractCode -in BTC-USDT, ETH-USDT).Count
    }

    It 'writes an error for a contract that cannot be listed, which names it, and lists the others' {
        $found = @(Get-HtxOrder BTC-USDT, 'no contract', ETH-USDT -ErrorVariable failures -ErrorAction SilentlyContinue)
        $found.OrderId | Should -Be @($all | Where-Object ContractCode -eq BTC-USDT; $all | Where-Object ContractCode -eq ETH-USDT).OrderId
        $failures.Count | Should -Be 1
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'HtxInvalidParameter,*'
        $failures[0].TargetObject | Should -Be 'no contract'
    }

    It 'takes wildcards, delivery contracts included' {
        $found = @(Get-HtxOrder -ContractCode btc-*)
        $found.Count | Should -Be @($all | Where-Object ContractCode -like BTC-*).Count
        @($found.ContractCode | Select-Object -Unique).Count | Should -BeGreaterThan 1
    }

    It 'filters by side, margin mode and age' {
        @(Get-HtxOrder -Side Sell).Count | Should -Be @($all | Where-Object Side -eq Sell).Count
        @(Get-HtxOrder -MarginMode Isolated).Count | Should -Be @($all | Where-Object MarginMode -eq Isolated).Count
        $limit = [datetimeoffset]::UtcNow.AddHours(-1)
        $old = @(Get-HtxOrder -OlderThan 1:0:0).Count
        $old | Should -BeGreaterThan 0
        $old | Should -BeLessThan 250
        [math]::Abs($old - @($all | Where-Object CreatedAt -lt $limit).Count) | Should -BeLessOrEqual 1
    }

    It 'is quiet where nothing is open' {
        Get-HtxOrder DOGE-USDT | Should -BeNullOrEmpty
    }

    It 'streams: the first order comes before the last page is asked for' {
        $session = Connect-HtxFutures -Sandbox -OrderCount 1000 -Latency 0:0:0.2
        (Measure-Command { Get-HtxOrder -Session $session | Select-Object -First 1 }).TotalSeconds | Should -BeLessThan 1.5
        Disconnect-HtxFutures $session
        Connect-HtxFutures -Sandbox -OrderCount 1 | Out-Null
    }
}

Describe 'Get-HtxOrder by id' {
    BeforeAll {
        Connect-HtxFutures -Sandbox -OrderCount 50 | Out-Null
        $all = @(Get-HtxOrder)
    }

    AfterAll {
        Disconnect-HtxFutures
    }

    It 'finds cross and isolated orders' {
        foreach ($mode in 'Cross', 'Isolated') {
            $order = $all | Where-Object MarginMode -eq $mode | Select-Object -First 1
            (Get-HtxOrder -ContractCode $order.ContractCode -OrderId $order.OrderId).MarginMode | Should -Be $mode
        }
    }

    It 'takes several ids' {
        $two = $all | Where-Object ContractCode -eq BTC-USDT | Select-Object -First 2
        (Get-HtxOrder -ContractCode BTC-USDT -OrderId $two.OrderId).OrderId | Should -Be $two.OrderId
    }

    It 'finds by client id' {
        $order = $all | Where-Object { $_.ClientOrderId -ne $_.OrderId } | Select-Object -First 1
        (Get-HtxOrder -ContractCode $order.ContractCode -ClientOrderId $order.ClientOrderId).OrderId | Should -Be $order.OrderId
    }

    It 'shows the final state of a stopped order' {
        $order = $all | Where-Object { $_.State -eq 'New' } | Select-Object -First 1
        $order | Stop-HtxOrder | Out-Null
        Wait-Until { (Get-HtxOrder -ContractCode $order.ContractCode -OrderId $order.OrderId).State -eq 'Canceled' }
    }

    It 'takes what Stop-HtxOrder wrote' {
        $result = $all | Select-Object -Last 1 | Stop-HtxOrder
        ($result | Get-HtxOrder).OrderId | Should -Be $result.OrderId
    }

    It 'writes an error for each id that is unknown, and goes on' {
        $known = ($all | Where-Object ContractCode -eq ETH-USDT)[0].OrderId
        $found = Get-HtxOrder -ContractCode ETH-USDT -OrderId 1, $known, 2 -ErrorVariable failures -ErrorAction SilentlyContinue
        $found.OrderId | Should -Be $known
        $failures.Count | Should -Be 2
        $failures[0].FullyQualifiedErrorId | Should -Be 'HtxOrderNotFound,HtxFutures.Commands.GetHtxOrderCommand'
        $failures[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failures[0].TargetObject | Should -Be '1'
    }

    It 'refuses <id> before it asks' -ForEach @(@{ id = 'abc' }, @{ id = '0' }, @{ id = '-5' }, @{ id = '12345678901234567890' }) {
        $failure = Get-ErrorOf { Get-HtxOrder -ContractCode BTC-USDT -OrderId $id }
        $failure.FullyQualifiedErrorId | Should -BeLike 'HtxInvalidParameter,*'
        "$failure" | Should -BeLike "*'$id'*"
    }

    It 'refuses two contracts at once' {
        "$(Get-ErrorOf { Get-HtxOrder -ContractCode BTC-USDT, ETH-USDT -OrderId 1 })" | Should -BeLike '*one contract at a time*'
    }
}
