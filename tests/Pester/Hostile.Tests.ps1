# Use that nobody intends: a starved machine, a clock that jumps, a process that is stopped, sessions by the hundred.

BeforeAll {
    . $PSScriptRoot/Support.ps1

    function Invoke-Starved {
        # Runs a script in a PowerShell of its own, connected to an exchange, under limits that bash sets before; gives back what it says.
        param($Exchange, [string] $Script, [string] $Limits = 'true')

        $connected = @"
            `$ErrorActionPreference = 'Stop'
            Import-Module '$ModulePath/HtxFutures.psd1'
            `$endpoint = '$($Exchange.Address)'
            Connect-HtxFutures -FromEnvironment -Endpoint `$endpoint | Out-Null
            $Script
"@
        $env:HTX_ACCESS_KEY = $Exchange.AccessKey
        $env:HTX_SECRET_KEY = $Exchange.SecretKey
        try {
            & bash -c "$Limits; exec `"`$0`" `"`$@`"" $shell @shellArguments -NoProfile -NonInteractive -Command $connected 2>&1
        }
        finally {
            $env:HTX_ACCESS_KEY = $env:HTX_SECRET_KEY = $null
        }
    }
}

Describe 'A starved machine' {
    AfterEach {
        Stop-Exchange $exchange
    }

    It 'with 256 file handles: three hundred sessions are opened and forgotten, and the last one works' {
        Skip-UnlessLinux 'does a shell limit the handles of what it starts'
        $exchange = Start-Exchange -Orders 120 -Limit 7200
        $said = Invoke-Starved $exchange -Limits 'ulimit -n 256' -Script @'
            foreach ($i in 2..300) { Connect-HtxFutures -FromEnvironment -Endpoint $endpoint -WarningAction Ignore | Out-Null }
            Get-HtxOrder | Stop-HtxOrder -Wait | Group-Object { $_.Outcome -replace 'Partially' } -NoElement | ForEach-Object { "$($_.Count) $($_.Name)" }
            @(Get-HtxSession).Count
'@ | ForEach-Object { "$_" }
        $said | Should -Be @('120 Canceled', '300')
    }

    It 'where not a byte can be written to a file: only what writes files fails' {
        # A full disk that needs no rights to make. The runtime maps its code through a file unless told not to.
        Skip-UnlessLinux 'does a shell limit the size of what is written'
        $exchange = Start-Exchange -Orders 120
        $said = Invoke-Starved $exchange -Limits "trap '' XFSZ; ulimit -f 0; export DOTNET_EnableWriteXorExecute=0 TMPDIR='$TestDrive' HOME='$TestDrive'" -Script @'
            try { [IO.File]::WriteAllText("$env:TMPDIR/file", 'a byte'); 'written' } catch { 'not written' }
            Test-HtxSession
            Get-HtxOrder -ContractCode BTC-USDT | Stop-HtxOrder -Wait | Group-Object Outcome -NoElement | ForEach-Object { "$($_.Count) $($_.Name)" }
            try { Get-HtxOrder | Stop-HtxOrder -WarningAction Ignore | Export-Csv "$env:TMPDIR/results.csv" } catch { $_.FullyQualifiedErrorId }
            Get-HtxOrder | Stop-HtxOrder -Wait | Out-Null
            @(Get-HtxOrder).Count
            Disconnect-HtxFutures
            'done'
'@ | ForEach-Object { "$_" }
        # The file by which processes share the budget is none of what is needed to stop orders, either.
        $warnings, $said = $said.Where({ $_ -like 'WARNING: *' }, 'Split')
        $warnings | Should -HaveCount 1
        $warnings | Should -BeLike '*The request budget cannot be shared by this machine*'
        $said[0] | Should -Be 'not written'
        $said[1] | Should -Be 'True'
        $said[2..($said.Count - 4)] | Should -Match '^\d+ (Canceled|PartiallyCanceled)$'
        $said[-3] | Should -BeLike '*ExportCsvCommand'
        $said[-2] | Should -Be '0'
        $said[-1] | Should -Be 'done'
    }

    It 'with 256 MB: <orders> orders are listed and stopped' -ForEach @(
        @{ orders = 10000; long = $false }
        @{ orders = 100000; long = $true }
    ) {
        Skip-UnlessLinux 'is the child started by bash'
        if ($long -and $env:HTXFUTURES_LONG_TESTS -ne 1) {
            Set-ItResult -Skipped -Because 'it takes half a minute: set HTXFUTURES_LONG_TESTS=1'
        }

        # A higher budget, which the module learns from the answers: the memory is what is looked at.
        $exchange = Start-Exchange -Orders $orders -Limit 7200
        $said = Invoke-Starved $exchange -Limits 'export DOTNET_GCHeapHardLimit=0x10000000' -Script @'
            [GC]::GetGCMemoryInfo().TotalAvailableMemoryBytes
            $all = @(Get-HtxOrder)
            $all | Stop-HtxOrder | Group-Object Outcome -NoElement | ForEach-Object { "$($_.Count) $($_.Name)" }
'@ | ForEach-Object { "$_" }
        $said | Should -Be @("$(256MB)", "$orders Accepted")
        Wait-Until { (Invoke-RestMethod "$($exchange.Address)/sandbox/stats").open_orders -eq 0 }
    }
}

Describe 'No DNS' {
    It 'is what the error says' -Skip:([bool] ($env:https_proxy ?? $env:all_proxy)) {
        $key = [pscredential]::new('some-access-key-0001', (ConvertTo-SecureString 'some-secret' -AsPlainText -Force))
        $failure = Get-ErrorOf { Connect-HtxFutures $key -Endpoint https://no-such-host.invalid -TimeoutSec 4 }
        $failure.FullyQualifiedErrorId | Should -Be 'HtxNetworkError,HtxFutures.Commands.ConnectHtxFuturesCommand'
        "$failure" | Should -BeLike '*the name of no-such-host.invalid:443 could not be resolved*'
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*DNS*'
    }
}

Describe 'Load' {
    BeforeEach {
        $module = Join-Path $ModulePath 'HtxFutures.psd1'
        $exchange = Start-Exchange -Orders 100 -Latency 20
        $session = Connect-HtxFutures $exchange.Credential -Endpoint $exchange.Address
        $orders = @(Get-HtxOrder)
    }

    AfterEach {
        Get-HtxSession | Disconnect-HtxFutures
        Stop-Exchange $exchange
    }

    It 'of 64 runspaces on one session: each order once, and no window exceeded' {
        $results = $orders | ForEach-Object -ThrottleLimit 64 -Parallel {
            Import-Module $using:module
            $_ | Stop-HtxOrder -Session $using:session
        }
        $results.OrderId | Sort-Object | Should -Be ($orders.OrderId | Sort-Object)
        $results.Outcome | Select-Object -Unique | Should -Be 'Accepted'
        $windows = (Invoke-RestMethod "$($exchange.Address)/sandbox/stats").windows
        ($windows | Measure-Object highest -Maximum).Maximum | Should -BeLessOrEqual 72
        ($windows | Measure-Object refused -Sum).Sum | Should -Be 0
    }

    It 'while the session is closed by <how>: each order has one result, and what was under way is in doubt' -ForEach @(
        @{ how = 'Disconnect-HtxFutures' }
        @{ how = 'Remove-Module' }
    ) {
        Invoke-RestMethod "$($exchange.Address)/sandbox/faults" -Method Post -Body 'hang-after:kind=trade'
        $shells = foreach ($i in 0..3) {
            $shell = [powershell]::Create()
            $null = $shell.AddScript({
                    param($module, $session, $orders)
                    Import-Module $module
                    $orders | Stop-HtxOrder -Session $session -Wait
                }).AddArgument($module).AddArgument($session).AddArgument($orders[($i * 25)..($i * 25 + 24)])
            [pscustomobject] @{ Shell = $shell; Run = $shell.BeginInvoke() }
        }
        # Three shells send 15: with one more, the last has begun too, whose orders would else meet a closed session.
        Wait-Until { (Invoke-RestMethod "$($exchange.Address)/sandbox/stats").faults.HangAfter -ge 16 }
        if ($how -eq 'Remove-Module') {
            Remove-Module HtxFutures
            Import-Module $module
        }
        else {
            Disconnect-HtxFutures $session
        }

        $results = $shells | ForEach-Object { $_.Shell.EndInvoke($_.Run) }
        $results.OrderId | Sort-Object | Should -Be ($orders.OrderId | Sort-Object)
        $results.Outcome | Should -BeIn 'Unknown', 'Rejected' # what was not sent yet is not in doubt
        @($results.Outcome -eq 'Unknown').Count | Should -BeGreaterThan 10
        $failures = $shells.Shell.Streams.Error
        $failures.FullyQualifiedErrorId | Select-Object -Unique | Should -Be 'HtxNotConnected,HtxFutures.Commands.StopHtxOrderCommand'
        $shells.Shell.ForEach('Dispose')
    }
}

Describe 'Loading' {
    It 'by 32 runspaces that import, connect, work and remove at once' {
        $module = Join-Path $ModulePath 'HtxFutures.psd1'
        $counts = 1..32 | ForEach-Object -ThrottleLimit 32 -Parallel {
            Import-Module $using:module
            Connect-HtxFutures -Sandbox -OrderCount 5 | Out-Null
            @(Get-HtxOrder | Stop-HtxOrder | Where-Object Outcome -eq Accepted).Count
            Remove-Module HtxFutures
        }
        $counts | Should -Be @(, 5 * 32)
    }
}

Describe 'A process that is stopped and goes on' {
    It 'exceeds no window afterwards, and knows of every order' {
        Skip-UnlessLinux 'is there a signal that stops a process'
        $exchange = Start-Exchange -Orders 900 -Latency 40
        try {
            # Stops the PowerShell that has just begun, for longer than a window as well, until its work is done.
            $nap = 'for nap in 0.2 3.2 0.5; do sleep 0.6; kill -STOP $$; sleep $nap; kill -CONT $$; done >/dev/null 2>&1 & true'
            $said = Invoke-Starved $exchange -Limits $nap -Script @'
                $orders = @(Get-HtxOrder)
                $results = @($orders | Stop-HtxOrder)
                $results | Group-Object Outcome -NoElement | ForEach-Object { "$($_.Count) $($_.Name)" }
                @($results.OrderId | Select-Object -Unique).Count
'@ | ForEach-Object { "$_" }
            $said | Should -Be @('900 Accepted', '900')
            $windows = (Invoke-RestMethod "$($exchange.Address)/sandbox/stats").windows
            ($windows | Measure-Object highest -Maximum).Maximum | Should -BeLessOrEqual 72
            ($windows | Measure-Object refused -Sum).Sum | Should -Be 0
        }
        finally {
            Stop-Exchange $exchange
        }
    }
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
