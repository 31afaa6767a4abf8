BeforeAll {
    . $PSScriptRoot/Support.ps1
    $exchange = Start-Exchange -Orders 3
    $secret = ConvertTo-SecureString $exchange.SecretKey -AsPlainText -Force
}

AfterAll {
    Stop-Exchange $exchange
}

Describe 'Connect-HtxFutures' {
    AfterEach {
        Get-HtxSession | Disconnect-HtxFutures
        Remove-Item Env:HTX_ACCESS_KEY, Env:HTX_SECRET_KEY -ErrorAction Ignore
    }

    It 'takes a credential, by position and from the pipeline' {
        (Connect-HtxFutures $exchange.Credential -Endpoint $exchange.Address).State | Should -Be 'Open'
        ($exchange.Credential | Connect-HtxFutures -Endpoint $exchange.Address).Endpoint | Should -Be $exchange.Address
    }

    It 'takes the keys one by one' {
        $session = Connect-HtxFutures -AccessKey $exchange.AccessKey -SecretKey $secret -Endpoint $exchange.Address -Name desk
        $session.Name | Should -Be 'desk'
        $session.IsSandbox | Should -BeFalse
    }

    It 'takes the keys from the environment' {
        $env:HTX_ACCESS_KEY = $exchange.AccessKey
        $env:HTX_SECRET_KEY = $exchange.SecretKey
        (Connect-HtxFutures -FromEnvironment -Endpoint $exchange.Address).State | Should -Be 'Open'
    }

    It 'names the environment variable that is missing' {
        $env:HTX_ACCESS_KEY = $exchange.AccessKey
        $failure = Get-ErrorOf { Connect-HtxFutures -FromEnvironment -Endpoint $exchange.Address }
        $failure.FullyQualifiedErrorId | Should -BeLike 'HtxInvalidParameter,*'
        "$failure" | Should -BeLike '*HTX_SECRET_KEY*'
    }

    It 'trims the keys and warns' {
        Connect-HtxFutures -AccessKey " $($exchange.AccessKey)`n" -SecretKey $secret -Endpoint $exchange.Address -WarningVariable warnings -WarningAction SilentlyContinue |
            Out-Null
        $warnings | Should -HaveCount 1
        "$warnings" | Should -BeLike '*removed*'
    }

    It 'opens the sandbox with as many orders as asked for' {
        (Connect-HtxFutures -Sandbox -OrderCount 7 -Latency 0:0:0.01).IsSandbox | Should -BeTrue
        @(Get-HtxOrder).Count | Should -Be 7
    }

    It 'makes the newest session the default' {
        $first = Connect-HtxFutures -Sandbox -Name first
        $second = Connect-HtxFutures -Sandbox -Name second
        $first.IsDefault | Should -BeFalse
        $second.IsDefault | Should -BeTrue
        (Get-HtxSession).Name | Should -Be 'first', 'second'
        (Get-HtxSession -Name f*).Name | Should -Be 'first'
    }

    It 'leaves no default when it fails' {
        $good = Connect-HtxFutures -Sandbox -Name good
        $failure = Get-ErrorOf { Connect-HtxFutures -AccessKey no-such-access-key -SecretKey $secret -Endpoint $exchange.Address }
        $failure.FullyQualifiedErrorId | Should -Be 'HtxAuthenticationFailed,HtxFutures.Commands.ConnectHtxFuturesCommand'
        $failure.CategoryInfo.Category | Should -Be 'AuthenticationError'
        $failure.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        $good.IsDefault | Should -BeFalse
        $good.State | Should -Be 'Open'
        $next = Get-ErrorOf { Get-HtxOrder | Stop-HtxOrder }
        $next.FullyQualifiedErrorId | Should -Be 'HtxNotConnected,HtxFutures.Commands.GetHtxOrderCommand'
        "$next" | Should -BeLike '*Connect-HtxFutures failed:*key*'
        "$next" | Should -BeLike "*'good'*"
        $next.ErrorDetails.RecommendedAction | Should -BeLike "*-Session 'good'*"
        @(Get-HtxOrder -Session good).Count | Should -Be 20
        (Connect-HtxFutures -Sandbox).IsDefault | Should -BeTrue
    }

    It 'leaves no default where it did not come so far: <why>' -ForEach @(
        @{ why = 'no credential'; connect = { Connect-HtxFutures -Credential $null -Endpoint $exchange.Address } }
        @{ why = 'no key'; connect = { Connect-HtxFutures -AccessKey '' -SecretKey $secret -Endpoint $exchange.Address } }
        @{ why = 'a time-out that is none'; connect = { Connect-HtxFutures $exchange.Credential -Endpoint $exchange.Address -TimeoutSec soon } }
        @{ why = 'nobody in the pipeline'; connect = { @() | Connect-HtxFutures -Endpoint $exchange.Address } }
        @{ why = 'an upstream that fails'; connect = { Get-Item /no/such/file -Nope | Connect-HtxFutures -Endpoint $exchange.Address } }
        @{ why = '-Sandbox:$false'; connect = { Connect-HtxFutures -Sandbox:$false } }
    ) {
        $good = Connect-HtxFutures -Sandbox
        $null = Get-ErrorOf $connect
        $good.IsDefault | Should -BeFalse
        "$(Get-ErrorOf { Get-HtxOrder })" | Should -BeLike '*since the last Connect-HtxFutures*'
    }

    It 'keeps the default while its line is being completed' {
        $good = Connect-HtxFutures -Sandbox
        $null = TabExpansion2 'Connect-HtxFutures -Endpoint '
        $null = Get-Command Connect-HtxFutures -Syntax
        $good.IsDefault | Should -BeTrue
    }

    It 'leaves the default to others with -NoDefault, also when it fails' {
        $caller = Connect-HtxFutures -Sandbox -Name caller
        $own = Connect-HtxFutures -Sandbox -OrderCount 3 -NoDefault
        $caller.IsDefault | Should -BeTrue
        @(Get-HtxOrder -Session $own).Count | Should -Be 3
        $null = Get-ErrorOf { Connect-HtxFutures -NoDefault -AccessKey no-such-access-key -SecretKey $secret -Endpoint $exchange.Address }
        $caller.IsDefault | Should -BeTrue
        Disconnect-HtxFutures $own
        $caller.IsDefault | Should -BeTrue
    }

    It 'takes a switch that is false for no way in: <given>' -ForEach @(
        @{ given = '-Sandbox:$false'; connect = { Connect-HtxFutures -Sandbox:$false } }
        @{ given = '-FromEnvironment:$false'; connect = { Connect-HtxFutures -FromEnvironment:$false -Endpoint $exchange.Address } }
    ) {
        $env:HTX_ACCESS_KEY = $exchange.AccessKey
        $env:HTX_SECRET_KEY = $exchange.SecretKey
        $failure = Get-ErrorOf $connect
        $failure.FullyQualifiedErrorId | Should -Be 'HtxInvalidParameter,HtxFutures.Commands.ConnectHtxFuturesCommand'
        "$failure" | Should -BeLike "*$given*"
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*-Credential*-FromEnvironment*-Sandbox*'
        Get-HtxSession | Should -BeNullOrEmpty
    }

    It 'shows once what to do' {
        $failure = Get-ErrorOf { Connect-HtxFutures $exchange.Credential -Endpoint Globl }
        # Without colours, and without what wrapping puts between two lines.
        $shown = ($failure | Out-String) -replace '\x1b\[[0-9;]*m' -replace '\r?\n *\|' -replace '\s+', ' '
        [regex]::Matches($shown, [regex]::Escape($failure.ErrorDetails.RecommendedAction)) | Should -HaveCount 1
        $failure.Exception.Message | Should -Not -BeLike "*$($failure.ErrorDetails.RecommendedAction)"
    }

    It 'says that the secret is wrong' {
        $wrong = ConvertTo-SecureString 'a-wrong-secret-key' -AsPlainText -Force
        $failure = Get-ErrorOf { Connect-HtxFutures -AccessKey $exchange.AccessKey -SecretKey $wrong -Endpoint $exchange.Address }
        $failure.FullyQualifiedErrorId | Should -BeLike 'HtxAuthenticationFailed,*'
        "$failure" | Should -Not -BeLike '*a-wrong-secret-key*'
    }

    It 'refuses the endpoint <endpoint>' -ForEach @(
        @{ endpoint = 'http://api.hbdm.com'; part = '*plain http*' }
        @{ endpoint = 'https://api.hbdm.com/v5'; part = '*path*' }
        @{ endpoint = 'https://api.hbdm.com?x=1'; part = '*query*' }
        @{ endpoint = 'https://me:pa55word@api.hbdm.com'; part = '*user information*' }
        @{ endpoint = 'ftp://api.hbdm.com'; part = '*scheme*' }
        @{ endpoint = 'Globl'; part = '*Globl*' }
    ) {
        $failure = Get-ErrorOf { Connect-HtxFutures $exchange.Credential -Endpoint $endpoint }
        $failure.FullyQualifiedErrorId | Should -Be 'HtxInvalidParameter,HtxFutures.Commands.ConnectHtxFuturesCommand'
        "$failure" | Should -BeLike $part
        "$failure" | Should -Not -BeLike '*pa55word*'
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*https://api.hbdm.com*'
    }

    It 'refuses the proxy <proxy>' -ForEach @(
        @{ proxy = 'http://me:pa55word@proxy.example:3128'; part = '*user information*' }
        @{ proxy = 'proxy.example:3128'; part = '*no address of a proxy*' }
        @{ proxy = 'ftp://proxy.example'; part = '*no address of a proxy*' }
    ) {
        $failure = Get-ErrorOf { Connect-HtxFutures $exchange.Credential -Proxy $proxy }
        $failure.FullyQualifiedErrorId | Should -Be 'HtxInvalidParameter,HtxFutures.Commands.ConnectHtxFuturesCommand'
        "$failure" | Should -BeLike $part
        "$failure" | Should -Not -BeLike '*pa55word*'
    }

    It 'refuses credentials for a proxy that is not named' {
        $failure = Get-ErrorOf { Connect-HtxFutures $exchange.Credential -ProxyCredential $exchange.Credential }
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*-Proxy http://*'
    }

    It 'says that a proxy <what>' -ForEach @(
        @{ status = '407 Proxy Authentication Required'; what = 'wants credentials'; part = '*the proxy wants credentials*'; advice = '*Connect-HtxFutures -ProxyCredential.' }
        @{ status = '403 Forbidden'; what = 'refuses'; part = '*the proxy refused to connect*'; advice = $null }
    ) {
        $listener = [Net.Sockets.TcpListener]::new([ipaddress]::Loopback, 0)
        $listener.Start()
        $proxy = [powershell]::Create().AddScript({
                param($listener, $answer)
                while ($true) {
                    $stream = $listener.AcceptTcpClient().GetStream()
                    $null = $stream.Read([byte[]]::new(4096), 0, 4096)
                    $stream.Write($answer, 0, $answer.Length)
                    $stream.Dispose()
                }
            }).AddArgument($listener).AddArgument([Text.Encoding]::ASCII.GetBytes("HTTP/1.1 $status`r`nConnection: close`r`nContent-Length: 0`r`n`r`n"))
        $null = $proxy.BeginInvoke()
        try {
            $failure = Get-ErrorOf { Connect-HtxFutures $exchange.Credential -Proxy "http://$($listener.LocalEndpoint)" }
            $failure.FullyQualifiedErrorId | Should -BeLike 'HtxNetworkError,*'
            "$failure" | Should -BeLike $part
            $failure.ErrorDetails.RecommendedAction | Should -BeLike $advice
        }
        finally {
            $listener.Stop()
            $proxy.Dispose()
        }
    }

    It 'says that nothing listens' {
        $failure = Get-ErrorOf { Connect-HtxFutures $exchange.Credential -Endpoint http://127.0.0.1:9 -TimeoutSec 2 }
        $failure.FullyQualifiedErrorId | Should -BeLike 'HtxNetworkError,*'
        "$failure" | Should -BeLike '*connection*'
    }

    It 'completes -Endpoint' {
        $line = 'Connect-HtxFutures -Endpoint '
        ([System.Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches).CompletionText |
            Should -Be 'Global', 'Aws'
    }
}

Describe 'Disconnect-HtxFutures' {
    It 'ends the default session and leaves none' {
        $session = Connect-HtxFutures -Sandbox
        Connect-HtxFutures -Sandbox | Out-Null
        Disconnect-HtxFutures
        (Get-ErrorOf { Get-HtxOrder }).FullyQualifiedErrorId | Should -BeLike 'HtxNotConnected,*'
        $session.State | Should -Be 'Open'
        @(Get-HtxOrder -Session $session).Count | Should -Be 20
        $session | Disconnect-HtxFutures
        $session.State | Should -Be 'Closed'
    }

    It 'makes a closed session an error that names it' {
        $session = Connect-HtxFutures -Sandbox -Name gone
        Disconnect-HtxFutures $session
        $failure = Get-ErrorOf { Get-HtxOrder -Session $session }
        $failure.FullyQualifiedErrorId | Should -BeLike 'HtxNotConnected,*'
        "$failure" | Should -BeLike "*'gone'*"
    }

    It 'does nothing with -WhatIf' {
        $session = Connect-HtxFutures -Sandbox
        Disconnect-HtxFutures -WhatIf
        $session.State | Should -Be 'Open'
        Disconnect-HtxFutures
    }

    It 'shows no secret in the session' {
        $session = Connect-HtxFutures $exchange.Credential -Endpoint $exchange.Address
        $text = ($session | Format-List * -Force | Out-String) + ($session | ConvertTo-Json -Depth 5) + $session
        $text | Should -Not -Match $exchange.SecretKey
        $text | Should -Not -Match $exchange.AccessKey
        Disconnect-HtxFutures
    }
}
