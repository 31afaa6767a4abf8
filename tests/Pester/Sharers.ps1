# Dot-sourced by the files about what processes share. Whoever uses it keeps $exchange, and $sharers, which it ends.

function Start-Sharer {
    # A PowerShell of its own, connected to the exchange. It does what it is told line by line: what is written to its Input.
    param($Exchange, [string] $SharedBudget = 'Machine')

    $script = @"
        `$ErrorActionPreference = 'Stop'
        Import-Module '$ModulePath/HtxFutures.psd1'
        `$key = [pscredential]::new('$($Exchange.AccessKey)', (ConvertTo-SecureString '$($Exchange.SecretKey)' -AsPlainText -Force))
        Connect-HtxFutures `$key -Endpoint $($Exchange.Address) -SharedBudget $SharedBudget -WarningVariable told -WarningAction SilentlyContinue | Out-Null
        'connected'
        while (`$line = [Console]::In.ReadLine()) { (Invoke-Expression `$line 3>&1 | Out-String -Width 1000).Trim().Replace("``n", ' '); 'over' }
"@
    $start = [Diagnostics.ProcessStartInfo]::new($shell)
    foreach ($argument in $shellArguments + @('-NoProfile', '-NonInteractive', '-Command', $script)) {
        $start.ArgumentList.Add($argument)
    }

    $start.RedirectStandardInput = $start.RedirectStandardOutput = $true
    $process = [Diagnostics.Process]::Start($start)
    $sharers.Add($process)
    $process
}

function Wait-Connected {
    param([Diagnostics.Process[]] $Sharer)

    foreach ($process in $Sharer) {
        $process.StandardOutput.ReadLine() | Should -Be 'connected'
    }
}

function Send-Line {
    param([Diagnostics.Process] $Sharer, [string] $Line)

    $Sharer.StandardInput.WriteLine($Line)
    $Sharer.StandardInput.Flush()
}

function Receive-Text {
    # What it has written of the line that it was told.
    param([Diagnostics.Process] $Sharer)

    $lines = while (($line = $Sharer.StandardOutput.ReadLine()) -and $line -ne 'over') { $line }
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

# Every request is one for the window: the orders of a half, in batches.
function Get-Work {
    param([int] $Part, [int] $Of)

    "`$r = @(Get-HtxOrder | Where-Object { [decimal] `$_.OrderId % $Of -eq $Part } | Stop-HtxOrder); ""`$(`$r.Count) `$(@(`$r | Where-Object Outcome -ne Accepted).Count)"""
}
