# Use that nobody intends: a starved machine, a clock that jumps, a process that is stopped, sessions by the hundred.

BeforeAll {
    . $PSScriptRoot/Support.ps1
}

Describe 'Sessions that are opened and forgotten' {
    AfterEach {
        Get-HtxSession | Disconnect-HtxFutures -WarningAction SilentlyContinue
    }

    It 'are warned of once, when there are a hundred' {
        1..120 | ForEach-Object { Connect-HtxFutures -Sandbox -OrderCount 0 -WarningVariable +warnings -WarningAction SilentlyContinue } | Out-Null
        $warnings.Count | Should -Be 1
        "$warnings" | Should -BeLike '*100 open HTX sessions*Disconnect-HtxFutures*'
        @(Get-HtxSession).Count | Should -Be 120
    }

    It 'share their sockets, and work' -Skip:(-not $IsLinux) {
        $exchange = Start-Exchange -Orders 30
        try {
            $before = @(Get-ChildItem /proc/self/fd).Count
            1..60 | ForEach-Object { Connect-HtxFutures $exchange.Credential -Endpoint $exchange.Address } | Out-Null
            @(Get-ChildItem /proc/self/fd).Count | Should -BeLessThan ($before + 20)
            (Get-HtxOrder | Stop-HtxOrder).Count | Should -Be 30
        }
        finally {
            Stop-Exchange $exchange
        }
    }
}

Describe 'A clock that jumps' {
    AfterEach {
        Get-HtxSession | Disconnect-HtxFutures
        Stop-Exchange $exchange
    }

    It 'leaves ages right: <minutes> minutes at the exchange, between connecting and listing' -ForEach @(
        @{ minutes = 4 }
        @{ minutes = -4 }
        @{ minutes = 60 }
        @{ minutes = -60 }
    ) {
        $exchange = Start-Exchange -Orders 200 -Faults "clock-step:${minutes}m:times=1:skip=1:path=/v5/trade/order/opens"
        Connect-HtxFutures $exchange.Credential -Endpoint $exchange.Address | Out-Null
        $old = [datetimeoffset]::UtcNow.AddMinutes($minutes).AddSeconds(-30)
        $listed = @(Get-HtxOrder -OlderThan 0:0:30).OrderId
        $all = @(Get-HtxOrder)
        $all.Count | Should -Be 200

        # Five seconds for whatever this machine does meanwhile.
        $older = @($all | Where-Object CreatedAt -lt $old.AddSeconds(-5)).OrderId
        $younger = @($all | Where-Object CreatedAt -gt $old.AddSeconds(5)).OrderId
        $older | Should -BeIn $listed
        $listed | Should -Not -BeIn $younger
    }
}
