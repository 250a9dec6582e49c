import { signedConfirmationSchema } from '../../domain/purge/outcome.ts';
import { HubProblem } from '../../domain/wire/problems.ts';
import {
  chainRequestSchema,
  handshakeRequestSchema,
  pullRequestSchema,
  pushRequestSchema,
} from '../../domain/wire/sync.ts';
import { readValue } from '../../hub/server/body.ts';
import type { EnrolledKiosk, Hub, PageLines } from '../../hub/service/hub.ts';
import type { Letter, Reply } from './network.ts';

/**
 * What the hub's server does with a request, without the server: finds out whose token it is, reads
 * the text by its schema, asks the hub, and writes the answer or the problem as text. Errors that are
 * no problem of the protocol are thrown.
 */
export async function knock(hub: Hub, letter: Letter): Promise<Reply> {
  try {
    const kiosk = await hub.kioskOfToken(letter.token);
    if (kiosk === null) throw new HubProblem('unauthorised');
    return { ok: true, text: await answer(hub, kiosk, letter) };
  } catch (error) {
    if (!(error instanceof HubProblem)) throw error;
    return { ok: false, text: problemText(error) };
  }
}

/** The text of a problem as it goes over the wire. */
export function problemText({ code, detail, retryAfter, head }: HubProblem): string {
  return JSON.stringify({ code, detail: detail.slice(0, 500), retryAfter, head });
}

async function answer(hub: Hub, kiosk: EnrolledKiosk, { method, text }: Letter): Promise<string> {
  const value: unknown = JSON.parse(text);
  switch (method) {
    case 'handshake':
      return JSON.stringify(await hub.handshake(kiosk, readValue(value, handshakeRequestSchema)));
    case 'push':
      return JSON.stringify(await hub.push(kiosk, readValue(value, pushRequestSchema)));
    case 'roster':
      return pageText(await hub.pullRosterLines(kiosk, readValue(value, pullRequestSchema)));
    case 'events':
      return pageText(await hub.pullEventsLines(kiosk, readValue(value, pullRequestSchema)));
    case 'chain':
      return JSON.stringify(await hub.chain(kiosk, readValue(value, chainRequestSchema)));
    case 'orders':
      return JSON.stringify(await hub.orders(kiosk));
    case 'directory':
      return JSON.stringify(await hub.directory(kiosk));
    case 'purged':
      await hub.privacy.confirm(kiosk, readValue(value, signedConfirmationSchema));
      return '{}';
  }
}

function pageText({ lines, end }: PageLines): string {
  return `${lines}${JSON.stringify(end)}\n`;
}
