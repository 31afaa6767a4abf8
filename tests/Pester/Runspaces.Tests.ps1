BeforeAll {
    . $PSScriptRoot/Support.ps1
}

Describe 'Parallel runspaces' {
    BeforeAll {
        $session = Connect-HtxFutures -Sandbox -OrderCount 60
    }

    AfterAll {
        Get-HtxSession | Disconnect-HtxFutures
    }

    It 'share a session that is handed to them' {
        $orders = @(Get-HtxOrder)
        $module = Join-Path $ModulePath 'HtxFutures.psd1'
        $results = $orders | ForEach-Object -ThrottleLimit 8 -Parallel {
            Import-Module $using:module
            $_ | Stop-HtxOrder -Session $using:session
        }
        $results.Outcome | Select-Object -Unique | Should -Be 'Accepted'
        @($results.OrderId | Select-Object -Unique).Count | Should -Be 60
    }

    It 'have no default session of their own' {
        $module = Join-Path $ModulePath 'HtxFutures.psd1'
        $failure = 1 | ForEach-Object -Parallel {
            Import-Module $using:module
            try { Get-HtxOrder } catch { $_ }
        }
        $failure.FullyQualifiedErrorId | Should -BeLike 'HtxNotConnected,*'
        "$failure" | Should -BeLike '*$using:session*'
    }

    It 'say so when the session was closed elsewhere' {
        $other = Connect-HtxFutures -Sandbox -Name elsewhere
        $module = Join-Path $ModulePath 'HtxFutures.psd1'
        $failure = 1 | ForEach-Object -Parallel {
            Import-Module $using:module
            Disconnect-HtxFutures $using:other
            try { Get-HtxOrder -Session $using:other } catch { $_ }
        }
        "$failure" | Should -BeLike "*'elsewhere' was closed*"
        (Get-HtxSession).Name | Should -Not -Contain 'elsewhere'
    }
}

Describe 'Stopping' {
    BeforeAll {
        # Each in a runspace of its own, on an exchange that takes four seconds to answer; connected at the same time.
        $shells = [System.Collections.Generic.Queue[powershell]]::new()
        $connecting = foreach ($i in 1..7) {
            $shell = [powershell]::Create()
            $null = $shell.AddScript("Import-Module '$(Join-Path $ModulePath 'HtxFutures.psd1')'; Connect-HtxFutures -Sandbox -Latency 0:0:4 | Out-Null")
            $shells.Enqueue($shell)
            [pscustomobject] @{ Shell = $shell; Run = $shell.BeginInvoke() }
        }

        $connecting | ForEach-Object { $_.Shell.EndInvoke($_.Run); $_.Shell.Commands.Clear() }
    }

    It 'comes back within a second, whatever it waits for: <script>' -ForEach @(
        @{ script = 'Get-HtxOrder' }
        @{ script = 'Get-HtxOrder -ContractCode BTC-USDT -OrderId 1' }
        @{ script = 'Stop-HtxOrder BTC-USDT 1' }
        @{ script = '& { [pscustomobject] @{ ContractCode = "BTC-USDT"; OrderId = 1 }; throw "the upstream" } | Stop-HtxOrder' }
        @{ script = 'Clear-HtxOrder -AllContract -Force' }
        @{ script = 'Enable-HtxAutoCancel 0:0:30' }
        @{ script = 'Connect-HtxFutures -Sandbox -Latency 0:1:0 -TimeoutSec 100' }
    ) {
        $shell = $shells.Dequeue()
        try {
            $run = $shell.AddScript($script).BeginInvoke()
            Start-Sleep -Milliseconds 200
            $run.IsCompleted | Should -BeFalse
            (Measure-Command { $shell.Stop() }).TotalSeconds | Should -BeLessThan 1
            $shell.InvocationStateInfo.State | Should -Be 'Stopped'
        }
        finally {
            $shell.Dispose()
        }
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
