import { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { SendOutcome, SmtpProblem, SmtpSettings } from '../../domain/tickets/ticket-mail.ts';

/** Milliseconds without an answer of the server. */
const silence = { connectionTimeout: 20_000, greetingTimeout: 20_000, socketTimeout: 60_000 };

export interface SmtpParts {
  settings: SmtpSettings;
  password: string | null;
  /** PEM certificates besides the system's; for tests. */
  authority?: string;
}

/** One connection to the mail server, used for one e-mail after another. */
export type SmtpLine = ReturnType<typeof createSmtpLine>;

type Failure = Error & {
  code?: string | undefined;
  responseCode?: number | undefined;
  response?: string | undefined;
  /** The SMTP command at which it failed. */
  command?: string | undefined;
};

/** Makes a line that connects with its first e-mail, and again after it was cut. */
export function createSmtpLine(parts: SmtpParts) {
  let open: SMTPConnection | null = null;
  const drop = (): void => {
    open?.close();
    open = null;
  };
  return {
    /** Never throws: the server's answer is an outcome. */
    send: async ({ to, message }: { to: string; message: Uint8Array }): Promise<SendOutcome> => {
      try {
        if (open === null) {
          const opened = await connect(parts);
          // The server may end an idle line: the next e-mail opens another one.
          opened.once('end', () => {
            if (open === opened) open = null;
          });
          open = opened;
        }
      } catch (error) {
        return blockedBy(error as Failure);
      }
      const outcome = await sendOn(open, parts.settings, to, message);
      // After a failure the state of the conversation is unknown: the next e-mail connects again.
      if (outcome.kind !== 'sent') drop();
      return outcome;
    },
    close: drop,
  };
}

function connect({ settings, password, authority }: SmtpParts): Promise<SMTPConnection> {
  const { host, port, security, user } = settings;
  const connection = new SMTPConnection({
    ...silence,
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'plain',
    ...(authority === undefined ? {} : { tls: { ca: authority } }),
  });
  return new Promise((resolve, reject) => {
    const fail = (error: Error): void => {
      connection.close();
      reject(error);
    };
    connection.on('error', fail);
    connection.connect((failed) => {
      if (failed) return fail(failed);
      const ready = (): void => {
        connection.off('error', fail);
        // An idle line that the server ends is not a failure.
        connection.on('error', () => {});
        resolve(connection);
      };
      if (user === '') return ready();
      connection.login({ user, pass: password ?? '' }, (refused) => {
        if (refused) fail(refused);
        else ready();
      });
    });
  });
}

function sendOn(
  connection: SMTPConnection,
  { fromAddress }: SmtpSettings,
  to: string,
  message: Uint8Array,
): Promise<SendOutcome> {
  return new Promise((resolve) => {
    let isWhole = false;
    const body = Readable.from([Buffer.from(message)], { objectMode: false });
    body.once('end', () => {
      isWhole = true;
    });
    const ended = (error: Failure | null, answer = ''): void => {
      connection.off('error', ended);
      resolve(error === null ? { kind: 'sent', answer } : outcomeOf(error, isWhole));
    };
    connection.on('error', ended);
    connection.send({ from: fromAddress, to: [to] }, body, (error, info) => {
      ended(error ?? null, info?.response ?? '');
    });
  });
}

/** What a failed attempt means: the server's answer decides, else whether the e-mail was whole. */
function outcomeOf(error: Failure, isWhole: boolean): SendOutcome {
  const answer = wordsOf(error);
  const { responseCode: code } = error;
  // Not about this person: the server would refuse everyone.
  if (error.command === 'MAIL FROM' && code !== undefined && code >= 500) {
    return { kind: 'blocked', problem: code === 530 ? 'sign-in' : 'sender', answer };
  }
  if (code !== undefined && code >= 500) return { kind: 'refused', answer };
  if (code !== undefined && code >= 400) return { kind: 'later', answer };
  return isWhole ? { kind: 'perhaps', answer } : { kind: 'later', answer };
}

function blockedBy(error: Failure): SendOutcome {
  const answer = wordsOf(error);
  const { code = '', responseCode = 0 } = error;
  // The server is busy, or ends for a while (421): as with any other e-mail.
  if (responseCode >= 400 && responseCode < 500) return { kind: 'later', answer };
  const problem = problemOf(code, error.message);
  return { kind: 'blocked', problem, answer };
}

function problemOf(code: string, message: string): SmtpProblem {
  if (code === 'EAUTH' || code === 'ENOAUTH') return 'sign-in';
  if (/CERT|SELF_SIGNED|ALTNAME|issuer certificate/i.test(`${code} ${message}`))
    return 'certificate';
  // OpenSSL: the server answers in the clear.
  if (code === 'ETLS' || /wrong version number/.test(message)) return 'no-encryption';
  return 'unreachable';
}

/** The last line of the server, or the system's; never more than a screen shows. */
function wordsOf(error: Failure): string {
  return (error.response ?? error.message).slice(0, 400);
}
