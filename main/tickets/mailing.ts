// clock: stamps mails; the pace of sending is the matter of outbox.ts.

import { randomUUID } from 'node:crypto';
import { readSetting, writeSetting } from '../../db/base/settings.ts';
import { findDelegateById } from '../../db/roster/roster.ts';
import {
  addTicketMails,
  bounceTicketMails,
  countTicketMails,
  endTicketDoubt,
  listTicketMails,
  stopTicketMails,
  type TicketMail,
  type TicketReceiver,
  ticketDoubtSince,
  ticketMailsOf,
  ticketReceivers,
} from '../../db/tickets.ts';
import type { ScreenLanguage } from '../../domain/base/language.ts';
import { nameOrder } from '../../domain/roster/name-order.ts';
import {
  isMailAddress,
  type MailingScope,
  type MailSkip,
  type SmtpSettings,
  smtpSettingsSchema,
  type TicketMailState,
  ticketMailStates,
} from '../../domain/tickets/ticket-mail.ts';
import { sendsTicket } from '../../domain/tickets/tickets-file.ts';
import type {
  MailingPreview,
  TicketMailOf,
  TicketMailView,
} from '../../preload/contract/tickets.ts';
import type { CallOutput } from '../../preload/contract.ts';
import { CallFailure } from '../base/call-failure.ts';
import type { Context } from '../base/context.ts';
import type { SecretBox } from '../base/secret-box.ts';
import { createOutbox, type OutboxParts } from './outbox.ts';
import type { SmtpLine } from './smtp.ts';
import { type TicketWork, ticketSigner } from './ticket-work.ts';

const settingName = 'ticket-mail';
const passwordName = 'smtp-password';
/** States that need an operator's attention. */
const openStates: readonly TicketMailState[] = ['refused', 'bounced', 'perhaps'];
const maxShown = 200;
/** Maximum addresses of an import that are named where nothing was sent to them. */
const unknownShown = 5;

interface MailingParts extends Pick<OutboxParts, 'log' | 'onChange' | 'wait'> {
  context: Context;
  reads: Pick<TicketWork, 'ticketMail'>;
  secrets: SecretBox;
  /** The screens' language, for the order of people. */
  language: () => ScreenLanguage;
}

/** Tickets by e-mail: settings, outbox and the state of each person's. */
export type Mailing = ReturnType<typeof createMailing>;

/** Throws CallFailure `not-found` where a call needs settings and there are none. */
export function createMailing(parts: MailingParts) {
  const { context, secrets } = parts;
  const { db } = context;
  const eventId = context.event.file.id;
  const settings = (): SmtpSettings | null =>
    smtpSettingsSchema
      .nullable()
      .catch(null)
      .parse(readSetting(db, settingName) ?? null);
  const neededSettings = (): SmtpSettings => {
    const known = settings();
    if (known === null) throw new CallFailure('not-found', 'mail settings');
    return known;
  };
  const line = async (): Promise<SmtpLine | null> => {
    const known = settings();
    if (known === null) return null;
    // Few stations send e-mails: no start waits for the code that does.
    const { createSmtpLine } = await import('./smtp.ts');
    return createSmtpLine({ settings: known, password: secrets.read(passwordName) });
  };
  const outbox = createOutbox({
    db,
    line,
    log: parts.log,
    onChange: parts.onChange,
    ...(parts.wait === undefined ? {} : { wait: parts.wait }),
    clock: Date.now,
    pace: () => 60_000 / (settings()?.perMinute ?? 60),
    compose: async ({ id, delegateId, address, mailing }) => {
      const sender = settings();
      if (sender === null) return null;
      const make = (): ReturnType<TicketWork['ticketMail']> =>
        parts.reads.ticketMail({
          delegateId,
          sender,
          to: address,
          id: `${mailing}.${id}`,
          language: parts.language(),
        });
      // A new version of the event ends the thread that makes it; the next thread has that version.
      return await make().catch((error: unknown) => {
        if (error instanceof CallFailure && error.code === 'internal') return make();
        throw error;
      });
    },
  });
  const newMailing = () => ({ eventId, mailing: randomUUID(), wall: Date.now() });
  const notify = (): void => {
    parts.onChange();
    outbox.nudge();
  };
  const add = (people: readonly { delegateId: string; address: string }[]): void => {
    db.transaction(() => addTicketMails(db, newMailing(), people)).immediate();
    notify();
  };
  const assertReady = (): void => {
    neededSettings();
    ticketSigner({ db, event: context.event.file });
  };
  /** Those in the scope without a known outcome: a mailing goes to them. */
  const unsentPeople = (scope: MailingScope) =>
    receiversIn(scope)
      .filter((person) => whySkipped(person) === null)
      .map(({ id, email, ticket }) => ({ delegateId: id, address: email, ticket }));
  const receiversIn = (scope: MailingScope): TicketReceiver[] => {
    const people = ticketReceivers(db, eventId);
    if (scope.kind === 'roster') return people;
    const chosen = new Set(scope.delegateIds);
    return people.filter(({ id }) => chosen.has(id));
  };
  return {
    outbox,
    view: (): TicketMailView => {
      const people = ticketReceivers(db, eventId);
      const since = ticketDoubtSince(db);
      const left = people.filter((person) => whySkipped(person) === null);
      const unsent = since === null ? left : [];
      const none = Object.fromEntries(ticketMailStates.map((state) => [state, 0]));
      const counted = countTicketMails(db, eventId).map(({ state, count }) => [state, count]);
      return {
        settings: settings(),
        hasPassword: secrets.read(passwordName) !== null,
        people: people.length,
        unsent: unsent.length,
        doubt:
          since === null || left.length === 0
            ? null
            : { since, count: left.length, people: peopleOf(left, parts.language()) },
        replaced: unsent.filter(({ hadOne }) => hadOne === 1).length,
        withoutAddress: people.filter(({ email }) => !isMailAddress(email)).length,
        counts: { ...none, ...Object.fromEntries(counted) } as TicketMailView['counts'],
        blocked: outbox.blocked(),
        open: listTicketMails(db, { eventId, states: openStates, limit: maxShown }).map(
          ({ printedName, ...mail }) => ({ ...shown(mail), printedName }),
        ),
      };
    },
    /** Throws CallFailure `not-found`. */
    viewOf: (delegateId: string): TicketMailOf => {
      const delegate = findDelegateById(db, eventId, delegateId);
      if (delegate === null) throw new CallFailure('not-found');
      const mails = ticketMailsOf(db, eventId, delegateId);
      const [last] = mails;
      return {
        isSetUp: settings() !== null,
        getsTicket: sendsTicket(delegate),
        isReplaced: last?.state === 'sent' && last.ticket !== delegate.ticketHashes[0],
        mails: mails.slice(0, maxShown).map(shown),
      };
    },
    saveSettings: ({
      settings: wanted,
      password,
    }: {
      settings: SmtpSettings;
      password: string | null;
    }): void => {
      writeSetting(db, settingName, wanted);
      if (password === '') secrets.remove(passwordName);
      else if (password !== null) secrets.write(passwordName, password);
      outbox.nudge();
    },
    test: async ({
      to,
      language,
    }: {
      to: string;
      language: ScreenLanguage;
    }): ReturnType<SmtpLine['send']> => {
      const sender = neededSettings();
      const id = `test.${randomUUID()}`;
      const mail = await parts.reads.ticketMail({ delegateId: null, sender, to, id, language });
      const own = await line();
      if (own === null || mail === null) throw new CallFailure('not-found', 'mail settings');
      try {
        return await own.send({ to, message: mail.message });
      } finally {
        own.close();
      }
    },
    /** What `start` would do for these people, and why it skips the others. Writes nothing. */
    preview: (delegateIds: readonly string[]): MailingPreview => {
      const chosen = new Set(delegateIds);
      const people = receiversIn({ kind: 'selection', delegateIds: [...chosen] });
      const skipped = new Map<MailSkip, number>();
      const skip = (why: MailSkip, count: number): void => {
        if (count > 0) skipped.set(why, (skipped.get(why) ?? 0) + count);
      };
      let willSend = 0;
      for (const person of people) {
        const why = whySkipped(person);
        if (why === null) willSend += 1;
        else skip(why, 1);
      }
      skip('no-ticket', chosen.size - people.length);
      return {
        isSetUp: settings() !== null,
        isInDoubt: ticketDoubtSince(db) !== null,
        willSend,
        skipped: [...skipped].map(([why, count]) => ({ why, count })),
      };
    },
    /**
     * Puts everyone of the scope in the outbox who has not got the ticket of today; returns how
     * many. After a restore it adds no one until `resolveDoubt`. Throws CallFailure
     * `ticket-key-missing`.
     */
    start: (scope: MailingScope): number => {
      assertReady();
      if (ticketDoubtSince(db) !== null) return 0;
      const people = unsentPeople(scope);
      if (people.length > 0) add(people);
      return people.length;
    },
    /**
     * Call it after a restore of the store. Sends to everyone whose ticket may have left already,
     * or records them as perhaps sent. Returns how many. Throws CallFailure `already-done`, and as
     * `start`.
     */
    resolveDoubt: ({ send }: { send: boolean }): number => {
      assertReady();
      const count = db
        .transaction(() => {
          if (ticketDoubtSince(db) === null) throw new CallFailure('already-done');
          const people = unsentPeople({ kind: 'roster' });
          addTicketMails(db, newMailing(), people, send ? 'waiting' : 'perhaps');
          endTicketDoubt(db);
          return people.length;
        })
        .immediate();
      notify();
      return count;
    },
    stop: (): number => {
      const stopped = db.transaction(() => stopTicketMails(db, eventId, Date.now())).immediate();
      parts.onChange();
      return stopped;
    },
    /** Throws CallFailure `not-found`, `already-done`, `ticket-key-missing`. */
    again: ({ delegateId, address }: { delegateId: string; address: string }): void => {
      assertReady();
      const delegate = findDelegateById(db, eventId, delegateId);
      if (delegate === null || !sendsTicket(delegate)) throw new CallFailure('not-found');
      const [last] = ticketMailsOf(db, eventId, delegateId);
      // Pressed twice, it is sent once.
      if (last?.state === 'waiting' || last?.state === 'sending') {
        throw new CallFailure('already-done');
      }
      add([{ delegateId, address }]);
    },
    /** Marks the e-mails sent to these addresses as bounced. */
    bounce: (addresses: readonly string[]): CallOutput<'importBounces'> => {
      const small = [...new Set(addresses.map((address) => address.toLowerCase()))];
      const { bounced, unknown } = db
        .transaction(() => bounceTicketMails(db, { eventId, wall: Date.now() }, small))
        .immediate();
      parts.onChange();
      return { bounced, unknown: unknown.length, examples: unknown.slice(0, unknownShown) };
    },
  };
}

/** Why a mailing skips a person; null if it goes to them. */
function whySkipped({ isDone, hasPresent, email }: TicketReceiver): MailSkip | null {
  if (isDone === 1) return hasPresent === 1 ? 'sent' : 'failed';
  return isMailAddress(email) ? null : 'no-address';
}

/** The first people of a list, sorted by name. */
function peopleOf(people: readonly TicketReceiver[], language: ScreenLanguage) {
  const byName = nameOrder(language);
  return [...people]
    .sort(byName)
    .slice(0, maxShown)
    .map(({ id, printedName }) => ({ delegateId: id, printedName }));
}

function shown({ delegateId, address, state, answer, wall }: TicketMail) {
  return { delegateId, address, state, answer, wall };
}
