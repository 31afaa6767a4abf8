BeforeAll {
    . $PSScriptRoot/Support.ps1
}

Describe 'Several accounts over the network' {
    BeforeEach {
        $exchange = Start-Exchange -Orders 30 -Algos 10 -Accounts 3 -Latency 100
        $keys = $exchange.Keys | Select-Object Name, Credential
    }

    AfterEach {
        Get-HtxSession | Disconnect-HtxFutures -WarningAction Ignore
        Stop-Exchange $exchange
    }

    It 'are connected to side by side, by credentials and names from the pipeline' {
        $alone = Measure-Command { Connect-HtxFutures $exchange.Credential -Endpoint $exchange.Address -Name alone }
        $together = Measure-Command { $script:sessions = $keys | Connect-HtxFutures -Endpoint $exchange.Address }
        $sessions.Name | Should -Be 'account1', 'account2', 'account3'
        $sessions.AccessKey | Should -Be 'loop****0001', 'loop****0002', 'loop****0003'
        $sessions.IsDefault | Should -Not -Contain $true
        # The sum would be three times one: two round trips of 100 ms each.
        $together.TotalMilliseconds | Should -BeLessThan ($alone.TotalMilliseconds + 200)
        @($exchange.Credential | Connect-HtxFutures -Endpoint $exchange.Address)[0].IsDefault | Should -BeTrue
    }

    It 'stay connected where one of them is refused, and that is an error with its name' {
        $keys[1].Credential = [pscredential]::new('no-such-access-key', $exchange.Credential.Password)
        $sessions = $keys | Connect-HtxFutures -Endpoint $exchange.Address -ErrorVariable failures -ErrorAction SilentlyContinue
        $sessions.Name | Should -Be 'account1', 'account3'
        $failures | Should -HaveCount 1
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'HtxAuthenticationFailed,*'
        "$($failures[0])" | Should -BeLike "HTX session 'account2': *"
        @(Get-HtxSession | Get-HtxOrder).Count | Should -Be 60
        "$(Get-ErrorOf { Get-HtxOrder })" | Should -BeLike '*opened 2 of 3*'
    }

    It 'end the command where all of them are refused' {
        $keys | ForEach-Object { $_.Credential = [pscredential]::new("no-such-key-$($_.Name)", $exchange.Credential.Password) }
        { $keys | Connect-HtxFutures -Endpoint $exchange.Address -ErrorAction SilentlyContinue } | Should -Throw -ErrorId 'HtxAuthenticationFailed,*'
        Get-HtxSession | Should -BeNullOrEmpty
    }

    It 'are stopped while one of them is blocked in the middle' {
        $sessions = $keys | Connect-HtxFutures -Endpoint $exchange.Address
        Invoke-RestMethod "$($exchange.Address)/sandbox/faults" -Method Post -Body "forbidden:query=AccessKeyId=$($exchange.Keys[1].AccessKey):kind=trade:skip=2" | Out-Null
        $results = $sessions | Get-HtxOrder | Stop-HtxOrder -ErrorVariable failures -ErrorAction SilentlyContinue
        $results | Should -HaveCount 90
        ($results | Where-Object Account -ne account2).Outcome | Select-Object -Unique | Should -Be 'Accepted'
        @($results | Where-Object { $_.Account -eq 'account2' -and $_.Outcome -eq 'Rejected' }).Count | Should -BeGreaterThan 0
        @($failures | Where-Object FullyQualifiedErrorId -Like 'HtxBlocked,*').Count | Should -Be 1
        $failures | ForEach-Object { "$_" | Should -BeLike "*'account2'*" }
        foreach ($number in 1, 3) {
            $ids = @($results | Where-Object Account -eq "account$number").OrderId -join "`n"
            Wait-Until { (Invoke-RestMethod "$($exchange.Address)/sandbox/orders?account=$number" -Method Post -Body $ids).State -notcontains 'New' }
        }
    }

    It 'are told of at once where two have the same key' {
        $keys[2].Credential = $keys[0].Credential
        $sessions = $keys | Connect-HtxFutures -Endpoint $exchange.Address -WarningVariable warnings -WarningAction SilentlyContinue
        $sessions | Should -HaveCount 3
        "$warnings" | Should -Be "HTX session 'account3' has the same key on the same host as session 'account1': they are one account, with one request budget."
        $reports = Stop-HtxTrading -AllContract -Session $sessions -Force -WarningVariable warnings -WarningAction SilentlyContinue
        $reports.Account | Sort-Object | Should -Be 'account1', 'account2'
        @($warnings | Where-Object { "$_" -like "*'account3'*'account1'*worked on once*" }) | Should -HaveCount 1
        $sessions[0] | Disconnect-HtxFutures
        $null = $exchange.Credential | Connect-HtxFutures -Endpoint $exchange.Address -Name anew -WarningVariable warnings -WarningAction SilentlyContinue
        "$warnings" | Should -BeLike "*'anew'*'account3'*"
    }

    It 'share no budget' {
        $sessions = $keys | Connect-HtxFutures -Endpoint $exchange.Address
        $sessions[0] | Get-HtxOrder | Out-Null
        # Each as its own ledger answers.
        $budgets = $sessions | Get-HtxRateLimit | Where-Object Bucket -eq Read | Sort-Object Account
        $budgets.Account | Should -Be 'account1', 'account2', 'account3'
        $budgets[0].Remaining | Should -BeLessThan $budgets[1].Remaining
        $budgets[1].Remaining | Should -Be $budgets[2].Remaining
    }
}
