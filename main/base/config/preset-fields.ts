import type { Config } from './config.ts';

/**
 * Fields of Settings → Station that the configuration or the command line presets: changing them
 * would have no effect, so the screen shows them as fixed.
 */
export function presetFields(config: Config, launchMode: string | null): string[] {
  const fields = [
    'mode',
    'stationName',
    'checkpoint',
    'direction',
    'kioskLanguages',
    'idleSeconds',
    'countdownSeconds',
    'badgeOutlet',
    'counter',
    'language',
    'printers',
    'event',
    'retention',
  ] as const;
  return fields.filter(
    (field) => config[field] !== undefined || (field === 'mode' && launchMode !== null),
  );
}
