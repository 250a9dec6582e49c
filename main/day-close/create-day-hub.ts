import { setTimeout as pause } from 'node:timers/promises';
import { countWaiting } from '../../db/ledger/hub-link.ts';
import { CallFailure } from '../base/call-failure.ts';
import type { Context } from '../base/context.ts';
import type { HttpHub, HubCredentials } from '../hub-client/http-hub.ts';
import { askingHub } from '../hub-client/hub-failure.ts';
import { introduce } from '../hub-client/introduce.ts';
import type { LinkService } from '../sync/link/link-service.ts';
import type { DayHub } from './day-hub.ts';

/** Milliseconds after which a caller that waits for the push learns that facts still wait. */
const maxPush = 60_000;
/** Milliseconds between two checks of what waits. */
const lookAgain = 100;

/** What the close of a day needs of the link. */
export interface DayHubParts {
  context: Context;
  link: Pick<LinkService, 'credentials' | 'resting' | 'state' | 'syncNow'>;
  version: string;
}

/** The hub of this station for the close of a day; null while it has no hub. */
export function createDayHub(parts: DayHubParts): DayHub | null {
  const { link } = parts;
  if (link.state() === null) return null;
  const credentials = (): HubCredentials => {
    const known = link.credentials();
    // The link exists but not its token: another keychain. The station has to join again.
    if (known === null) throw new CallFailure('hub-refused', 'unauthorised');
    return known;
  };
  const asking = <T>(ask: (hub: HttpHub) => Promise<T>): Promise<T> =>
    askingHub(async () => {
      // Not at the start, which has no time for it: docs/decisions/020.
      const { createHttpHub } = await import('../hub-client/http-hub.ts');
      const hub = createHttpHub(credentials());
      try {
        return await ask(hub);
      } finally {
        await hub.close();
      }
    });
  /** A numbered request: the sync, which numbers its own, pauses meanwhile. */
  const ordering = <T>(
    ask: (hub: HttpHub, numbered: { epoch: string; request: number }) => Promise<T>,
  ): Promise<T> =>
    link.resting(() =>
      asking(async (hub) => {
        const { epoch, lastRequest } = await introduce(hub, introducedAs(parts));
        return await ask(hub, { epoch, request: lastRequest + 1 });
      }),
    );
  return {
    status: (day) => asking((hub) => hub.dayStatus({ day })),
    report: async (query) => (await asking((hub) => hub.dayReport(query))).signed,
    push: () => pushAll(parts),
    call: async (day, operator) => {
      await ordering((hub, { epoch, request }) => hub.callDay({ epoch, request, day, operator }));
    },
    close: async (day, operator) => {
      const { signed } = await ordering((hub, { epoch, request }) =>
        hub.closeDay({ epoch, request, day, operator }),
      );
      return signed;
    },
  };
}

function introducedAs({ context, version }: DayHubParts) {
  const { db, event, stationName, clock } = context;
  return { db, eventId: event.file.id, stationName, version, clock };
}

/** Waits until the hub has confirmed every fact of this station. */
async function pushAll({ context, link }: DayHubParts): Promise<void> {
  const end = performance.now() + maxPush;
  link.syncNow();
  for (;;) {
    const { waiting } = countWaiting(context.db);
    if (waiting === 0) return;
    const state = link.state();
    if (state?.phase === 'waiting' && state.trouble !== null) {
      throw new CallFailure('hub-unreachable', state.trouble);
    }
    if (performance.now() > end) throw new CallFailure('facts-waiting', String(waiting));
    await pause(lookAgain);
  }
}
