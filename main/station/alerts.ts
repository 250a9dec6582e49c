import { z } from 'zod';
import { findPaperPerson, type PaperPerson, rowOfFact } from '../../db/emergency.ts';
import { judgementsInForce } from '../../db/ledger/held-judgements.ts';
import {
  heardAt,
  listAlertingRefusals,
  listArrivals,
  listSeen,
  listUnknownShown,
  noteHeard,
  type SeenRow,
} from '../../db/station/alerts.ts';
import { holdsDisregarded } from '../../db/sync/sync-judged.ts';
import { jsonOf } from '../../domain/base/json.ts';
import { parseHlc } from '../../domain/ledger/hlc.ts';
import { judgementOn } from '../../domain/ledger/judgement.ts';
import { hasRight } from '../../domain/operators/rights.ts';
import {
  type AlertKind,
  alertOfArrival,
  alertOfRefusal,
  compareAlerts,
  isLate,
  isVerdict,
  manyUnknown,
  type Refusal,
  rightOfAlert,
} from '../../domain/station/alerts.ts';
import type { Alert } from '../../preload/contract/station/alerts.ts';
import { CallFailure } from '../base/call-failure.ts';
import { rightNow } from '../base/clock.ts';
import { type Caller, type Context, operatorIdOf, today } from '../base/context.ts';
import { daysBefore } from '../base/days-before.ts';
import { readInside } from '../emergency/evacuation.ts';
import { appendEvent } from '../ledger/append-event.ts';
import { stationNames } from '../ledger/station-names.ts';

/**
 * Only the latest to arrive are listed; those of the evening before still matter in the morning.
 */
const maxRefusals = 200;

const payloadSchema = z.object({
  outcome: z.string(),
  what: z.enum(['delegate', 'badge']).nullable().default(null),
  doubt: z.string().nullable().default(null),
  serial: z.string().nullable().default(null),
});

interface Raised {
  id: string;
  kind: AlertKind;
  person: Alert['person'];
  serial: string | null;
  station: string;
  checkpoint: string | null;
  /** UTC milliseconds, by the event's clock. */
  wall: number;
  /** Place in the order of arrival here; a fact that is in no row yet comes last. */
  row: number;
  undone: boolean;
}

/** The alerts of the caller's role, in the order of the screen. Empty for a role without alerts. */
export function alertsFor(context: Context, caller: Caller): Alert[] {
  const role = caller.operator?.role ?? null;
  const raised = raisedAlerts(context).filter(({ kind }) => hasRight(role, rightOfAlert(kind)));
  if (raised.length === 0) return [];
  const names = stationNames(context);
  const heard = heardAt(
    context.db,
    raised.map(({ id }) => id),
  );
  const seen = firstSeen(context, raised);
  return raised
    .map((alert) => ({ ...alert, seen: seen.get(alert.id) ?? null }))
    .sort(compareAlerts)
    .map(({ station, row: _, seen: by, ...alert }): Alert => {
      // A fact of this station, or one that is arriving now, is not late.
      const heardWall = Math.max(heard.get(alert.id) ?? alert.wall, alert.wall);
      return {
        ...alert,
        stationName: names.station(station),
        isOwnVerdict: station === context.self.station && isVerdict(alert.kind),
        heard: heardWall,
        late: isLate({ wall: alert.wall, heard: heardWall }),
        seen:
          by === null
            ? null
            : {
                operatorName: names.operator(by.operatorId),
                stationName: names.station(by.station),
                wall: by.wall,
              },
      };
    });
}

/**
 * Records that the caller has seen these alerts, one fact each. Leaves out alerts that were seen
 * before or are not for the caller's role. Throws CallFailure `not-found` where none is left,
 * `sign-in-needed`.
 */
export function markAlertsSeen(context: Context, caller: Caller, ids: readonly string[]): void {
  const operatorId = operatorIdOf(caller);
  context.db
    .transaction(() => {
      const known = new Map(alertsFor(context, caller).map((alert) => [alert.id, alert]));
      const found = ids.flatMap((id) => known.get(id) ?? []);
      if (found.length === 0) throw new CallFailure('not-found', 'alert');
      for (const alert of found) {
        if (alert.seen !== null) continue;
        appendEvent(context, {
          type: 'alert-seen',
          delegateId: null,
          checkpoint: alert.checkpoint,
          targetId: alert.id,
          operatorId,
          badgeSerial: null,
          payload: {},
        });
      }
    })
    .immediate();
}

/** Call it after facts came from the hub. Notes when alerts arrived, to show late ones as such. */
export function hearAlerts(context: Context): void {
  const raised = raisedAlerts(context);
  const known = heardAt(
    context.db,
    raised.map(({ id }) => id),
  );
  const news = raised.filter(
    ({ id, station }) => !known.has(id) && station !== context.self.station,
  );
  if (news.length === 0) return;
  const now = rightNow(context);
  context.db
    .transaction(() => {
      for (const { id } of news) noteHeard(context.db, id, now);
    })
    .immediate();
}

function raisedAlerts(context: Context): Raised[] {
  return [
    ...arrivals(context),
    ...refusals(context),
    ...unknownBadges(context),
    ...orders(context),
    ...unconfirmed(context),
  ];
}

/** Orders at the hub about records of a station, while the orders are in force. */
function orders(context: Context): Raised[] {
  const held = judgementsInForce(context.db);
  return held.flatMap((order): Raised[] => {
    const { id, verdict, range } = order;
    const place = {
      station: range.station,
      incarnation: range.incarnation ?? 1,
      kseq: range.from,
    };
    if (verdict === 'as-before' || judgementOn(held, place)?.id !== id) return [];
    const kind = verdict === 'count' ? 'records-released' : 'records-disregarded';
    const wall = parseHlc(order.effective)?.milliseconds ?? 0;
    const { station } = range;
    const row = rowOf(context, id);
    return [
      { id, kind, person: null, serial: null, station, checkpoint: null, wall, row, undone: false },
    ];
  });
}

/** People who are inside by disregarded records alone: staff must check whether they are. */
function unconfirmed(context: Context): Raised[] {
  const { db, event } = context;
  if (!holdsDisregarded(db)) return [];
  return readInside(context)
    .unconfirmed.slice(0, maxRefusals)
    .map(({ factId, person, checkpoint, since, station }): Raised => {
      const found = findPaperPerson(db, event.file.id, person, { deleted: true });
      const known = found === null ? null : { delegateId: person, ...namesOf(found) };
      return {
        id: factId,
        kind: 'unconfirmed-inside',
        person: known,
        checkpoint,
        wall: since,
        serial: found === null ? person : null,
        station,
        undone: false,
        row: rowOf(context, factId),
      };
    });
}

function rowOf({ db }: Context, id: string): number {
  return rowOfFact(db, id)?.row ?? Number.MAX_SAFE_INTEGER;
}

function namesOf({ title, printedName, delegation }: PaperPerson) {
  return { title, printedName, delegation };
}

/** Checkpoints where many badges are shown that no station issued. */
function unknownBadges(context: Context): Raised[] {
  const { id: eventId, checkpoints } = context.event.file;
  const shown = listUnknownShown(context.db, {
    eventId,
    days: presentDays(context),
    checkpoints: checkpoints.map(({ id }) => id),
  });
  return manyUnknown(shown).map(({ id, station, checkpoint, serial, wall, row }) => ({
    id,
    kind: 'unknown-badges' as const,
    person: null,
    serial,
    station,
    checkpoint,
    wall,
    row,
    undone: false,
  }));
}

/** Today, and the days that were today before the clock was set: no alert vanishes by a jump. */
function presentDays(context: Context): string[] {
  return [today(context), ...daysBefore(context)];
}

function arrivals(context: Context): Raised[] {
  return presentDays(context).flatMap((day) => arrivalsOf(context, day));
}

/** One arrival per person and day: the first valid one, or the last undone one if none is valid. */
function arrivalsOf(context: Context, day: string): Raised[] {
  const { file } = context.event;
  const { id: eventId, checkpoints } = file;
  const rows = listArrivals(context.db, {
    eventId,
    day,
    checkpoints: checkpoints.filter(({ kind }) => kind === 'registration').map(({ id }) => id),
  });
  const byDelegate = new Map<string, Raised>();
  for (const row of rows) {
    const { role, category } = row;
    const kind = alertOfArrival({ role, category, vip: row.vip === 1 }, file);
    if (kind === null || row.delegateId === null) continue;
    const known = byDelegate.get(row.delegateId);
    if (known !== undefined && !known.undone) continue;
    byDelegate.set(row.delegateId, {
      id: row.id,
      kind,
      person: personOf(row),
      serial: null,
      station: row.station,
      checkpoint: row.checkpoint,
      wall: row.wall,
      row: row.row,
      undone: row.undone === 1,
    });
  }
  return [...byDelegate.values()];
}

function refusals(context: Context): Raised[] {
  const rows = listAlertingRefusals(context.db, {
    eventId: context.event.file.id,
    limit: maxRefusals,
  });
  return rows.flatMap((row): Raised[] => {
    const payload = payloadSchema.safeParse(jsonOf(row.payload));
    if (!payload.success) return [];
    const { outcome, what, doubt, serial } = payload.data;
    const kind = alertOfRefusal({ outcome: outcome as Refusal['outcome'], what, doubt });
    if (kind === null) return [];
    const { id, station, checkpoint, wall } = row;
    const place = { station, checkpoint, wall, row: row.row };
    return [{ id, kind, person: personOf(row), serial, ...place, undone: false }];
  });
}

function personOf(row: {
  delegateId: string | null;
  title: string | null;
  printedName: string | null;
  delegation: string | null;
}): Alert['person'] {
  const { delegateId, title, printedName, delegation } = row;
  if (delegateId === null || title === null || printedName === null || delegation === null)
    return null;
  return { delegateId, title, printedName, delegation };
}

function firstSeen({ db }: Context, raised: readonly Raised[]): Map<string, SeenRow> {
  const rows = listSeen(
    db,
    raised.map(({ id }) => id),
  );
  return new Map(rows.map((row) => [row.targetId, row]));
}
