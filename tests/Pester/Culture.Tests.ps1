BeforeAll {
    . $PSScriptRoot/Support.ps1
}

Describe 'In <culture>' -ForEach @(
    # A decimal comma; an upper case of i that is another letter; a calendar, a direction and digits of its own.
    @{ culture = 'de-DE' }
    @{ culture = 'tr-TR' }
    @{ culture = 'ar-SA' }
) {
    BeforeAll {
        $before = [cultureinfo]::CurrentCulture
        [cultureinfo]::CurrentCulture = [cultureinfo]::DefaultThreadCurrentCulture = $culture
        $exchange = Start-Exchange -Orders 30
        Connect-HtxFutures $exchange.Credential -Endpoint $exchange.Address | Out-Null
    }

    AfterAll {
        Get-HtxSession | Disconnect-HtxFutures
        Stop-Exchange $exchange
        [cultureinfo]::CurrentCulture = $before
        [cultureinfo]::DefaultThreadCurrentCulture = $null
    }

    It 'is the culture of the pipeline' {
        (Get-Culture).Name | Should -Be $culture
    }

    It 'reads prices and times as they are' {
        $orders = @(Get-HtxOrder)
        $orders.Count | Should -Be 30
        $orders.Price | ForEach-Object { $_ | Should -BeGreaterThan 0; $_ | Should -BeLessThan 100000 }
        $orders.CreatedAt | ForEach-Object { $_ | Should -BeLessThan ([datetimeoffset]::UtcNow.AddMinutes(1)); $_.Year | Should -BeGreaterThan 2000 }
    }

    It 'takes contracts in lower case' {
        @(Get-HtxOrder -ContractCode sol-usdt).Count | Should -BeGreaterThan 0
        @(Get-HtxOrder -ContractCode s*-usdt).Count | Should -Be @(Get-HtxOrder -ContractCode sol-usdt).Count
    }

    It 'says numbers and times to people the same way everywhere' {
        $lines = Get-HtxOrder -Verbose 4>&1 | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] }
        $lines[0] | Should -Match ': code 200 in [0-9]+ ms; [0-9]+ of 72 read requests left\.$'
        (Get-ErrorOf { Connect-HtxFutures $exchange.Credential -Endpoint http://127.0.0.1:9 -TimeoutSec 1 -NoDefault }).ToString() | Should -Match '^GET /api/v1/timestamp'
        "$((Test-HtxSession -Detailed | Where-Object Check -eq ClockOffset).Value)" | Should -Match '[0-9]+ ms (ahead|behind)$'
    }

    It 'exports orders to a CSV and stops what comes back' {
        $file = Join-Path $TestDrive "$culture.csv"
        Get-HtxOrder -ContractCode BTC-* | Export-Csv $file -UseCulture
        $results = @(Import-Csv $file -UseCulture | Stop-HtxOrder)
        $results.Count | Should -Be @(Import-Csv $file -UseCulture).Count
        $results.Outcome | Select-Object -Unique | Should -Be 'Accepted'
        Wait-Until { -not (Get-HtxOrder -ContractCode BTC-*) }
    }

    It 'stops the rest, and waits for it' {
        $results = @(Get-HtxOrder | Stop-HtxOrder -Wait)
        $results.Outcome | Select-Object -Unique | ForEach-Object { $_ | Should -BeIn 'Canceled', 'PartiallyCanceled' }
        @(Get-HtxOrder).Count | Should -Be 0
    }
}
