import type { AttendanceEvent, AttendanceType } from './attendance.ts';
import { payloadText } from './attendance-fold.ts';
import type { KioskMode } from './wire/protocol.ts';

/**
 * What a station of each mode writes in its own work. A kiosk stands unattended and a door is carried about:
 * whoever takes one away can do no more than this in its name. Desks are trusted, and write everything but
 * what administrators say at the hub.
 */
const writes: Record<Exclude<KioskMode, 'desk'>, ReadonlySet<AttendanceType>> = {
  kiosk: new Set([
    'admitted',
    'badge-issued',
    'badge-printed',
    'badge-voided',
    'spelling-corrected',
    'consent-recorded',
    'refused',
    'help-called',
    'day-closed',
  ]),
  door: new Set([
    'admitted',
    'admission-undone',
    'went-out',
    'came-back',
    'refused',
    'help-called',
    'day-closed',
  ]),
};

/**
 * Whether a station of this mode may say this. Kiosks name no badges but those that they issued: a serial
 * begins with the first eight digits of its station's id. (Whose fact an undo names, the hub looks up.)
 */
export function isWithinRights(
  fact: Pick<AttendanceEvent, 'type' | 'kiosk' | 'badgeSerial' | 'payload'>,
  mode: KioskMode,
): boolean {
  if (mode === 'desk') return !hubWords.has(fact.type);
  if (!writes[mode].has(fact.type)) return false;
  if (!badgeWords.has(fact.type)) return true;
  const own = fact.kiosk.slice(0, 8).toUpperCase();
  const replaced = payloadText(fact, 'replaces');
  return [fact.badgeSerial, replaced].every((serial) => serial?.startsWith(own) ?? true);
}

/** What the hub alone says. */
const hubWords: ReadonlySet<AttendanceType> = new Set(['registration-changed', 'secret-renewed']);

const badgeWords: ReadonlySet<AttendanceType> = new Set([
  'badge-issued',
  'badge-printed',
  'badge-voided',
]);
