import { jsonOf } from '../base/json.ts';
import type { StationMode } from '../base/protocol.ts';
import type { AttendanceEvent, AttendanceType } from './attendance.ts';
import { payloadText } from './attendance-fold.ts';
import { isHubAuthor } from './chain.ts';

/**
 * The facts that a station of each mode may write. A kiosk is unattended and a door station is
 * portable: a thief can write no more than these facts in its name. Desks are trusted, and write
 * everything except the facts of administrators at the hub.
 */
const writes: Record<Exclude<StationMode, 'desk'>, ReadonlySet<AttendanceType>> = {
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

type Judged = Pick<
  AttendanceEvent,
  'type' | 'station' | 'targetId' | 'operatorId' | 'badgeSerial' | 'payload'
>;

/** Whether {@link mayCount} needs the author of the fact that this one names. */
export function asksForTarget(
  fact: Pick<Judged, 'type' | 'targetId'>,
  mode: StationMode | null,
): boolean {
  return mode !== null && mode !== 'desk' && fact.targetId !== null && writes[mode].has(fact.type);
}

/**
 * Whether a fact may count. Hub and stations judge every fact of another station by this. So a
 * stolen station can do no more than its own work, even if other stations pass its facts on.
 *
 * Kiosks and doors may name only their own facts, and only badges that they issued: a serial begins
 * with the first eight digits of its station's id. No operator signs in at a kiosk, so its facts
 * name none. A door's facts name one, which only the door vouches for ({@link operatorAsSaid}).
 * Neither may name an approver. Facts that only the hub may write are in a hub's own chain.
 *
 * @param mode of the author, as the hub certified it; null for one that it never certified, such as
 * the hub's own chain
 * @param targetBy the station that wrote the fact which this one names; null for none, or for a
 * fact that is not held
 */
export function mayCount(fact: Judged, mode: StationMode | null, targetBy: string | null): boolean {
  if (hubWords.has(fact.type)) return mode === null && isHubAuthor(fact.station);
  if (mode === null || mode === 'desk') return true;
  if (!writes[mode].has(fact.type)) return false;
  if (mode === 'kiosk' && fact.operatorId !== null) return false;
  if (namesApprover(fact)) return false;
  if (fact.type === 'admission-undone' && fact.targetId === null) return false;
  if (fact.targetId !== null && targetBy !== fact.station) return false;
  if (!badgeWords.has(fact.type)) return true;
  const own = fact.station.slice(0, 8).toUpperCase();
  const replaced = payloadText(fact, 'replaces');
  return [fact.badgeSerial, replaced].every((serial) => serial?.startsWith(own) ?? true);
}

/**
 * True for any value of the field: where a name occurs twice, other parsers may read the other
 * value.
 */
function namesApprover({ payload }: Pick<Judged, 'payload'>): boolean {
  const said = jsonOf(payload);
  return typeof said === 'object' && said !== null && 'approvedBy' in said;
}

/**
 * An operator's name as lists and reports show it. Only the door station vouches for its operator,
 * and a stolen one can name anyone. So the station's name follows in brackets.
 *
 * @param name null where the fact names no operator or an unknown one
 * @param author the station that wrote the fact
 */
export function operatorAsSaid(
  name: string | null,
  author: { mode: StationMode | null; name: string },
): string | null {
  return name === null || author.mode !== 'door' ? name : `${name} (${author.name})`;
}

export const hubWords: ReadonlySet<AttendanceType> = new Set([
  'registration-changed',
  'secret-renewed',
  'event-changed',
  'facts-judged',
]);

const badgeWords: ReadonlySet<AttendanceType> = new Set([
  'badge-issued',
  'badge-printed',
  'badge-voided',
]);
