BeforeAll {
    . $PSScriptRoot/Support.ps1
}

Describe 'The file of a journal' {
    It 'names what a process had sent that was killed before the answers: <command>' -ForEach @(
        @{ command = 'Get-HtxOrder | Stop-HtxOrder' }
        @{ command = 'Clear-HtxOrder -AllContract -Force' }
    ) {
        $folder = Join-Path $TestDrive ([guid]::NewGuid())
        # The look before takes one round trip, and so would the answers.
        $script = "`$ProgressPreference = 'SilentlyContinue'; Import-Module '$(Join-Path $ModulePath 'HtxFutures.psd1')'; `$null = Connect-HtxFutures -Sandbox -OrderCount 4 -Latency 3s -Name night -JournalPath '$folder'; $command"
        $process = Start-Process $shell -ArgumentList (@($shellArguments) + '-NoProfile', '-NonInteractive', '-EncodedCommand', [Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes($script))) -PassThru -RedirectStandardOutput (Join-Path $TestDrive out.txt) -RedirectStandardError (Join-Path $TestDrive err.txt)
        try {
            Wait-Until { Get-ChildItem $folder -Filter *.jsonl -ErrorAction Ignore | Where-Object Length } -Seconds 60
        }
        finally {
            $process.Kill()
            $process.WaitForExit()
        }

        $lines = @(Get-Content $folder/*.jsonl | ConvertFrom-Json)
        $lines.Outcome | Select-Object -Unique | Should -Be 'Sent'
        @($lines.Ids).Count | Should -BeGreaterThan 0
        $lines.Ids | Should -Match '^\d{19}$'
    }
}
