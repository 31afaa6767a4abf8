BeforeAll {
    . $PSScriptRoot/Support.ps1
}

Describe 'Enable-HtxAutoCancel and Disable-HtxAutoCancel' {
    BeforeEach {
        $session = Connect-HtxFutures -Sandbox -OrderCount 5
    }

    AfterEach {
        Get-HtxSession | Disconnect-HtxFutures -WarningAction SilentlyContinue
    }

    It 'return the switch as the exchange confirmed it, and the session shows it' {
        $session.AutoCancel.Enabled | Should -BeFalse
        $state = Enable-HtxAutoCancel 0:0:30
        $state | Should -BeOfType 'HtxFutures.HtxAutoCancel'
        $state.Enabled | Should -BeTrue
        $state.KeepAlive | Should -BeFalse
        $state.ExchangeTime.Offset | Should -Be ([timespan]::Zero)
        ($state.TriggersAt - $state.ExchangeTime).TotalSeconds | Should -Be 30
        [math]::Abs(($state.ExchangeTime - [datetimeoffset]::UtcNow).TotalSeconds) | Should -BeLessThan 5
        ($session.AutoCancel | ConvertTo-Json) | Should -Be ($state | ConvertTo-Json)
        (Get-HtxSession).AutoCancel.TriggersAt | Should -Be $state.TriggersAt

        $state = Disable-HtxAutoCancel
        $state.Enabled | Should -BeFalse
        $state.TriggersAt | Should -BeNullOrEmpty
        $session.AutoCancel.Enabled | Should -BeFalse
    }

    It 'extend when called again' {
        $first = Enable-HtxAutoCancel -Timeout 0:0:30
        $second = Enable-HtxAutoCancel -Timeout 0:1:0
        ($second.TriggersAt - $first.TriggersAt).TotalSeconds | Should -BeGreaterOrEqual 30
        @(Get-HtxOrder).Count | Should -Be 5
    }

    It 'refuse a time-out of <timeout>' -ForEach @(
        @{ timeout = '0:0:4.999' }
        @{ timeout = '0:0:0' }
        @{ timeout = '-0:0:30' }
    ) {
        $failure = Get-ErrorOf { Enable-HtxAutoCancel -Timeout $timeout }
        $failure.FullyQualifiedErrorId | Should -Be 'ParameterArgumentValidationError,HtxFutures.Commands.EnableHtxAutoCancelCommand'
        $session.AutoCancel.Enabled | Should -BeFalse
    }

    It 'refuse a time-out of months' {
        (Get-ErrorOf { Enable-HtxAutoCancel -Timeout 90d }).FullyQualifiedErrorId | Should -Be 'HtxInvalidParameter,HtxFutures.Commands.EnableHtxAutoCancelCommand'
    }

    It 'send nothing with -WhatIf' {
        Enable-HtxAutoCancel 0:0:30 -WhatIf | Should -BeNullOrEmpty
        $session.AutoCancel.Enabled | Should -BeFalse
        Enable-HtxAutoCancel 0:0:30 | Out-Null
        Disable-HtxAutoCancel -WhatIf | Should -BeNullOrEmpty
        $session.AutoCancel.Enabled | Should -BeTrue
    }

    It 'do not ask by themselves' {
        $shell = [powershell]::Create()
        try {
            # A host without a user interface: it would throw.
            $state = $shell.AddScript("Import-Module '$(Join-Path $ModulePath 'HtxFutures.psd1')'; Connect-HtxFutures -Sandbox | Out-Null; (Enable-HtxAutoCancel 0:0:30).Enabled; (Disable-HtxAutoCancel).Enabled").Invoke()
            $state | Should -Be $true, $false
        }
        finally {
            $shell.Dispose()
        }
    }

    It 'need a session' {
        Disconnect-HtxFutures
        (Get-ErrorOf { Enable-HtxAutoCancel 0:0:30 }).FullyQualifiedErrorId | Should -Be 'HtxNotConnected,HtxFutures.Commands.EnableHtxAutoCancelCommand'
        (Get-ErrorOf { Disable-HtxAutoCancel }).FullyQualifiedErrorId | Should -Be 'HtxNotConnected,HtxFutures.Commands.DisableHtxAutoCancelCommand'
    }

    It 'work through the session they are given' {
        $other = Connect-HtxFutures -Sandbox
        Enable-HtxAutoCancel 0:0:30 -Session $session | Out-Null
        $session.AutoCancel.Enabled | Should -BeTrue
        $other.AutoCancel.Enabled | Should -BeFalse
    }

    It 'go on renewing until they are told otherwise' {
        (Enable-HtxAutoCancel 0:0:30 -KeepAlive).KeepAlive | Should -BeTrue
        (Enable-HtxAutoCancel 0:1:0).KeepAlive | Should -BeTrue
        (Enable-HtxAutoCancel 0:1:0 -KeepAlive:$false).KeepAlive | Should -BeFalse
        (Enable-HtxAutoCancel 0:1:0 -KeepAlive).KeepAlive | Should -BeTrue
        (Disable-HtxAutoCancel).KeepAlive | Should -BeFalse
    }

    It 'show no secret' {
        Enable-HtxAutoCancel 0:0:30 -KeepAlive | Out-Null
        $text = ($session | Format-List * -Force | Out-String) + ($session | ConvertTo-Json -Depth 5) + ($session | Out-String)
        $text | Should -Not -Match 'rehearsal'
    }

    It 'let the exchange cancel where nobody renews, and keep orders where the background does' {
        $kept = Connect-HtxFutures -Sandbox -OrderCount 5 -Name kept
        Enable-HtxAutoCancel 0:0:5 -Session $session | Out-Null
        $first = Enable-HtxAutoCancel 0:0:5 -KeepAlive -Session $kept
        Start-Sleep -Milliseconds 5500

        $orders = @(Get-HtxOrder -Session $session -WarningVariable warnings -WarningAction SilentlyContinue)
        $orders.Count | Should -Be 0
        @($warnings).Count | Should -Be 1
        "$warnings" | Should -BeLike '*has cancelled all open orders*'
        $session.AutoCancel.Triggered | Should -BeTrue
        $session.AutoCancel.Enabled | Should -BeFalse
        Get-HtxOrder -Session $session -WarningVariable again | Out-Null
        $again | Should -BeNullOrEmpty

        @(Get-HtxOrder -Session $kept -WarningVariable quiet).Count | Should -Be 5
        $quiet | Should -BeNullOrEmpty
        $kept.AutoCancel.Enabled | Should -BeTrue
        $kept.AutoCancel.TriggersAt | Should -BeGreaterThan $first.TriggersAt
    }
}

Describe 'Disconnect-HtxFutures with the dead-man''s switch set' {
    It 'warns that it stays set, and until when: <enable>' -ForEach @(
        @{ enable = { Enable-HtxAutoCancel 0:1:0 }; part = '*stays set: the exchange cancels all open orders*at 20*' }
        @{ enable = { Enable-HtxAutoCancel 0:1:0 -KeepAlive }; part = '*stays set and is no longer renewed: the exchange cancels all open orders*at 20*' }
    ) {
        $session = Connect-HtxFutures -Sandbox -Name armed
        & $enable | Out-Null
        Disconnect-HtxFutures -WarningVariable warnings -WarningAction SilentlyContinue
        @($warnings).Count | Should -Be 1
        "$warnings" | Should -BeLike $part
        "$warnings" | Should -BeLike "*'armed'*Disable-HtxAutoCancel*"
        $session.State | Should -Be 'Closed'
        $session.AutoCancel.KeepAlive | Should -BeFalse
        Disconnect-HtxFutures $session -WarningVariable again
        $again | Should -BeNullOrEmpty
    }

    It 'says nothing when it was never set, or switched off' {
        Connect-HtxFutures -Sandbox | Out-Null
        Enable-HtxAutoCancel 0:1:0 -KeepAlive | Out-Null
        Disable-HtxAutoCancel | Out-Null
        Disconnect-HtxFutures -WarningVariable warnings
        Connect-HtxFutures -Sandbox | Disconnect-HtxFutures -WarningVariable more
        $warnings | Should -BeNullOrEmpty
        $more | Should -BeNullOrEmpty
    }

    It 'does not warn with -WhatIf' {
        $session = Connect-HtxFutures -Sandbox
        Enable-HtxAutoCancel 0:1:0 | Out-Null
        Disconnect-HtxFutures -WhatIf -WarningVariable warnings
        $warnings | Should -BeNullOrEmpty
        $session.AutoCancel.Enabled | Should -BeTrue
        Disconnect-HtxFutures -WarningAction SilentlyContinue
    }
}

Describe 'Renewing that fails' {
    It 'is told by the next cmdlet, once, and shows in the session' {
        $exchange = Start-Exchange
        $session = Connect-HtxFutures -Endpoint $exchange.Address -Credential $exchange.Credential
        Enable-HtxAutoCancel 0:0:6 -KeepAlive | Out-Null
        Stop-Exchange $exchange

        Wait-Until { $session.AutoCancel.LastError }
        Get-HtxRateLimit -WarningVariable warnings -WarningAction SilentlyContinue | Out-Null
        @($warnings).Count | Should -Be 1
        "$warnings" | Should -BeLike "*'$($session.Name)'*cannot be renewed*cancels all open orders*"
        Get-HtxRateLimit -WarningVariable again | Out-Null
        $again | Should -BeNullOrEmpty
        $session.AutoCancel.Enabled | Should -BeTrue

        Disconnect-HtxFutures -WarningVariable warnings -WarningAction SilentlyContinue
        "$warnings" | Should -BeLike '*the dead-man*'
    }
}
