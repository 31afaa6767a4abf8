BeforeAll {
    . $PSScriptRoot/Support.ps1
    $exchange = Start-Exchange -Orders 40

    function Get-Stat {
        (Invoke-RestMethod "$($exchange.Address)/sandbox/stats").requests
    }
}

AfterAll {
    Get-HtxSession | Disconnect-HtxFutures
    Stop-Exchange $exchange
}

Describe 'Messages' {
    BeforeAll {
        Connect-HtxFutures $exchange.Credential -Endpoint $exchange.Address -Name desk | Out-Null
    }

    It 'says one verbose line for each request, and no other request is made' {
        $before = Get-Stat
        $lines = @(Get-HtxOrder -Verbose 4>&1 | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] })
        $lines += & { Get-HtxOrder | Stop-HtxOrder -Wait -Verbose } 4>&1 |
            Where-Object { $_ -is [System.Management.Automation.VerboseRecord] -and $_ -match '^(GET|POST) ' }
        # One listing was read without -Verbose.
        $lines.Count | Should -Be ((Get-Stat) - $before - 1)
        $lines[0] | Should -Match '^GET /v5/trade/order/opens, open orders of every contract: code 200 in \d+ ms; \d+ of 72 read requests left\.$'
        $lines -match '^POST /v5/trade/cancel_batch_orders, \d+ orders of [-\w]+: code 200 in \d+ ms; \d+ of 72 trade requests left\.$' | Should -Not -BeNullOrEmpty
    }

    It 'says nothing unless it is asked to' {
        Get-HtxOrder *>&1 | Where-Object { $_ -isnot [HtxFutures.HtxOrder] } | Should -BeNullOrEmpty
    }

    It 'says of connecting what it asked' {
        $lines = Connect-HtxFutures $exchange.Credential -Endpoint $exchange.Address -Verbose 4>&1 |
            Where-Object { $_ -is [System.Management.Automation.VerboseRecord] }
        $lines | Should -HaveCount 2
        $lines[0] | Should -Match '^GET /api/v1/timestamp, clock: HTTP 200 in \d+ ms\.$'
    }

    It 'says with -Debug how often and why a request went out' {
        $faulty = Start-Exchange -Orders 1 -Faults '502-before:times=1:skip=1:path=/v5/trade/order/opens'
        try {
            Connect-HtxFutures $faulty.Credential -Endpoint $faulty.Address | Out-Null
            $lines = & { $DebugPreference = 'Continue'; Get-HtxOrder 5>&1 } | Where-Object { $_ -is [System.Management.Automation.DebugRecord] }
            "$lines" | Should -Match 'attempt 1, \d+ ms in line for the budget, Unanswered'
            "$lines" | Should -Match 'HTTP 502.* It is sent again in \d+ ms\.'
            "$lines" | Should -Match 'attempt 2, \d+ ms in line for the budget, Done'
        }
        finally {
            Stop-Exchange $faulty
        }
    }
}
