# Positions, balance and exposure as they are shown: what is at risk at a glance, and no number cut.

BeforeAll {
    . $PSScriptRoot/Support.ps1

    $rendering = $PSStyle.OutputRendering
    $PSStyle.OutputRendering = 'PlainText'

    function Get-Line {
        # The lines of what is shown, at a width.
        param([object[]] $Object, [int] $Width, [switch] $List)

        $text = if ($List) { $Object | Format-List | Out-String -Width $Width } else { $Object | Out-String -Width $Width }
        @($text -split '\r?\n' | Where-Object { $_ })
    }

    function New-Position {
        param([hashtable] $Value)

        New-Row ([HtxFutures.HtxPosition]) $Value
    }

    # As long as they come: contract, sizes, prices, profit.
    $long = New-Position @{
        ContractCode     = '1000SHIB-USDT-261225'
        PositionSide     = 'Both'
        Direction        = 'Sell'
        MarginMode       = 'Isolated'
        Volume           = 12345678
        MarkPrice        = 0.000012345678901234d
        EntryPrice       = 63204.512345678901d
        LiquidationPrice = 0.0000125d
        UnrealizedProfit = -12345678.123456789d
        MarginRate       = 0.851234567d
        AdlRisk          = 5
        CreatedAt        = [datetimeoffset]::UtcNow.AddDays(-900.5)
    }
    $calm = New-Position @{ ContractCode = 'BTC-USDT'; PositionSide = 'Long'; Direction = 'Buy'; MarginMode = 'Cross'; Volume = 3; MarkPrice = 65000; EntryPrice = 64000.5; UnrealizedProfit = 2.9985d; MarginRate = 0.0012d; AdlRisk = 1 }
    $near = New-Position @{ ContractCode = 'ETH-USDT'; PositionSide = 'Long'; Direction = 'Buy'; MarginMode = 'Isolated'; Volume = 5; MarkPrice = 3200; LiquidationPrice = 3000; UnrealizedProfit = -7; MarginRate = 0.5d; AdlRisk = 2 }
    $lost = New-Position @{ ContractCode = 'SOL-USDT'; PositionSide = 'Short'; Direction = 'Sell'; MarginMode = 'Isolated'; Volume = 5; MarkPrice = 200; LiquidationPrice = 190; UnrealizedProfit = -700; MarginRate = -0.2181d; AdlRisk = 2 }
    $positions = $long, $calm, $near, $lost

    $usdt = New-Row ([HtxFutures.HtxCurrencyBalance]) @{ Currency = 'USDT'; Equity = 162.523160998562004875d; AvailableMargin = 158.499160998562004875d; MarginRate = -0.561d; UnrealizedProfit = -0.0969d; IsolatedEquity = 7; IsolatedAvailable = 5 }
    $balance = New-Row ([HtxFutures.HtxBalance]) @{
        Account = 'night-desk'; State = 'OpenLimit'; RawState = 'open_limit'; Equity = 1234567890.123456789012d; AvailableMargin = 158.499160998562004875d; InitialMargin = 4.024d; MaintenanceMargin = 0.21621246d
        MarginRate = 0.001330348601833513d; UnrealizedProfit = -123456789.123456789d; Currencies = [HtxFutures.HtxCurrencyBalance[]] @($usdt)
    }
    $flat = New-Row ([HtxFutures.HtxExposure]) @{ Account = 'day'; OpenOrders = 0; AlgoOrders = 0; Positions = 0; PositionVolume = 0; UnrealizedProfit = 0; Equity = 162.523160998562004875d; MarginRate = 0 }
    $unread = New-Row ([HtxFutures.HtxExposure]) @{ Account = 'a-name-of-20-letters'; OpenOrders = 1234; AlgoOrders = 56; UnrealizedProfit = -123456789.123456789d; Equity = 1234567890.123456789012d; MarginRate = 0.9d }
}

AfterAll {
    $PSStyle.OutputRendering = $rendering
}

Describe 'The table of positions' {
    It 'keeps to <_> columns, with contracts and numbers in full' -ForEach 79, 80, 99, 100, 119, 120 {
        $lines = Get-Line $positions $_
        $lines.Count | Should -Be 6
        ($lines | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual $_
        $lines[2] | Should -Match '^1000SHIB-USDT-261225 Short Isolated 12345678 -12345678\.1235 +0\.0125 +0\.8512'
        $lines[3] | Should -Match '^BTC-USDT             Long  Cross           3 +2\.9985 +0\.0012'
        $lines[4] | Should -Match '^ETH-USDT             Long  Isolated        5 +-7 +0\.0625 +0\.5'
        $lines[5] | Should -Match '^SOL-USDT             Short Isolated        5 +-700 +-0\.05 +-0\.2181'
    }

    It 'shows in a window of 80 columns what is at risk, of 100 the mark price, of 120 the entry and the age' {
        (Get-Line $calm 79)[0].TrimEnd() | Should -Match '^ContractCode +Side +Mode +Volume +Profit +Distance MarginRate$'
        (Get-Line $long 99)[2] | Should -Match ' 0\.000012346 +5$'
        (Get-Line $long 119)[2] | Should -Match ' 0\.000012346 +5 63204\.512346 +900d$'
    }

    It 'leaves empty what the exchange did not say' {
        (Get-Line (New-Position @{ ContractCode = 'BTC-USDT' }) 120)[2] | Should -Match '^BTC-USDT +Unknown +$|^BTC-USDT +Unknown$'
    }

    It 'shows every decimal in the list and in the view Full' {
        $list = Get-Line $long 120 -List
        $list -match '^MarkPrice ' | Should -Match ': 0\.000012345678901234$'
        $list -match '^UnrealizedProfit ' | Should -Match ': -12345678\.123456789$'
        $list -match '^MarginRate ' | Should -Match ': 0\.851234567$'
        $list -match '^DistanceToLiquidation ' | Should -Match ': 0\.0125$'
        $long | Format-Table -View Full | Out-String -Width 400 | Should -Match '-12345678\.123456789'
    }

    It 'shows in the list the words of the exchange only where they are not understood' {
        Get-Line $calm 100 -List | Should -Not -Match 'Raw'
        $strange = New-Position @{ ContractCode = 'BTC-USDT'; PositionSide = 'Unknown'; RawPositionSide = 'sideways' }
        (Get-Line $strange 100 -List) -match 'RawPositionSide' | Should -Match ': sideways$'
        (Get-Line $strange 100)[2] | Should -Match '^BTC-USDT +side'
    }
}

Describe 'The tables of the account' {
    It 'keep to <_> columns, and cut no number' -ForEach 79, 80, 99, 100, 119, 120 {
        foreach ($rows in $balance, $usdt, @($flat, $unread)) {
            (Get-Line $rows $_ | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual $_
        }

        (Get-Line $balance $_)[2] | Should -Match '^OpenLimit +1234567890\.12346 +158\.499160998562 +0\.0013 -123456789\.12346'
        (Get-Line $usdt $_)[2] | Should -Match '^USDT +162\.523160998562 +158\.499160998562 +-0\.561 +-0\.0969'
        (Get-Line $unread $_)[2] | Should -Match '^a-name-of-20-letters +1234 +56 +\? False +False +0\.9'
    }

    It 'have room for everything in 120 columns' {
        (Get-Line $balance 119)[0].TrimEnd() | Should -Match '^State +Equity +AvailableMargin MarginRate UnrealizedProfit +InitialMargin +MaintenanceMargin$'
        (Get-Line $usdt 119)[0].TrimEnd() | Should -Match ' IsolatedEquity +IsolatedAvailable$'
        (Get-Line $flat 119)[2] | Should -Match '^day +0 +0 +0 True +True +0 +0 +162\.523160998562$'
    }

    It 'show the currencies in the list of a balance' {
        (Get-Line $balance 120 -List) -match '^Currencies' | Should -Match 'USDT 162\.523160998562004875'
        (Get-Line $balance 120 -List) -match '^Equity' | Should -Match ': 1234567890\.123456789012$'
    }
}

Describe 'Colours of what is at risk' {
    AfterEach {
        $PSStyle.OutputRendering = 'PlainText'
    }

    It 'tell how near it is: <what>' -ForEach @(
        @{ what = 'a distance below 0.05'; row = { $long }; text = '0.0125'; style = 'Error' }
        @{ what = 'a distance below 0.15'; row = { $near }; text = '0.0625'; style = 'Warning' }
        @{ what = 'a distance that is passed'; row = { $lost }; text = '-0.05'; style = 'Error' }
        @{ what = 'a rate from 0.8 on'; row = { $long }; text = '0.8512'; style = 'Error' }
        @{ what = 'a rate from 0.5 on'; row = { $near }; text = '0.5'; style = 'Warning' }
        @{ what = 'an isolated position that is worth less than nothing'; row = { $lost }; text = '-0.2181'; style = 'Error' }
        @{ what = 'a state that is not normal'; row = { $balance }; text = 'OpenLimit'; style = 'Error' }
        @{ what = 'what is there'; row = { $unread }; text = '1234'; style = 'Warning' }
        @{ what = 'what could not be read'; row = { $unread }; text = '?'; style = 'Error' }
        @{ what = 'a verdict of no'; row = { $unread }; text = 'False'; style = 'Warning' }
        @{ what = 'the rate of an account'; row = { $unread }; text = '0.9'; style = 'Error' }
    ) {
        $PSStyle.OutputRendering = 'Ansi'
        $expected = [regex]::Escape("$($PSStyle.Formatting.$style)$text$($PSStyle.Reset)")
        (Get-Line (& $row) 120) -join "`n" | Should -Match $expected
        (Get-Line (& $row) 120 -List) -join "`n" | Should -Match "$([regex]::Escape($PSStyle.Formatting.$style))$([regex]::Escape($text))"
    }

    It 'are none where all is well' {
        $PSStyle.OutputRendering = 'Ansi'
        (Get-Line $calm 120)[2] | Should -Not -Match "`e"
        (Get-Line $usdt 120)[2] | Should -Not -Match "`e"
        (Get-Line $flat 120)[2] | Should -Match ([regex]::Escape("$($PSStyle.Foreground.Green)True$($PSStyle.Reset)"))
    }

    It 'leave the columns where they are without, at <_>' -ForEach 79, 80, 99, 100, 119, 120 {
        foreach ($rows in $positions, @($balance), @($flat, $unread)) {
            $PSStyle.OutputRendering = 'Ansi'
            $colored = Get-Line $rows $_
            $PSStyle.OutputRendering = 'PlainText'
            $plain = Get-Line $rows $_
            "$colored" | Should -Match "`e"
            $colored.ForEach{ ($_ -replace "`e\[[0-9;]*m").TrimEnd() } | Should -Be $plain.ForEach{ $_.TrimEnd() }
        }
    }
}
