// clock: stamps lines of the log.

import type { AuditEntry } from '../../domain/organiser/audit.ts';
import type { AuditLog } from '../accounts/audit.ts';
import { errorFields, type HubLog } from '../http/log.ts';
import type { Print } from './print.ts';

/** The level numbers in `hub.log`. */
const levels = { info: 30, warn: 40, error: 50 } as const satisfies Record<keyof HubLog, number>;

/** Also prints the log's lines, for a collector on another machine. */
export function printedLog(log: HubLog, print: Print): HubLog {
  const write = (level: keyof HubLog) => (fields: object, msg: string) => {
    log[level](fields, msg);
    const time = new Date().toISOString();
    print(JSON.stringify({ level: levels[level], time, ...fields, msg }));
  };
  return { info: write('info'), warn: write('warn'), error: write('error') };
}

/** Milliseconds between two reads of the audit. */
const checkIntervalMs = 2_000;
/** Entries printed again at a start: some may have been written when the hub was killed. */
const again = 100;

/**
 * Prints each entry of the audit from the newest ones on, without search texts and names. A
 * collector recognises repeated entries by their number.
 */
export function printAudit(audit: AuditLog, log: HubLog, print: Print) {
  let last: number | null = null;
  let looking: Promise<void> = Promise.resolve();
  const look = async (): Promise<void> => {
    try {
      const news = await entriesAfter(audit, last);
      for (const entry of news) print(lineOf(entry));
      last = news.at(-1)?.seq ?? last;
    } catch (error) {
      log.warn(errorFields(error), 'the audit was not printed; tried again');
    }
  };
  const next = (): Promise<void> => {
    looking = looking.then(look);
    return looking;
  };
  const timer = setInterval(() => void next(), checkIntervalMs).unref();
  void next();
  return {
    /** Stops after printing the remaining entries. */
    stop: async (): Promise<void> => {
      clearInterval(timer);
      await next();
    },
  };
}

/** Entries after a number, oldest first. */
async function entriesAfter(audit: AuditLog, last: number | null): Promise<AuditEntry[]> {
  const found: AuditEntry[] = [];
  let before: number | null = null;
  do {
    const page = await audit.read({ limit: again, ...(before === null ? {} : { before }) });
    found.push(...page.entries.filter(({ seq }) => last === null || seq > last));
    const reached = page.entries.at(-1)?.seq ?? 0;
    before = last !== null && reached > last ? page.before : null;
  } while (before !== null);
  return found.toReversed();
}

function lineOf({ seq, at, account, query: _typed, ...entry }: AuditEntry): string {
  const time = new Date(at).toISOString();
  return JSON.stringify({
    level: levels.info,
    time,
    audit: seq,
    ...entry,
    account: account?.id ?? null,
  });
}
