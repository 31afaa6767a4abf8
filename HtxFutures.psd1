@{
    RootModule             = 'HtxFutures.dll'
    ModuleVersion          = '0.1.0'
    GUID                   = '6f0b7a53-0a3c-4f0e-9d0a-5c1c2f6f6b1e'
    Author                 = 'The HtxFutures authors'
    CompanyName            = 'HtxFutures'
    Copyright              = '(c) 2026 the HtxFutures authors. MIT licence.'
    Description            = 'See and stop open HTX USDT-M futures orders: fast, within the request budget, with a true account of what became of every order.'
    PowerShellVersion      = '7.4'
    CompatiblePSEditions   = @('Core')
    CmdletsToExport        = @(
        'Clear-HtxOrder'
        'Close-HtxPosition'
        'Connect-HtxFutures'
        'Disable-HtxAutoCancel'
        'Disconnect-HtxFutures'
        'Enable-HtxAutoCancel'
        'Get-HtxAlgoOrder'
        'Get-HtxBalance'
        'Get-HtxExposure'
        'Get-HtxFill'
        'Get-HtxJournal'
        'Get-HtxOrder'
        'Get-HtxOrderHistory'
        'Get-HtxPosition'
        'Get-HtxRateLimit'
        'Get-HtxSession'
        'Select-HtxSession'
        'Stop-HtxAlgoOrder'
        'Stop-HtxOrder'
        'Stop-HtxTrading'
        'Test-HtxSession'
        'Watch-HtxOrder'
    )
    FunctionsToExport      = @()
    VariablesToExport      = @()
    AliasesToExport        = @('Cancel-AllHtxOrder', 'Cancel-HtxAlgoOrder', 'Cancel-HtxOrder')
    TypesToProcess         = @(
        'Views/HtxAlgoOrder.Types.ps1xml'
        'Views/HtxAutoCancel.Types.ps1xml'
        'Views/HtxBalance.Types.ps1xml'
        'Views/HtxCancelResult.Types.ps1xml'
        'Views/HtxCloseResult.Types.ps1xml'
        'Views/HtxCurrencyBalance.Types.ps1xml'
        'Views/HtxExposure.Types.ps1xml'
        'Views/HtxFill.Types.ps1xml'
        'Views/HtxJournalEntry.Types.ps1xml'
        'Views/HtxOrder.Types.ps1xml'
        'Views/HtxPosition.Types.ps1xml'
        'Views/HtxRequestBudget.Types.ps1xml'
        'Views/HtxSession.Types.ps1xml'
        'Views/HtxSessionCheck.Types.ps1xml'
        'Views/HtxStopLeft.Types.ps1xml'
        'Views/HtxStopReport.Types.ps1xml'
        'Views/HtxStopRow.Types.ps1xml'
    )
    FormatsToProcess       = @(
        'Views/HtxAlgoOrder.Format.ps1xml'
        'Views/HtxAutoCancel.Format.ps1xml'
        'Views/HtxBalance.Format.ps1xml'
        'Views/HtxCancelResult.Format.ps1xml'
        'Views/HtxCloseResult.Format.ps1xml'
        'Views/HtxCurrencyBalance.Format.ps1xml'
        'Views/HtxExposure.Format.ps1xml'
        'Views/HtxFill.Format.ps1xml'
        'Views/HtxJournalEntry.Format.ps1xml'
        'Views/HtxOrder.Format.ps1xml'
        'Views/HtxPosition.Format.ps1xml'
        'Views/HtxRequestBudget.Format.ps1xml'
        'Views/HtxSession.Format.ps1xml'
        'Views/HtxSessionCheck.Format.ps1xml'
        'Views/HtxStopLeft.Format.ps1xml'
        'Views/HtxStopReport.Format.ps1xml'
        'Views/HtxStopRow.Format.ps1xml'
    )
    PrivateData            = @{
        PSData = @{
            Tags         = @('HTX', 'Huobi', 'Futures', 'Orders', 'Trading', 'KillSwitch', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
            LicenseUri   = 'https://spdx.org/licenses/MIT'
            ReleaseNotes = 'See CHANGELOG.md.'
        }
    }
}
