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

/** What of a fact decides whether it counts. */
type Judged = Pick<AttendanceEvent, 'type' | 'kiosk' | 'targetId' | 'badgeSerial' | 'payload'>;

/** Whether {@link mayCount} must know who wrote the fact that this one names. */
export function asksForTarget(
  fact: Pick<Judged, 'type' | 'targetId'>,
  mode: KioskMode | null,
): boolean {
  return mode !== null && mode !== 'desk' && fact.targetId !== null && writes[mode].has(fact.type);
}

/**
 * Whether a fact may count: hub and stations judge every fact of another by this, so that a station that was
 * taken away does no more than its own work, whoever passes on what it says. Kiosks and doors name no facts but
 * their own, and no badges but those that they issued: a serial begins with the first eight digits of its
 * station's id. What the hub alone says stands in a hub's own chain.
 *
 * @param mode of the author, as the hub certified it; null for one that it never certified, as its own chain
 * @param targetBy the station that wrote the fact which this one names; null for none, or one that is not held
 */
export function mayCount(fact: Judged, mode: KioskMode | null, targetBy: string | null): boolean {
  if (hubWords.has(fact.type)) return mode === null && isHubAuthor(fact.kiosk);
  if (mode === null || mode === 'desk') return true;
  if (!writes[mode].has(fact.type)) return false;
  if (fact.type === 'admission-undone' && fact.targetId === null) return false;
  if (fact.targetId !== null && targetBy !== fact.kiosk) return false;
  if (!badgeWords.has(fact.type)) return true;
  const own = fact.kiosk.slice(0, 8).toUpperCase();
  const replaced = payloadText(fact, 'replaces');
  return [fact.badgeSerial, replaced].every((serial) => serial?.startsWith(own) ?? true);
}

/** What the hub alone says. */
const hubWords: ReadonlySet<AttendanceType> = new Set([
  'registration-changed',
  'secret-renewed',
  'facts-judged',
]);

const badgeWords: ReadonlySet<AttendanceType> = new Set([
  'badge-issued',
  'badge-printed',
  'badge-voided',
]);
