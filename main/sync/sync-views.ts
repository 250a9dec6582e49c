import { type OpenDuplicate, openDuplicates } from '../../db/check-in/duplicates.ts';
import { findPersonal } from '../../db/ledger/attendance.ts';
import { findDelegateById } from '../../db/roster/roster.ts';
import { type RosterChangeRow, rosterChanges } from '../../db/roster/roster-changes.ts';
import { listStopEntries } from '../../db/sync/stop-list.ts';
import { jsonOf } from '../../domain/base/json.ts';
import {
  replacementPayloadSchema,
  resolutionPayloadSchema,
  walkInPayloadSchema,
} from '../../domain/roster/roster-changes.ts';
import type { StopEntry } from '../../domain/sync/stop-list.ts';
import { registrationValues } from '../../domain/tickets/registration-words.ts';
import type { Duplicate } from '../../preload/contract/check-in.ts';
import type { RosterChange } from '../../preload/contract/sync.ts';
import type { Context } from '../base/context.ts';
import { livingBadges } from '../check-in/resolve-duplicate.ts';
import { stationNameOf } from '../ledger/station-names.ts';

/** Maximum rows of a list on a screen; reports have more. */
const maxListLength = 500;

/** Delegates who were admitted twice, open ones first. */
export function duplicateViews(context: Context): Duplicate[] {
  return openDuplicates(context.db, context.event.file.id)
    .slice(0, maxListLength)
    .map((duplicate) => duplicateView(context, duplicate));
}

function duplicateView(context: Context, duplicate: OpenDuplicate): Duplicate {
  const delegate = findDelegateById(context.db, context.event.file.id, duplicate.delegateId);
  return {
    delegateId: duplicate.delegateId,
    printedName: delegate?.printedName ?? '',
    delegation: delegate?.delegation ?? '',
    checkpoint: duplicate.checkpoint,
    localDay: duplicate.localDay,
    first: sideOf(context, duplicate.first),
    further: sideOf(context, duplicate.further),
    badges: livingBadges(context, duplicate.delegateId).map(({ serial, state }) => ({
      serialText: serial,
      state,
    })),
    resolution:
      duplicate.resolution === null
        ? null
        : {
            note: noteOf(context, duplicate.resolution.resolvedBy),
            operatorName: duplicate.resolution.operatorName,
            wall: duplicate.resolution.wall,
          },
  };
}

function sideOf(context: Context, side: OpenDuplicate['first']): Duplicate['first'] {
  return {
    admissionId: side.admissionId,
    wall: side.wall,
    stationName: stationNameOf(context, side.station, side.stationName),
    operatorName: side.operatorName,
  };
}

/** Empty once the note was purged, or if it cannot be parsed. */
function noteOf(context: Context, eventId: string): string {
  const parsed = resolutionPayloadSchema.safeParse(personalOf(context, eventId));
  return parsed.success ? parsed.data.note : '';
}

/** Changes by desks to the roster, newest first. */
export function rosterChangeViews(context: Context): RosterChange[] {
  return rosterChanges(context.db, context.event.file.id, maxListLength).map((row) => ({
    id: row.id,
    kind: row.type,
    delegateId: row.delegateId,
    printedName: row.printedName ?? '',
    delegation: row.delegation ?? '',
    detail: detailOf(row),
    stationName: stationNameOf(context, row.station, row.stationName),
    operatorName: row.operatorName,
    wall: row.wall,
    confirmed: row.confirmed === 1,
  }));
}

function detailOf(row: RosterChangeRow): string {
  if (row.type === 'spelling-corrected' || row.type === 'person-changed') {
    const { extra = {}, ...plain } = registrationValues(row.type, row.personal);
    return [...Object.values(plain), ...Object.values(extra)].join(' · ');
  }
  const personal: unknown = jsonOf(row.personal ?? '');
  const schema = row.type === 'walk-in-registered' ? walkInPayloadSchema : replacementPayloadSchema;
  const parsed = schema.safeParse(personal);
  if (!parsed.success) return '';
  const { approver, reference } = parsed.data.approval;
  return reference === '' ? approver : `${approver} · ${reference}`;
}

export function stopViews(context: Context): (StopEntry & { label: string })[] {
  return listStopEntries(context.db).map((entry) => ({
    kind: entry.kind,
    value: entry.value,
    label:
      entry.kind === 'badge'
        ? entry.value
        : (findDelegateById(context.db, context.event.file.id, entry.value)?.printedName ??
          entry.value),
  }));
}

function personalOf(context: Context, eventId: string): unknown {
  return jsonOf(findPersonal(context.db, eventId)?.payload ?? '');
}
