import { eventFileSchema } from '../../domain/event/event-file.ts';
import { createJumpSense } from '../../domain/ledger/clock-jump.ts';
import type { PurgePerson } from '../../domain/operators/people.ts';
import {
  defaultRetention,
  mayPurge,
  mustWarnAgain,
  type RetentionRule,
  type RetentionState,
  retentionRuleSchema,
  retentionState,
} from '../../domain/privacy/retention.ts';
import type { HubContext } from '../base/context.ts';
import { bumpDirectory } from '../base/directory-version.ts';
import { storableText } from '../base/texts.ts';
import type { HubDatabase } from '../store/tables.ts';

export interface HubRetention {
  rule: RetentionRule;
  setBy: string | null;
  setAt: number | null;
  warnedAt: number | null;
}

/** The rule that applies; the default until one is chosen. */
export async function readRetention(db: HubDatabase): Promise<HubRetention> {
  const row = await db.selectFrom('retention').selectAll().executeTakeFirst();
  if (row === undefined) {
    return { rule: defaultRetention, setBy: null, setAt: null, warnedAt: null };
  }
  return {
    rule: retentionRuleSchema.parse(JSON.parse(row.rule)),
    setBy: row.set_by,
    setAt: row.set_at,
    warnedAt: row.warned_at,
  };
}

/** Sets the rule, for this hub and its stations. */
export async function setRetention(
  context: HubContext,
  rule: RetentionRule,
  by: PurgePerson,
): Promise<void> {
  await context.store.db.transaction().execute(async (tx) => {
    // With another purge date the warning is given again.
    await write(tx, rule, { by: storableText(by.name), at: context.clock(), warnedAt: null });
    await bumpDirectory(tx);
  });
  context.log.info({ set: rule.set, days: rule.days }, 'retention rule set');
  context.announce({ directory: true });
}

const senses = new WeakMap<HubContext, ReturnType<typeof createJumpSense>>();

/**
 * The event's state under the rule. Notes when the warning is first due, and clears it otherwise.
 */
export async function watchRetention(
  context: HubContext,
): Promise<{ retention: HubRetention; state: RetentionState }> {
  const { db } = context.store;
  const retention = await readRetention(db);
  const state = stateOf(context, retention);
  const isWarning = state.phase === 'warning' || state.phase === 'due';
  const sense = senses.get(context) ?? createJumpSense();
  senses.set(context, sense);
  const now = context.clock();
  const jump = sense({ wall: now, steady: context.steady() });
  const again = mustWarnAgain({ jump, warnedAt: retention.warnedAt, now });
  const isNoted = isWarning === (retention.warnedAt !== null);
  if (isNoted && !(isWarning && again)) return { retention, state };
  const warnedAt = isWarning ? now : null;
  await write(db, retention.rule, { by: retention.setBy, at: retention.setAt, warnedAt });
  const noted = { ...retention, warnedAt };
  return { retention: noted, state: stateOf(context, noted) };
}

export function stateOf(context: HubContext, retention: HubRetention): RetentionState {
  return retentionState(eventOf(context), retention.rule, context.clock(), retention.warnedAt);
}

export function mayPurgeNow(context: HubContext): boolean {
  return mayPurge(eventOf(context), context.clock());
}

function eventOf(context: HubContext) {
  return eventFileSchema.parse(context.identity.event.file);
}

async function write(
  tx: HubDatabase,
  rule: RetentionRule,
  set: { by: string | null; at: number | null; warnedAt: number | null },
): Promise<void> {
  const row = {
    rule: JSON.stringify({ set: rule.set, name: storableText(rule.name), days: rule.days }),
    set_by: set.by,
    set_at: set.at,
    warned_at: set.warnedAt,
  };
  await tx
    .insertInto('retention')
    .values({ single: 1, ...row })
    .onConflict((conflict) => conflict.column('single').doUpdateSet(row))
    .execute();
}
