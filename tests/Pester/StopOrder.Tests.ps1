BeforeAll {
    . $PSScriptRoot/Support.ps1
}

Describe 'Stop-HtxOrder' {
    BeforeEach {
        $session = Connect-HtxFutures -Sandbox -OrderCount 30
        $orders = @(Get-HtxOrder)
    }

    AfterEach {
        Get-HtxSession | Disconnect-HtxFutures
    }

    It 'stops everything that Get-HtxOrder lists, one result each' {
        $results = @(Get-HtxOrder | Stop-HtxOrder)
        $results | ForEach-Object { $_ | Should -BeOfType 'HtxFutures.HtxCancelResult' }
        $results.OrderId | Sort-Object | Should -Be ($orders.OrderId | Sort-Object)
        $results.Outcome | Select-Object -Unique | Should -Be 'Accepted'
        $results[0].Attempts | Should -Be 1
        $results[0].ExchangeTime | Should -BeOfType DateTimeOffset
        Wait-Until { -not (Get-HtxOrder) }
    }

    It 'takes contract and id by position' {
        (Stop-HtxOrder $orders[0].ContractCode $orders[0].OrderId).Outcome | Should -Be 'Accepted'
    }

    It 'takes ids as whole numbers and lower case contracts' {
        (Stop-HtxOrder $orders[0].ContractCode.ToLower() ([long] $orders[0].OrderId)).Outcome | Should -Be 'Accepted'
    }

    It 'takes client ids' {
        $order = $orders | Where-Object { $_.ClientOrderId -ne $_.OrderId } | Select-Object -First 1
        $result = Stop-HtxOrder $order.ContractCode -ClientOrderId $order.ClientOrderId
        $result.Outcome | Should -Be 'Accepted'
        $result.ClientOrderId | Should -Be $order.ClientOrderId
    }

    It 'takes an array of orders as a parameter' {
        @(Stop-HtxOrder -InputObject $orders[0..2]).Count | Should -Be 3
    }

    It 'takes any object with the right names' {
        $results = @(
            [pscustomobject] @{ ContractCode = $orders[0].ContractCode; OrderId = $orders[0].OrderId }
            [pscustomobject] @{ contract_code = $orders[1].ContractCode; order_id = $orders[1].OrderId }
            [pscustomobject] @{ contract_code = $orders[2].ContractCode; Id = [long] $orders[2].OrderId }
            [pscustomobject] @{ ContractCode = $orders[3].ContractCode; OrderId = $orders[3].OrderId; ClientOrderId = $orders[3].ClientOrderId }
        ) | Stop-HtxOrder
        $results.Outcome | Should -Be 'Accepted', 'Accepted', 'Accepted', 'Accepted'
        $results.OrderId | Sort-Object | Should -Be ($orders[0..3].OrderId | Sort-Object)
    }

    It 'falls back on the client id where the row has no other' {
        $order = $orders | Where-Object { $_.ClientOrderId -ne $_.OrderId } | Select-Object -First 1
        $rows = [pscustomobject] @{ contract_code = $order.ContractCode; order_id = ''; client_order_id = $order.ClientOrderId },
                [pscustomobject] @{ contract_code = $order.ContractCode; order_id = $null; client_order_id = $order.ClientOrderId },
                [pscustomobject] @{ contract_code = $order.ContractCode; client_order_id = $order.ClientOrderId }
        ($rows | Stop-HtxOrder).Outcome | Should -Be 'Accepted', 'Accepted', 'Accepted'
    }

    It 'takes a CSV and gives one back that it takes again' {
        $file = Join-Path $TestDrive orders.csv
        $orders | Export-Csv $file
        $results = @(Import-Csv $file | Stop-HtxOrder)
        $results.Count | Should -Be 30
        $results.Outcome | Select-Object -Unique | Should -Be 'Accepted'
        Wait-Until { -not (Get-HtxOrder) }
        $results | Export-Csv $file
        (Import-Csv $file | Stop-HtxOrder).Outcome | Select-Object -Unique | Should -Be 'AlreadyCanceled'
    }

    It 'takes orders that were serialized' {
        $file = Join-Path $TestDrive orders.xml
        $orders[0] | Export-Clixml $file
        (Import-Clixml $file | Stop-HtxOrder).Outcome | Should -Be 'Accepted'
    }

    It 'sends nothing with -WhatIf' {
        Get-HtxOrder -ContractCode BTC-* | Where-Object Side -eq Buy | Stop-HtxOrder -WhatIf | Should -BeNullOrEmpty
        @(Get-HtxOrder).Count | Should -Be 30
        $orders.State | Should -Be (Get-HtxOrder).State
    }

    It 'inherits $WhatIfPreference' {
        $WhatIfPreference = $true
        $orders[0] | Stop-HtxOrder | Should -BeNullOrEmpty
        $WhatIfPreference = $false
        @(Get-HtxOrder).Count | Should -Be 30
    }

    It 'does not ask by itself, not even unattended' {
        ($orders[0] | Stop-HtxOrder -Confirm:$false).Outcome | Should -Be 'Accepted'
        ($orders[1] | Stop-HtxOrder).Outcome | Should -Be 'Accepted'
    }

    It 'tells each unknown id by result and error' {
        $results = Stop-HtxOrder BTC-USDT 1, 2, 3 -ErrorVariable failures -ErrorAction SilentlyContinue
        $results.Outcome | Should -Be 'NotFound', 'NotFound', 'NotFound'
        $results.OrderId | Sort-Object | Should -Be '1', '2', '3' # they are looked up at the same time
        $failures.Count | Should -Be 3
        $failures[0].FullyQualifiedErrorId | Should -Be 'HtxOrderNotFound,HtxFutures.Commands.StopHtxOrderCommand'
        $failures[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failures.TargetObject.OrderId | Should -Be $results.OrderId
    }

    It 'shows the row also with -ErrorAction Stop' {
        $seen = [System.Collections.Generic.List[object]]::new()
        { Stop-HtxOrder BTC-USDT 1, 2 -ErrorAction Stop | ForEach-Object { $seen.Add($_) } } | Should -Throw -ErrorId 'HtxOrderNotFound*'
        $seen.Count | Should -Be 1
        $seen[0].Outcome | Should -Be 'NotFound'
    }

    It 'refuses <what> alone, and sends the others' -ForEach @(
        @{ what = 'letters'; id = 'abc'; part = '*digits only*' }
        @{ what = 'zero'; id = '0'; part = "*'0'*" }
        @{ what = 'a negative number'; id = '-1'; part = "*'-1'*" }
        @{ what = 'twenty digits'; id = '12345678901234567890'; part = '*9223372036854775807*' }
        @{ what = 'a floating-point number'; id = 1.3298546250386514E+18; part = '*floating-point*' }
        @{ what = 'a small floating-point number'; id = 5.0; part = '*floating-point*' }
        @{ what = 'floating-point text'; id = '1.32985462503865E+18'; part = '*floating-point*' }
        @{ what = 'nothing'; id = ''; part = '*No order id*' }
    ) {
        $good = $orders | Where-Object ContractCode -eq BTC-USDT | Select-Object -First 1
        $results = Stop-HtxOrder BTC-USDT $id, $good.OrderId -ErrorVariable failures -ErrorAction SilentlyContinue
        $results.Outcome | Should -Be 'Rejected', 'Accepted'
        $results[0].Attempts | Should -Be 0
        $failures.Count | Should -Be 1
        $failures[0].FullyQualifiedErrorId | Should -Be 'HtxInvalidParameter,HtxFutures.Commands.StopHtxOrderCommand'
        "$($failures[0])" | Should -BeLike $part
        $failures[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }

    It 'refuses $null and empty arrays' {
        (Get-ErrorOf { Stop-HtxOrder BTC-USDT $null }).FullyQualifiedErrorId | Should -BeLike 'HtxInvalidParameter,*'
        (Get-ErrorOf { Stop-HtxOrder BTC-USDT @() }).FullyQualifiedErrorId | Should -BeLike 'HtxInvalidParameter,*'
        @(Get-HtxOrder).Count | Should -Be 30
    }

    It 'refuses the contract code <code>' -ForEach @(@{ code = 'BTCUSDT' }, @{ code = 'BTC/USDT' }, @{ code = 'BTC-USDT-26' }, @{ code = ' ' }) {
        $result = Stop-HtxOrder $code 1 -ErrorVariable failures -ErrorAction SilentlyContinue
        $result.Outcome | Should -Be 'Rejected'
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'HtxInvalidParameter,*'
        "$($failures[0])" | Should -BeLike "*'$code'*"
    }

    It 'does not find an id in another contract' {
        $order = $orders | Where-Object ContractCode -eq BTC-USDT | Select-Object -First 1
        (Stop-HtxOrder ETH-USDT $order.OrderId -ErrorAction SilentlyContinue).Outcome | Should -Be 'NotFound'
        (Get-HtxOrder BTC-USDT).OrderId | Should -Contain $order.OrderId
    }

    It 'says already cancelled the second time' {
        $orders[0] | Stop-HtxOrder | Out-Null
        Wait-Until { (Get-HtxOrder).OrderId -notcontains $orders[0].OrderId }
        $result = $orders[0] | Stop-HtxOrder -ErrorVariable failures
        $result.Outcome | Should -Be 'AlreadyCanceled'
        $result.Code | Should -Be 1071
        $failures | Should -BeNullOrEmpty
    }

    It 'works through the session it is given' {
        $other = Connect-HtxFutures -Sandbox -OrderCount 2
        $results = Get-HtxOrder -Session $session | Stop-HtxOrder -Session $session
        @($results).Count | Should -Be 30
        @(Get-HtxOrder -Session $other).Count | Should -Be 2
    }

    It 'stops an order through the session that it was listed by, whatever the default is, and through no other' {
        $other = Connect-HtxFutures -Sandbox -OrderCount 2
        $result = $orders[0] | Stop-HtxOrder -Session $other -ErrorVariable failures -ErrorAction SilentlyContinue
        $result.Outcome | Should -Be 'Rejected'
        "$($failures[0])" | Should -BeLike "*'$($session.Name)'*another account*'$($other.Name)'*"
        (Get-HtxOrder -Session $session).OrderId | Should -Contain $orders[0].OrderId
        $result = $orders[0] | Stop-HtxOrder
        "$($result.Outcome) $($result.Account)" | Should -Be "Accepted $($session.Name)"
        @(Get-HtxOrder).Count | Should -Be 2
    }

    It 'can be cut short by Select-Object: what comes later is not sent, and the script goes on' {
        $first = & { $orders[0]; Wait-Until { (Get-HtxOrder).OrderId -notcontains $orders[0].OrderId }; $orders[1..5] } |
            Stop-HtxOrder | Select-Object -First 1
        $first.OrderId | Should -Be $orders[0].OrderId
        $left = (Get-HtxOrder).OrderId
        $orders[2..29].OrderId | ForEach-Object { $_ | Should -BeIn $left }
    }

    It 'sends an order given twice once, and answers twice' {
        $results = @($orders[0], $orders[0] | Stop-HtxOrder)
        $results.Count | Should -Be 2
        $results.Outcome | Should -Be 'Accepted', 'Accepted'
        $results.Attempts | Should -Be 1, 1
    }

    It 'sends orders of a contract together' {
        $session = Connect-HtxFutures -Sandbox -OrderCount 100
        $before = (Get-HtxRateLimit | Where-Object Bucket -eq Trade).Remaining
        @(Get-HtxOrder | Stop-HtxOrder).Count | Should -Be 100
        $before - (Get-HtxRateLimit | Where-Object Bucket -eq Trade).Remaining | Should -BeLessOrEqual 50
    }

    It 'goes on to the final state with -Wait' {
        $partly = $orders | Where-Object State -eq PartiallyFilled | Select-Object -First 1
        $results = @(Get-HtxOrder | Stop-HtxOrder -Wait)
        $results.Count | Should -Be 30
        $results.Outcome | Select-Object -Unique | Sort-Object | Should -Be 'Canceled', 'PartiallyCanceled'
        ($results | Where-Object OrderId -eq $partly.OrderId).FilledVolume | Should -Be $partly.FilledVolume
        Get-HtxOrder | Should -BeNullOrEmpty
    }

    It 'does not hold orders back while the upstream takes its time' {
        $results = @(& { $orders[0]; Wait-Until { @(Get-HtxOrder).Count -eq 29 }; $orders[1] } | Stop-HtxOrder)
        $results.OrderId | Should -Be $orders[0].OrderId, $orders[1].OrderId
    }

    It 'has sent what went in before the upstream throws' {
        { & { $orders[0..6]; throw 'upstream' } | Stop-HtxOrder } | Should -Throw 'upstream'
        Wait-Until { @(Get-HtxOrder).Count -eq 23 }
    }
}
