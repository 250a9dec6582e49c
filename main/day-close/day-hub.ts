import { setTimeout as pause } from 'node:timers/promises';
import { countWaiting } from '../../db/ledger/hub-link.ts';
import type { ScreenLanguage } from '../../domain/base/language.ts';
import type { CopyComparison } from '../../domain/day-close/compare-copies.ts';
import type { HubDayStatus, ReportQuery } from '../../domain/day-close/day-close-wire.ts';
import type { DayReport, SignedReport } from '../../domain/day-close/report.ts';
import type { LocalDay } from '../../domain/event/event-file.ts';
import type { ChainHead } from '../../domain/sync/events.ts';
import type { DayReportContent } from '../../reports/day-report/day-report.ts';
import { CallFailure } from '../base/call-failure.ts';
import type { Context } from '../base/context.ts';
import type { HttpHub, HubCredentials } from '../hub-client/http-hub.ts';
import { askingHub } from '../hub-client/hub-failure.ts';
import { introduce } from '../hub-client/introduce.ts';
import type { LinkService } from '../sync/link/link-service.ts';
import type { ArchiveBytes, ArchiveQuestion } from './archive-work.ts';
import type { LocalDayView, LocalQuestion } from './local-day.ts';

/**
 * The hub for the close of a day. Throws CallFailure `hub-unreachable`, `hub-refused`,
 * `hub-wrong-certificate`.
 */
export interface DayHub {
  status(day: LocalDay): Promise<HubDayStatus>;
  report(query: ReportQuery): Promise<SignedReport>;
  /** Sends everything that waits here. Throws CallFailure `facts-waiting` if it takes too long. */
  push(): Promise<void>;
  /** Asks every station to close the day, in the name of this operator. */
  call(day: LocalDay, operatorId: string): Promise<void>;
  close(day: LocalDay, operatorId: string): Promise<SignedReport>;
}

export interface CompareQuestion {
  stations: DayReport['stations'];
  /** Heads that the report must have reached; see `ChainCopy.before`. */
  sent: ChainHead[];
}

export interface DayPaperQuestion {
  content: DayReportContent;
  language: ScreenLanguage;
}

/** Work that reads every fact or takes as long. */
export interface DayReads {
  localDay(question: LocalQuestion): Promise<LocalDayView>;
  compare(question: CompareQuestion): Promise<CopyComparison>;
  /** Throws CallFailure `archive-too-large`. */
  archive(question: ArchiveQuestion): Promise<ArchiveBytes>;
  /** Throws where the bundled fonts cannot be loaded. */
  dayPaper(question: DayPaperQuestion): Promise<Uint8Array>;
}

export interface DayCloseParts {
  context: Context;
  /** Null while this station has no hub. */
  hub: () => DayHub | null;
  /** The station's Ed25519 key (PKCS #8 DER, base64), which signs reports without a hub. */
  signingKey: () => string;
  /** In the app these run in a separate process. */
  reads: DayReads;
}

/** Milliseconds after which the caller gets `facts-waiting` instead of waiting for the push. */
const maxPush = 60_000;
/** Milliseconds between two checks of what waits. */
const retryMs = 100;

export interface DayHubParts {
  context: Context;
  link: Pick<LinkService, 'credentials' | 'resting' | 'state' | 'syncNow'>;
  version: string;
}

/** Null while this station has no hub. */
export function createDayHub(parts: DayHubParts): DayHub | null {
  const { link } = parts;
  if (link.state() === null) return null;
  const credentials = (): HubCredentials => {
    const known = link.credentials();
    // The link exists but not its token: the keychain is another one. The station must join again.
    if (known === null) throw new CallFailure('hub-refused', 'unauthorised');
    return known;
  };
  const asking = <T>(ask: (hub: HttpHub) => Promise<T>): Promise<T> =>
    askingHub(async () => {
      // Loaded here, not at the start, which has no time for it: docs/decisions/020.
      const { createHttpHub } = await import('../hub-client/http-hub.ts');
      const hub = createHttpHub(credentials());
      try {
        return await ask(hub);
      } finally {
        await hub.close();
      }
    });
  /** A numbered request: the sync, which numbers its own requests, pauses meanwhile. */
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
    await pause(retryMs);
  }
}
