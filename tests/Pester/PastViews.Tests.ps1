# What is over as it is shown: when, what, and what it has cost and brought, and no number cut.

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

    # As long as they come: contract, ids, sizes, prices, money.
    $fill = New-Row ([HtxFutures.HtxFill]) @{
        ContractCode = '1000SHIB-USDT-261225'
        OrderId      = '9223372036854775807'
        TradeId      = '150000022'
        Side         = 'Sell'
        PositionSide = 'Both'
        MarginMode   = 'Isolated'
        Kind         = 'AutoDeleveraging'
        Role         = 'Taker'
        Price        = 0.000012345678901234d
        Volume       = 12345678
        Turnover     = 123456789.123456789d
        Fee          = 0.0752258412345d
        FeeCurrency  = 'USDT,HTX'
        Profit       = -123456.123456789d
        Time         = [datetimeoffset]::new(2026, 11, 25, 3, 4, 5, 678, 0)
    }
    $order = New-Order @{
        ContractCode = '1000SHIB-USDT-261225'
        OrderId      = '9223372036854775807'
        Side         = 'Sell'
        State        = 'PartiallyCanceled'
        Price        = 0.0000123456d
        Volume       = 12345678
        FilledVolume = 12345677
        AveragePrice = 64012.333333333333333333d
        Fee          = 0.0752258412345d
        Profit       = -123456.123456789d
        MarginMode   = 'Isolated'
        PositionSide = 'Short'
        CreatedAt    = [datetimeoffset]::new(2026, 11, 25, 3, 4, 5, 678, 0)
    }
    $order.PSObject.TypeNames.Insert(0, 'HtxFutures.HtxOrder#Finished')
    $time = [datetimeoffset]::new(2026, 11, 25, 3, 4, 5, 678, 0).ToLocalTime().ToString('MM-dd HH:mm:ss', [cultureinfo]::InvariantCulture)
}

AfterAll {
    $PSStyle.OutputRendering = $rendering
}

Describe 'The table of executions' {
    It 'keeps to <_> columns, with time, contract and numbers in full' -ForEach 79, 80, 99, 100, 119, 120 {
        $lines = Get-Line @($fill, $fill) $_
        $lines.Count | Should -Be 4
        ($lines | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual $_
        $lines[2] | Should -Match "^$time 1000SHIB-USDT-261225 Sell 12345678 0\.0000123457 0\.0752258 Auto"
        if ($_ -ge 99) { $lines[2] | Should -Match ' -123456 Taker' }
        if ($_ -ge 119) { $lines[2] | Should -Match ' 9223372036854775807$' }
    }

    It 'lists everything, with numbers as they are' {
        $lines = Get-Line $fill 120 -List
        $lines -match '^Fee +: 0\.0752258412345$' | Should -HaveCount 1
        $lines -match '^FeeCurrency +: USDT,HTX$' | Should -HaveCount 1
        $lines -match '^Time +: 2026-11-2' | Should -HaveCount 1
    }
}

Describe 'The table of finished orders' {
    It 'keeps to <_> columns, with time, id and numbers in full' -ForEach 79, 80, 99, 100, 119, 120 {
        $lines = Get-Line @($order, $order) $_
        $lines.Count | Should -Be 4
        ($lines | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual $_
        $lines[2] | Should -Match "^$time 1000SHIB-USDT-261225 9223372036854775807 Sell  PartiallyCanceled"
        if ($_ -ge 99) { $lines[2] | Should -Match ' 12345677 64012\.3333' }
        if ($_ -ge 119) { $lines[2] | Should -Match ' 0\.0752258 -123456\.1$' }
    }
}

Describe 'A history at the prompt' {
    BeforeAll {
        $exchange = Start-Exchange -Orders 3 -Finished 120
        Connect-HtxFutures $exchange.Credential -Endpoint $exchange.Address | Out-Null
    }

    AfterAll {
        Get-HtxSession | Disconnect-HtxFutures
        Stop-Exchange $exchange
    }

    It 'comes over the wire as it is, newest first' {
        $orders = @(Get-HtxOrderHistory BTC-USDT, ETH-USDT -Since 30d)
        $orders.Count | Should -BeGreaterThan 30
        ($orders.CreatedAt | Sort-Object -Descending) | Should -Be $orders.CreatedAt
        ($orders | Get-HtxFill -Since 2d | Measure-Object Fee -Sum).Sum | Should -BeGreaterThan 0
    }

    It 'means local time by a time as text in the zone <_>' -ForEach 'America/New_York', 'Asia/Kolkata', 'Pacific/Auckland' {
        $script = @"
Import-Module '$(Join-Path $ModulePath 'HtxFutures.psd1')'
`$null = Connect-HtxFutures -Sandbox
`$text = (Get-Date).AddHours(-6).ToString('yyyy-MM-dd HH:mm', [cultureinfo]::InvariantCulture)
`$line = @(Get-HtxOrderHistory BTC-USDT -Since `$text -Verbose 4>&1 | Where-Object { `$_ -is [System.Management.Automation.VerboseRecord] })[0].Message
`$utc = [TimeZoneInfo]::ConvertTimeToUtc([datetime]::ParseExact(`$text, 'yyyy-MM-dd HH:mm', [cultureinfo]::InvariantCulture), [TimeZoneInfo]::FindSystemTimeZoneById('$_'))
"`$([TimeZoneInfo]::Local.BaseUtcOffset -eq [TimeZoneInfo]::FindSystemTimeZoneById('$_').BaseUtcOffset) `$(`$line.Contains('from ' + `$utc.ToString('yyyy-MM-dd HH:mm:ss', [cultureinfo]::InvariantCulture) + 'Z'))"
"@
        $before = $env:TZ
        try {
            $env:TZ = $_
            & $shell @shellArguments -NoProfile -NonInteractive -Command $script | Should -Be 'True True'
        }
        finally {
            $env:TZ = $before
        }
    }
}
