BeforeAll {
    . $PSScriptRoot/Support.ps1
    $session = Connect-HtxFutures -Sandbox -OrderCount 6
}

AfterAll {
    Disconnect-HtxFutures $session
}

Describe 'A span of time' {
    # What the shell makes of each is seen by what the switch was set to.
    It 'may be <typed>' -ForEach @(
        @{ typed = '90s'; seconds = 90 }
        @{ typed = "'90s'"; seconds = 90 }
        @{ typed = '30m'; seconds = 1800 }
        @{ typed = '2h'; seconds = 7200 }
        @{ typed = '3d'; seconds = 259200 }
        @{ typed = '"3d"'; seconds = 259200 }
        @{ typed = '1.5d'; seconds = 129600 }
        @{ typed = '0:30:00'; seconds = 1800 }
        @{ typed = '(New-TimeSpan -Minutes 30)'; seconds = 1800 }
        @{ typed = '([timespan] ''0:30:00'')'; seconds = 1800 }
        @{ typed = '-Timeout:90s'; seconds = 90 }
    ) {
        (& ([scriptblock]::Create("Enable-HtxAutoCancel $typed"))).Timeout.TotalSeconds | Should -Be $seconds
        Disable-HtxAutoCancel | Out-Null
    }

    It 'is never the number <typed>' -ForEach @(
        @{ typed = '3600'; readings = '*0.00036 s*3600 seconds*' }
        @{ typed = "'90'"; readings = '*90 days*90 seconds*' }
        @{ typed = '$ninety'; readings = '*0.000009 s*90 seconds*' }
        @{ typed = '(90s)'; readings = '*0.000009 s*90 seconds*' }
        @{ typed = '0.5'; readings = '*0.5 seconds*' }
        @{ typed = '0'; readings = '*0 seconds*' }
        @{ typed = '1kb'; readings = '*' }
        @{ typed = '0x10'; readings = '*' }
    ) {
        $ninety = 90
        foreach ($command in 'Enable-HtxAutoCancel -Timeout', 'Get-HtxOrder -OlderThan', 'Stop-HtxOrder BTC-USDT 1 -WaitTimeout', 'Connect-HtxFutures -Sandbox -Latency') {
            $failure = Get-ErrorOf ([scriptblock]::Create("$command $typed"))
            $failure.FullyQualifiedErrorId | Should -BeLike 'ParameterArgumentTransformationError,*'
            "$failure" | Should -BeLike $readings
            "$failure" | Should -BeLike '*0:30:00*(New-TimeSpan -Minutes 30)*'
        }

        $session.AutoCancel.Enabled | Should -BeFalse
    }

    It 'has one reading only: <typed>' -ForEach @(
        @{ typed = '0:30'; part = '*30 min*' }
        @{ typed = '25:00:00'; part = '*25 d 0 h*' }
        @{ typed = 'soon'; part = "*'soon' is no span of time*" }
        @{ typed = '10675200d'; part = '*too long*' }
        @{ typed = '(Get-Date)'; part = '*DateTime is no span*' }
        @{ typed = '$true'; part = '*Boolean is no span*' }
        @{ typed = '1s,2s'; part = '*no span*' }
    ) {
        "$(Get-ErrorOf ([scriptblock]::Create("Get-HtxOrder -OlderThan $typed")))" | Should -BeLike $part
    }

    It 'keeps its limits' {
        (Get-ErrorOf { Enable-HtxAutoCancel 4s }).FullyQualifiedErrorId | Should -BeLike 'ParameterArgumentValidationError,*'
        (Get-ErrorOf { Get-HtxOrder -OlderThan '-90s' }).FullyQualifiedErrorId | Should -BeLike 'ParameterArgumentValidationError,*'
        (Get-ErrorOf { Stop-HtxOrder BTC-USDT 1 -Wait -WaitTimeout ([timespan]::MaxValue) }).FullyQualifiedErrorId | Should -BeLike 'ParameterArgumentValidationError,*'
    }
}

Describe 'Connect-HtxFutures -TimeoutSec' {
    It 'stays a number of seconds' {
        (Get-Command Connect-HtxFutures).Parameters['TimeoutSec'].ParameterType | Should -Be ([int])
    }
}
