# Dot-sourced by every file: finds the built module, and serves an exchange on loopback.

$ErrorActionPreference = 'Stop'

$root = Split-Path (Split-Path $PSScriptRoot)
$script:ModulePath = $env:HTXFUTURES_MODULE
if (-not $script:ModulePath) {
    $version = (Import-PowerShellDataFile (Join-Path $root 'HtxFutures.psd1')).ModuleVersion
    $script:ModulePath = Join-Path $root "out/HtxFutures/$version"
}

Import-Module (Join-Path $script:ModulePath 'HtxFutures.psd1')
if ((Get-Module HtxFutures).ModuleBase -ne [IO.Path]::TrimEndingDirectorySeparator((Get-Item -LiteralPath $script:ModulePath).FullName)) {
    throw "The module under test is not the one that was built, but $((Get-Module HtxFutures).ModuleBase)."
}

# What starts another PowerShell like this one. One that was installed as a .NET tool is run by dotnet.
$script:shell = [Environment]::ProcessPath
$script:shellArguments = @(if ((Split-Path $shell -LeafBase) -eq 'dotnet') { Join-Path $PSHOME pwsh.dll })

function Start-Exchange {
    # An exchange in a process of its own: Address, AccessKey, SecretKey, Process. With several accounts, Keys are those of all.
    param([int] $Orders = 20, [int] $Latency = 0, [string] $Faults = '', [string] $Tls = '', [int] $Limit = 72, [int] $Algos = 0, [int] $Accounts = 1, [int] $Finished = 0)

    $program = $env:HTXFUTURES_LOOPBACK
    if (-not $program) {
        $program = Get-ChildItem (Join-Path $root 'tests/LoopbackExchange/bin') -Recurse -Filter LoopbackExchange.dll |
            Sort-Object LastWriteTime | Select-Object -Last 1 -ExpandProperty FullName
    }

    $start = [Diagnostics.ProcessStartInfo]::new('dotnet')
    $faultArguments = if ($Faults) { '--faults', $Faults }
    $tlsArguments = if ($Tls) { '--tls', $Tls }
    foreach ($argument in @($program, '--orders', $Orders, '--latency', $Latency, '--limit', $Limit, '--algos', $Algos, '--accounts', $Accounts, '--finished', $Finished) + $faultArguments + $tlsArguments) {
        $start.ArgumentList.Add($argument)
    }

    $start.RedirectStandardOutput = $true
    $start.RedirectStandardInput = $true
    $process = [Diagnostics.Process]::Start($start)
    $line = $process.StandardOutput.ReadLine()
    if ($line -notmatch '^address=(\S+) access-key=(\S+) secret-key=(\S+)') {
        $process.Kill()
        throw "The loopback exchange said: $line"
    }

    [pscustomobject] @{
        Address    = $Matches[1].TrimEnd('/')
        AccessKey  = $Matches[2]
        SecretKey  = $Matches[3]
        Credential = [pscredential]::new($Matches[2], (ConvertTo-SecureString $Matches[3] -AsPlainText -Force))
        Keys       = @(1..$Accounts | ForEach-Object {
                $access, $secret = ($Matches[2], $Matches[3]) -replace '0001$', $_.ToString('0000')
                [pscustomobject] @{ Name = "account$_"; AccessKey = $access; SecretKey = $secret; Credential = [pscredential]::new($access, (ConvertTo-SecureString $secret -AsPlainText -Force)) }
            })
        Process    = $process
    }
}

function Stop-Exchange {
    param($Exchange)

    if ($Exchange) {
        $Exchange.Process.Kill()
        $Exchange.Process.Dispose()
    }
}

function Start-Redis {
    # A redis-server of the caller's own, on a port that nobody uses, which keeps nothing: Address, Port, Process. Null where
    # this machine has none. It is waited for until it has run long enough not to be taken for one that has just forgotten.
    param([string[]] $Setting = @(), [int] $Age = 11)

    $program = Get-Command redis-server -CommandType Application -ErrorAction Ignore | Select-Object -First 1
    if (-not $program) {
        return
    }

    # Below the ports that the system hands out, since others would take it meanwhile.
    $port = Get-Random -Minimum 20000 -Maximum 30000
    $start = [Diagnostics.ProcessStartInfo]::new($program.Source)
    foreach ($argument in @('--port', $port, '--bind', '127.0.0.1', '--save', '', '--dir', [IO.Path]::GetTempPath()) + $Setting) {
        $start.ArgumentList.Add($argument)
    }

    $start.RedirectStandardOutput = $true
    $process = [Diagnostics.Process]::Start($start)
    while (($line = $process.StandardOutput.ReadLine()) -notmatch 'Ready to accept connections') {
        if ($null -eq $line) {
            throw 'redis-server has not started.'
        }
    }

    Start-Sleep -Seconds $Age
    [pscustomobject] @{ Address = "redis://127.0.0.1:$port"; Port = $port; Process = $process }
}

function Send-RedisCommand {
    # Says one thing to it, and brings its answer.
    param($Redis, [string] $Command)

    $client = [Net.Sockets.TcpClient]::new('127.0.0.1', $Redis.Port)
    $writer = [IO.StreamWriter]::new($client.GetStream())
    $writer.Write("$Command`r`n")
    $writer.Flush()
    [IO.StreamReader]::new($client.GetStream()).ReadLine()
    $client.Dispose()
}

function Stop-Redis {
    param($Redis)

    if ($Redis) {
        $Redis.Process.Kill()
        $Redis.Process.WaitForExit()
        $Redis.Process.Dispose()
    }
}

function Skip-UnlessLinux {
    # Ends the test that calls it, elsewhere than on Linux.
    param([string] $Because)

    if (-not $IsLinux) {
        Set-ItResult -Skipped -Because "only on Linux $Because"
    }
}

function New-Row {
    # A row as the exchange might have it shown. PowerShell itself makes none of a table.
    param([type] $Type, [hashtable] $Value)

    $row = [Activator]::CreateInstance($Type, $true)
    foreach ($name in $Value.Keys) {
        $property = $Type.GetProperty($name)
        $property.SetValue($row, [System.Management.Automation.LanguagePrimitives]::ConvertTo($Value[$name], $property.PropertyType))
    }

    $row
}

function New-Order {
    param([hashtable] $Value)

    New-Row ([HtxFutures.HtxOrder]) $Value
}

function Wait-Until {
    # Cancels take effect some tens of milliseconds after they are accepted.
    param([scriptblock] $Condition, [int] $Seconds = 30)

    $deadline = [datetime]::UtcNow.AddSeconds($Seconds)
    while (-not (& $Condition)) {
        if ([datetime]::UtcNow -gt $deadline) {
            throw "Not within $Seconds s: $Condition"
        }

        Start-Sleep -Milliseconds 50
    }
}

function Get-ErrorOf {
    # The first error that a script block writes or ends with.
    param([scriptblock] $Script)

    $ErrorActionPreference = 'Continue'
    try {
        $output = & $Script 2>&1
    }
    catch {
        return $_
    }

    $output | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] } | Select-Object -First 1
}
