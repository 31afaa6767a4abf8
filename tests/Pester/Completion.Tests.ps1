BeforeAll {
    . $PSScriptRoot/Support.ps1

    function Get-Completion {
        # What Tab offers at the end of a line.
        param([string] $Line)

        [System.Management.Automation.CommandCompletion]::CompleteInput($Line, $Line.Length, $null).CompletionMatches
    }

    # What a fallback would offer.
    Set-Content (Join-Path $TestDrive BTC-USDT.txt) ''
    Set-Content (Join-Path $TestDrive 1550000000000000001.txt) ''
    Push-Location $TestDrive
}

AfterAll {
    Pop-Location
}

Describe 'Completion of orders' {
    BeforeEach {
        $session = Connect-HtxFutures -Sandbox -OrderCount 60
        $orders = @(Get-HtxOrder)
        $contract = $orders[0].ContractCode
        $ofContract = @($orders | Where-Object ContractCode -EQ $contract)
    }

    AfterEach {
        Get-HtxSession | Disconnect-HtxFutures
    }

    It 'offers the contracts that were seen, for <_>' -ForEach @(
        'Get-HtxOrder ', 'Get-HtxOrder -ContractCode ', 'Stop-HtxOrder ', 'Stop-HtxOrder -ContractCode ', 'Clear-HtxOrder ', 'Clear-HtxOrder -ContractCode '
    ) {
        (Get-Completion $_).CompletionText | Should -Be ($orders.ContractCode | Sort-Object -Unique)
    }

    It 'narrows contracts by what was typed, in any case, and leaves out those that stand there' {
        (Get-Completion 'Get-HtxOrder btc').CompletionText | Should -Be ($orders.ContractCode | Where-Object { $_ -like 'BTC-*' } | Sort-Object -Unique)
        (Get-Completion 'Get-HtxOrder ETH-USDT, ').CompletionText | Should -Not -Contain 'ETH-USDT'
        (Get-Completion 'Get-HtxOrder ETH-USDT').CompletionText | Should -Be 'ETH-USDT'
    }

    It 'tells how many orders of a contract were seen' {
        (Get-Completion "Stop-HtxOrder $contract" | Where-Object ListItemText -EQ $contract).ToolTip | Should -Be "${contract}: $($ofContract.Count) open orders seen"
    }

    It 'offers ids, the newest first, some dozens at most: <_>' -ForEach 'Get-HtxOrder -OrderId ', 'Stop-HtxOrder -OrderId ' {
        $expected = $orders.OrderId
        [array]::Reverse($expected)
        (Get-Completion $_).CompletionText | Should -Be ($expected | Select-Object -First 50)
    }

    It 'offers the ids of algo orders behind their contract: <_>' -ForEach 'Stop-HtxAlgoOrder BTC-USDT ', 'Get-HtxAlgoOrder BTC-USDT ' {
        $algos = @(Get-HtxAlgoOrder BTC-USDT)
        $algos.Count | Should -BeGreaterThan 1
        (Get-Completion $_).CompletionText | Sort-Object | Should -Be ($algos.AlgoId | Sort-Object)
    }

    It 'offers the ids of the contract on the line: <_>' -ForEach 'Stop-HtxOrder {0} ', 'Get-HtxOrder {0} ', 'Get-HtxOrder {0} -Side Buy ', 'Get-HtxOrder -ContractCode {0} -OrderId ', 'Stop-HtxOrder -ContractCode {0} -order_id ' {
        $expected = $ofContract.OrderId
        [array]::Reverse($expected)
        (Get-Completion ($_ -f $contract.ToLower())).CompletionText | Should -Be $expected
    }

    It 'offers ids of the client, where the client gave them' {
        $expected = @($ofContract | Where-Object { $_.ClientOrderId -ne $_.OrderId }).ClientOrderId
        [array]::Reverse($expected)
        (Get-Completion "Stop-HtxOrder $contract -ClientOrderId ").CompletionText | Should -Be $expected
        (Get-Completion "Get-HtxOrder $contract -ClientOrderId ").CompletionText | Should -Be $expected
    }

    It 'tells what the order is' {
        $order = $ofContract[-1]
        $match = (Get-Completion "Stop-HtxOrder $contract ")[0]
        $match.ListItemText | Should -Be $order.OrderId
        $match.ToolTip | Should -Match "^$contract $($order.Side) $($order.Volume) at $($order.Price) \($($order.State)\), \d+[smhd] old$"
    }

    It 'finds an id by its last digits' {
        $id = $ofContract[3].OrderId
        (Get-Completion "Stop-HtxOrder $contract $($id.Substring($id.Length - 4))").CompletionText | Should -Be $id
    }

    It 'leaves out ids that stand there' {
        (Get-Completion "Stop-HtxOrder $contract $($ofContract[0].OrderId), ").CompletionText | Should -Not -Contain $ofContract[0].OrderId
        (Get-Completion "Stop-HtxOrder $contract $($ofContract[0].OrderId)").CompletionText | Should -Be $ofContract[0].OrderId
    }

    It 'forgets what was stopped, by id, by client id and from the pipeline' {
        $byClient = $orders | Where-Object { $_.ClientOrderId -ne $_.OrderId } | Select-Object -First 1
        $byId, $byPipe = $orders | Where-Object OrderId -NE $byClient.OrderId | Select-Object -Last 2
        Stop-HtxOrder $byId.ContractCode $byId.OrderId | Out-Null
        Stop-HtxOrder $byClient.ContractCode -ClientOrderId $byClient.ClientOrderId | Out-Null
        $byPipe | Stop-HtxOrder -Wait | Out-Null
        foreach ($order in $byId, $byPipe, $byClient) {
            (Get-Completion "Stop-HtxOrder $($order.ContractCode) ").CompletionText | Should -Not -Contain $order.OrderId
        }

        (Get-Completion 'Stop-HtxOrder -OrderId ').Count | Should -Be 50
    }

    It 'keeps what -WhatIf only showed' {
        $ofContract[0] | Stop-HtxOrder -WhatIf | Should -BeNullOrEmpty
        (Get-Completion "Stop-HtxOrder $contract ").Count | Should -Be $ofContract.Count
    }

    It 'forgets what was cleared, and keeps the contract' {
        Clear-HtxOrder $contract -Force | Out-Null
        Get-Completion "Stop-HtxOrder $contract " | Should -BeNullOrEmpty
        (Get-Completion "Stop-HtxOrder $contract" | Where-Object ListItemText -EQ $contract).ToolTip | Should -BeLike '*no order seen that is still open'
    }

    It 'knows a single order that was looked up' {
        $other = Connect-HtxFutures -Sandbox -OrderCount 60
        $id = $orders[7].OrderId
        Get-HtxOrder -ContractCode $orders[7].ContractCode -OrderId $id -Session $other | Out-Null
        (Get-Completion 'Stop-HtxOrder -OrderId ').CompletionText | Should -Be $id
    }

    It 'goes by the session on the line' {
        Connect-HtxFutures -Sandbox -OrderCount 1 | Out-Null
        $box = @{ session = $session }
        $box.session.Name | Should -Be $session.Name
        Get-Completion 'Get-HtxOrder ' | Should -BeNullOrEmpty
        foreach ($given in '-Session $session', '-Ses $session', '-Session $box.session') {
            @(Get-Completion "Stop-HtxOrder $given $contract ").Count | Should -Be $ofContract.Count -Because $given
        }
    }

    It 'offers nothing where the session cannot be told without running something' {
        foreach ($given in '-Session (Get-HtxSession)', '-Session $nosuch', '-Session $using:session') {
            Get-Completion "Get-HtxOrder $given -ContractCode " | Should -BeNullOrEmpty -Because $given
        }
    }

    It 'offers nothing, not even files, without a session: <_>' -ForEach 'Get-HtxOrder ', 'Stop-HtxOrder BTC-USDT ', 'Stop-HtxOrder -OrderId ', 'Clear-HtxOrder -ContractCode ' {
        Disconnect-HtxFutures
        Get-Completion $_ | Should -BeNullOrEmpty
    }

    It 'offers nothing, not even files, where the session on the line is closed' {
        Disconnect-HtxFutures
        Get-Completion 'Stop-HtxOrder -Session $session -ContractCode ' | Should -BeNullOrEmpty
        Get-Completion 'Stop-HtxOrder -Session $session -OrderId ' | Should -BeNullOrEmpty
    }

    It 'offers nothing, not even files, where nothing fits' {
        Get-Completion 'Get-HtxOrder BTC-USDT.' | Should -BeNullOrEmpty
        Get-Completion 'Stop-HtxOrder NO-SUCH ' | Should -BeNullOrEmpty
    }

    It 'knows nothing in a runspace of its own, and what a session that is handed to it has seen' {
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript({
                    param($module, $handed)
                    Import-Module $module
                    foreach ($line in 'Stop-HtxOrder -OrderId ', 'Stop-HtxOrder -Session $handed -OrderId ') {
                        [System.Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches.Count
                    }

                    Get-HtxOrder -Session $handed | Select-Object -Last 1 | Stop-HtxOrder -Session $handed | Select-Object -ExpandProperty OrderId
                }).AddParameters(@{ module = Join-Path $ModulePath 'HtxFutures.psd1'; handed = $session })
            $own, $handed, $stopped = $shell.Invoke()
            $own | Should -Be 0
            $handed | Should -Be 50
            $stopped | Should -Be $orders[-1].OrderId
            (Get-Completion 'Stop-HtxOrder -OrderId ').CompletionText | Should -Not -Contain $stopped
        }
        finally {
            $shell.Dispose()
        }
    }
}

Describe 'Completion over the network' {
    It 'sends nothing' {
        $exchange = Start-Exchange -Orders 40
        try {
            Connect-HtxFutures -Endpoint $exchange.Address -Credential $exchange.Credential | Out-Null
            Get-HtxOrder | Out-Null
            $before = Invoke-RestMethod "$($exchange.Address)/sandbox/stats"
            foreach ($line in 'Get-HtxOrder ', 'Stop-HtxOrder BTC-USDT ', 'Stop-HtxOrder BTC-USDT -ClientOrderId ', 'Clear-HtxOrder ', 'Get-HtxSession ') {
                Get-Completion $line | Should -Not -BeNullOrEmpty
            }

            (Invoke-RestMethod "$($exchange.Address)/sandbox/stats").requests | Should -Be $before.requests
            Get-HtxOrder | Out-Null
            (Invoke-RestMethod "$($exchange.Address)/sandbox/stats").requests | Should -BeGreaterThan $before.requests
        }
        finally {
            Get-HtxSession | Disconnect-HtxFutures
            Stop-Exchange $exchange
        }
    }

    It 'keeps what was refused: it may still be open' {
        $exchange = Start-Exchange -Orders 10 -Faults 'fail-items:1000:code=1030'
        try {
            Connect-HtxFutures -Endpoint $exchange.Address -Credential $exchange.Credential | Out-Null
            # Only what travels with others is refused, and on a busy machine one may go alone.
            $refused = @(Get-HtxOrder | Stop-HtxOrder -ErrorAction Ignore | Where-Object Outcome -EQ 'Rejected')
            $refused | Should -Not -BeNullOrEmpty
            @(Get-Completion 'Stop-HtxOrder -OrderId ').Count | Should -Be $refused.Count
        }
        finally {
            Get-HtxSession | Disconnect-HtxFutures
            Stop-Exchange $exchange
        }
    }
}

Describe 'Completion of session names' {
    AfterEach {
        Get-HtxSession | Disconnect-HtxFutures
    }

    It 'offers the names, the newest first' {
        'first', 'second', 'third' | ForEach-Object { Connect-HtxFutures -Sandbox -OrderCount 0 -Name $_ } | Out-Null
        (Get-Completion 'Get-HtxSession ').CompletionText | Should -Be 'third', 'second', 'first'
        (Get-Completion 'Get-HtxSession -Name S').CompletionText | Should -Be 'second'
        (Get-Completion 'Get-HtxSession ')[0].ToolTip | Should -Be 'Sandbox sand****0key (default)'
        Get-HtxSession -Name third | Disconnect-HtxFutures
        (Get-Completion 'Get-HtxSession ').CompletionText | Should -Be 'second', 'first'
    }

    It 'quotes the name <name> so that it means this session alone' -ForEach @(
        @{ name = 'my desk' }, @{ name = "it's" }, @{ name = "it$([char] 0x2019)s" }, @{ name = '$x; "y"' }, @{ name = 'a[1]*?' }, @{ name = 'tick`s' }, @{ name = '-Name' }
    ) {
        Connect-HtxFutures -Sandbox -OrderCount 0 -Name other | Out-Null
        Connect-HtxFutures -Sandbox -OrderCount 0 -Name $name | Out-Null
        $match = (Get-Completion 'Get-HtxSession ')[0]
        $match.ListItemText | Should -Be $name
        $found = & ([scriptblock]::Create("Get-HtxSession $($match.CompletionText)"))
        $found.Name | Should -Be $name
    }

    It 'goes on from a quote' {
        Connect-HtxFutures -Sandbox -OrderCount 0 -Name 'my desk' | Out-Null
        (Get-Completion "Get-HtxSession 'my d").CompletionText | Should -Be "'my desk'"
        (Get-Completion 'Get-HtxSession "my').CompletionText | Should -Be "'my desk'"
    }

    It 'offers nothing, not even files, without a session' {
        Get-Completion 'Get-HtxSession ' | Should -BeNullOrEmpty
    }
}

Describe 'Completion of what is typed by hand' {
    It 'shows how a span of time is written: <line>' -ForEach @(
        @{ line = 'Enable-HtxAutoCancel '; expected = '30s', '1m', '5m' }
        @{ line = 'Enable-HtxAutoCancel -Timeout 3'; expected = '30s' }
        @{ line = 'Stop-HtxOrder BTC-USDT 1 -WaitTimeout '; expected = '30s', '1m', '5m' }
        @{ line = 'Get-HtxOrder -OlderThan '; expected = '10m', '1h', '1d' }
        @{ line = 'Connect-HtxFutures -Sandbox -Latency '; expected = '40ms', '200ms', '1s' }
    ) {
        (Get-Completion $line).CompletionText | Should -Be $expected
    }

    It 'offers spans that are taken' {
        $session = Connect-HtxFutures -Sandbox -OrderCount 0
        foreach ($span in (Get-Completion 'Enable-HtxAutoCancel ').CompletionText) {
            (& ([scriptblock]::Create("Enable-HtxAutoCancel $span -Session `$session -WarningAction Ignore"))).Timeout | Should -BeGreaterThan ([timespan]::FromSeconds(29))
        }

        Disconnect-HtxFutures $session -WarningAction Ignore
    }

    It 'offers no files where a key or a new name belongs: <_>' -ForEach 'Connect-HtxFutures ', 'Connect-HtxFutures -AccessKey ', 'Connect-HtxFutures -SecretKey ', 'Connect-HtxFutures -Sandbox -Name ' {
        Get-Completion $_ | Should -BeNullOrEmpty
    }
}
