BeforeAll {
    . $PSScriptRoot/Support.ps1
}

Describe 'Test-HtxSession' {
    AfterEach {
        Get-HtxSession | Disconnect-HtxFutures
    }

    It 'answers with one word, and no error, whether there is a session that works' {
        Test-HtxSession | Should -BeFalse
        Connect-HtxFutures -Sandbox | Out-Null
        $answer = Test-HtxSession
        $answer | Should -BeOfType [bool]
        $answer | Should -BeTrue
    }

    It 'says why it says no' {
        $lines = Test-HtxSession -Verbose 4>&1
        $lines[0] | Should -BeLike 'Session: This runspace has no HTX session.*Connect-HtxFutures*'
        $session = Connect-HtxFutures -Sandbox -Name gone
        Disconnect-HtxFutures
        Test-HtxSession -Session $session | Should -BeFalse
        (Test-HtxSession -Session $session -Detailed).Value | Should -BeLike "*'gone' was closed*"
    }

    It 'gives a row for each check' {
        Connect-HtxFutures -Sandbox -OrderCount 3 | Out-Null
        $rows = @(Test-HtxSession -Detailed)
        $rows.Check | Should -Be @('NameResolution', 'Tls', 'Latency', 'ClockOffset', 'Service', 'Signature', 'ReadPermission', 'TradePermission')
        $rows.Passed | Select-Object -Unique | Should -BeTrue
        @(Get-HtxOrder).Count | Should -Be 3
    }

    Context 'with an exchange that goes away' {
        BeforeEach {
            $exchange = Start-Exchange -Orders 1
            $session = Connect-HtxFutures $exchange.Credential -Endpoint $exchange.Address -TimeoutSec 5
        }

        AfterEach {
            Stop-Exchange $exchange
        }

        It 'measures over real sockets' {
            $rows = @(Test-HtxSession -Detailed)
            $rows.Passed | Select-Object -Unique | Should -BeTrue
            ($rows | Where-Object Check -eq Latency).Value | Should -Match '^\d+ ms'
            ($rows | Where-Object Check -eq Signature).Value | Should -Match '^key \w{4}\*\*\*\*\w{4} is accepted$'
        }

        It 'says no when it is gone' {
            $exchange.Process.Kill()
            $exchange.Process.WaitForExit()
            Test-HtxSession -Session $session | Should -BeFalse
            $failed = @(Test-HtxSession -Detailed | Where-Object Passed -eq $false)
            $failed.Check | Should -Be @('Latency', 'ClockOffset', 'Service', 'Signature', 'ReadPermission', 'TradePermission')
            $failed[0].Value | Should -BeLike '*connection*'
        }
    }
}
