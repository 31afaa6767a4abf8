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
        # One listing was read without -Verbose: a page, and an empty one that ends it.
        $lines.Count | Should -Be ((Get-Stat) - $before - 2)
        $lines[0] | Should -Match '^GET /v5/trade/order/opens, open orders of every contract: code 200 in \d+ ms; \d+ of 72 read requests left\.$'
        $lines -match '^POST /v5/trade/cancel_batch_orders, \d+ orders of [-\w]+: code 200 in \d+ ms; \d+ of 72 trade requests left\.$' | Should -Not -BeNullOrEmpty
    }

    It 'says nothing unless it is asked to' {
        Get-HtxOrder *>&1 | Where-Object { $_ -isnot [HtxFutures.HtxOrder] } | Should -BeNullOrEmpty
    }

    It 'says of connecting what it asked' {
        $lines = Connect-HtxFutures $exchange.Credential -Endpoint $exchange.Address -Verbose 4>&1 |
            Where-Object { $_ -is [System.Management.Automation.VerboseRecord] }
        $lines -match '^GET ' | Should -HaveCount 2
        $lines -match "^HTX session '\w+': the request budget is shared \(scope Machine\)" | Should -HaveCount 1
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
    It 'warns once, with remedy, that other programs use up the budget' {
        $crowded = Start-Exchange -Orders 1 -Faults '429:times=2:skip=1:kind=read'
        try {
            Connect-HtxFutures $crowded.Credential -Endpoint $crowded.Address | Out-Null
            $said = @(Get-HtxOrder 3>&1)
            $said | Should -HaveCount 2
            $said[0].Message | Should -Match '^Htx\d+: GET /v5/trade/order/opens: .*429.* It is sent again in [123] s\. Other programs .*: stop them'
            $said[1] | Should -BeOfType HtxFutures.HtxOrder
        }
        finally {
            Stop-Exchange $crowded
        }
    }
}

Describe 'Progress' {
    BeforeAll {
        function Get-Progress {
            # What a host would show while a script runs in a runspace of its own.
            param([string] $Script, $Exchange, [int] $TimeoutSec = 10)

            $shell = [powershell]::Create()
            $shell.AddScript({
                    param($module, $exchange, $timeoutSec)
                    Import-Module $module
                    Connect-HtxFutures $exchange.Credential -Endpoint $exchange.Address -TimeoutSec $timeoutSec | Out-Null
                }).AddArgument((Join-Path $ModulePath HtxFutures.psd1)).AddArgument($Exchange).AddArgument($TimeoutSec).AddStatement().AddScript($Script).Invoke() | Out-Null
            if ($shell.HadErrors) {
                throw $shell.Streams.Error[0]
            }

            $shell.Streams.Progress | ForEach-Object { $_ }
            $shell.Dispose()
        }
    }

    It 'shows nothing of a short wait' {
        # Where the machine is busy, a wait is not always a short one: of a few, one is.
        foreach ($try in 1..5) {
            $shown = Get-Progress { Get-HtxOrder; Clear-HtxOrder BTC-USDT -Force } $exchange
            if (-not $shown) {
                break
            }
        }

        $shown | Should -BeNullOrEmpty
    }

    It 'shows what holds up a long wait, and goes away' {
        $mute = Start-Exchange -Orders 1 -Faults 'hang-before:times=2:skip=1:kind=read'
        try {
            $shown = @(Get-Progress { Get-HtxOrder } $mute -TimeoutSec 2)
            $shown.StatusDescription | Should -Contain 'GET /v5/trade/order/opens: no answer came within 2 s.'
            $shown[0].Activity | Should -Be 'Waiting for HTX'
            $shown[-1].RecordType | Should -Be Completed
        }
        finally {
            Stop-Exchange $mute
        }
    }

    It 'shows how far a run of cancels is, and until when it waits for the budget' {
        $tight = Start-Exchange -Orders 30 -Limit 3
        try {
            $shown = @(Get-Progress { Get-HtxOrder | Stop-HtxOrder } $tight)
            $shown.Activity | Should -Contain 'Stopping orders' # behind the bar of the listing, where that takes long
            @($shown.StatusDescription) -match '^\d+ of 30 answered(, \d+ settled)?\. Request budget: more at \d\d:\d\d:\d\d$' | Should -Not -BeNullOrEmpty
            $shown.PercentComplete | Measure-Object -Maximum | ForEach-Object Maximum | Should -BeIn (1..100)
            $shown[-1].RecordType | Should -Be Completed
        }
        finally {
            Stop-Exchange $tight
        }
    }
}
