/** English texts of the findings; `{name}` and `{name|one|other}` are filled in (finding.ts). */
export const findingsEn = {
  'store-whole': {
    text: 'Whole: {facts} {facts|record|records}, {delegates} {delegates|delegate|delegates}, chain unbroken.',
    remedy: '',
  },
  'store-damaged': {
    text: 'Damaged.',
    remedy: 'Start Lanyard again: it restores the store from its newest copy.',
  },
  'store-unchecked': {
    text: 'It could not be read.',
    remedy: 'Check again after the running import or purge.',
  },
  'store-restored': {
    text: 'Whole; restored on {at}, {missing} {missing|record|records} still missing.',
    remedy: 'Read the notice above and have a supervisor resolve it.',
  },
  'copies-fresh': {
    text: '{copies} {copies|copy|copies}, the newest {minutes} {minutes|minute|minutes} old.',
    remedy: '',
  },
  'copies-none': {
    text: 'There is no copy yet.',
    remedy: 'Press “Copy now”; if that fails, free some space on the disk.',
  },
  'copies-failing': {
    text: 'The last copy failed.',
    remedy: 'Free some space, make the folder writable, then press “Copy now”: {folder}',
  },
  'copies-no-room': {
    text: 'There is no room for a copy.',
    remedy: 'Free some space on the disk of this folder: {folder}',
  },
  'copies-no-second': {
    text: 'The second folder lacks the newest copy.',
    remedy: 'Plug the second disk in, or remove “backup.folder” from the configuration.',
  },
  'disk-well': { text: '{free} GB free; a flush takes {flush} ms.', remedy: '' },
  'disk-low': {
    text: 'Only {free} GB free.',
    remedy: 'Delete or move files that are not Lanyard’s until 1 GB is free.',
  },
  'disk-full': {
    text: 'Full: {free} GB free.',
    remedy: 'Free some space now; check-ins continue for a while in reserved space.',
  },
  'disk-slow': {
    text: '{free} GB free, but a flush takes {flush} ms.',
    remedy: 'End other programs that write much, or move the data folder to an inner disk.',
  },
  'disk-unknown': {
    text: 'The system does not report its free space.',
    remedy: 'Use a folder on a disk of this computer.',
  },
  'key-guarded': { text: 'Protected by the system’s keychain or a passphrase.', remedy: '' },
  'key-in-file': {
    text: 'It is in a file that this account can read.',
    remedy:
      'Unlock or install a keychain, ask for a passphrase at the start, or encrypt the whole disk.',
  },
  'permissions-right': {
    text: 'The data folder is this account’s alone, and can be written.',
    remedy: '',
  },
  'permissions-open': {
    text: 'Other accounts of this computer can open the data folder.',
    remedy: 'Remove their rights (chmod 700): {folder}',
  },
  'permissions-none': {
    text: 'The data folder cannot be written.',
    remedy: 'Give this account the right to write: {folder}',
  },
  'device-forbidden': {
    text: 'This account may not use the device {device}.',
    remedy: 'Add the account to the group of the device (often lp or dialout) and sign in again.',
  },
  'clock-right': { text: 'Agrees with the hub’s; time zone {zone}.', remedy: '' },
  'clock-alone': {
    text: 'Nothing to compare it with; it says {now} in {zone}.',
    remedy: 'Compare it with a clock you trust.',
  },
  'clock-set': {
    text: 'Set by the configuration for demo or training.',
    remedy: 'Remove “clock.start” from the configuration for a real event.',
  },
  'clock-off': {
    text: '{seconds} {seconds|second|seconds} off the hub’s clock.',
    remedy: 'Set the computer’s clock and let the network set it from now on.',
  },
  'clock-other-zone': {
    text: 'The computer’s time zone is {zone}, the event’s is {event}.',
    remedy: 'Set the computer’s time zone to that of the event.',
  },
  'hub-none': { text: 'This station works without a hub.', remedy: '' },
  'hub-well': {
    text: '{name}: in contact, {waiting} {waiting|record|records} waiting.',
    remedy: '',
  },
  'hub-away': {
    text: '{name}: no contact for {minutes} {minutes|minute|minutes}, {waiting} {waiting|record|records} waiting.',
    remedy: 'Check the cable or Wi-Fi, and that the hub’s computer runs; check-ins continue.',
  },
  'hub-trouble': {
    text: '{name}: the exchange does not work.',
    remedy: 'Open Sync: it shows what to do.',
  },
  'printers-none': {
    text: 'No printer is set up.',
    remedy: 'Add one under Printers, unless this station prints no badges.',
  },
  'printers-well': { text: '{count} ready.', remedy: '' },
  'printers-low': { text: '{names}: paper is running low.', remedy: 'Keep the next roll at hand.' },
  'printers-unknown': {
    text: '{names}: state unknown.',
    remedy: 'Print a test page under Printers.',
  },
  'printers-stopped': {
    text: '{names}: cannot print.',
    remedy: 'Open Printers: each shows what to do.',
  },
  'camera-ready': { text: 'It runs.', remedy: '' },
  'camera-off': { text: 'Switched off in the settings.', remedy: '' },
  'camera-none': {
    text: 'No camera.',
    remedy: 'Plug one in, or switch the camera off under Settings › Camera.',
  },
  'camera-failed': {
    text: 'The camera gives no picture.',
    remedy: 'Close other programs that use it, then unplug it and plug it in again.',
  },
  'camera-open': {
    text: 'Only the app’s window can see it.',
    remedy: 'Open Settings › Camera and hold a badge before it.',
  },
  'scanner-seen': {
    text: 'The last code came {minutes} {minutes|minute|minutes} ago.',
    remedy: '',
  },
  'scanner-open': {
    text: 'No code was read with it since the start.',
    remedy: 'Scan any code under Settings › Hand scanner: what it types is shown there.',
  },
  'fonts-whole': {
    text: '{scripts} {scripts|script|scripts}, all letters of the sample there.',
    remedy: '',
  },
  'fonts-missing': {
    text: 'Letters are missing: {scripts}.',
    remedy: 'Install Lanyard again: its font files are damaged.',
  },
  'power-mains': { text: 'On mains.', remedy: '' },
  'power-battery': {
    text: 'On battery.',
    remedy: 'Plug the computer in, and switch off its sleep while plugged in.',
  },
  'power-open': {
    text: 'Unknown from here.',
    remedy: 'Check that the computer is plugged in and does not sleep.',
  },
  'version-here': { text: 'Lanyard {app}, Electron {electron}, {system}.', remedy: '' },
} as const satisfies Record<string, { text: string; remedy: string }>;
