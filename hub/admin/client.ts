import { z } from 'zod';
import { maxRosterEntries } from '../../domain/roster/roster-wire.ts';
import { type StickAnswer, stickAnswerSchema } from '../../domain/sync/stick.ts';
import {
  type Call,
  type Exchange,
  openExchange,
  readAnswer,
  readValue,
} from '../exchange/exchange.ts';
import type { ImportResult } from '../roster/roster.ts';
import { type AdminRequests, everyAdminCall } from './admin-calls.ts';

/** How to reach a hub's administration. */
export interface AdminAccess {
  /** `https://host:port` */
  url: string;
  /** PEM of the hub's own certificate authority. */
  authority: string;
  token: string;
}

/**
 * The hub's administration from another process: the command line, or the desk app that hosts the
 * hub. Calls throw HubProblem and SyncFailure. Rosters may have any length: they are sent in
 * pieces, each of which is processed whole or not at all.
 */
export interface AdminClient extends Omit<AdminRequests, 'importRoster'> {
  importRoster(
    ...args: [...Parameters<AdminRequests['importRoster']>, onProgress?: (done: number) => void]
  ): Promise<ImportResult>;
  /** @param file content of the file, not its path */
  importStick(file: Uint8Array): Promise<StickAnswer>;
  close(): Promise<void>;
}

/** Max bytes of an answer: administration lists may be long. */
const largest = 64 * 2 ** 20;
const answerSchema = z.object({ answer: z.unknown().optional() });

/** Creates a client. Nothing is sent before the first call. */
export function createAdminClient(access: AdminAccess): AdminClient {
  const exchange = openExchange(access.url, access.authority, access.token);
  const asked = askedOver(exchange);
  return {
    ...asked,
    importRoster: (entries, source, onProgress) =>
      inPieces(entries, (piece) => asked.importRoster(piece, source), onProgress),
    seedRoster: (delegates, changes) =>
      inPieces(delegates, (piece) => asked.seedRoster(piece, changes)),
    renewTickets: async (ids) => {
      const renewed: Awaited<ReturnType<AdminRequests['renewTickets']>> = [];
      for (const piece of piecesOf(ids)) renewed.push(...(await asked.renewTickets(piece)));
      return renewed;
    },
    importStick: async (file) => {
      const headers = { 'content-type': 'application/octet-stream' };
      const call: Call = { method: 'POST', path: '/v1/admin/stick', headers, body: file, largest };
      return readAnswer(await exchange.ask(call), stickAnswerSchema);
    },
    close: () => exchange.close(),
  };
}

/** Creates a function for each call of the table. */
function askedOver(exchange: Exchange): AdminRequests {
  const asked: Record<string, object> = {};
  for (const [name, { answer: schema }] of everyAdminCall()) {
    const ask = async (...args: unknown[]): Promise<unknown> => {
      const call = {
        method: 'POST',
        path: `/v1/admin/${name}`,
        body: JSON.stringify(args),
      } as const;
      const { answer } = readAnswer(await exchange.ask({ ...call, largest }), answerSchema);
      return readValue(answer, schema);
    };
    const [first = '', part] = name.split('.');
    if (part === undefined) asked[first] = ask;
    else asked[first] = { ...asked[first], [part]: ask };
  }
  return asked as unknown as AdminRequests;
}

function piecesOf<Item>(items: readonly Item[]): Item[][] {
  const pieces: Item[][] = [];
  for (let start = 0; start < items.length; start += maxRosterEntries) {
    pieces.push(items.slice(start, start + maxRosterEntries));
  }
  return pieces;
}

async function inPieces<Item>(
  items: readonly Item[],
  send: (piece: readonly Item[]) => Promise<ImportResult>,
  onProgress?: (done: number) => void,
): Promise<ImportResult> {
  const total: ImportResult = { added: 0, changed: 0 };
  let sent = 0;
  for (const piece of piecesOf(items)) {
    const { added, changed } = await send(piece);
    total.added += added;
    total.changed += changed;
    sent += piece.length;
    onProgress?.(sent);
  }
  return total;
}
