import type { AttendanceEvent, AttendanceType } from './attendance.ts';
import { payloadText } from './attendance-fold.ts';
import { isHubAuthor } from './hub-chain.ts';
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

/** What hubs alone write, in their own chains. */
const hubWrites: ReadonlySet<AttendanceType> = new Set(['registration-changed', 'facts-judged']);

/** Whether a fact of this kind may stand in the chain of this author, whoever that is. */
export function isOfAuthor({ type, kiosk }: Pick<AttendanceEvent, 'type' | 'kiosk'>): boolean {
  return !hubWrites.has(type) || isHubAuthor(kiosk);
}

/**
 * Whether a station of this mode may say this. Kiosks name no badges but those that they issued: a serial
 * begins with the first eight digits of its station's id. (Whose fact an undo names, the hub looks up.)
 */
export function isWithinRights(
  fact: Pick<AttendanceEvent, 'type' | 'kiosk' | 'badgeSerial' | 'payload'>,
  mode: KioskMode,
): boolean {
  if (hubWrites.has(fact.type)) return false;
  if (mode === 'desk') return true;
  if (!writes[mode].has(fact.type)) return false;
  if (!badgeWords.has(fact.type)) return true;
  const own = fact.kiosk.slice(0, 8).toUpperCase();
  const replaced = payloadText(fact, 'replaces');
  return [fact.badgeSerial, replaced].every((serial) => serial?.startsWith(own) ?? true);
}

const badgeWords: ReadonlySet<AttendanceType> = new Set([
  'badge-issued',
  'badge-printed',
  'badge-voided',
]);
