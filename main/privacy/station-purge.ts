import { isPurged, listPurges } from '../../db/privacy/purge-orders.ts';
import { noteWarned, readRetention } from '../../db/privacy/retention.ts';
import type { StationMode } from '../../domain/base/protocol.ts';
import { createJumpSense } from '../../domain/ledger/clock-jump.ts';
import type { Operator } from '../../domain/operators/rights.ts';
import {
  mustWarnAgain,
  type RetentionState,
  retentionState,
} from '../../domain/privacy/retention.ts';
import { CallFailure } from '../base/call-failure.ts';
import { steadyNow } from '../base/clock.ts';
import type { Caller, Context } from '../base/context.ts';
import { operatorIdOf } from '../base/context.ts';
import { takeHeldPurges } from '../ledger/held-orders.ts';
import type { CarryOutParts, PurgeProgress } from './carry-out.ts';
import { orderByRule, orderPurge } from './order-purge.ts';
import type { StationFiles } from './station-files.ts';

export interface StationPurgeParts {
  context: Context;
  mode: StationMode;
  files: StationFiles;
  signingKey: () => string;
  onProgress: (progress: PurgeProgress | null) => void;
  /** An order was carried out: lists are empty, and the hub must be notified. */
  onDone: () => void;
  /** A failure; it is retried at the next check. */
  failed: (error: unknown) => void;
}

/** The station's watch over how long personal data is kept. */
export type StationPurge = ReturnType<typeof createStationPurge>;

/** Milliseconds between two checks: a day matters, an hour does not. */
const checkIntervalMs = 60 * 60_000;
const pauseMilliseconds = 500;

/** Loaded for an order, which hardly any start meets. */
const carrying = () => import('./carry-out.ts');

/** The first check is the first call of `tend`. */
export function createStationPurge(parts: StationPurgeParts) {
  const { context } = parts;
  let progress: PurgeProgress | null = null;
  const work: CarryOutParts = {
    context,
    mode: parts.mode,
    files: parts.files,
    signingKey: parts.signingKey,
    onProgress: (next) => {
      progress = next;
      parts.onProgress(next);
    },
    pause: () => new Promise((resolve) => setTimeout(resolve, pauseMilliseconds)),
  };
  const sense = createJumpSense();
  let working: Promise<void> = Promise.resolve();
  const carry = (): Promise<void> => {
    working = working.then(async () => {
      const { carryOut } = await carrying();
      if (await carryOut(work)) parts.onDone();
    });
    return working;
  };
  const tend = async (): Promise<void> => {
    try {
      takeHeldPurges(context, parts.mode);
      const jump = sense({ wall: context.clock(), steady: steadyNow(context) });
      if (isDue(context, jump)) orderByRule(context, parts.signingKey());
      if (hasOpenOrder(context)) await carry();
    } catch (error) {
      working = Promise.resolve();
      progress = null;
      parts.failed(error);
    }
  };
  const timer = setInterval(() => void tend(), checkIntervalMs).unref();
  return {
    /** Carries out orders and purges due by the rule. One at a time; never rejects. */
    tend,
    /** Orders and carries out this station's own purge. Throws CallFailure; see order-purge.ts. */
    order: async (caller: Caller, approver: Operator): Promise<void> => {
      orderPurge(context, parts.signingKey(), caller, approver);
      await tend();
    },
    /**
     * Records the declaration that a purge's remains were destroyed. Throws CallFailure `not-found`
     * (nothing of that path is left), `sign-in-needed`.
     */
    declare: async (
      caller: Caller,
      { path, reason }: { path: string; reason: string },
    ): Promise<void> => {
      const id = operatorIdOf(caller);
      const by = { kind: 'operator', id, name: caller.operator?.name ?? id } as const;
      const { declareDestroyed } = await carrying();
      if (!declareDestroyed(work, { path, reason, by, at: context.clock() })) {
        throw new CallFailure('not-found');
      }
      parts.onDone();
    },
    /** Null while no purge runs. */
    progress: (): PurgeProgress | null => progress,
    stop: async (): Promise<void> => {
      clearInterval(timer);
      await working.catch(() => {});
    },
  };
}

function hasOpenOrder({ db, event }: Context): boolean {
  return listPurges(db, event.file.id).some(({ done, left }) => done === null || left.length > 0);
}

export function stationRetentionState(context: Context): RetentionState {
  const { rule, warnedAt } = readRetention(context.db);
  return retentionState(context.event.file, rule, context.clock(), warnedAt);
}

/**
 * Whether a purge is due; records the warning or clears it. Never in a training.
 *
 * @param jump milliseconds by which the clock was set since the last check
 */
function isDue(context: Context, jump: number): boolean {
  const { db, event, clock } = context;
  if (context.training) return false;
  const { phase } = stationRetentionState(context);
  const isWarning = phase === 'warning' || phase === 'due';
  const { warnedAt } = readRetention(db);
  if (isWarning && mustWarnAgain({ jump, warnedAt, now: clock() })) {
    noteWarned(db, clock());
    return false;
  }
  if (isWarning !== (warnedAt !== null)) noteWarned(db, isWarning ? clock() : null);
  return phase === 'due' && !isPurged(db, event.file.id);
}
