BeforeAll {
    . $PSScriptRoot/Support.ps1
    . $PSScriptRoot/Sharers.ps1

    $missing = (Get-Command redis-server -CommandType Application -ErrorAction Ignore) ? $null : 'redis-server is not installed (apt-get install redis-server)'

    $idle = [Collections.Generic.List[Diagnostics.Process]]::new()

    function Get-LoadedClient {
        # Where the Redis client is loaded, in this process.
        '@([AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -in ''StackExchange.Redis'', ''HtxFutures.Redis'', ''RESPite'' } | ForEach-Object { [Runtime.Loader.AssemblyLoadContext]::GetLoadContext($_).Name } | Select-Object -Unique) -join '','''
    }

    function Get-Trouble {
        # What a sharer was told when it connected, and what it works with.
        param([string] $SharedBudget)

        $one = Start-Sharer $exchange $SharedBudget
        Wait-Connected $one
        Invoke-Line $one '"$told"'
        Invoke-Line $one '@(Get-HtxOrder | Select-Object -First 20 | Stop-HtxOrder).Count' | Should -Be '20'
    }
}

AfterAll {
    Stop-Idle
}

Describe 'Processes that share a request budget through a Redis' {
    BeforeAll {
        if (-not $missing) {
            # Both wait until they are old enough, so they do it together.
            $mortal = Start-Redis -Age 0
            $redis = Start-Redis
        }
    }

    AfterAll {
        Stop-Redis $mortal
        Stop-Redis $redis
    }

    BeforeEach {
        $sharers = [Collections.Generic.List[Diagnostics.Process]]::new()
        if ($missing) {
            Set-ItResult -Skipped -Because $missing
            return
        }

        $exchange = Start-Exchange -Orders 1500 -Latency 20
    }

    AfterEach {
        Clear-Sharer

        Stop-Exchange $exchange
    }

    It 'stay within the window together, and all of it is used' {
        $one, $other = (Start-Sharer $exchange $redis.Address), (Start-Sharer $exchange $redis.Address)
        Wait-Connected $one, $other
        Invoke-Line $one '(Get-HtxRateLimit | ForEach-Object { "$($_.Bucket) $($_.Scope) $($_.Sharers) $($_.Share)" }) -join ","' | Should -Be 'Trade Redis 2 ,Read Redis 2'
        Complete-Work $one, $other -Each 750
    }

    It 'go on with a part of it while the server is away, with one warning, and come back when it is there, although it has forgotten all' {
        $server = $null
        try {
            $one, $other = (Start-Sharer $exchange $mortal.Address), (Start-Sharer $exchange $mortal.Address)
            Wait-Connected $one, $other
            # A busy machine may have been too slow for the first try.
            Wait-Until { (Invoke-Line $one '"$((Get-HtxRateLimit)[0].Sharers) <$((Get-HtxRateLimit)[0].Share)>"') -match '^2 <>' }
            Send-Work $one, $other
            Start-Sleep -Milliseconds 1500
            $mortal.Process.Kill()
            $mortal.Process.WaitForExit()
            Start-Sleep -Milliseconds 4000
            $server = Start-Redis -Setting '--port', $mortal.Port -Age 0
            # The warning comes before, where a command began after the server was gone.
            Receive-Text $one | Should -Match '(^| )750 0$'
            Receive-Text $other | Should -Match '(^| )750 0$'

            $trades = Get-Trades
            $trades.refused | Should -Be 0
            $trades.highest | Should -BeLessOrEqual 72
            Wait-Until { (Invoke-Line $one '"$((Get-HtxRateLimit)[0].Sharers) <$((Get-HtxRateLimit)[0].Share)>"') -match '^2 <>' }
        }
        finally {
            Stop-Redis $server
        }
    }

    It 'are careful where it was emptied under them' {
        $one, $other = (Start-Sharer $exchange $redis.Address), (Start-Sharer $exchange $redis.Address)
        Wait-Connected $one, $other
        Send-Work $one, $other
        Start-Sleep -Milliseconds 1200
        Send-RedisCommand $redis FLUSHALL | Should -Be '+OK'
        Receive-Text $one | Should -Match '750 0'
        Receive-Text $other | Should -Match '750 0'
        $trades = Get-Trades
        $trades.refused | Should -Be 0
        $trades.highest | Should -BeLessOrEqual 72
    }

    It 'are held up by nobody where it hangs' -Skip:(-not $IsLinux) {
        $one, $other = (Start-Sharer $exchange $redis.Address), (Start-Sharer $exchange $redis.Address)
        Wait-Connected $one, $other
        Send-Work $one, $other
        Start-Sleep -Milliseconds 1200
        & /bin/kill -STOP $redis.Process.Id
        try {
            Start-Sleep -Milliseconds 5000
        }
        finally {
            & /bin/kill -CONT $redis.Process.Id
        }

        Receive-Text $one | Should -Match '750 0'
        Receive-Text $other | Should -Match '750 0'
        $trades = Get-Trades
        $trades.refused | Should -Be 0
        $trades.highest | Should -BeLessOrEqual 72
        Wait-Until { (Invoke-Line $one '"<$((Get-HtxRateLimit)[0].Share)>"') -match '^<>' }
    }

    It 'bring the client in a load context of its own, and nothing of it where no Redis is named' {
        $one, $other = (Start-Sharer $exchange Process -Alone), (Start-Sharer $exchange $redis.Address)
        Wait-Connected $one, $other
        Invoke-Line $one "'<' + ($(Get-LoadedClient)) + '>'" | Should -Be '<>'
        Invoke-Line $other (Get-LoadedClient) | Should -Be 'HtxFutures.Redis'
    }

    It 'show a password nowhere' {
        $server = Start-Redis -Setting '--requirepass', 'redis-pass-word-0001' -Age 0
        try {
            $one = Start-Sharer $exchange "redis://:redis-pass-word-0001@127.0.0.1:$($server.Port)"
            Wait-Connected $one
            $said = Invoke-Line $one '& { $VerbosePreference = $DebugPreference = ''Continue''; Get-HtxSession | Format-List * -Force; Get-HtxSession | ConvertTo-Json -Depth 5; Get-HtxRateLimit 4>&1 5>&1 | Format-List * -Force; Get-Variable told | Format-List -Force; $Error | Format-List * -Force }'
            $said | Should -Match 'Redis'
            $said | Should -Not -Match 'pass-word'

            $credential = '([pscredential]::new(''default'', (ConvertTo-SecureString ''wrong-pass-word-0002'' -AsPlainText -Force)))'
            $said = Invoke-Line $one "Disconnect-HtxFutures (Get-HtxSession); Connect-HtxFutures `$key -Endpoint $($exchange.Address) -SharedBudget $($server.Address) -SharedBudgetCredential $credential -Verbose 4>&1 5>&1 | Format-List * -Force; `$Error | Format-List * -Force"
            $said | Should -Match 'it refuses the password\. .*-SharedBudgetCredential'
            $said | Should -Not -Match 'pass-word'
        }
        finally {
            Stop-Redis $server
        }
    }
}

Describe 'A Redis that cannot be used' {
    BeforeAll {
        $exchange = Start-Exchange -Orders 200
    }

    AfterAll {
        Stop-Exchange $exchange
    }

    BeforeEach {
        $sharers = [Collections.Generic.List[Diagnostics.Process]]::new()
    }

    AfterEach {
        Clear-Sharer
    }

    It 'is one warning, and work goes on: nobody there' {
        Get-Trouble redis://127.0.0.1:1 | Should -Match 'cannot be shared by redis://127\.0\.0\.1:1: (nothing listens there|it does not answer)\. .*keeps to 36 of 72' # the second where the client does not say in time why
    }

    It 'is one warning, and work goes on: another server' {
        Get-Trouble $exchange.Address.Replace('http://', 'redis://') | Should -Match 'what answers there is no Redis\. .*keeps to 36 of 72.*rediss://'
    }

    It 'is one warning, and work goes on: <what>' -ForEach @(
        @{ what = 'a password is asked for'; setting = '--requirepass', 'x'; told = 'asks for a password, and none was given' }
        @{ what = 'it takes keys away'; setting = '--maxmemory', '100mb', '--maxmemory-policy', 'allkeys-lru'; told = 'takes keys away when its memory is full' }
        @{ what = 'a cluster'; setting = '--cluster-enabled', 'yes', '--cluster-config-file', "nodes-$PID.conf"; told = 'belongs to a cluster' }
        @{ what = 'a replica'; setting = '--replicaof', '127.0.0.1 1'; told = 'is a replica, which takes no writes' }
    ) {
        if ($missing) {
            Set-ItResult -Skipped -Because $missing
            return
        }

        $server = Start-Redis -Setting $setting -Age 0
        try {
            $text = Get-Trouble $server.Address
            $text | Should -Match ([regex]::Escape($told))
            $text | Should -Match 'keeps to 36 of 72'
        }
        finally {
            Stop-Redis $server
            Remove-Item (Join-Path ([IO.Path]::GetTempPath()) "nodes-$PID.conf") -ErrorAction Ignore
        }
    }

    It 'is refused before a key is touched where it is no address, and its password is repeated by nothing' {
        $failure = Get-ErrorOf { Connect-HtxFutures $exchange.Credential -Endpoint $exchange.Address -SharedBudget 'redis://:pass/word@cache.example' }
        $failure.FullyQualifiedErrorId | Should -BeLike 'HtxInvalidParameter,*'
        "$failure $($failure.ErrorDetails.RecommendedAction)" | Should -Not -Match 'word@|pass/'
    }

    It 'is no use for a credential' {
        $failure = Get-ErrorOf { Connect-HtxFutures $exchange.Credential -Endpoint $exchange.Address -SharedBudgetCredential $exchange.Credential }
        "$failure" | Should -BeLike '-SharedBudgetCredential was given, and -SharedBudget names no Redis.*'
    }

    It 'is refused by a copy of the module that is without it, which does all else' {
        $copy = Join-Path $TestDrive HtxFutures
        Copy-Item -LiteralPath $ModulePath $copy -Recurse
        Remove-Item -LiteralPath (Join-Path $copy redis) -Recurse
        $run = @"
            Import-Module '$copy/HtxFutures.psd1'
            `$key = [pscredential]::new('$($exchange.AccessKey)', (ConvertTo-SecureString '$($exchange.SecretKey)' -AsPlainText -Force))
            Connect-HtxFutures `$key -Endpoint $($exchange.Address) -SharedBudget Process | Out-Null
            @(Get-HtxOrder | Select-Object -First 10 | Stop-HtxOrder).Count
            try { Connect-HtxFutures `$key -Endpoint $($exchange.Address) -SharedBudget redis://127.0.0.1:6379 } catch { "`$_"; `$_.ErrorDetails.RecommendedAction }
"@
        $count, $said = & $shell @shellArguments -NoProfile -NonInteractive -Command $run
        $count | Should -Be 10
        $said -join ' ' | Should -Match "without its folder .*redis.*Install the module again.*-SharedBudget Machine"
    }
}
