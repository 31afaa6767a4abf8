# What stops orders does not wait for what is shown, and a run that ends early says what it leaves.

BeforeAll {
    . $PSScriptRoot/Support.ps1
    if (-not ('SlowHost' -as [type])) {
        Add-Type -Path (Join-Path $PSScriptRoot SlowHost.cs)
    }

    $module = Join-Path $ModulePath HtxFutures.psd1

    function Start-Script {
        # In a runspace of its own, on a host of its own: PowerShell, Host, Handle. $s is the session.
        param([string] $Script, [HtxFutures.HtxSession] $Session, [int] $Line = 0, [int] $Progress = 0)

        $slow = [SlowHost]::new($Line, $Progress)
        $runspace = [runspacefactory]::CreateRunspace($slow)
        $runspace.Open()
        $powershell = [powershell]::Create($runspace)
        $text = "param(`$s, `$module) Import-Module `$module; `$PSDefaultParameterValues['*-Htx*:Session'] = `$s; & { $Script }"
        $null = $powershell.AddScript($text).AddArgument($Session).AddArgument($module).AddCommand('Out-Default')
        [pscustomobject] @{ PowerShell = $powershell; Screen = $slow.Screen; Handle = $powershell.BeginInvoke() }
    }

    function Complete-Script {
        param($Started, [switch] $Stop)

        if ($Stop) {
            $Started.PowerShell.Stop()
        }
        else {
            $null = $Started.PowerShell.EndInvoke($Started.Handle)
        }

        $Started.PowerShell.Runspace.Dispose()
        $Started.PowerShell.Dispose()
    }

    function Get-TradePlace {
        # Requests of 72 that could still be sent; asking sends nothing, so that it disturbs nothing.
        param([HtxFutures.HtxSession] $Session)

        (Get-HtxRateLimit -Session $Session | Where-Object Bucket -EQ Trade).Remaining
    }

    function Get-OpenCount {
        param([HtxFutures.HtxSession] $Session)

        @(Get-HtxOrder -Session $Session).Count
    }
}

Describe 'A slow screen' {
    AfterEach {
        Get-HtxSession | Disconnect-HtxFutures -WarningAction Ignore
    }

    It 'gets no more progress once it has taken long over a record' {
        $session = Connect-HtxFutures -Sandbox -OrderCount 400 -Latency 0:0:0.4
        $started = Start-Script 'Get-HtxOrder | Stop-HtxOrder -Wait | Out-Null; Get-HtxOrder | Out-Null' $session -Progress 300
        Complete-Script $started
        $started.Screen.Progress | Should -Be 1
    }

    It 'that is quick gets them all, and the last takes the bar away' {
        $session = Connect-HtxFutures -Sandbox -OrderCount 400 -Latency 0:0:0.4
        $started = Start-Script 'Get-HtxOrder | Stop-HtxOrder -Wait | Out-Null' $session
        Complete-Script $started
        $started.Screen.Progress | Should -BeGreaterThan 3
    }

    It 'does not hold up the sending of orders: <what>' -ForEach @(
        @{ what = 'rows'; least = 300; script = 'Get-HtxOrder | Stop-HtxOrder' }
        @{ what = 'messages'; least = 30; script = '$VerbosePreference = "Continue"; Get-HtxOrder | Stop-HtxOrder | Out-Null' }
        @{ what = 'what is down the pipeline'; least = 300; script = 'Get-HtxOrder | Stop-HtxOrder | ForEach-Object { $Host.PrivateData.Pause(); $_ }' }
    ) {
        # 300 rows take 6 s and more to be shown; 30 requests have room in one window.
        $session = Connect-HtxFutures -Sandbox -OrderCount 300
        $started = Start-Script $script $session -Line 20
        Wait-Until { (Get-OpenCount $session) -eq 0 }
        $shown = $started.Screen.Lines
        $started.Screen.Quicken()
        Complete-Script $started
        $shown | Should -BeLessThan 100
        $started.Screen.Lines | Should -BeGreaterOrEqual $least
        $started.Screen.Warnings | Should -BeNullOrEmpty
    }
}

Describe 'A run that is stopped by Ctrl+C' {
    AfterEach {
        Get-HtxSession | Disconnect-HtxFutures -WarningAction Ignore
    }

    It 'says on the host what was sent and what became of it' {
        $session = Connect-HtxFutures -Sandbox -OrderCount 2000 -Latency 0:0:0.04
        $started = Start-Script 'Get-HtxOrder | Stop-HtxOrder -Wait | Out-Null' $session
        Wait-Until { (Get-TradePlace $session) -lt 60 }
        Complete-Script $started -Stop
        @($started.Screen.Warnings).Count | Should -Be 1
        "$($started.Screen.Warnings)" | Should -Match '^Stop-HtxOrder was ended early: of \d+ orders that had come \d+ were sent; \d+ have a row.* Not sent: '
        $sent = [int] ("$($started.Screen.Warnings)" -replace '.* that had come (\d+) were sent.*', '$1')
        Wait-Until { 2000 - (Get-OpenCount $session) -eq $sent }
    }

    It 'says nothing where warnings are not wanted' {
        $session = Connect-HtxFutures -Sandbox -OrderCount 2000 -Latency 0:0:0.04
        $started = Start-Script 'Get-HtxOrder | Stop-HtxOrder -Wait -WarningAction SilentlyContinue | Out-Null' $session
        Wait-Until { (Get-TradePlace $session) -lt 60 }
        Complete-Script $started -Stop
        $started.Screen.Warnings | Should -BeNullOrEmpty
    }

    It 'says of a mass cancel that it may have been sent' {
        $session = Connect-HtxFutures -Sandbox -OrderCount 20 -Latency 0:0:1
        $started = Start-Script 'Clear-HtxOrder -AllContract -Force | Out-Null' $session
        Wait-Until { (Get-TradePlace $session) -lt 72 }
        Complete-Script $started -Stop
        "$($started.Screen.Warnings)" | Should -Match '^Clear-HtxOrder was ended early: the mass cancel of .* was sent or may have been'
    }
}

Describe 'A pipeline that ends early' {
    AfterEach {
        Get-HtxSession | Disconnect-HtxFutures -WarningAction Ignore
    }

    It 'by Select-Object says what was sent' {
        Connect-HtxFutures -Sandbox -OrderCount 2000 -Latency 0:0:0.04 | Out-Null
        $rows = @(Get-HtxOrder | Stop-HtxOrder -WarningVariable warnings -WarningAction SilentlyContinue | Select-Object -First 8)
        $rows.Count | Should -Be 8
        @($warnings).Count | Should -Be 1
        "$warnings" | Should -Match '^Stop-HtxOrder was ended early: of \d+ orders that had come \d+ were sent; 8 have a row.*Not sent: '
        $sent = [int] ("$warnings" -replace '.* that had come (\d+) were sent.*', '$1')
        Wait-Until { 2000 - @(Get-HtxOrder).Count -eq $sent }
    }

    It 'by an error down or up the pipeline says so too: <where>' -ForEach @(
        @{ where = 'down'; script = { Get-HtxOrder | Stop-HtxOrder | ForEach-Object { throw 'oops' } } }
        @{ where = 'up'; script = { & { Get-HtxOrder; throw 'oops' } | Stop-HtxOrder } }
    ) {
        Connect-HtxFutures -Sandbox -OrderCount 40 | Out-Null
        $told = [System.Collections.Generic.List[string]]::new()
        try {
            & $script 3>&1 | ForEach-Object { if ($_ -is [System.Management.Automation.WarningRecord]) { $told.Add("$_") } }
        }
        catch {
            "$_" | Should -Be 'oops'
        }

        Wait-Until { -not (Get-HtxOrder) }
    }

    It 'says nothing where every row was shown' {
        Connect-HtxFutures -Sandbox -OrderCount 20 | Out-Null
        $null = Stop-HtxOrder BTC-USDT 1, 2 -ErrorAction Ignore -WarningVariable one -WarningAction SilentlyContinue | Select-Object -First 2
        $null = Get-HtxOrder BTC-USDT | Stop-HtxOrder -WarningVariable two -WarningAction SilentlyContinue
        $null = Get-HtxOrder | Select-Object -First 1 | Stop-HtxOrder -WhatIf -WarningVariable three -WarningAction SilentlyContinue
        $null = Clear-HtxOrder ETH-USDT -IncludeAlgo -Force -WarningVariable four -WarningAction SilentlyContinue
        $one, $two, $three, $four | Where-Object { $_ } | Should -BeNullOrEmpty
    }

    It 'says of a mass cancel that it takes effect all the same' {
        Connect-HtxFutures -Sandbox -OrderCount 40 | Out-Null
        $null = Clear-HtxOrder BTC-USDT, ETH-USDT -Force -WarningVariable warnings -WarningAction SilentlyContinue | Select-Object -First 1
        @($warnings).Count | Should -Be 1
        "$warnings" | Should -BeLike 'Clear-HtxOrder was ended early: *BTC-USDT*of * orders that were listed 1 have a row.*were not begun*'
        Wait-Until { -not (Get-HtxOrder BTC-USDT) }
        @(Get-HtxOrder ETH-USDT).Count | Should -BeGreaterThan 0
    }
}
