import type { SMTPServerOptions } from 'smtp-server';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { SmtpSettings } from '../../../domain/tickets/ticket-mail.ts';
import {
  type CertifiedKey,
  makeAuthority,
  makeServerCertificate,
} from '../../../hub/tls/certificates.ts';
import { createSmtpLine, type SmtpLine } from '../../../main/tickets/smtp.ts';
import { startMailServer } from '../../support/mail-server.ts';

const message = Buffer.from('Subject: Ticket\r\n\r\nCode\r\n');
const person = { to: 'anna@example.org', message };
const local = ['127.0.0.1', 'mail.example.org'];
let authority: CertifiedKey;
let ownCertificate: CertifiedKey;
let otherCertificate: CertifiedKey;
beforeAll(async () => {
  authority = await makeAuthority(local, Date.now());
  ownCertificate = await makeServerCertificate(authority, ['127.0.0.1'], Date.now());
  otherCertificate = await makeServerCertificate(authority, ['mail.example.org'], Date.now());
});
const ending: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0).toReversed()) await end();
});

type Server = Awaited<ReturnType<typeof startMailServer>>;

async function start(options: SMTPServerOptions = {}): Promise<Server> {
  const server = await startMailServer(() => 'none', options);
  ending.push(() => server.close());
  return server;
}

function lineTo(
  port: number,
  change: Partial<SmtpSettings> & { password?: string; isTrusted?: boolean } = {},
): SmtpLine {
  const { password = null, isTrusted = false, ...rest } = change;
  const settings: SmtpSettings = {
    host: '127.0.0.1',
    port,
    security: 'plain',
    user: '',
    fromName: 'Secretariat',
    fromAddress: 'events@example.org',
    replyTo: null,
    perMinute: 600,
    ...rest,
  };
  const trust = isTrusted ? { authority: authority.certificate } : {};
  const line = createSmtpLine({ settings, password, ...trust });
  ending.push(() => line.close());
  return line;
}

const encrypted = ({ certificate, key }: CertifiedKey, secure: boolean): SMTPServerOptions => ({
  cert: certificate,
  key,
  secure,
  disabledCommands: [],
});
/** A sign-in that accepts one password. */
const signIn: SMTPServerOptions = {
  authOptional: false,
  allowInsecureAuth: true,
  authMethods: ['PLAIN'],
  onAuth: ({ username, password }, _session, done) =>
    password === 'right'
      ? done(null, { user: username })
      : done(Object.assign(new Error('5.7.8 bad credentials'), { responseCode: 535 })),
};

describe('a line to the mail server', () => {
  it.each([
    ['right', { kind: 'sent' }],
    ['wrong', { kind: 'blocked', problem: 'sign-in', answer: /535.*bad credentials/ }],
  ])('with the %s password', async (password, outcome) => {
    const { port, taken } = await start(signIn);
    const line = lineTo(port, { user: 'events', password });
    expect(await line.send(person)).toMatchObject(matching(outcome));
    expect(taken).toHaveLength(outcome.kind === 'sent' ? 1 : 0);
  });

  it('without the sign-in that the server wants', async () => {
    const { port } = await start(signIn);
    expect(await lineTo(port).send(person)).toMatchObject({ kind: 'blocked', problem: 'sign-in' });
  });

  it.each(['tls', 'starttls'] as const)(
    'accepts a certificate over %s that proves the name',
    async (security) => {
      const { port, taken } = await start(encrypted(ownCertificate, security === 'tls'));
      const line = lineTo(port, { security, isTrusted: true });
      expect(await line.send(person)).toMatchObject({ kind: 'sent' });
      expect(taken).toHaveLength(1);
    },
  );

  it.each(['tls', 'starttls'] as const)(
    'sends nothing over %s to a server with another name',
    async (security) => {
      const { port, taken } = await start(encrypted(otherCertificate, security === 'tls'));
      const line = lineTo(port, { security, isTrusted: true });
      const blocked = { kind: 'blocked', problem: 'certificate' };
      expect(await line.send(person)).toMatchObject(blocked);
      expect(taken).toEqual([]);
    },
  );

  it.each(['tls', 'starttls'] as const)(
    'sends nothing over %s to a server that nobody certifies',
    async (security) => {
      const { port, taken } = await start(encrypted(ownCertificate, security === 'tls'));
      const blocked = { kind: 'blocked', problem: 'certificate' };
      expect(await lineTo(port, { security }).send(person)).toMatchObject(blocked);
      expect(taken).toEqual([]);
    },
  );

  it.each(['tls', 'starttls'] as const)(
    'sends nothing in the clear where %s was chosen',
    async (security) => {
      const { port, taken } = await start();
      const outcome = await lineTo(port, { security }).send(person);
      expect(outcome).toMatchObject({ kind: 'blocked', problem: 'no-encryption' });
      expect(taken).toEqual([]);
    },
  );

  it.each(['127.0.0.1', 'mail.invalid'])('says that %s cannot be reached', async (host) => {
    const server = await start();
    await server.close();
    const outcome = await lineTo(server.port, { host }).send(person);
    expect(outcome).toMatchObject({ kind: 'blocked', problem: 'unreachable' });
  });

  it('refuses nobody where the server refuses the sender', async () => {
    const { port } = await start({
      onMailFrom: (_address, _session, done) =>
        done(Object.assign(new Error('5.7.1 not your address'), { responseCode: 553 })),
    });
    const blocked = { kind: 'blocked', problem: 'sender', answer: /553.*not your address/ };
    expect(await lineTo(port).send(person)).toMatchObject(matching(blocked));
  });

  it('opens another one after the server has ended it', async () => {
    const { port, taken, cutAll } = await start();
    const line = lineTo(port);
    expect(await line.send(person)).toMatchObject({ kind: 'sent' });
    cutAll();
    await expect.poll(async () => (await line.send(person)).kind).toBe('sent');
    expect(taken.length).toBeGreaterThan(1);
  });
});

/** Matches texts by what they contain. */
function matching<T extends object>(outcome: T): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(outcome).map(([name, value]) => [
      name,
      value instanceof RegExp ? expect.stringMatching(value) : value,
    ]),
  );
}
