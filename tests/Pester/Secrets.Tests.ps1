BeforeAll {
    . $PSScriptRoot/Support.ps1
    # What the script writes to the console is in its transcript.
    $long = $env:HTXFUTURES_LONG_TESTS -eq '1'
    $folders = 0..3 | ForEach-Object { (New-Item -ItemType Directory (Join-Path $TestDrive "said$_")).FullName }
    0..3 | ForEach-Object -ThrottleLimit 4 -Parallel {
        $arguments, $folder = $using:shellArguments, ($using:folders)[$_]
        & $using:shell @arguments -NoProfile -NonInteractive -File (Join-Path $using:PSScriptRoot Secrets.Run.ps1) -Folder $folder -Share $_ -Shares 4 -All:$using:long *> (Join-Path $folder console.txt)
    }

    $summaries = $folders | ForEach-Object { Get-Content (Join-Path $_ summary.json) -Raw | ConvertFrom-Json }
    # The first of them connects in every way, and keeps sessions.
    $folder = $folders[0]

    $exchange = Start-Exchange
    Stop-Exchange $exchange
    $bytes = [Text.Encoding]::UTF8.GetBytes($exchange.SecretKey)
    $wide = [Text.Encoding]::Unicode.GetBytes($exchange.SecretKey)
    $hidden = @{
        'the secret'                       = $exchange.SecretKey
        'the secret in Base64'             = [Convert]::ToBase64String($bytes).TrimEnd('=')
        'the secret in Base64, wide'       = [Convert]::ToBase64String($wide).TrimEnd('=')
        'the secret in hexadecimal'        = [Convert]::ToHexString($bytes)
        'the secret in hexadecimal, wide'  = [Convert]::ToHexString($wide)
        'the secret, escaped for a URL'    = -join $bytes.ForEach{ '%{0:X2}' -f $_ }
        'the whole access key'             = $exchange.AccessKey
        'a signature'                      = 'Signature='
        'a signature, escaped'             = 'Signature%3D'
        'the query of a signed request'    = 'AccessKeyId='
    }
    foreach ($number in 2, 3) {
        $hidden["the secret of account $number"] = $exchange.SecretKey -replace '0001$', "000$number"
        $hidden["the whole access key of account $number"] = $exchange.AccessKey -replace '0001$', "000$number"
    }
}

Describe 'Secrets' {
    It 'were looked for behind every kind of failure' {
        $summaries[0].Rules | Should -BeGreaterThan ($long ? 50 : 7)
        ($summaries.Errors | Measure-Object -Sum).Sum | Should -BeGreaterThan 50
        $ids = $summaries.ErrorIds -replace ',.*'
        foreach ($id in 'HtxNotConnected', 'HtxAuthenticationFailed', 'HtxInvalidParameter', 'HtxOrderNotFound', 'HtxOutcomeUnknown', 'HtxNetworkError', 'HtxUnexpectedResponse', 'HtxBlocked', 'HtxUnavailable') {
            $ids | Should -Contain $id
        }
    }

    It 'were looked for in <file>' -ForEach @(
        @{ file = 'transcript.txt' }, @{ file = 'console.txt' }, @{ file = 'streams.txt' }, @{ file = 'objects.txt' }, @{ file = 'objects.json.txt' }
        @{ file = 'sessions.txt' }, @{ file = 'session-last.xml' }, @{ file = 'errors.txt' }, @{ file = 'telemetry.txt' }
    ) {
        $text = Get-Content (Join-Path $folder $file) -Raw
        $text.Length | Should -BeGreaterThan 100
        # Any mask would do for a while; this is the one that is meant to be seen.
        if ($file -notmatch 'telemetry|errors') {
            $text | Should -Match ([regex]::Escape($exchange.AccessKey.Substring(0, 4) + '****' + $exchange.AccessKey.Substring($exchange.AccessKey.Length - 4)))
        }
    }

    It 'are nowhere' {
        foreach ($file in Get-ChildItem $folders -File) {
            $text = Get-Content $file -Raw
            foreach ($what in $hidden.Keys) {
                $at = $text.IndexOf($hidden[$what], [StringComparison]::OrdinalIgnoreCase)
                $at | Should -Be -1 -Because "$($file.FullName) must not hold $what, and does at $at"
            }
        }
    }

    It 'of one account are in no line of another' {
        foreach ($number in 1..3) {
            $text = Get-Content (Join-Path $folder "lines-account$number.txt") -Raw
            $text | Should -Match "account${number}: GET /v5/trade/order/opens"
            foreach ($other in 1..3 -ne $number) {
                $text | Should -Not -Match "account$other|000$other"
            }
        }
    }

    It 'would have been found' {
        $probe = Join-Path $folder transcript.txt
        (Get-Content $probe -Raw).IndexOf('cancel_order', [StringComparison]::OrdinalIgnoreCase) | Should -Not -Be -1
        (Get-Content (Join-Path $folder telemetry.txt) -Raw) | Should -Match 'htx\.client\.requests'
        (Get-Content (Join-Path $folder telemetry.txt) -Raw) | Should -Match 'HtxFutures POST /v5/trade/cancel'
    }
}
