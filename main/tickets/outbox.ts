// clock: an interval between two lines of the log.

import type { WritableDatabase } from '../../db/base/types.ts';
import {
  changeTicketMail,
  closeInterruptedMails,
  hurryTicketMails,
  nextTicketMail,
  pullBackTicketMails,
  type TicketMail,
} from '../../db/tickets.ts';
import { afterAttempt, type SmtpFault } from '../../domain/tickets/ticket-mail.ts';
import { errorFields } from '../base/log.ts';
import { realTimers, type Timers } from '../base/timers.ts';
import type { SmtpLine } from './smtp.ts';

export interface ComposedMail {
  /** RFC 5322. */
  message: Uint8Array;
  /** Hash of the ticket in it (`ticketHash`). */
  ticket: string;
}

export interface OutboxParts {
  db: WritableDatabase;
  /** UTC milliseconds, for what is stored. */
  clock: () => number;
  /** Milliseconds that no change of the clock moves: pace and notices use it. */
  steady?: () => number;
  /** Opens a line with the settings of this moment; null while there are none. */
  line: () => Promise<SmtpLine | null>;
  /** The e-mail with the ticket of this moment; null where the person gets none any more. */
  compose: (mail: TicketMail) => Promise<ComposedMail | null>;
  /** Milliseconds between the beginnings of two e-mails. */
  pace: () => number;
  onChange: () => void;
  log: { info(about: object, text: string): void; error(about: object, text: string): void };
  wait?: Timers['after'];
}

export type Outbox = ReturnType<typeof createOutbox>;

/** Milliseconds after which a server that could not be reached is tried again. */
const retryBlocked = 60_000;
/** Milliseconds between two notices: for each, an open page counts the whole roster. */
const tellEvery = 1_000;

/**
 * Makes the outbox; it begins with the first nudge.
 *
 * A jump of the clock, back or forward, changes no pace, and no e-mail waits longer than its own
 * pause (`afterAttempt`). Durations are measured by the steady clock, and stored times that are in
 * the future of today's clock are moved back before anything waits.
 */
export function createOutbox(parts: OutboxParts) {
  const { db, clock, onChange, log } = parts;
  const { wait = realTimers.after, steady = () => performance.now() } = parts;
  let running: Promise<void> | null = null;
  let isStopping = false;
  let isNudged = false;
  let blocked: SmtpFault | null = null;
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
    const composed = await parts.compose(mail);
    if (composed === null) {
      changeTicketMail(
        db,
        { id: mail.id, from: 'waiting' },
        { ...mail, state: 'stopped', wall: clock() },
      );
      return;
    }
    line ??= await parts.line();
    if (line === null) return;
    const attempts = mail.attempts + 1;
    const sending = { ...mail, state: 'sending', ticket: composed.ticket, attempts } as const;
    // Recorded before the first byte leaves.
    const begun = changeTicketMail(
      db,
      { id: mail.id, from: 'waiting' },
      { ...sending, wall: clock() },
    );
    if (!begun) return;
    const outcome = await line.send({ to: mail.address, message: composed.message });
    const now = clock();
    if (outcome.kind === 'blocked') {
      blocked = { problem: outcome.problem, answer: outcome.answer };
      const again = { ...mail, answer: outcome.answer, wall: now };
      changeTicketMail(db, { id: mail.id, from: 'sending' }, again);
      log.info({ problem: outcome.problem }, 'tickets by e-mail: nothing can be sent');
      return;
    }
    blocked = null;
    const { state, nextAt } = afterAttempt(outcome, { attempts, now });
    const done = { ...sending, state, nextAt, answer: outcome.answer, wall: now };
    changeTicketMail(db, { id: mail.id, from: 'sending' }, done);
    log.info({ id: mail.id, state, attempts }, 'ticket by e-mail');
  };

  const sendAll = async (): Promise<void> => {
    // After a crash, or after a disk that was full when the server answered.
    const interrupted = closeInterruptedMails(db, clock());
    if (interrupted > 0) log.info({ interrupted }, 'tickets by e-mail: perhaps sent');
    let told = steady();
    while (!isStopping) {
      isNudged = false;
      const mail = nextTicketMail(db);
      if (mail === undefined) {
        blocked = null;
        onChange();
        return;
      }
      const now = clock();
      if (mail.nextAt > now) {
        if (pullBackTicketMails(db, now) > 0) continue;
        onChange();
        await pause(mail.nextAt - now, true);
      } else {
        const began = steady();
        await sendNext(mail);
        if (blocked !== null || line === null || steady() - told >= tellEvery) {
          told = steady();
          onChange();
        }
        if (line === null) return;
        if (blocked !== null) await pause(retryBlocked, true);
        else await pause(Math.ceil(Math.max(0, parts.pace() - (steady() - began))), false);
      }
    }
  };

  const run = async (): Promise<void> => {
    for (let isOver = false; !isOver && !isStopping; ) {
      try {
        await sendAll();
        isOver = true;
      } catch (error) {
        // A full disk, a ticket that cannot be made: retried like a server that is away.
        log.error(errorFields(error), 'tickets by e-mail: nothing can be sent');
        const answer = error instanceof Error ? error.message : '';
        blocked = { problem: 'station', answer: answer.slice(0, 400) };
        onChange();
        await pause(retryBlocked, true);
      }
    }
  };

  const start = (): void => {
    running ??= run().finally(() => {
      running = null;
      line?.close();
      line = null;
      if (isNudged && !isStopping) start();
    });
  };

  return {
    /** A new e-mail waits, or the settings were changed. */
    nudge: (): void => {
      if (isStopping) return;
      isNudged = true;
      // With new settings everything is tried again, at once.
      if (blocked !== null) {
        line?.close();
        line = null;
        blocked = null;
        hurryTicketMails(db, clock());
      }
      if (endWait?.isOpen === true) endWait.end();
      start();
    },
    /** Why nothing can be sent; null where nothing is known to be wrong. */
    blocked: (): SmtpFault | null => blocked,
    /** Resolves after the e-mail that is being sent. */
    stop: async (): Promise<void> => {
      isStopping = true;
      endWait?.end();
      await running;
    },
  };
}
