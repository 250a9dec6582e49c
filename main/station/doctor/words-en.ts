/** English texts of the findings; `{name}` is filled in. */
export const findingsEn = {
  'store-whole': {
    text: 'Whole: {facts} entries, {delegates} delegates, chain unbroken.',
    remedy: '',
  },
  'store-damaged': {
    text: 'Damaged.',
    remedy:
      'Start Lanyard again: it restores the store from its newest copy and tells what it did.',
  },
  'store-unchecked': {
    text: 'It could not be read.',
    remedy: 'Check again when the import or purge that is running has ended.',
  },
  'store-restored': {
    text: 'Whole; restored on {at}, {missing} entries still missing.',
    remedy: 'Read the notice above and have a supervisor settle it.',
  },
  'copies-fresh': { text: '{copies} copies, the newest {minutes} minutes old.', remedy: '' },
  'copies-none': {
    text: 'There is no copy yet.',
    remedy: 'Press “Copy now”; if that fails, free some space on the disk.',
  },
  'copies-failing': {
    text: 'The last copy failed.',
    remedy: 'Free some space, see that the folder can be written, then press “Copy now”: {folder}',
  },
  'copies-no-room': {
    text: 'There is no room for a copy.',
    remedy: 'Free some space on the disk of this folder: {folder}',
  },
  'copies-no-second': {
    text: 'The second folder has not taken the newest copy.',
    remedy: 'Plug the second disk in, or take "backup.folder" out of the configuration.',
  },
  'disk-well': { text: '{free} GB free; a flush takes {flush} ms.', remedy: '' },
  'disk-low': {
    text: 'Only {free} GB free.',
    remedy: 'Delete or move files that are not Lanyard’s until 1 GB is free.',
  },
  'disk-full': {
    text: 'Full: {free} GB free.',
    remedy: 'Free some space at once; check-ins go on for a while on room that was kept for them.',
  },
  'disk-slow': {
    text: '{free} GB free, but a flush takes {flush} ms.',
    remedy: 'End other programs that write much, or move the data folder to an inner disk.',
  },
  'disk-unknown': {
    text: 'The system does not say how much is free.',
    remedy: 'Use a folder on a disk of this computer.',
  },
  'key-guarded': { text: 'Guarded by the system’s keychain or a pass phrase.', remedy: '' },
  'key-in-file': {
    text: 'It lies in a file that this account can read.',
    remedy:
      'Unlock or install a keychain, ask for a pass phrase at the start, or encrypt the whole disk.',
  },
  'permissions-right': {
    text: 'The data folder is this account’s alone, and can be written.',
    remedy: '',
  },
  'permissions-open': {
    text: 'Other accounts of this computer can open the data folder.',
    remedy: 'Take their rights away (chmod 700): {folder}',
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
    remedy: 'Take "clock.start" out of the configuration for a real event.',
  },
  'clock-off': {
    text: '{seconds} seconds off the hub’s clock.',
    remedy: 'Set the computer’s clock right and switch on its setting by the network.',
  },
  'clock-other-zone': {
    text: 'The computer’s time zone is {zone}, the event’s is {event}.',
    remedy: 'Set the computer’s time zone to that of the event.',
  },
  'hub-none': { text: 'This station works without a hub.', remedy: '' },
  'hub-well': { text: '{name}: in contact, {waiting} entries waiting.', remedy: '' },
  'hub-away': {
    text: '{name}: no contact for {minutes} minutes, {waiting} entries waiting.',
    remedy:
      'Check the cable or Wi-Fi, and that the hub’s computer runs; check-ins go on meanwhile.',
  },
  'hub-trouble': {
    text: '{name}: the exchange does not work.',
    remedy: 'Open Sync: it says what to do.',
  },
  'printers-none': {
    text: 'No printer is set up.',
    remedy: 'Add one under Printers, unless this station prints no badges.',
  },
  'printers-well': { text: '{count} ready.', remedy: '' },
  'printers-low': { text: '{names}: paper is running low.', remedy: 'Have the next roll at hand.' },
  'printers-unknown': {
    text: '{names}: says nothing of itself.',
    remedy: 'Print a test page under Printers.',
  },
  'printers-stopped': {
    text: '{names}: cannot print.',
    remedy: 'Open Printers: each one says what to do.',
  },
  'camera-ready': { text: 'It runs.', remedy: '' },
  'camera-off': { text: 'Switched off in the settings.', remedy: '' },
  'camera-none': {
    text: 'No camera is there.',
    remedy: 'Plug one in, or switch the camera off under Settings › Camera.',
  },
  'camera-failed': {
    text: 'The camera does not give a picture.',
    remedy: 'Close other programs that use it, then unplug it and plug it in again.',
  },
  'camera-open': {
    text: 'Only the app’s window can see it.',
    remedy: 'Open Settings › Camera and hold a badge before it.',
  },
  'scanner-seen': { text: 'The last code came {minutes} minutes ago.', remedy: '' },
  'scanner-open': {
    text: 'No code was read with it since the start.',
    remedy: 'Scan any code under Settings › Hand scanner: what it types is shown there.',
  },
  'fonts-whole': { text: '{scripts} scripts, all letters of the sample there.', remedy: '' },
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
    text: 'It cannot be told from here.',
    remedy: 'See that the computer is plugged in and does not go to sleep.',
  },
  'version-here': { text: 'Lanyard {app}, Electron {electron}, {system}.', remedy: '' },
} as const satisfies Record<string, { text: string; remedy: string }>;
