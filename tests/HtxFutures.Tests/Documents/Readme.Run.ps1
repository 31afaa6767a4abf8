<#
.SYNOPSIS
    Runs the blocks of the README in one session, in the folder it is started in; fails at the first that writes an error.
#>
param([string] $Blocks, [string] $LoopbackExchange)

$ErrorActionPreference = 'Continue'
# Where the README speaks of the account, an exchange on loopback stands in for HTX, and its key for what would be typed.
$start = [Diagnostics.ProcessStartInfo]::new('dotnet')
foreach ($argument in $LoopbackExchange, '--orders', '60') {
    $start.ArgumentList.Add($argument)
}

$start.RedirectStandardOutput = $start.RedirectStandardInput = $true
$exchange = [Diagnostics.Process]::Start($start)
try {
    if ($exchange.StandardOutput.ReadLine() -notmatch '^address=(\S+) access-key=(\S+) secret-key=(\S+)') {
        throw 'The exchange on loopback did not start.'
    }

    $account = @{
        'Connect-HtxFutures:Endpoint'   = $Matches[1].TrimEnd('/')
        'Connect-HtxFutures:Credential' = [pscredential]::new($Matches[2], (ConvertTo-SecureString $Matches[3] -AsPlainText -Force))
    }
    $run = 0
    foreach ($block in Get-Content -LiteralPath $Blocks -Raw | ConvertFrom-Json | Where-Object Language -ne text) {
        $speaksOfAccount = $block.Text -match '(?m)Connect-HtxFutures(?! -Sandbox)'
        $PSDefaultParameterValues = if ($speaksOfAccount) { $account } else { @{} }
        if ($block.Text -match 'Import-Csv (\S+)') {
            $seen = Connect-HtxFutures -NoDefault
            Get-HtxOrder BTC-USDT -Session $seen | Select-Object -First 2 ContractCode, OrderId | Export-Csv $Matches[1]
            Disconnect-HtxFutures $seen
        }

        # A command for any shell stands alone on its line; the tests are running already.
        $scripts = $block.Language -eq 'sh' ? ($block.Text -split "`n" | Where-Object { $_ -ne 'dotnet test' }) : @($block.Text)
        foreach ($script in $scripts) {
            "> $script"
            $Error.Clear()
            $global:LASTEXITCODE = 0
            . ([scriptblock]::Create($script)) 2>&1 | Out-Default
            # The README's example of an id is nobody's.
            $problems = @($Error | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] -and $_.FullyQualifiedErrorId -notlike 'HtxOrderNotFound,*' })
            if ($problems -or $LASTEXITCODE) {
                throw "Exit code $LASTEXITCODE. $problems"
            }
        }

        $run++
    }

    "$run blocks run"
}
finally {
    $exchange.Kill()
}
