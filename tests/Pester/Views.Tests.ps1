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

    function Get-Row {
        # The same without the header.
        param([object[]] $Object, [int] $Width)

        @(Get-Line $Object $Width | Select-Object -Skip 2)
    }

    # As long as they come: contract, id, price, sizes, state.
    $longOrder = New-Order @{
        ContractCode  = '1000SHIB-USDT-261225'
        OrderId       = '9223372036854775807'
        ClientOrderId = '9223372036854775806'
        Side          = 'Sell'
        PositionSide  = 'Unknown'
        Type          = 'PostOnly'
        MarginMode    = 'Isolated'
        Price         = 0.0000123456d
        Volume        = 12345678
        FilledVolume  = 12345677
        State         = 'PartiallyFilled'
        CreatedAt     = [datetimeoffset]::UtcNow.AddDays(-900.5)
    }
    $shortOrder = New-Order @{
        ContractCode = 'BTC-USDT'
        OrderId      = '1329854625038651392'
        Side         = 'Buy'
        PositionSide = 'Both'
        Price        = 65000.50d
        Volume       = 3
        FilledVolume = 0
        State        = 'New'
        CreatedAt    = [datetimeoffset]::UtcNow.AddHours(-3.5)
    }
    $results = foreach ($outcome in [enum]::GetNames([HtxFutures.CancelOutcome])) {
        New-Row ([HtxFutures.HtxCancelResult]) @{
            ContractCode = '1000SHIB-USDT-261225'
            OrderId      = '9223372036854775807'
            Outcome      = $outcome
            FilledVolume = 12345678
            Code         = 12001
            Message      = 'The exchange does not know the order, asked for cross and for isolated margin.'
            ExchangeTime = [datetimeoffset]::new(2026, 12, 25, 8, 5, 9, 40, 0)
            Elapsed      = [timespan]::FromSeconds(12.345)
        }
    }
}

AfterAll {
    $PSStyle.OutputRendering = $rendering
}

Describe 'Views' {
    It 'are there for every type that a cmdlet writes, as table and as list' {
        $types = (Get-Command -Module HtxFutures).OutputType.Name | Where-Object { $_ -like 'HtxFutures.*' } | Select-Object -Unique
        $types.Count | Should -BeGreaterOrEqual 5
        foreach ($type in @($types) + 'HtxFutures.HtxSessionCheck') {
            $controls = (Get-FormatData $type -PowerShellVersion 7.4).FormatViewDefinition.Control.ForEach{ $_.GetType().Name }
            # Those that users name themselves, such as Full, come behind.
            # A report is one object, and read as a list.
            $first = $type -eq 'HtxFutures.HtxStopReport' ? 'ListControl' : 'TableControl'
            $controls[0] | Should -Be $first -Because $type
            $controls | Select-Object -First 2 | Sort-Object | Should -Be 'ListControl', 'TableControl' -Because $type
        }
    }

    It 'show orders and results as they come, and cut no column by what came first' {
        foreach ($type in 'HtxFutures.HtxOrder', 'HtxFutures.HtxCancelResult') {
            (Get-FormatData $type -PowerShellVersion 7.4).FormatViewDefinition[0].Control.Headers[0].Width | Should -BeGreaterThan 0
        }
    }
}

Describe 'The table of orders' {
    It 'keeps to <_> columns, with ids, contracts and numbers in full' -ForEach 79, 80, 99, 100, 119, 120 {
        $lines = Get-Line @($longOrder, $shortOrder) $_
        $lines.Count | Should -Be 4
        ($lines | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual $_
        $lines[2] | Should -Match '^1000SHIB-USDT-261225 9223372036854775807 Sell 0\.0000123456 12345678 900d Part'
        $lines[3] | Should -Match '^BTC-USDT             1329854625038651392 Buy      65000\.50        3   3h New'
    }

    It 'shows in a window of 80 columns what tells an order, of 100 how far it has come, of 120 its margin and position' {
        (Get-Line $longOrder 79)[0].TrimEnd() | Should -Match '^ContractCode +OrderId +Side +Price +Volume +Age +State$'
        Get-Row $longOrder 99 | Should -Match ' PartiallyFilled +12345677$'
        Get-Row $longOrder 119 | Should -Match ' PartiallyFilled +12345677 Isolated Unknown$'
    }

    It 'keeps its columns where characters are two cells wide: <code>' -ForEach @(
        @{ code = '龙虾-USDT'; cells = 9 }
        @{ code = '哈基米-USDT-261225'; cells = 18 }
    ) {
        # As a terminal counts: a wide character takes two cells.
        $wide = New-Order @{ ContractCode = $code; OrderId = '1329854625038651392'; Side = 'Buy'; Price = 12.5; Volume = 3; State = 'New' }
        $row = Get-Row $wide 79
        $row | Should -Match "^$code +1329854625038651392 Buy "
        $row.IndexOf('1329854625038651392') + ($cells - $code.Length) | Should -Be 21
    }

    It 'leaves empty what the exchange did not say' {
        $bare = New-Order @{ ContractCode = 'BTC-USDT'; OrderId = '1' }
        Get-Row $bare 120 | Should -Match '^BTC-USDT +1 +Unk. +Unknown +Unknown  Unknown$'
    }
}

Describe 'The table of results' {
    It 'keeps to <_> columns, with ids, contracts, outcomes and numbers in full' -ForEach 79, 80, 99, 100, 119, 120 {
        $lines = Get-Line $results $_
        $lines.Count | Should -Be ($results.Count + 2)
        ($lines | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual $_
        for ($i = 0; $i -lt $results.Count; $i++) {
            $lines[$i + 2] | Should -Match "^1000SHIB-USDT-261225 9223372036854775807 $($results[$i].Outcome) +12345678 12001 12\.3s"
        }
    }

    It 'shows the message where there is room' {
        (Get-Line $results 80)[0] | Should -Not -Match 'Message'
        @(Get-Row $results 100)[0] | Should -Match 'The exchange does'
        @(Get-Row $results 170)[0] | Should -Match 'isolated margin\.$'
    }

    It 'shows the id of the client where the exchange gave none' {
        $result = New-Row ([HtxFutures.HtxCancelResult]) @{ ContractCode = 'BTC-USDT'; ClientOrderId = '577000000000000001'; Outcome = 'NotFound' }
        Get-Row $result 80 | Should -Match '^BTC-USDT +577000000000000001 +NotFound'
    }

}

Describe 'Colours of results' {
    AfterEach {
        $PSStyle.OutputRendering = 'PlainText'
    }

    It 'tell what <outcome> means: <style>' -ForEach @(
        @{ outcome = 'Canceled'; style = 'Green' }
        @{ outcome = 'AlreadyCanceled'; style = 'Green' }
        @{ outcome = 'PartiallyCanceled'; style = 'Warning' }
        @{ outcome = 'Filled'; style = 'Warning' }
        @{ outcome = 'NotFound'; style = 'Error' }
        @{ outcome = 'Rejected'; style = 'Error' }
        @{ outcome = 'Unknown'; style = 'Error' }
        @{ outcome = 'Accepted'; style = $null }
        @{ outcome = 'Pending'; style = $null }
    ) {
        $PSStyle.OutputRendering = 'Ansi'
        $row = Get-Row ($results | Where-Object Outcome -EQ $outcome) 120
        if ($style) {
            $start = if ($style -eq 'Green') { $PSStyle.Foreground.Green } else { $PSStyle.Formatting.$style }
            $row | Should -Match ([regex]::Escape("$start$outcome$($PSStyle.Reset)"))
        }
        else {
            $row | Should -Not -Match "`e"
        }
    }

    It 'follow the theme' {
        $PSStyle.OutputRendering = 'Ansi'
        $before = $PSStyle.Formatting.Error
        try {
            $PSStyle.Formatting.Error = $PSStyle.Foreground.Magenta
            Get-Row ($results | Where-Object Outcome -EQ NotFound) 120 | Should -Match ([regex]::Escape("$($PSStyle.Foreground.Magenta)NotFound"))
        }
        finally {
            $PSStyle.Formatting.Error = $before
        }
    }

    It 'leave the columns where they are without, at <_>' -ForEach 79, 80, 99, 100, 119, 120 {
        $PSStyle.OutputRendering = 'Ansi'
        $colored = Get-Line $results $_
        $PSStyle.OutputRendering = 'PlainText'
        $plain = Get-Line $results $_
        "$colored" | Should -Match "`e"
        "$plain" | Should -Not -Match "`e"
        $colored.ForEach{ ($_ -replace "`e\[[0-9;]*m").TrimEnd() } | Should -Be $plain.ForEach{ $_.TrimEnd() }
    }

    It 'stay out of files and strings' {
        $PSStyle.OutputRendering = 'Host'
        $file = Join-Path $TestDrive results.txt
        $results > $file
        $results | Format-List | Out-File $file -Append
        Get-Content $file -Raw | Should -Not -Match "`e"
        $results | Out-String | Should -Not -Match "`e"
    }

    It 'obey NO_COLOR' {
        $script = "Import-Module '$(Join-Path $ModulePath 'HtxFutures.psd1')'; `$null = Connect-HtxFutures -Sandbox; Stop-HtxOrder BTC-USDT 1 -ErrorAction Ignore"
        $before = $env:NO_COLOR
        try {
            foreach ($noColor in '1', $null) {
                $env:NO_COLOR = $noColor
                $text = & $shell @shellArguments -NoProfile -NonInteractive -Command $script | Out-String
                $text | Should -Match 'NotFound'
                $text -match "`e" | Should -Be (-not $noColor)
            }
        }
        finally {
            $env:NO_COLOR = $before
        }
    }
}

Describe 'Lists' {
    It 'show what one wants to see of an order' {
        (Get-Line $shortOrder 100 -List).ForEach{ ($_ -split ' *: ')[0] } | Should -Be @(
            'Account', 'ContractCode', 'OrderId', 'ClientOrderId', 'Side', 'PositionSide', 'Type', 'RawType', 'Price', 'Volume', 'FilledVolume', 'AveragePrice',
            'Fee', 'FeeCurrency', 'Profit', 'State', 'Age', 'CreatedAt', 'UpdatedAt', 'TimeInForce', 'RawTimeInForce', 'ReduceOnly', 'MarginMode', 'RawMarginMode', 'Leverage', 'Source')
    }

    It 'show the words of the exchange only where they are not understood' {
        $known = New-Order @{ ContractCode = 'BTC-USDT'; OrderId = '1'; State = 'New'; RawState = 'new' }
        $unknown = New-Order @{ ContractCode = 'BTC-USDT'; OrderId = '1'; State = 'Unknown'; RawState = 'resting' }
        Get-Line $known 100 -List | Should -Not -Match 'RawState'
        (Get-Line $unknown 100 -List) -match 'RawState' | Should -Match ': resting$'
    }

    It 'show why an order was cancelled only where one was' {
        $canceled = New-Order @{ ContractCode = 'BTC-USDT'; OrderId = '1'; State = 'Canceled'; CancelReason = 'by the client' }
        (Get-Line $canceled 100 -List) -match 'CancelReason' | Should -Match ': by the client$'
        Get-Line $shortOrder 100 -List | Should -Not -Match 'CancelReason'
    }

    It 'show local times with their offset' {
        $local = $results[0].ExchangeTime.ToLocalTime().ToString('yyyy-MM-dd HH:mm:ss.fff zzz', [cultureinfo]::InvariantCulture)
        (Get-Line $results[0] 100 -List) -match '^ExchangeTime' | Should -BeLike "*: $local"
    }

    It 'show all of a result' {
        (Get-Line $results[0] 200 -List).ForEach{ ($_ -split ' *: ')[0] } | Should -Be @(
            'Account', 'Kind', 'ContractCode', 'OrderId', 'ClientOrderId', 'Outcome', 'Side', 'Price', 'Volume', 'FilledVolume', 'Code', 'Message', 'ExchangeTime', 'Attempts', 'ElapsedMs')
    }
}

Describe 'The other tables' {
    BeforeAll {
        $session = Connect-HtxFutures -Sandbox -Name night-desk
        $autoCancel = Enable-HtxAutoCancel 0:0:30 -KeepAlive
        $checks = @(
            [pscustomobject] @{
                PSTypeName = 'HtxFutures.HtxSessionCheck'; Check = 'Trade permission'; Passed = $false
                Value = 'refused: 1046 insufficient permission of the key'
                Advice = 'Give the key the permission to trade on the page where it was made, or connect with another one.'
            }
            [pscustomobject] @{ PSTypeName = 'HtxFutures.HtxSessionCheck'; Check = 'Latency'; Passed = $true; Value = '41 ms'; Advice = $null }
        )
    }

    AfterAll {
        Disconnect-HtxFutures -WarningAction Ignore
    }

    It 'keep to <_> columns' -ForEach 79, 80, 99, 100, 119, 120 {
        foreach ($object in $session, $autoCancel, @(Get-HtxRateLimit), $checks) {
            (Get-Line $object $_ | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual $_
        }
    }

    It 'show sessions, budgets and the switch in a window of 80 columns' {
        Get-Row $session 79 | Should -Match '^night-desk True +Open +Sandbox +sand\*\*\*\*0key +-?\d+ until [\d:]+'
        @(Get-Row (Get-HtxRateLimit) 79)[0] | Should -Match '^Trade +\d+ +72 00:00:03'
        Get-Row $autoCancel 79 | Should -Match '^True +True +00:00:30 20\d\d-\d\d-\d\d \d\d:\d\d:\d\d False +False'
    }

    It 'show the budgets in the list of a session' {
        (Get-Line $session 100 -List) -match '^RequestBudgets' | Should -Match ': Trade \d+ of 72 left, Read \d+ of 72 left$'
    }

    # They are broken for the console's width, of which a redirected one has 80 columns.
    It 'break the advice of a check between words, at <_>' -ForEach 79, 80, 100, 160 -Skip:(-not [Console]::IsOutputRedirected) {
        $lines = Get-Line $checks $_
        $at = $lines[0].IndexOf('Advice')
        $at | Should -Be (26 + [math]::Ceiling(($_ - 26) / 2)) -Because 'value and advice share what is left'
        $rows = Get-Row $checks $_
        $advice = $rows.ForEach{ $_.PadRight($at).Substring($at).Trim() } | Where-Object { $_ }
        $advice -join ' ' | Should -Be $checks[0].Advice
        $rows[0] | Should -Match '^Trade permission +False '
        $rows[-1] | Should -Match '^Latency +True +41 ms'
    }
}

Describe 'What comes out of a job or a file' {
    It 'is shown as what went in: <how>' -ForEach @(
        @{ how = 'a file'; restore = { $input | Export-Clixml $file; Import-Clixml $file }; lost = '(?!)' }
        # One level deep, as jobs and other machines pass objects on; times lose their milliseconds.
        @{ how = 'a job'; restore = { $input | ForEach-Object { [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($_, 1)) } }; lost = '(?<=:\d\d)\.\d{3}(?= [+-])' }
    ) {
        $file = Join-Path $TestDrive objects.xml
        $now = [datetimeoffset]::UtcNow
        $order = New-Order @{ ContractCode = 'BTC-USDT'; OrderId = '1'; Price = 1234.5; CreatedAt = $now.AddHours(-30); UpdatedAt = $now; Volume = 2 }
        $result = New-Row ([HtxFutures.HtxCancelResult]) @{ ContractCode = 'BTC-USDT'; OrderId = '1'; Outcome = 'Canceled'; FilledVolume = 1.5; ExchangeTime = $now; Elapsed = [timespan]::FromSeconds(2.5) }
        $budget = New-Row ([HtxFutures.HtxRequestBudget]) @{ Limit = 72; Interval = [timespan]::FromSeconds(3); Remaining = 7; ResetsAt = $now; Rejections = 1 }
        $autoCancel = New-Row ([HtxFutures.HtxAutoCancel]) @{ Enabled = $true; Timeout = [timespan]::FromSeconds(30); TriggersAt = $now; ExchangeTime = $now }
        foreach ($object in $order, $longOrder, $shortOrder, $result, $results, $budget, $autoCancel) {
            $back = @($object | & $restore)
            $back[0].PSTypeNames[0] | Should -BeLike 'Deserialized.HtxFutures.*'
            Get-Line $back 120 | Should -Be (Get-Line $object 120)
            Get-Line $back 120 -List | Should -Be ((Get-Line $object 120 -List) -replace $lost, '.000')
        }
    }
}

Describe 'Culture' {
    BeforeAll {
        $culture = [cultureinfo]::CurrentCulture
    }

    AfterEach {
        [cultureinfo]::CurrentCulture = $culture
    }

    It 'has no say in what is shown: <_>' -ForEach 'de-DE', 'tr-TR', 'ar-SA' {
        $older = New-Order @{ ContractCode = 'BTC-USDT'; OrderId = '1'; Price = 1234.5; CreatedAt = [datetimeoffset]::UtcNow.AddHours(-30); Volume = 2 }
        $budget = New-Row ([HtxFutures.HtxRequestBudget]) @{ Limit = 72; Interval = [timespan]::FromSeconds(3); Remaining = 0; ResetsAt = [datetimeoffset]::UtcNow; Rejections = 12345 }
        $autoCancel = New-Row ([HtxFutures.HtxAutoCancel]) @{ Enabled = $true; Timeout = [timespan]::FromSeconds(30); TriggersAt = [datetimeoffset]::UtcNow; ExchangeTime = [datetimeoffset]::UtcNow }
        $objects = $longOrder, $older, $results, $budget, $autoCancel
        [cultureinfo]::CurrentCulture = [cultureinfo]::InvariantCulture
        $expected = foreach ($object in $objects) { Get-Line $object 120; Get-Line $object 120 -List }
        [cultureinfo]::CurrentCulture = [cultureinfo]::GetCultureInfo($_)
        $shown = foreach ($object in $objects) { Get-Line $object 120; Get-Line $object 120 -List }
        $shown | Should -Be $expected
    }
}

Describe 'Results in the pipeline' {
    BeforeAll {
        $culture = [cultureinfo]::CurrentCulture
        Connect-HtxFutures -Sandbox -OrderCount 30 | Out-Null
        $orders = @(Get-HtxOrder)
        $stopped = @(@($orders | Select-Object -First 20 | Stop-HtxOrder -Wait) + @(Stop-HtxOrder BTC-USDT 1, 2 -ErrorAction Ignore))
    }

    AfterEach {
        [cultureinfo]::CurrentCulture = $culture
    }

    AfterAll {
        Disconnect-HtxFutures
    }

    It 'group by outcome' {
        $groups = $stopped | Group-Object Outcome
        ($groups | Measure-Object Count -Sum).Sum | Should -Be 22
        ($groups | Where-Object Name -EQ NotFound).Count | Should -Be 2
        ($stopped | Group-Object Outcome -AsHashTable -AsString).NotFound.Count | Should -Be 2
    }

    It 'are measured by what was filled' {
        $expected = 0
        $orders | Select-Object -First 20 | ForEach-Object { $expected += $_.FilledVolume }
        ($stopped | Measure-Object FilledVolume -Sum).Sum | Should -Be $expected
        ($orders | Measure-Object Volume -Maximum).Maximum | Should -BeGreaterThan 0
    }

    It 'are sorted by number and by time' {
        $prices = ($orders | Sort-Object Price).Price
        for ($i = 1; $i -lt $prices.Count; $i++) {
            $prices[$i] | Should -BeGreaterOrEqual $prices[$i - 1]
        }

        ($orders | Sort-Object CreatedAt -Descending)[0].OrderId | Should -Be $orders[-1].OrderId
        ($stopped | Sort-Object Outcome -Descending)[0].Outcome | Should -Be 'NotFound'
    }

    It 'come back from a CSV as what can be stopped, in <_>' -ForEach 'de-DE', 'ar-SA' {
        [cultureinfo]::CurrentCulture = [cultureinfo]::GetCultureInfo($_)
        $file = Join-Path $TestDrive "$_.csv"
        $rest = @(Get-HtxOrder | Select-Object -First 4)
        $rest.Count | Should -Be 4
        $rest | Export-Csv $file
        $results = @(Import-Csv $file | Stop-HtxOrder)
        $results.Outcome | Select-Object -Unique | Should -Be 'Accepted'
        $results.OrderId | Sort-Object | Should -Be ($rest.OrderId | Sort-Object)
        Wait-Until { -not (Get-HtxOrder | Where-Object OrderId -In $rest.OrderId) }

        $results | Export-Csv $file
        $back = @(Import-Csv $file)
        $back.Outcome | Select-Object -Unique | Should -Be 'Accepted'
        $back.OrderId | Should -Be $results.OrderId
    }
}
