# Locks a Windows station to Lanyard: Shell Launcher instead of the desktop, Keyboard Filter,
# no sleep.
# Windows 10/11 Enterprise, Education or IoT Enterprise; run once as administrator, then restart.
#   .\lock-windows.ps1 -User kiosk -App "C:\Program Files\Lanyard\Lanyard.exe"
param(
  [Parameter(Mandatory)] [string] $User,
  [Parameter(Mandatory)] [string] $App
)
$ErrorActionPreference = 'Stop'
if (-not (Test-Path $App)) { throw "There is no $App." }

foreach ($feature in 'Client-DeviceLockdown', 'Client-EmbeddedShellLauncher', 'Client-KeyboardFilter') {
  Enable-WindowsOptionalFeature -Online -FeatureName $feature -NoRestart | Out-Null
}

# Tells the app that a supervisor process restarts it: it exits with 75 instead of restarting
# itself.
[Environment]::SetEnvironmentVariable('LANYARD_SUPERVISED', '1', 'Machine')

# Shell Launcher: 0 restarts the shell, 3 does nothing. The app exits with 0 only after a
# supervisor's PIN.
$restart = 0
$nothing = 3
$sid = (New-Object Security.Principal.NTAccount($User)).Translate([Security.Principal.SecurityIdentifier]).Value
$launcher = [wmiclass]'\\localhost\root\standardcimv2\embedded:WESL_UserSetting'
$launcher.SetDefaultShell('explorer.exe', $restart) | Out-Null
$known = Get-WmiObject -Namespace root\standardcimv2\embedded -Class WESL_UserSetting | Where-Object { $_.Sid -eq $sid }
if ($known) { $launcher.RemoveCustomShell($sid) | Out-Null }
$launcher.SetCustomShell($sid, "`"$App`"", @(0), @($nothing), $restart) | Out-Null
$launcher.SetEnabled($true) | Out-Null

# Keyboard Filter: for everyone except administrators.
$namespace = 'root\standardcimv2\embedded'
foreach ($id in 'Ctrl+Alt+Del', 'Alt+F4', 'Alt+Tab', 'Ctrl+Esc', 'Ctrl+Tab', 'Shift+Ctrl+Esc', 'Win', 'Win+L', 'Win+R', 'Win+E', 'Win+U', 'LaunchMail', 'LaunchApp1', 'LaunchApp2', 'BrowserHome') {
  $key = Get-CimInstance -Namespace $namespace -ClassName WEKF_PredefinedKey | Where-Object { $_.Id -eq $id }
  if ($key) { $key.Enabled = $true; Set-CimInstance -InputObject $key }
  else { Write-Warning "This Windows does not know the key $id." }
}
$admins = Get-CimInstance -Namespace $namespace -ClassName WEKF_Settings -Filter "Name='DisableKeyboardFilterForAdministrators'"
if ($admins) { $admins.Value = 'true'; Set-CimInstance -InputObject $admins }

# No sleep, no screen saver, no edge swipes.
powercfg /change standby-timeout-ac 0
powercfg /change monitor-timeout-ac 0
powercfg /change hibernate-timeout-ac 0
New-Item -Path 'HKLM:\SOFTWARE\Policies\Microsoft\Windows\EdgeUI' -Force | Out-Null
Set-ItemProperty -Path 'HKLM:\SOFTWARE\Policies\Microsoft\Windows\EdgeUI' -Name AllowEdgeSwipe -Type DWord -Value 0
Write-Output 'Done. Restart the station.'
