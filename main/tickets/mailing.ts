import { randomUUID } from 'node:crypto';
import { readSetting, writeSetting } from '../../db/base/settings.ts';
import { everyDelegate, findDelegateById } from '../../db/roster/roster.ts';
import {
  addTicketMails,
  alreadyMailed,
  countTicketMails,
  listTicketMails,
  stopTicketMails,
} from '../../db/tickets.ts';
import type { ScreenLanguage } from '../../domain/base/language.ts';
import type { Delegate } from '../../domain/roster/delegate.ts';
import {
  mailAddressSchema,
  type SmtpSettings,
  smtpSettingsSchema,
  type TicketMailState,
  ticketMailStates,
} from '../../domain/tickets/ticket-mail.ts';
import { sendsTicket } from '../../domain/tickets/tickets-file.ts';
import type { TicketMailView } from '../../preload/contract/tickets.ts';
import { CallFailure } from '../base/call-failure.ts';
import type { Context } from '../base/context.ts';
import type { SecretBox } from '../base/secret-box.ts';
import { createOutbox, type Outbox, type OutboxParts } from './outbox.ts';
import type { SmtpLine } from './smtp.ts';
import type { TicketWork } from './ticket-work.ts';

const settingName = 'ticket-mail';
const passwordName = 'smtp-password';
/** What somebody should look at. */
const openStates: readonly TicketMailState[] = ['refused', 'perhaps'];
const mostShown = 200;

interface MailingParts extends Pick<OutboxParts, 'log' | 'onChange' | 'wait'> {
  context: Context;
  reads: Pick<TicketWork, 'ticketMail'>;
  secrets: SecretBox;
}

/** Tickets by e-mail: its settings, its outbox and what became of each person's. */
export interface Mailing {
  view(): TicketMailView;
  saveSettings(request: { settings: SmtpSettings; password: string | null }): void;
  test(request: { to: string; language: ScreenLanguage }): ReturnType<SmtpLine['send']>;
  /** Puts everybody in the outbox who has none of it yet; how many those were. */
  start(): number;
  stop(): number;
  /** Throws CallFailure `not-found`. */
  again(request: { delegateId: string; address: string }): void;
  outbox: Outbox;
}

/** Throws CallFailure `not-found` where a call needs settings and there are none. */
export function createMailing(parts: MailingParts): Mailing {
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
    ...{ db, line, log: parts.log, onChange: parts.onChange },
    ...(parts.wait === undefined ? {} : { wait: parts.wait }),
    clock: Date.now,
    pace: () => 60_000 / (settings()?.perMinute ?? 60),
    compose: async ({ id, delegateId, address, mailing }) => {
      const sender = settings();
      if (sender === null) return null;
      return await parts.reads.ticketMail({
        ...{ delegateId, sender, to: address, id: `${mailing}.${id}`, language: 'en' },
      });
    },
  });
  /** Everybody who gets a ticket. */
  const receivers = (): Delegate[] => [...everyDelegate(db, eventId)].filter(sendsTicket);
  /** Those to whom a mailing would go. */
  const unsent = (people: readonly Delegate[]): Delegate[] => {
    const known = alreadyMailed(db, eventId);
    return people.filter((one) => hasAddress(one) && !known.has(one.id));
  };
  const add = (people: readonly { delegateId: string; address: string }[]): void => {
    db.transaction(() => {
      addTicketMails(db, { eventId, mailing: randomUUID(), wall: Date.now() }, people);
    }).immediate();
    parts.onChange();
    outbox.nudge();
  };
  return {
    outbox,
    view: () => {
      const people = receivers();
      const none = Object.fromEntries(ticketMailStates.map((state) => [state, 0]));
      const counted = countTicketMails(db, eventId).map(({ state, count }) => [state, count]);
      return {
        settings: settings(),
        hasPassword: secrets.read(passwordName) !== null,
        people: people.length,
        unsent: unsent(people).length,
        withoutAddress: people.filter((one) => !hasAddress(one)).length,
        counts: { ...none, ...Object.fromEntries(counted) } as TicketMailView['counts'],
        blocked: outbox.blocked(),
        open: listTicketMails(db, { eventId, states: openStates, limit: mostShown }).map(
          ({ delegateId, printedName, address, state, answer, wall }) => ({
            ...{ delegateId, printedName, address, state, answer, wall },
          }),
        ),
      };
    },
    saveSettings: ({ settings: wanted, password }) => {
      writeSetting(db, settingName, wanted);
      if (password === '') secrets.remove(passwordName);
      else if (password !== null) secrets.write(passwordName, password);
      outbox.nudge();
    },
    test: async ({ to, language }) => {
      const sender = neededSettings();
      const id = `test.${randomUUID()}`;
      const message = await parts.reads.ticketMail({ delegateId: null, sender, to, id, language });
      const own = await line();
      if (own === null || message === null) throw new CallFailure('not-found', 'mail settings');
      try {
        return await own.send({ to, message });
      } finally {
        own.close();
      }
    },
    start: () => {
      neededSettings();
      const people = unsent(receivers()).map(({ id, email }) => ({
        delegateId: id,
        address: email,
      }));
      if (people.length > 0) add(people);
      return people.length;
    },
    stop: () => {
      const stopped = stopTicketMails(db, eventId, Date.now());
      parts.onChange();
      return stopped;
    },
    again: ({ delegateId, address }) => {
      neededSettings();
      const delegate = findDelegateById(db, eventId, delegateId);
      if (delegate === null || !sendsTicket(delegate)) throw new CallFailure('not-found');
      add([{ delegateId, address }]);
    },
  };
}

function hasAddress({ email }: Pick<Delegate, 'email'>): boolean {
  return mailAddressSchema.safeParse(email).success;
}
