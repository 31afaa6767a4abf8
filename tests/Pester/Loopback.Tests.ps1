BeforeAll {
    . $PSScriptRoot/Support.ps1
}

Describe 'The main job over real sockets' {
    BeforeEach {
        $exchange = Start-Exchange -Orders 40 -Latency 5
        $session = Connect-HtxFutures -Endpoint $exchange.Address -Credential $exchange.Credential
    }

    AfterEach {
        Get-HtxSession | Disconnect-HtxFutures
        Stop-Exchange $exchange
    }

    It 'lists and stops everything' {
        $results = @(Get-HtxOrder | Stop-HtxOrder)
        $results.Count | Should -Be 40
        $results.Outcome | Select-Object -Unique | Should -Be 'Accepted'
        Wait-Until { -not (Get-HtxOrder) }
        $counters = Invoke-RestMethod "$($exchange.Address)/sandbox/stats"
        $counters.refused | Should -Be 0
    }

    It 'stops what a CSV names' {
        $file = Join-Path $TestDrive orders.csv
        Get-HtxOrder -ContractCode BTC-* | Where-Object Side -eq Buy | Export-Csv $file
        $results = @(Import-Csv $file | Stop-HtxOrder)
        $results.Count | Should -Be @(Import-Csv $file).Count
        $results.Outcome | Select-Object -Unique | Should -Be 'Accepted'
    }

    It 'tells that the exchange is gone, and claims nothing' {
        $order = Get-HtxOrder | Select-Object -First 1
        $exchange.Process.Kill()
        $exchange.Process.WaitForExit()
        $result = $order | Stop-HtxOrder -ErrorVariable failures -ErrorAction SilentlyContinue
        $result.Outcome | Should -BeIn 'Rejected', 'Unknown'
        $failures.Count | Should -Be 1
        $failures[0].FullyQualifiedErrorId | Should -BeIn @(
            'HtxNetworkError,HtxFutures.Commands.StopHtxOrderCommand', 'HtxOutcomeUnknown,HtxFutures.Commands.StopHtxOrderCommand')
    }
}
