import { findHubLink } from '../../db/ledger/hub-link.ts';
import { isPurged, listPurges } from '../../db/privacy/purge-orders.ts';
import { countKept, readRetention, writeRetention } from '../../db/privacy/retention.ts';
import { countsOf } from '../../domain/privacy/outcome.ts';
import { mayPurge, type RetentionRule } from '../../domain/privacy/retention.ts';
import type { PrivacyView } from '../../preload/contract/privacy.ts';
import type { StationWarning } from '../../preload/contract/station/station.ts';
import { CallFailure } from '../base/call-failure.ts';
import type { Caller, Context } from '../base/context.ts';
import { heldOrders } from '../ledger/held-orders.ts';
import { type StationPurge, stationRetentionState } from './station-purge.ts';

/** Retention, what is kept at this station, and what was purged; the newest order first. */
export function privacyView(
  context: Context,
  progress: ReturnType<StationPurge['progress']>,
): PrivacyView {
  const { db, event, clock } = context;
  const { rule, fromHub, setBy, setAt } = readRetention(db);
  const { phase, warnOn, purgeOn } = stationRetentionState(context);
  const { delegates, payloads, photos, activity, files } = countKept(db, event.file.id);
  const hasHub = findHubLink(db) !== null;
  return {
    rule,
    fromHub: fromHub && hasHub,
    setBy,
    setAt,
    state: { phase, warnOn, purgeOn },
    mayOrder: hasHub ? 'at-hub' : mayPurge(event.file, clock()) ? 'here' : 'event-days',
    kept: { delegates, payloads, photos, activity, files },
    purges: listPurges(db, event.file.id)
      .toReversed()
      .map(({ signed: { order }, counts, left, declared, done, agreedBy }) => ({
        id: order.id,
        ordered: order.ordered,
        cause: order.cause,
        issuer: order.issuer.kind,
        done,
        agreedBy,
        counts: countsOf(counts),
        left: left.map(({ path, why }) => ({ path, why })),
        declared: declared.map(({ path, reason }) => ({ path, reason })),
      })),
    progress: progress === null ? null : { done: progress.done, total: progress.total },
  };
}

/**
 * Sets the rule without a hub. Throws CallFailure `purge-at-hub`, `bad-input` (own rules, no name).
 */
export function setRetention(context: Context, caller: Caller, rule: RetentionRule): void {
  if (findHubLink(context.db) !== null) throw new CallFailure('purge-at-hub');
  if (rule.set === 'organisation' && rule.name === '') throw new CallFailure('bad-input', 'name');
  const setBy = caller.operator?.name ?? '';
  writeRetention(context.db, rule, { hub: false, setBy, setAt: context.clock() });
}

/** Warnings in the week before a purge, after it, and of a waiting order. Not in training. */
export function purgeWarnings(context: Context): StationWarning[] {
  if (context.training) return [];
  if (isPurged(context.db, context.event.file.id)) return [{ code: 'event-purged', detail: '' }];
  const { phase, purgeOn } = stationRetentionState(context);
  const isSoon = phase === 'warning' || phase === 'due';
  const held = heldOrders(context);
  const purge = held.find(({ kind }) => kind === 'purge');
  const records = held.find(({ kind }) => kind === 'records');
  return [
    ...(purge === undefined ? [] : [{ code: 'order-held', detail: purge.hub ?? '' } as const]),
    ...(records === undefined
      ? []
      : [{ code: 'records-held', detail: records.hub ?? '' } as const]),
    ...(isSoon ? [{ code: 'purge-soon', detail: purgeOn ?? '' } as const] : []),
  ];
}
