# What the objects carry besides what their class says, and what of it leaves the shell.

BeforeAll {
    . $PSScriptRoot/Support.ps1

    $rendering = $PSStyle.OutputRendering
    $PSStyle.OutputRendering = 'PlainText'
    $session = Connect-HtxFutures -Sandbox -OrderCount 12 -Name night-desk
    $orders = @(Get-HtxOrder)
    $results = @(@($orders | Select-Object -First 8 | Stop-HtxOrder) + @(Stop-HtxOrder BTC-USDT 1 -ErrorAction Ignore))
    $check = Test-HtxSession -Detailed | Select-Object -First 1
    $autoCancel = Enable-HtxAutoCancel 0:0:30
    $objects = [ordered] @{
        HtxOrder         = $orders[0]
        HtxCancelResult  = $results[0]
        HtxSession       = $session
        HtxAutoCancel    = $autoCancel
        HtxRequestBudget = Get-HtxRateLimit | Select-Object -First 1
        HtxSessionCheck  = $check
        HtxPosition      = New-Row ([HtxFutures.HtxPosition]) @{ ContractCode = 'BTC-USDT'; PositionSide = 'Long'; Volume = 3; MarkPrice = 65000; LiquidationPrice = 60000; CreatedAt = [datetimeoffset]::UtcNow }
        HtxCloseResult   = Get-HtxPosition | Close-HtxPosition -Force -WarningAction Ignore -ErrorAction Ignore | Select-Object -Last 1
        HtxBalance       = Get-HtxBalance
        HtxExposure      = Get-HtxExposure
    }
    $objects.HtxCurrencyBalance = $objects.HtxBalance.Currencies[0]

    function Get-PublicProperty {
        # As the class says, not as the shell shows it.
        param([object] $Object)

        @($Object.GetType().GetProperties().Name)
    }
}

AfterAll {
    Disconnect-HtxFutures -WarningAction Ignore
    $PSStyle.OutputRendering = $rendering
}

Describe 'ConstrainedLanguage' {
    BeforeAll {
        # Scripts are held to it; what is imported before is ours, as where an administrator allows it.
        $script = @'
param($module)
Import-Module $module
$PSStyle.OutputRendering = 'PlainText'
$session = Connect-HtxFutures -Sandbox -OrderCount 4
$orders = @(Get-HtxOrder)
$results = @($orders | Stop-HtxOrder)
$objects = [ordered] @{ session = $session; orders = $orders; results = $results; checks = @(Test-HtxSession -Detailed); budgets = @(Get-HtxRateLimit); positions = @(Get-HtxPosition); balance = Get-HtxBalance; exposure = Get-HtxExposure; switch = Enable-HtxAutoCancel 0:0:30 -WarningAction Ignore }
function Show { foreach ($name in $objects.Keys) { $objects[$name] | Out-String -Width 119; $objects[$name] | Format-List | Out-String -Width 119 } }
$full = Show
$ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage'
$constrained = Show
$refused = try { [HtxFutures.HtxOrder]::new() } catch { "$_" }
@{ Full = $full; Constrained = $constrained; Refused = "$refused"; Mode = "$($ExecutionContext.SessionState.LanguageMode)"; Errors = @($error | ForEach-Object { "$_" }) } | ConvertTo-Json -Depth 3
'@
        $file = Join-Path $TestDrive constrained.ps1
        Set-Content $file $script
        $shown = & $shell @shellArguments -NoProfile -NonInteractive -File $file (Join-Path $ModulePath 'HtxFutures.psd1') | Out-String | ConvertFrom-Json
    }

    It 'is what the session of the test has' {
        $shown.Mode | Should -Be 'ConstrainedLanguage'
        $shown.Refused | Should -Match 'language mode'
    }

    It 'shows every table and list as without it' {
        # Ages and places in the budget pass with time, and a column may be wider for it.
        $ticking = '\b\d+[smhd]\b|(?m)^(ResetsAt|Remaining) .*$|(?m)^(Trade|Read) .*$|\d+ of 72 left'
        $full, $constrained = $shown.Full, $shown.Constrained | ForEach-Object { "$_" -replace $ticking -replace ' +', ' ' -replace '-+', '-' }
        $constrained | Should -Be $full
        "$($shown.Constrained)" | Should -Match '(?m)^BTC-USDT +\d{19} (Buy|Sell) +[\d.]+ +\d+ +\d+[smhd] '
        "$($shown.Constrained)" | Should -Match '(?m)^BTC-USDT +\d{19} Accepted +200 +\d+ms '
        "$($shown.Constrained)" | Should -Match '(?m)^Latency +True +\d+ ms'
    }

    It 'leaves no error behind but that of the test' {
        @($shown.Errors).Count | Should -Be 1 -Because ($shown.Errors -join '; ')
    }

    It 'can show every view, since none runs a script that calls a method' {
        $scripts = Get-ChildItem (Join-Path $ModulePath Views) -Filter *.Format.ps1xml | ForEach-Object { ([xml] (Get-Content $_ -Raw)).SelectNodes('//ScriptBlock').InnerText }
        $scripts.Count | Should -BeGreaterThan 0
        foreach ($text in $scripts) {
            $ast = [scriptblock]::Create($text).Ast
            $ast.FindAll({ $args[0] -is [System.Management.Automation.Language.InvokeMemberExpressionAst] -or $args[0] -is [System.Management.Automation.Language.TypeExpressionAst] }, $true) |
                Should -BeNullOrEmpty -Because $text
        }
    }
}

Describe 'Hidden members of <_>' -ForEach 'HtxOrder', 'HtxCancelResult', 'HtxSession', 'HtxAutoCancel', 'HtxRequestBudget', 'HtxSessionCheck', 'HtxPosition', 'HtxCloseResult', 'HtxBalance', 'HtxCurrencyBalance', 'HtxExposure' {
    BeforeAll {
        $object = $objects[$_]
        $public = Get-PublicProperty $object
        $types = [xml] (Get-Content (Join-Path $ModulePath "Views/$_.Types.ps1xml") -Raw)
        $declared = $types.SelectNodes("//Type[Name='HtxFutures.$_']/Members/CodeProperty/Name").InnerText
        $declaredForRestored = $types.SelectNodes("//Type[Name='Deserialized.HtxFutures.$_']/Members/CodeProperty/Name").InnerText
    }

    It 'are in no JSON, CSV, list of all or table of members' {
        $declared.Count | Should -BeGreaterThan 0
        ($object | ConvertTo-Json -Depth 4 | ConvertFrom-Json).PSObject.Properties.Name | Sort-Object | Should -Be ($public | Sort-Object)
        ($object | ConvertTo-Csv | ConvertFrom-Csv).PSObject.Properties.Name | Sort-Object | Should -Be ($public | Sort-Object)
        ($object | Select-Object *).PSObject.Properties.Name | Sort-Object | Should -Be ($public | Sort-Object)
        ($object | Get-Member -MemberType Properties).Name | Sort-Object | Should -Be ($public | Sort-Object)
    }

    It 'stay out of files and jobs, which take all that is public' {
        $file = Join-Path $TestDrive "$_.xml"
        $object | Export-Clixml $file
        $back = Import-Clixml $file
        $back.PSObject.Properties.Name | Sort-Object | Should -Be ($public | Sort-Object)
        $declaredForRestored | Should -Be ($declared -ne 'Order')
    }

    It 'are given to the views by methods that are there' {
        foreach ($name in $declared) {
            { $object.$name } | Should -Not -Throw
            $object.PSObject.Members[$name].MemberType | Should -Be 'CodeProperty'
        }
    }
}

Describe 'A result' {
    It 'carries what its order was, and the order itself' {
        $stopped = @($results | Where-Object Outcome -EQ Accepted)
        $stopped.Count | Should -Be 8
        foreach ($result in $stopped) {
            $order = $orders | Where-Object OrderId -EQ $result.OrderId
            [object]::ReferenceEquals($result.Order, $order) | Should -BeTrue
            $result.Side | Should -Be $order.Side
            $result.Price | Should -Be $order.Price
            $result.Volume | Should -Be $order.Volume
        }
    }

    It 'stands beside its own order, where -PipelineVariable does not' {
        Disconnect-HtxFutures -WarningAction Ignore
        Connect-HtxFutures -Sandbox -OrderCount 20 | Out-Null
        $pairs = @(Get-HtxOrder | Stop-HtxOrder | ForEach-Object { [pscustomobject] @{ Result = $_.OrderId; Order = $_.Order.OrderId } })
        $pairs.Count | Should -Be 20
        $pairs | ForEach-Object { $_.Order | Should -Be $_.Result }
    }

    It 'leaves empty what nobody has shown' {
        $unknown = $results | Where-Object Outcome -EQ NotFound
        $unknown.Side | Should -BeNullOrEmpty
        $unknown.Price | Should -BeNullOrEmpty
        $unknown.Volume | Should -BeNullOrEmpty
        $unknown.Order | Should -BeNullOrEmpty
    }

    It 'has the order also where it was refused before it was sent' {
        $foreign = Connect-HtxFutures -Sandbox -OrderCount 1 -Name other
        $order = Get-HtxOrder -Session $foreign
        Connect-HtxFutures -Sandbox -OrderCount 1 | Out-Null
        $wrong = New-Order @{ ContractCode = 'not a contract'; OrderId = '1'; Side = 'Sell'; Price = 12.5 }
        $refused = $wrong | Stop-HtxOrder -ErrorAction Ignore
        $refused.Outcome | Should -Be 'Rejected'
        $refused.Side | Should -Be 'Sell'
        $refused.Price | Should -Be 12.5
        $order | Should -Not -BeNullOrEmpty
    }

    It 'tells how long it took in one plain number' {
        foreach ($result in $results) {
            $result.ElapsedMs | Should -BeOfType [long]
            $result.ElapsedMs | Should -Be ([math]::Floor($result.Elapsed.TotalMilliseconds))
        }
    }

    It 'is readable as JSON, in words, without a warning, at the depth that PowerShell takes by itself' {
        $json = $results | ConvertTo-Json -EnumsAsStrings -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings | Should -BeNullOrEmpty
        $rows = $json | ConvertFrom-Json
        $rows[0].Outcome | Should -Be 'Accepted'
        $rows[0].Side | Should -BeIn 'Buy', 'Sell'
        $rows[0].ElapsedMs | Should -Be $results[0].ElapsedMs
        $json | Should -Not -Match '"(Order|RawSide)":'
    }

    It 'is readable in a CSV' {
        $row = $results[0] | ConvertTo-Csv | ConvertFrom-Csv
        $row.Outcome | Should -Be 'Accepted'
        $row.ElapsedMs | Should -Match '^\d+$'
        $row.Side | Should -BeIn 'Buy', 'Sell'
    }
}

Describe 'Spans of time' {
    It 'have a plain member beside them: <type> <member>' -ForEach @(
        @{ type = 'HtxCancelResult'; span = 'Elapsed'; member = 'ElapsedMs' }
        @{ type = 'HtxSession'; span = 'ClockOffset'; member = 'ClockOffsetMs' }
        @{ type = 'HtxRequestBudget'; span = 'Interval'; member = 'IntervalMs' }
        @{ type = 'HtxAutoCancel'; span = 'Timeout'; member = 'TimeoutMs' }
    ) {
        $objects[$type].$member | Should -BeOfType [long]
        [math]::Abs($objects[$type].$member - $objects[$type].$span.TotalMilliseconds) | Should -BeLessThan 1000
    }

    It 'are all told' {
        foreach ($object in $objects.Values) {
            foreach ($span in $object.GetType().GetProperties() | Where-Object { $_.PropertyType -in [timespan], [Nullable[timespan]] }) {
                $object.GetType().GetProperty("$($span.Name)Ms") | Should -Not -BeNullOrEmpty -Because "$($object.GetType().Name).$($span.Name) is an object of fifteen members in JSON"
            }
        }
    }
}

Describe 'Below the table of a session' {
    It 'an order is listed without the words of the exchange' {
        $text = & $shell @shellArguments -NoProfile -NonInteractive -Command "Import-Module '$(Join-Path $ModulePath 'HtxFutures.psd1')'; Connect-HtxFutures -Sandbox -OrderCount 1; Get-HtxOrder" | Out-String
        $text | Should -Match '(?m)^OrderId +: \d{19}'
        $text | Should -Not -Match 'Raw'
    }

    It 'it is a table where the session was assigned' {
        $text = & $shell @shellArguments -NoProfile -NonInteractive -Command "Import-Module '$(Join-Path $ModulePath 'HtxFutures.psd1')'; `$session = Connect-HtxFutures -Sandbox -OrderCount 1; Get-HtxOrder" | Out-String
        $text | Should -Match '(?m)^ContractCode +OrderId'
    }
}
