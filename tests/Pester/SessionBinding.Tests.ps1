BeforeAll {
    . $PSScriptRoot/Support.ps1
}

Describe 'A session in the pipeline' {
    BeforeEach {
        $one = Connect-HtxFutures -Sandbox -OrderCount 5 -Name one
        $two = Connect-HtxFutures -Sandbox -OrderCount 7 -Name two
    }

    AfterEach {
        Get-HtxSession | Disconnect-HtxFutures -WarningAction SilentlyContinue
    }

    It 'is the one that is worked through, whatever the default is' {
        (Get-HtxSession one | Enable-HtxAutoCancel 30s).Enabled | Should -BeTrue
        $one.AutoCancel.Enabled | Should -BeTrue
        $two.AutoCancel.Enabled | Should -BeFalse
        Enable-HtxAutoCancel 30s | Out-Null
        $one | Disable-HtxAutoCancel | Out-Null
        $one.AutoCancel.Enabled | Should -BeFalse
        $two.AutoCancel.Enabled | Should -BeTrue
        @($one | Get-HtxOrder).Count | Should -Be 5
        @($one | Clear-HtxOrder -AllContract -Force).Count | Should -Be 5
        @($two | Get-HtxOrder).Count | Should -Be 7
        $one | Test-HtxSession | Should -BeTrue
    }

    It 'may be one of several, or a name' {
        @(Get-HtxSession | Get-HtxOrder).Count | Should -Be 12
        @('one', 'two' | Enable-HtxAutoCancel 30s).Count | Should -Be 2
        ('one' | Get-HtxSession).Name | Should -Be 'one'
        'one' | Get-HtxSession | Disconnect-HtxFutures -WarningAction SilentlyContinue
        (Get-HtxSession).Name | Should -Be 'two'
        'two' | Disconnect-HtxFutures -WarningAction SilentlyContinue
        Get-HtxSession | Should -BeNullOrEmpty
    }

    It 'that is missing leaves everything alone' {
        @() | Enable-HtxAutoCancel 30s
        @() | Clear-HtxOrder -AllContract -Force
        @() | Disconnect-HtxFutures
        $two.AutoCancel.Enabled | Should -BeFalse
        $two.IsDefault | Should -BeTrue
        @(Get-HtxOrder).Count | Should -Be 7
    }

    It 'is named once: with -Session beside it nothing is done' {
        $failure = Get-ErrorOf { $one | Enable-HtxAutoCancel 30s -Session $two }
        $failure.FullyQualifiedErrorId | Should -Be 'HtxInvalidParameter,HtxFutures.Commands.EnableHtxAutoCancelCommand'
        $two.AutoCancel.Enabled | Should -BeFalse
    }

    It 'that is none ends the cmdlet: <what>' -ForEach @(
        @{ what = 'a number'; given = 5; id = 'HtxInvalidParameter'; part = '*System.Int32*' }
        @{ what = 'no name'; given = 'three'; id = 'HtxNotConnected'; part = "*'three'*'one', 'two'*" }
        @{ what = 'a row'; given = [pscustomobject] @{ Name = 'one' }; id = 'HtxInvalidParameter'; part = '*' }
    ) {
        $failure = Get-ErrorOf { $given, $given | Enable-HtxAutoCancel 30s }
        $failure.FullyQualifiedErrorId | Should -Be "$id,HtxFutures.Commands.EnableHtxAutoCancelCommand"
        "$failure" | Should -BeLike $part
        $one.AutoCancel.Enabled, $two.AutoCancel.Enabled | Should -Be $false, $false
    }

    It 'is answered by Test-HtxSession even where there is none' {
        'three' | Test-HtxSession | Should -BeFalse
        (Get-ErrorOf { 5 | Test-HtxSession }).FullyQualifiedErrorId | Should -BeLike 'HtxInvalidParameter,*'
        $one, 'three', $two | Test-HtxSession | Should -Be $true, $false, $true
    }
}

Describe '-Session' {
    BeforeAll {
        $one = Connect-HtxFutures -Sandbox -OrderCount 5 -Name 'the [first]'
        $two = Connect-HtxFutures -Sandbox -OrderCount 7 -Name two
    }

    AfterAll {
        Get-HtxSession | Disconnect-HtxFutures
    }

    It 'takes a name, as it stands' {
        @(Get-HtxOrder -Session 'THE [first]').Count | Should -Be 5
        (Get-HtxRateLimit -Session two).Count | Should -BeGreaterThan 0
    }

    It 'says which names there are' {
        $failure = Get-ErrorOf { Get-HtxOrder -Session nosuch }
        $failure.FullyQualifiedErrorId | Should -Be 'HtxNotConnected,HtxFutures.Commands.GetHtxOrderCommand'
        "$failure" | Should -BeLike "*'nosuch'*'the ``[first``]', 'two'*"
    }

    It 'is not guessed where two have the name' {
        $twin = Connect-HtxFutures -Sandbox -Name two -NoDefault
        (Get-ErrorOf { Get-HtxOrder -Session two }).FullyQualifiedErrorId | Should -BeLike 'HtxInvalidParameter,*'
        Disconnect-HtxFutures $twin
    }

    It 'is completed with names, and its orders with ids' {
        (TabExpansion2 'Get-HtxOrder -Session th').CompletionMatches.CompletionText | Should -Be "'the [first]'"
        $id = (Get-HtxOrder -Session two)[0].OrderId
        (TabExpansion2 "Stop-HtxOrder -Session two BTC-USDT $($id.Substring(0, 12))").CompletionMatches.CompletionText | Should -Not -BeNullOrEmpty
    }

    It 'of no session is an error of ours: <what>' -ForEach @(
        @{ what = 'a number'; given = 5 }
        @{ what = 'several'; given = 1, 2 }
    ) {
        (Get-ErrorOf { Get-HtxRateLimit -Session $given }).FullyQualifiedErrorId | Should -BeLike 'HtxInvalidParameter,*'
        (Get-ErrorOf { Stop-HtxOrder -Session $given BTC-USDT 1 }).FullyQualifiedErrorId | Should -BeLike 'HtxInvalidParameter,*'
    }
}

Describe 'Get-HtxSession' {
    It 'tells of a name that no session has, and of a pattern that is none' {
        (Get-ErrorOf { Get-HtxSession nosuch }).FullyQualifiedErrorId | Should -Be 'HtxNotConnected,HtxFutures.Commands.GetHtxSessionCommand'
        Get-HtxSession nosuch* | Should -BeNullOrEmpty
        (Get-ErrorOf { Get-HtxSession '[b' }).FullyQualifiedErrorId | Should -Be 'HtxInvalidParameter,HtxFutures.Commands.GetHtxSessionCommand'
        $session = Connect-HtxFutures -Sandbox
        (Get-ErrorOf { Get-HtxOrder '[BTC' }).FullyQualifiedErrorId | Should -Be 'HtxInvalidParameter,HtxFutures.Commands.GetHtxOrderCommand'
        Disconnect-HtxFutures $session
    }
}

Describe 'A runspace that a pool uses again' {
    It 'begins without a session: <how>' -ForEach @(
        @{ how = 'ForEach-Object -Parallel' }
        @{ how = 'a host that resets' }
    ) {
        $module = Join-Path $ModulePath 'HtxFutures.psd1'
        $first = "Import-Module '$module'; Connect-HtxFutures -Sandbox -OrderCount 20 | Out-Null; 'orders ' + @(Get-HtxOrder).Count"
        $second = "Import-Module '$module'; 'sessions ' + @(Get-HtxSession).Count; try { Get-HtxOrder | Stop-HtxOrder } catch { `$_.FullyQualifiedErrorId; `"`$_`" }"
        if ($how -eq 'a host that resets') {
            $runspace = [runspacefactory]::CreateRunspace()
            $runspace.Open()
            $said = foreach ($script in $first, $second) {
                $shell = [powershell]::Create($runspace)
                $shell.AddScript($script).Invoke()
                $shell.Dispose()
                $runspace.ResetRunspaceState()
            }
            $runspace.Dispose()
        }
        else {
            $said = $first, $second | ForEach-Object -ThrottleLimit 1 -Parallel { & ([scriptblock]::Create($_)) }
        }

        $said[0..1] | Should -Be 'orders 20', 'sessions 0'
        $said[2] | Should -BeLike 'HtxNotConnected,*'
        $said[3] | Should -BeLike '*pool has reset*'
    }

    It 'keeps what was opened in it open for whom it was handed to' {
        $module = Join-Path $ModulePath 'HtxFutures.psd1'
        $sessions = 1, 2 | ForEach-Object -ThrottleLimit 1 -Parallel { Import-Module $using:module; Connect-HtxFutures -Sandbox -OrderCount 4 }
        $sessions.State | Should -Be 'Open', 'Open'
        @($sessions | Get-HtxOrder).Count | Should -Be 8
        $sessions | Disconnect-HtxFutures
    }
}
