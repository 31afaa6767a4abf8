BeforeAll {
    . $PSScriptRoot/Support.ps1
}

Describe 'The main job over real sockets' {
    BeforeEach {
        $exchange = Start-Exchange -Orders 40 -Latency 5
        $session = Connect-HtxFutures -Endpoint $exchange.Address -Credential $exchange.Credential
    }

    AfterEach {
        Get-HtxSession | Disconnect-HtxFutures
        Stop-Exchange $exchange
    }

    It 'lists and stops everything' {
        $results = @(Get-HtxOrder | Stop-HtxOrder)
        $results.Count | Should -Be 40
        $results.Outcome | Select-Object -Unique | Should -Be 'Accepted'
        Wait-Until { -not (Get-HtxOrder) }
        $counters = Invoke-RestMethod "$($exchange.Address)/sandbox/stats"
        $counters.refused | Should -Be 0
    }

    It 'stops what a CSV names' {
        $file = Join-Path $TestDrive orders.csv
        Get-HtxOrder -ContractCode BTC-* | Where-Object Side -eq Buy | Export-Csv $file
        $results = @(Import-Csv $file | Stop-HtxOrder)
        $results.Count | Should -Be @(Import-Csv $file).Count
        $results.Outcome | Select-Object -Unique | Should -Be 'Accepted'
    }

    It 'tells that the exchange is gone, and claims nothing' {
        $order = Get-HtxOrder | Select-Object -First 1
        $exchange.Process.Kill()
        $exchange.Process.WaitForExit()
        $result = $order | Stop-HtxOrder -ErrorVariable failures -ErrorAction SilentlyContinue
        $result.Outcome | Should -BeIn 'Rejected', 'Unknown'
        $failures.Count | Should -Be 1
        $failures[0].FullyQualifiedErrorId | Should -BeIn @(
            'HtxNetworkError,HtxFutures.Commands.StopHtxOrderCommand', 'HtxOutcomeUnknown,HtxFutures.Commands.StopHtxOrderCommand')
    }
}

Describe 'The main job over TLS' {
    # Only here can a certificate be trusted by one process alone.
    It 'works where the certificate is trusted, and not at all where it is not' -Skip:(-not $IsLinux) {
        $pem = Join-Path $TestDrive exchange.pem
        $exchange = Start-Exchange -Orders 30 -Tls $pem
        $address = $exchange.Address.Replace('127.0.0.1', 'localhost')
        $run = @"
            `$ErrorActionPreference = 'Stop'
            Import-Module '$ModulePath/HtxFutures.psd1'
            Connect-HtxFutures -FromEnvironment -Endpoint $address | Out-Null
            (Test-HtxSession -Detailed | Where-Object Check -eq Tls).Value
            (Get-HtxOrder | Stop-HtxOrder | Group-Object Outcome | ForEach-Object { "`$(`$_.Count) `$(`$_.Name)" }) -join ', '
"@
        $env:HTX_ACCESS_KEY = $exchange.AccessKey
        $env:HTX_SECRET_KEY = $exchange.SecretKey
        try {
            $env:SSL_CERT_FILE = $pem
            $tls, $outcomes = & $shell @shellArguments -NoProfile -NonInteractive -Command $run
            $tls | Should -Match '^TLS 1\.[23], certificate valid until \d{4}-\d\d-\d\d$'
            $outcomes | Should -Be '30 Accepted'
            $env:SSL_CERT_FILE = $null
            $text = & $shell @shellArguments -NoProfile -NonInteractive -Command $run 2>&1 | Out-String
            $text -replace '\s+', ' ' | Should -BeLike '*issued by ''localhost'', which this machine does not trust*'
        }
        finally {
            $env:HTX_ACCESS_KEY = $env:HTX_SECRET_KEY = $env:SSL_CERT_FILE = $null
            Stop-Exchange $exchange
        }
    }
}
