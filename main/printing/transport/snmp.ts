/** What an SNMP query needs. */
export interface SnmpQuery {
  /** Host name or address. */
  host: string;
  /** UDP port; printers listen on 161. */
  port: number;
  /** Object identifier in dots. */
  oid: string;
  milliseconds: number;
}

/**
 * Reads one octet string by SNMP version 1, community "public", as printers are delivered. Null if
 * nothing came in time, or another kind of value. Never throws.
 */
export async function readSnmp(query: SnmpQuery): Promise<Uint8Array | null> {
  // Needed by few printers, and not by a start.
  const { createSession, Version1 } = await import('net-snmp');
  return await new Promise((resolve) => {
    // Sent twice: a single datagram may get lost.
    const session = createSession(query.host, 'public', {
      port: query.port,
      version: Version1,
      retries: 1,
      timeout: Math.ceil(query.milliseconds / 2),
      backoff: 1,
    });
    let isDone = false;
    const done = (value: unknown): void => {
      if (isDone) return;
      isDone = true;
      session.close();
      resolve(value instanceof Uint8Array ? Uint8Array.from(value) : null);
    };
    // Its socket's errors: no such host, no route, nobody listening.
    session.on('error', () => done(null));
    session.get([query.oid], (error, values) => done(error === null ? values?.[0]?.value : null));
  });
}
