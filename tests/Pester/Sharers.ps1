# Dot-sourced by the files about what processes share. Whoever uses it keeps $exchange; $sharers, those of a test, which
# Clear-Sharer sets aside or ends; and $idle, those set aside, which Stop-Idle ends.

function Start-Sharer {
    # A PowerShell of its own, connected to the exchange. It does what it is told line by line: what is written to its Input.
    # One that another test is done with is taken where there is one: to begin one takes longer than what most tests ask of
    # it. Alone is for where it matters what else was in the process, or where its data folder is: new, and for no other test.
    param($Exchange, [string] $SharedBudget = 'Machine', [switch] $Alone)

    if ($idle.Count -and -not $Alone) {
        $process = $idle[0]
        $idle.RemoveAt(0)
    }
    else {
        $script = @"
            `$ErrorActionPreference = 'Stop'
            Import-Module '$ModulePath/HtxFutures.psd1'
            while (`$line = [Console]::In.ReadLine()) { (Invoke-Expression `$line 3>&1 | Out-String -Width 1000).Trim().Replace("``n", ' '); 'over' }
"@
        $start = [Diagnostics.ProcessStartInfo]::new($shell)
        foreach ($argument in $shellArguments + @('-NoProfile', '-NonInteractive', '-Command', $script)) {
            $start.ArgumentList.Add($argument)
        }

        $start.RedirectStandardInput = $start.RedirectStandardOutput = $true
        $process = [Diagnostics.Process]::Start($start)
        $process | Add-Member @{ Owed = 0; IsAlone = $Alone } # answers that nobody has read yet; whether no other test may have it
    }

    $sharers.Add($process)
    Send-Line $process ("`$key = [pscredential]::new('$($Exchange.AccessKey)', (ConvertTo-SecureString '$($Exchange.SecretKey)' -AsPlainText -Force)); " +
        "Connect-HtxFutures `$key -Endpoint $($Exchange.Address) -SharedBudget $SharedBudget -WarningVariable told -WarningAction SilentlyContinue | Out-Null; 'connected'")
    $process
}

function Clear-Sharer {
    # Sets aside the sharers of a test for the next, without their sessions; ends those that it left in the middle of something.
    foreach ($process in $sharers) {
        if (-not $process.IsAlone -and -not $process.HasExited -and $process.Owed -eq 0 -and (Invoke-Line $process 'Get-HtxSession | Disconnect-HtxFutures; $Error.Clear(); "idle"') -eq 'idle') {
            $idle.Add($process)
        }
        else {
            Stop-Sharer $process
        }
    }

    $sharers.Clear()
}

function Stop-Sharer {
    param([Diagnostics.Process] $Sharer)

    $Sharer.Kill()
    $Sharer.Dispose()
}

function Stop-Idle {
    foreach ($process in $idle) {
        Stop-Sharer $process
    }

    $idle.Clear()
}

function Wait-Connected {
    param([Diagnostics.Process[]] $Sharer)

    foreach ($process in $Sharer) {
        Receive-Text $process | Should -Be 'connected'
    }
}

function Send-Line {
    param([Diagnostics.Process] $Sharer, [string] $Line)

    $Sharer.Owed++
    $Sharer.StandardInput.WriteLine($Line)
    $Sharer.StandardInput.Flush()
}

function Receive-Text {
    # What it has written of the line that it was told.
    param([Diagnostics.Process] $Sharer)

    $lines = while ($null -ne ($line = $Sharer.StandardOutput.ReadLine()) -and $line -ne 'over') { $line }
    if ($line -eq 'over') {
        $Sharer.Owed--
    }

    $lines -join ' '
}

function Invoke-Line {
    param([Diagnostics.Process] $Sharer, [string] $Line)

    Send-Line $Sharer $Line
    Receive-Text $Sharer
}

function Get-Trades {
    (Invoke-RestMethod "$($exchange.Address)/sandbox/stats").windows | Where-Object kind -eq Trade
}

function Send-Work {
    # Has all orders stopped, by each of them its share. Every request is one for the window.
    param([Diagnostics.Process[]] $Sharer)

    foreach ($part in 0..($Sharer.Count - 1)) {
        Send-Line $Sharer[$part] "`$r = @(Get-HtxOrder | Where-Object { [decimal] `$_.OrderId % $($Sharer.Count) -eq $part } | Stop-HtxOrder); ""`$(`$r.Count) `$(@(`$r | Where-Object Outcome -ne Accepted).Count)"""
    }
}

function Complete-Work {
    # Has all orders stopped, and sees that none was refused and that together they have used the window to its last place.
    param([Diagnostics.Process[]] $Sharer, [int] $Each)

    Send-Work $Sharer
    foreach ($process in $Sharer) {
        Receive-Text $process | Should -Be "$Each 0"
    }

    $trades = Get-Trades
    $trades.refused | Should -Be 0
    $trades.highest | Should -Be 72
    $trades.accepted | Should -BeGreaterOrEqual 150
}
