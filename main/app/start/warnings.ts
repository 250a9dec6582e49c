import type { StationWarning } from '../../../preload/contract/station/station.ts';
import type { KeyProtection } from '../../base/store-key.ts';

export function startWarnings(found: {
  protection: KeyProtection;
  keyPath: string;
  putAside: string | null;
  configProblem: string | null;
  eventProblem: string | null;
  settingsProblem: string | null;
  demo: boolean;
  clockStart: string | undefined;
}): StationWarning[] {
  const warnings: StationWarning[] = [];
  if (found.putAside !== null)
    warnings.push({ code: 'database-was-unreadable', detail: found.putAside });
  if (found.configProblem !== null)
    warnings.push({ code: 'config-invalid', detail: found.configProblem });
  if (found.eventProblem !== null)
    warnings.push({ code: 'event-file-invalid', detail: found.eventProblem });
  if (found.settingsProblem !== null)
    warnings.push({ code: 'settings-file-invalid', detail: found.settingsProblem });
  if (found.protection === 'file' || found.protection === 'basic-text')
    warnings.push({ code: 'key-not-in-keychain', detail: found.keyPath });
  if (found.demo) warnings.push({ code: 'demo-data', detail: '' });
  if (found.clockStart !== undefined)
    warnings.push({ code: 'clock-set', detail: found.clockStart });
  return warnings;
}
