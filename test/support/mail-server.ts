import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export interface TakenMail {
  to: string;
  text: string;
}

/** How the server fails with the next e-mail. */
export type Mishap =
  | 'none'
  /** The connection is cut before DATA is answered. */
  | 'cut-before-data'
  /** The e-mail is accepted, and the connection cut before the answer. */
  | 'cut-after-data'
  /** The connection is cut after a part of the e-mail. */
  | 'cut-within-data'
  | 'busy-421'
  | 'later-450'
  | 'refused-550'
  | 'refused-554-after-data';

/** A real SMTP server on this machine that fails on demand. */
export async function startMailServer(
  mishapOf: (to: string) => Mishap,
  options: SMTPServerOptions = {},
) {
  const taken: TakenMail[] = [];
  const counts = new Map<Mishap, number>();
  const happened = (mishap: Mishap): void => {
    counts.set(mishap, (counts.get(mishap) ?? 0) + 1);
  };
  const failure = (code: number, text: string): Error =>
    Object.assign(new Error(text), { responseCode: code });
  const current = new Map<string, Mishap>();
  const server: SMTPServer = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    ...options,
    onRcptTo: ({ address }, session, done) => {
      const mishap = mishapOf(address);
      current.set(session.id, mishap);
      if (mishap === 'later-450') {
        happened(mishap);
        return done(failure(450, 'mailbox busy, try again'));
      }
      if (mishap === 'refused-550') {
        happened(mishap);
        return done(failure(550, 'no such mailbox here'));
      }
      if (mishap === 'busy-421') {
        happened(mishap);
        return done(failure(421, 'too many connections, closing'));
      }
      if (mishap === 'cut-before-data') {
        happened(mishap);
        return cut(session.id);
      }
      done();
    },
    onData: (stream, session, done) => {
      const mishap = current.get(session.id) ?? 'none';
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => {
        parts.push(part);
        if (mishap === 'cut-within-data') {
          happened(mishap);
          cut(session.id);
        }
      });
      stream.on('end', () => {
        if (mishap === 'cut-within-data') return;
        const to = session.envelope.rcptTo[0]?.address ?? '';
        if (mishap === 'refused-554-after-data') {
          happened(mishap);
          return done(failure(554, 'looks like spam'));
        }
        taken.push({ to, text: Buffer.concat(parts).toString('utf8') });
        if (mishap === 'cut-after-data') {
          happened(mishap);
          return cut(session.id);
        }
        done(null);
      });
    },
  });
  // Tests make clients leave in the middle.
  server.on('error', () => {});
  const connections = () => (server as unknown as { connections: Set<Connection> }).connections;
  const cut = (id: string): void => {
    for (const connection of connections()) {
      if (connection.session.id === id) connection._socket.destroy();
    }
  };
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  return {
    port: (server.server.address() as AddressInfo).port,
    taken,
    counts,
    cutAll: () => {
      for (const { session } of connections()) cut(session.id);
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(resolve);
      }),
  };
}

interface Connection {
  session: { id: string };
  _socket: { destroy(): void };
}
