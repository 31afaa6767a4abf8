# The secret's bytes: where they are, and that they are gone. By looking at them, in the buffer and in all of the memory.

BeforeAll {
    . $PSScriptRoot/Support.ps1

    function Get-SecretBuffer {
        # The buffer itself, which the module shows to nobody.
        param($Session)

        $hidden = [Reflection.BindingFlags] 'Instance, NonPublic, Public'
        $client = [HtxFutures.HtxSession].GetProperty('Client', $hidden).GetValue($Session)
        $options = $client.GetType().GetField('_options', $hidden).GetValue($client)
        $secret = $options.Credential.GetType().GetProperty('Secret', $hidden).GetValue($options.Credential)
        , $secret.GetType().GetField('_bytes', $hidden).GetValue($secret)
    }

    function Test-Zero {
        param([byte[]] $Bytes)

        -not ($Bytes | Where-Object { $_ })
    }

    $exchange = Start-Exchange -Orders 20
}

AfterAll {
    Stop-Exchange $exchange
}

Describe 'The buffer of the secret' {
    BeforeEach {
        $session = Connect-HtxFutures $exchange.Credential -Endpoint $exchange.Address
        $bytes = Get-SecretBuffer $session
        [Text.Encoding]::UTF8.GetString($bytes) | Should -Be $exchange.SecretKey
    }

    AfterEach {
        Get-HtxSession | Disconnect-HtxFutures
    }

    It 'is zero after Disconnect-HtxFutures' {
        Disconnect-HtxFutures
        Test-Zero $bytes | Should -BeTrue
    }

    It 'is zero after Disconnect-HtxFutures while orders are being stopped' {
        (Get-ErrorOf {
                Get-HtxOrder -ContractCode BTC-USDT | ForEach-Object {
                    if ($session.State -eq 'Open') {
                        Disconnect-HtxFutures $session
                    }

                    $_
                } | Stop-HtxOrder -Session $session
            }).FullyQualifiedErrorId | Should -BeLike 'HtxNotConnected,*'
        Test-Zero $bytes | Should -BeTrue
    }

    It 'is zero after Remove-Module' {
        Remove-Module HtxFutures
        try {
            Test-Zero $bytes | Should -BeTrue
            $session.State | Should -Be 'Closed'
        }
        finally {
            Import-Module (Join-Path $ModulePath 'HtxFutures.psd1')
        }
    }

    It 'stays as it is when another session is closed' {
        $other = Connect-HtxFutures $exchange.Credential -Endpoint $exchange.Address
        Disconnect-HtxFutures $other
        Test-Zero $bytes | Should -BeFalse
    }
}

Describe 'A session that was forgotten with its runspace' {
    It 'has its buffer wiped by the collector' {
        $shell = [powershell]::Create([System.Management.Automation.RunspaceMode]::NewRunspace)
        $null = $shell.AddScript({
                param($module, $exchange, $buffer)
                Import-Module $module
                $session = Connect-HtxFutures $exchange.Credential -Endpoint $exchange.Address
                Get-HtxOrder | Out-Null
                & ([scriptblock]::Create($buffer)) $session
            }).AddArgument((Join-Path $ModulePath 'HtxFutures.psd1')).AddArgument($exchange).AddArgument(${function:Get-SecretBuffer}.ToString())
        $bytes = [byte[]] $shell.Invoke()[0]
        $shell.HadErrors | Should -BeFalse
        Test-Zero $bytes | Should -BeFalse
        $shell.Dispose()
        $shell = $null
        Wait-Until {
            [GC]::Collect()
            [GC]::WaitForPendingFinalizers()
            Test-Zero $bytes
        }
    }
}

Describe 'The memory of the whole process' {
    BeforeAll {
        if (-not $IsLinux) {
            return # all are skipped
        }

        # Compiled once for this process and those that it starts: that takes longer than the rest of them.
        $assembly = Join-Path $TestDrive MaskedSecret.dll
        Add-Type -Path $PSScriptRoot/MaskedSecret.cs -CompilerOptions /optimize -OutputAssembly $assembly
        Add-Type -Path $assembly
        $begin = @"
            `$ErrorActionPreference = 'Stop'
            Add-Type -Path '$assembly'
            Import-Module '$ModulePath/HtxFutures.psd1'
            `$secret = [MaskedSecret]::new('$([MaskedSecret]::Hide($exchange.SecretKey))')
"@
    }

    It 'holds the secret in one place while there is a session, and nowhere after it' {
        Skip-UnlessLinux 'may a process read its own memory as a file'
        $run = @"
            $begin
            `$to = @{ AccessKey = '$($exchange.AccessKey)'; Endpoint = '$($exchange.Address)' }
            "before: `$(`$secret.Count())"
            `$plain = `$secret.Reveal()
            "secure string: `$(`$secret.Count())"
            Connect-HtxFutures @to -SecretKey `$plain | Out-Null
            Test-HtxSession | Out-Null
            Get-HtxOrder | Stop-HtxOrder -Wait | Out-Null
            "working: `$(`$secret.Count())"
            Disconnect-HtxFutures
            "disconnected: `$(`$secret.Count())"
            try { Connect-HtxFutures @to -SecretKey `$plain -SigningHost elsewhere.example } catch { `$_.FullyQualifiedErrorId }
            "failed: `$(`$secret.Count())"
            Connect-HtxFutures ([pscredential]::new(`$to.AccessKey, `$plain)) -Endpoint `$to.Endpoint | Out-Null
            Remove-Module HtxFutures
            "removed: `$(`$secret.Count())"
            `$plain.Dispose()
            "disposed: `$(`$secret.Count())"
"@
        & $shell @shellArguments -NoProfile -NonInteractive -Command $run 2>&1 | ForEach-Object { "$_" } | Should -Be @(
            'before: 0 as UTF-8, 0 as UTF-16'
            'secure string: 0 as UTF-8, 1 as UTF-16' # the caller's, which is not encrypted outside Windows
            'working: 1 as UTF-8, 1 as UTF-16'
            'disconnected: 0 as UTF-8, 1 as UTF-16'
            'HtxAuthenticationFailed,HtxFutures.Commands.ConnectHtxFuturesCommand'
            'failed: 0 as UTF-8, 1 as UTF-16'
            'removed: 0 as UTF-8, 1 as UTF-16'
            'disposed: 0 as UTF-8, 0 as UTF-16'
        )
    }

    It 'holds no more copies than the environment has, after a session with the keys from there' {
        Skip-UnlessLinux 'may a process read its own memory as a file'
        $run = @"
            $begin
            `$secret.Count()
            Connect-HtxFutures -FromEnvironment -Endpoint $($exchange.Address) | Out-Null
            Disconnect-HtxFutures
            `$secret.Count()
"@
        $env:HTX_ACCESS_KEY = $exchange.AccessKey
        $env:HTX_SECRET_KEY = $exchange.SecretKey
        try {
            $before, $after = & $shell @shellArguments -NoProfile -NonInteractive -Command $run
            $before | Should -Match '^[1-9]'
            $after | Should -Be $before
        }
        finally {
            $env:HTX_ACCESS_KEY = $env:HTX_SECRET_KEY = $null
        }
    }
}
