BeforeAll {
    . $PSScriptRoot/Support.ps1
}

Describe 'The module' {
    It 'has a manifest that PowerShell accepts' {
        $manifest = Test-ModuleManifest (Join-Path $ModulePath 'HtxFutures.psd1')
        $manifest.PowerShellVersion | Should -Be '7.4'
        $manifest.CompatiblePSEditions | Should -Be 'Core'
    }

    It 'exports its cmdlets, a word to find three of them by, and nothing else' {
        (Get-Command -Module HtxFutures -CommandType Alias).DisplayName | Sort-Object | Should -Be 'Cancel-AllHtxOrder -> Clear-HtxOrder', 'Cancel-HtxAlgoOrder -> Stop-HtxAlgoOrder', 'Cancel-HtxOrder -> Stop-HtxOrder'
        (Get-Command -Module HtxFutures | Where-Object CommandType -NE Alias).Name | Sort-Object | Should -Be @(
            'Clear-HtxOrder', 'Close-HtxPosition', 'Connect-HtxFutures', 'Disable-HtxAutoCancel', 'Disconnect-HtxFutures', 'Enable-HtxAutoCancel',
            'Get-HtxAlgoOrder', 'Get-HtxBalance', 'Get-HtxExposure', 'Get-HtxFill', 'Get-HtxJournal', 'Get-HtxOrder', 'Get-HtxOrderHistory', 'Get-HtxPosition', 'Get-HtxRateLimit', 'Get-HtxSession', 'Select-HtxSession', 'Stop-HtxAlgoOrder', 'Stop-HtxOrder', 'Stop-HtxTrading', 'Test-HtxSession', 'Watch-HtxOrder')
    }

    It 'uses approved verbs' {
        $approved = (Get-Verb).Verb
        (Get-Command -Module HtxFutures -CommandType Cmdlet).Verb | ForEach-Object { $_ | Should -BeIn $approved }
    }

    It 'survives removal and a second import' {
        Connect-HtxFutures -Sandbox -OrderCount 1 -Name removed | Out-Null
        $session = Get-HtxSession -Name removed
        Remove-Module HtxFutures
        $session.State | Should -Be 'Closed'
        Import-Module (Join-Path $ModulePath 'HtxFutures.psd1')
        Connect-HtxFutures -Sandbox -OrderCount 1 | Out-Null
        @(Get-HtxOrder).Count | Should -Be 1
    }

    It 'tells how to stop a session error' {
        Get-HtxSession | Disconnect-HtxFutures
        $failure = Get-ErrorOf { Get-HtxOrder }
        $failure.FullyQualifiedErrorId | Should -Be 'HtxNotConnected,HtxFutures.Commands.GetHtxOrderCommand'
        $failure.CategoryInfo.Category | Should -Be 'ConnectionError'
        "$failure" | Should -BeLike '*-Session $using:session*'
    }
}
