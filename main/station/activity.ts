import { listKnownOperators } from '../../db/ledger/known-stations.ts';
import { isPurged } from '../../db/privacy/purge-orders.ts';
import { insertActivity, listActivity } from '../../db/station/activity.ts';
import { csvFile } from '../../domain/base/csv.ts';
import type { ScreenLanguage } from '../../domain/base/language.ts';
import { textOrder } from '../../domain/base/text-order.ts';
import {
  type Activity,
  openedAgainAfter,
  searchSettlesAfter,
} from '../../domain/station/activity.ts';
import type { ActivityFilter, ActivityView } from '../../preload/contract/station/alerts.ts';
import { steadyNow } from '../base/clock.ts';
import type { Caller, Context } from '../base/context.ts';
import { stationNames } from '../ledger/station-names.ts';

/** Records what operators searched, opened, printed and exported, after the answer was sent. */
export type ActivityLog = ReturnType<typeof createActivityLog>;

interface Pending {
  caller: Caller;
  activity: Activity;
  /** UTC milliseconds of the event's clock at the last key press. */
  wall: number;
  timer: NodeJS.Timeout;
}

/** An activity log in the station's store. `failed` gets errors: no call waits for the log. */
export function createActivityLog(context: Context, failed: (error: unknown) => void) {
  let pending: Pending | null = null;
  const opened = new Map<string, number>();
  const write = ({ operator }: Caller, activity: Activity, wall: number): void => {
    try {
      const eventId = context.event.file.id;
      // The log was purged with the event's personal data, and does not begin again.
      if (isPurged(context.db, eventId)) return;
      const operatorId = operator?.id ?? null;
      insertActivity(context.db, { ...activity, eventId, operatorId, wall });
    } catch (error) {
      failed(error);
    }
  };
  const flush = (): void => {
    if (pending === null) return;
    const { caller, activity, wall, timer } = pending;
    clearTimeout(timer);
    pending = null;
    write(caller, activity, wall);
  };
  const search = (caller: Caller, activity: Activity): void => {
    if (pending !== null && pending.caller.operator?.id !== caller.operator?.id) flush();
    if (pending !== null) clearTimeout(pending.timer);
    pending = null;
    if (activity.detail.trim() === '') return;
    const timer = setTimeout(flush, searchSettlesAfter).unref();
    pending = { caller, activity, wall: context.clock(), timer };
  };
  return {
    /** Records an activity. A search waits until typing stops, or a delegate is opened from it. */
    note: (caller: Caller, activity: Activity): void => {
      if (activity.kind === 'search') {
        search(caller, activity);
        return;
      }
      flush();
      const wall = context.clock();
      if (activity.kind === 'opened') {
        const [now, key] = [
          steadyNow(context),
          `${caller.operator?.id ?? ''} ${activity.delegateId ?? ''}`,
        ];
        if (now - (opened.get(key) ?? Number.NEGATIVE_INFINITY) < openedAgainAfter) return;
        opened.set(key, now);
      }
      write(caller, activity, wall);
    },
    /** Writes a waiting search; for the end of the app. */
    flush,
  };
}

export function activityViews(
  context: Context,
  input: ActivityFilter & { limit: number },
): { rows: ActivityView[]; more: boolean; operators: { id: string; name: string }[] } {
  const eventId = context.event.file.id;
  const found = listActivity(context.db, { ...input, eventId, limit: input.limit + 1 });
  const names = stationNames(context);
  return {
    rows: found
      .slice(0, input.limit)
      .map(({ id, kind, operatorId, printedName, detail, wall }) => ({
        id,
        kind,
        operatorName: names.operator(operatorId),
        printedName,
        detail,
        wall,
      })),
    more: found.length > input.limit,
    operators: listKnownOperators(context.db)
      .map(({ id, name }) => ({ id, name }))
      .toSorted((a, b) => textOrder(context.language)(a.name, b.name)),
  };
}

const headers = {
  en: ['Time (UTC)', 'What', 'Who', 'Delegate', 'Detail'],
  fr: ['Heure (UTC)', 'Quoi', 'Qui', 'Délégué', 'Détail'],
} as const satisfies Record<ScreenLanguage, readonly string[]>;

/** Maximum rows of one file. */
const maxRows = 1_000_000;

/** The log as a CSV file; spreadsheets read none of its cells as a formula. */
export function activityCsv(
  context: Context,
  filter: ActivityFilter,
  language: ScreenLanguage,
): string {
  const { rows } = activityViews(context, { ...filter, limit: maxRows });
  const lines = rows.map(({ wall, kind, operatorName, printedName, detail }) => [
    new Date(wall).toISOString(),
    kind,
    operatorName ?? '',
    printedName ?? '',
    detail,
  ]);
  return csvFile([headers[language], ...lines], language === 'fr' ? ';' : ',');
}
