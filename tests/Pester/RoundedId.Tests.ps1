# A column of ids that a spreadsheet has saved: whole numbers of the right length, and none of them an order.

BeforeAll {
    . $PSScriptRoot/Support.ps1
    Connect-HtxFutures -Sandbox | Out-Null
    $rows = 1..12 | ForEach-Object { [pscustomobject] @{ ContractCode = 'BTC-USDT'; OrderId = '13298546250386{0:00}000' -f $_ } }
}

AfterAll {
    Disconnect-HtxFutures
}

Describe 'A rounded id' {
    It 'is not found, with the suspicion said in row and error, and without a warning' {
        $result = Stop-HtxOrder BTC-USDT 1329854625038650000 -ErrorVariable failure -ErrorAction SilentlyContinue -WarningVariable warnings -WarningAction SilentlyContinue
        $result.Outcome | Should -Be 'NotFound'
        $result.Message | Should -BeLike '*a spreadsheet may have rounded it*'
        "$($failure[0])" | Should -BeLike '*a spreadsheet may have rounded it*'
        $failure[0].ErrorDetails.RecommendedAction | Should -BeLike '*as text*'
        $warnings | Should -BeNullOrEmpty
    }

    It 'is suspected by a look-up as well' {
        $failure = Get-ErrorOf { Get-HtxOrder BTC-USDT -OrderId 1329854625038650000 }
        $failure.FullyQualifiedErrorId | Should -BeLike 'HtxOrderNotFound,*'
        "$failure" | Should -BeLike '*a spreadsheet may have rounded it*'
    }
}

Describe 'A column of them' {
    It 'is one warning of <command>' -ForEach @(
        @{ command = 'Stop-HtxOrder' }
        @{ command = 'Get-HtxOrder' }
    ) {
        $null = $rows | & $command -ErrorAction SilentlyContinue -WarningVariable warnings -WarningAction SilentlyContinue
        @($warnings).Count | Should -Be 1
        "$warnings" | Should -BeLike '12 ids that the exchange does not know end in zeros, such as 13298546250386??000: *rounded the whole column*'
    }

    It 'is not suspected where ids are whole' {
        $null = 1..3 | ForEach-Object { [pscustomobject] @{ ContractCode = 'BTC-USDT'; OrderId = "132985462503865139$_" } } |
            Stop-HtxOrder -ErrorAction SilentlyContinue -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings | Should -BeNullOrEmpty
    }
}
