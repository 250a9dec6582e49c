import type { WritableDatabase } from '../../db/base/types.ts';
import {
  changeTicketMail,
  closeInterruptedMails,
  hurryTicketMails,
  nextTicketMail,
  type TicketMail,
} from '../../db/tickets.ts';
import { afterAttempt, type SmtpProblem } from '../../domain/tickets/ticket-mail.ts';
import type { SmtpLine } from './smtp.ts';

/** What the outbox needs. */
export interface OutboxParts {
  db: WritableDatabase;
  /** UTC milliseconds. */
  clock: () => number;
  /** Opens a line by today's settings; null while there are none. */
  line: () => Promise<SmtpLine | null>;
  /** The e-mail as its recipient's server gets it (RFC 5322); null where the person gets none. */
  compose: (mail: TicketMail) => Promise<Uint8Array | null>;
  /** Milliseconds between the beginnings of two e-mails. */
  pace: () => number;
  onChange: () => void;
  log: { info(about: object, text: string): void; error(about: object, text: string): void };
  /** A timer; replaced in tests. Returns how to stop it. */
  wait?: (milliseconds: number, then: () => void) => () => void;
}

/** Sends what waits, one e-mail after another. */
export interface Outbox {
  /** Something new waits, or the settings were changed. */
  nudge(): void;
  /** Why nothing can be sent; null where nothing is known to be wrong. */
  blocked(): { problem: SmtpProblem; answer: string } | null;
  /** Ends after the e-mail that is being sent. */
  stop(): Promise<void>;
}

/** Milliseconds after which a server that could not be reached is tried again. */
const retryBlocked = 60_000;

/** Makes the outbox; it begins with the first nudge. */
export function createOutbox(parts: OutboxParts): Outbox {
  const { db, clock, onChange, log } = parts;
  const wait = parts.wait ?? waitFor;
  let running: Promise<void> | null = null;
  let isStopping = false;
  let isNudged = false;
  let blocked: ReturnType<Outbox['blocked']> = null;
  let line: SmtpLine | null = null;
  let endWait: { end: () => void; isOpen: boolean } | null = null;

  /** @param isOpen whether a nudge ends it */
  const pause = (milliseconds: number, isOpen: boolean): Promise<void> =>
    new Promise((resolve) => {
      const stopTimer = wait(milliseconds, resolve);
      const end = (): void => {
        stopTimer();
        resolve();
      };
      endWait = { end, isOpen };
    });

  const sendNext = async (mail: TicketMail): Promise<void> => {
    const message = await parts.compose(mail);
    line ??= await parts.line();
    if (line === null) return;
    const attempts = mail.attempts + 1;
    const sending = {
      state: 'sending',
      attempts,
      nextAt: mail.nextAt,
      answer: mail.answer,
    } as const;
    // Written down before the first byte leaves.
    const begun = changeTicketMail(
      db,
      { id: mail.id, from: 'waiting' },
      { ...sending, wall: clock() },
    );
    if (!begun) return;
    const outcome =
      message === null
        ? ({ kind: 'refused', answer: '' } as const)
        : await line.send({ to: mail.address, message });
    const now = clock();
    if (outcome.kind === 'blocked') {
      blocked = { problem: outcome.problem, answer: outcome.answer };
      const again = { ...sending, state: 'waiting', attempts: mail.attempts, wall: now } as const;
      changeTicketMail(db, { id: mail.id, from: 'sending' }, { ...again, answer: outcome.answer });
      log.info({ problem: outcome.problem }, 'tickets by e-mail: nothing can be sent');
      return;
    }
    blocked = null;
    const { state, nextAt } = afterAttempt(outcome, { attempts, now });
    const done = { state, nextAt, attempts, answer: outcome.answer, wall: now };
    changeTicketMail(db, { id: mail.id, from: 'sending' }, done);
    log.info({ id: mail.id, state, attempts }, 'ticket by e-mail');
  };

  const run = async (): Promise<void> => {
    // Of a crash, or of a disk that was full behind the server's answer.
    const interrupted = closeInterruptedMails(db, clock());
    if (interrupted > 0) log.info({ interrupted }, 'tickets by e-mail: perhaps sent');
    while (!isStopping) {
      isNudged = false;
      const mail = nextTicketMail(db);
      if (mail === undefined) return;
      const began = clock();
      if (mail.nextAt > began) await pause(mail.nextAt - began, true);
      else {
        await sendNext(mail);
        onChange();
        if (line === null) return;
        if (blocked !== null) await pause(retryBlocked, true);
        else await pause(Math.max(0, parts.pace() - (clock() - began)), false);
      }
    }
  };

  const start = (): void => {
    running ??= run()
      .catch((error: unknown) => log.error({ error }, 'tickets by e-mail: the outbox stopped'))
      .finally(() => {
        running = null;
        line?.close();
        line = null;
        if (isNudged && !isStopping) start();
      });
  };

  return {
    nudge: () => {
      if (isStopping) return;
      isNudged = true;
      // By new settings everything is tried anew, at once.
      if (blocked !== null) {
        line?.close();
        line = null;
        blocked = null;
        hurryTicketMails(db, clock());
      }
      if (endWait?.isOpen === true) endWait.end();
      start();
    },
    blocked: () => blocked,
    stop: async () => {
      isStopping = true;
      endWait?.end();
      await running;
    },
  };
}

function waitFor(milliseconds: number, then: () => void): () => void {
  const timer = setTimeout(then, milliseconds);
  return () => clearTimeout(timer);
}
