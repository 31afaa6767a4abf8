BeforeAll {
    . $PSScriptRoot/Support.ps1
    . $PSScriptRoot/Sharers.ps1

    # Nobody else's file, and nobody's data folder.
    $dataBefore = $env:XDG_DATA_HOME
}

Describe 'Processes that share a request budget' {
    BeforeAll {
        # One folder for all, since a process looks once where it is. Each test has an exchange of its own, hence its own files.
        $data = Join-Path $TestDrive data
        $idle = [Collections.Generic.List[Diagnostics.Process]]::new()

        function Get-LedgerFile {
            # What the tests before have not left.
            Get-ChildItem -LiteralPath (Join-Path $env:XDG_DATA_HOME HtxFutures/ledgers) -ErrorAction Ignore | Where-Object FullName -NotIn $filesBefore
        }
    }

    AfterAll {
        Stop-Idle
    }

    BeforeEach {
        $sharers = [Collections.Generic.List[Diagnostics.Process]]::new()
        $env:XDG_DATA_HOME = $data
        $filesBefore = @()
        $filesBefore = @((Get-LedgerFile).FullName)
        $exchange = Start-Exchange -Orders 1500 -Latency 20
    }

    AfterEach {
        Clear-Sharer
        Stop-Exchange $exchange
        $env:XDG_DATA_HOME = $dataBefore
    }

    # The first, since a process has one file by which it is seen to live, whatever it connects to.
    It 'know how many they are, and no key is in what they share' {
        $one, $other = (Start-Sharer $exchange), (Start-Sharer $exchange)
        Wait-Connected $one, $other
        Invoke-Line $one '(Get-HtxRateLimit | ForEach-Object { "$($_.Bucket) $($_.Scope) $($_.Sharers) $($_.Share)" }) -join ","' | Should -Be 'Trade Machine 2 ,Read Machine 2'
        Invoke-Line $other "Connect-HtxFutures `$key -Endpoint $($exchange.Address) -Verbose 4>&1 | Where-Object { `$_ -is [Management.Automation.VerboseRecord] -and `$_ -like '*shared*' } | ForEach-Object Message" |
            Should -Match 'the request budget is shared \(scope Machine\), by 2 processes\.'
        Invoke-Line $other 'Get-HtxSession | Disconnect-HtxFutures; "gone"' | Should -Be 'gone'
        Wait-Until { (Invoke-Line $one '(Get-HtxRateLimit)[0].Sharers') -eq '1' }
        $files = Get-LedgerFile
        $files.Count | Should -BeGreaterOrEqual 3
        $files.Name | Should -Not -Match 'access-key'
        foreach ($file in $files | Where-Object Extension -eq .ledger) {
            [IO.File]::ReadAllText($file.FullName) | Should -Not -Match 'access-key|secret'
        }

        if ($IsLinux) {
            $files | ForEach-Object { [IO.File]::GetUnixFileMode($_.FullName) } | Select-Object -Unique | Should -Be 'UserWrite, UserRead'
            [IO.File]::GetUnixFileMode($files[0].DirectoryName) | Should -Be 'UserExecute, UserWrite, UserRead'
        }
    }

    It 'stay within the window together, and all of it is used' {
        $one, $other = (Start-Sharer $exchange), (Start-Sharer $exchange)
        Wait-Connected $one, $other
        Complete-Work $one, $other -Each 750
    }

    It 'give back the places of one that is killed in the middle' {
        $one, $other = (Start-Sharer $exchange), (Start-Sharer $exchange)
        Wait-Connected $one, $other
        Send-Work $one, $other
        Start-Sleep -Milliseconds 2500
        $one.Kill()
        Receive-Text $other | Should -Be '750 0'
        (Get-Trades).refused | Should -Be 0
        Wait-Until { (Invoke-Line $other '(Get-HtxRateLimit)[0].Sharers') -eq '1' }
        Wait-Until { (Invoke-Line $other '(Get-HtxRateLimit)[0].Remaining') -eq '72' }
    }

    It 'are not exceeded by one that is stopped in the middle and goes on' -Skip:(-not $IsLinux) {
        $one, $other = (Start-Sharer $exchange), (Start-Sharer $exchange)
        Wait-Connected $one, $other
        Send-Work $one, $other
        foreach ($pause in 300, 1500, 4000) {
            Start-Sleep -Milliseconds 900
            & /bin/kill -STOP $one.Id
            Start-Sleep -Milliseconds $pause
            & /bin/kill -CONT $one.Id
        }

        Receive-Text $one | Should -Match '^750 '
        Receive-Text $other | Should -Be '750 0'
        $trades = Get-Trades
        $trades.refused | Should -Be 0
        $trades.highest | Should -BeLessOrEqual 72
    }

    It 'go on with a part of it where the file cannot be used, with one warning, and come back' -Skip:(-not $IsLinux) {
        $one, $other = (Start-Sharer $exchange), (Start-Sharer $exchange)
        Wait-Connected $one, $other
        Invoke-Line $one '(Get-HtxRateLimit)[0].Sharers' | Should -Be '2'
        $file = (Get-LedgerFile | Where-Object Name -Like *trade.ledger).FullName
        $held = [IO.File]::Open($file, 'Open', 'ReadWrite', 'None') # as another program might have it
        try {
            $text = Invoke-Line $one '(Get-HtxRateLimit)[0].Share; Get-HtxRateLimit | Out-Null'
            $text | Should -Match '\b36$'
            $text | Should -Match 'request budget cannot be shared by this machine: .* keeps to 36 of 72 requests'
            [regex]::Matches($text, 'cannot be shared').Count | Should -Be 1
            Invoke-Line $one '$r = @(Get-HtxOrder | Select-Object -First 40 | Stop-HtxOrder); $r.Count' | Should -Be '40'
        }
        finally {
            $held.Dispose()
        }

        Wait-Until { (Invoke-Line $one '"<$((Get-HtxRateLimit)[0].Share)>"') -eq '<>' }
        (Get-Trades).refused | Should -Be 0
    }

    It 'connect and work where there is no place for a file' -Skip:(-not $IsLinux) {
        $env:XDG_DATA_HOME = '/proc/none'
        $one = Start-Sharer $exchange -Alone
        Wait-Connected $one
        Invoke-Line $one '"$told"' | Should -Match 'cannot be shared by this machine.*keeps to 36 of 72.*may write in'
        Invoke-Line $one '@(Get-HtxOrder | Select-Object -First 20 | Stop-HtxOrder).Count' | Should -Be '20'
    }

    It 'say so where a newer version has left its file' {
        $one = Start-Sharer $exchange
        Wait-Connected $one
        $file = Get-LedgerFile | Where-Object Name -Like *trade.ledger
        $one.Kill()
        $one.WaitForExit()
        [IO.File]::WriteAllText($file.FullName, "htx-slot/2 what is to come`n")
        $other = Start-Sharer $exchange
        Wait-Connected $other
        Invoke-Line $other '"$told"' | Should -Match 'another version of this module.*keeps to 36 of 72.*Use the same version'
    }

    It 'touch no file where each is to be alone' {
        $env:XDG_DATA_HOME = Join-Path $TestDrive none
        $one = Start-Sharer $exchange -SharedBudget Process -Alone
        Wait-Connected $one
        Invoke-Line $one '"$((Get-HtxRateLimit)[0].Scope) $((Get-HtxRateLimit)[0].Sharers)"' | Should -Be 'Process 1'
        Join-Path $env:XDG_DATA_HOME HtxFutures | Should -Not -Exist
    }
}

Describe 'What a request budget is shared by' {
    It 'is refused where it is nothing, before a key is touched' {
        (Get-ErrorOf { Connect-HtxFutures -Endpoint http://127.0.0.1:1 -Credential ([pscredential]::new('k', (ConvertTo-SecureString s -AsPlainText -Force))) -SharedBudget Moon }).FullyQualifiedErrorId | Should -BeLike 'HtxInvalidParameter,*'
    }

    It 'is completed' {
        (TabExpansion2 'Connect-HtxFutures -SharedBudget ' 33).CompletionMatches.CompletionText | Should -Be 'Machine', 'Process', 'rediss://', 'redis://'
    }
}
