# What becomes of a dead-man's switch when what renews it ends: the module, a runspace, a job, the process.

BeforeAll {
    . $PSScriptRoot/Support.ps1
    $manifest = Join-Path $ModulePath 'HtxFutures.psd1'
}

Describe 'Removing the module while the switch is renewed' {
    AfterEach {
        Import-Module $manifest
        Get-HtxSession | Disconnect-HtxFutures -WarningAction SilentlyContinue
    }

    It 'warns at once, naming account and moment: <how>' -ForEach @(
        @{ how = 'Import-Module -Force'; remove = { Import-Module $manifest -Force } }
        @{ how = 'Remove-Module'; remove = { Remove-Module HtxFutures } }
    ) {
        $session = Connect-HtxFutures -Sandbox -Name armed
        $state = Enable-HtxAutoCancel 0:1:0 -KeepAlive
        $said = @(& $remove 3>&1)
        $said.Count | Should -Be 1
        $said[0] | Should -BeOfType 'System.Management.Automation.WarningRecord'
        "$said" | Should -BeLike "*'armed' (account $($session.AccessKey))*is no longer renewed*$($state.TriggersAt.ToLocalTime().ToString('yyyy-MM-dd HH:mm', [cultureinfo]::InvariantCulture))*"
        $session.State | Should -Be 'Closed'
        $session.AutoCancel.KeepAlive | Should -BeFalse
    }

    It 'says nothing where nothing is set' {
        Connect-HtxFutures -Sandbox | Out-Null
        Import-Module $manifest -Force 3>&1 | Should -BeNullOrEmpty
    }

    It 'closes all sessions also where warnings are made errors' {
        $sessions = 'one', 'two' | ForEach-Object { Connect-HtxFutures -Sandbox -Name $_ }
        $sessions | ForEach-Object { Enable-HtxAutoCancel 0:1:0 -Session $_ | Out-Null }
        $before = $global:WarningPreference
        try {
            $global:WarningPreference = 'Stop'
            Remove-Module HtxFutures
        }
        finally {
            $global:WarningPreference = $before
        }

        $sessions.State | Should -Be 'Closed', 'Closed'
    }

    It 'leaves the sessions open as long as another copy of it is loaded' {
        $copy = Join-Path $TestDrive 'copy'
        Copy-Item $ModulePath $copy -Recurse
        Import-Module (Join-Path $copy 'HtxFutures.dll') # without the manifest, whose types are there already
        $session = Connect-HtxFutures -Sandbox -OrderCount 5
        Enable-HtxAutoCancel 0:1:0 -KeepAlive | Out-Null

        Get-Module HtxFutures | Where-Object Path -Like "$copy*" | Remove-Module 3>&1 | Should -BeNullOrEmpty
        $session.State | Should -Be 'Open'
        $session.AutoCancel.KeepAlive | Should -BeTrue
        @(Get-HtxOrder).Count | Should -Be 5

        @(Remove-Module HtxFutures 3>&1).Count | Should -Be 1
        $session.State | Should -Be 'Closed'
    }
}

Describe 'A thread job that has the switch renewed, and ends' {
    BeforeAll {
        $exchange = Start-Exchange
        $renewInJob = {
            Import-Module $using:manifest
            $session = Connect-HtxFutures -Endpoint ($using:exchange).Address -Credential ($using:exchange).Credential -Name forgotten
            (Enable-HtxAutoCancel 0:1:0 -KeepAlive -Session $session).KeepAlive
        }
    }

    AfterAll {
        Stop-Exchange $exchange
    }

    AfterEach {
        Get-HtxSession | Disconnect-HtxFutures -WarningAction SilentlyContinue
    }

    It 'is told by the next cmdlet of another session, which shows the switch and ends the renewing' {
        $session = Connect-HtxFutures -Endpoint $exchange.Address -Credential $exchange.Credential
        Start-ThreadJob $renewInJob | Receive-Job -Wait -AutoRemoveJob | Should -BeTrue
        $session.AutoCancel.KeepAlive | Should -BeTrue
        Get-HtxRateLimit -WarningVariable warnings -WarningAction SilentlyContinue | Out-Null
        @($warnings).Count | Should -Be 1
        "$warnings" | Should -BeLike '*is renewed by a session whose runspace has ended*'

        (Disable-HtxAutoCancel).KeepAlive | Should -BeFalse
        $session.AutoCancel.Enabled | Should -BeFalse
    }

    It 'is told by the next cmdlet of any account where no other session is open' {
        Start-ThreadJob $renewInJob | Receive-Job -Wait -AutoRemoveJob | Should -BeTrue
        Connect-HtxFutures -Sandbox -WarningVariable early -WarningAction SilentlyContinue | Out-Null
        Get-HtxRateLimit -WarningVariable late -WarningAction SilentlyContinue | Out-Null
        "$(@($early) + @($late))" | Should -BeLike "*'forgotten'*its runspace has ended*Disable-HtxAutoCancel*"

        Connect-HtxFutures -Endpoint $exchange.Address -Credential $exchange.Credential -WarningVariable warnings -WarningAction SilentlyContinue | Out-Null
        "$warnings" | Should -BeLike '*another session of this process renews it*'
        (Disable-HtxAutoCancel).KeepAlive | Should -BeFalse
    }

    It 'is told by the next script where a pool has given its runspace to another one' {
        $said = 1, 2 | ForEach-Object -ThrottleLimit 1 -Parallel {
            Import-Module $using:manifest
            if ($_ -eq 1) {
                $null = Connect-HtxFutures -Sandbox -Name pooled
                $null = Enable-HtxAutoCancel 0:1:0 -KeepAlive -WarningAction Ignore
            }
            else {
                Get-HtxSession -WarningVariable warnings -WarningAction SilentlyContinue
                "$warnings"
            }
        }
        $said | Should -BeLike "*'pooled'*begun another script*goes on renewing*"
    }

    It 'says so itself where it has a host to say it on' {
        $said = & $shell @shellArguments -NoProfile -NonInteractive -Command "Import-Module '$manifest'; `$null = Connect-HtxFutures -Sandbox -Name last; `$null = Enable-HtxAutoCancel 0:1:0 -KeepAlive -WarningAction Ignore; 'done'"
        "$said" | Should -BeLike "done*WARNING*'last'*goes on renewing*until the process ends*60 s later*"
    }

    It 'says nothing where the switch is off again' {
        $said = & $shell @shellArguments -NoProfile -NonInteractive -Command "Import-Module '$manifest'; `$null = Connect-HtxFutures -Sandbox; `$null = Enable-HtxAutoCancel 0:1:0 -KeepAlive -WarningAction Ignore; `$null = Disable-HtxAutoCancel; 'done'"
        "$said" | Should -Be 'done'
    }
}
