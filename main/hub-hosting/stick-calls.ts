import { basename } from 'node:path';
import { stickExtension } from '../../domain/base/file-name.ts';
import { stickCalls, type WrittenStick } from '../../preload/contract/sync.ts';
import { CallFailure } from '../base/call-failure.ts';
import { answers, type CallParts } from '../base/calls.ts';
import { savePersonalFile } from '../base/saved-file.ts';
import { fileNameOf } from '../base/sealed-file.ts';
import { createHttpHub } from '../hub-client/http-hub.ts';
import { askingHub } from '../hub-client/hub-failure.ts';
import { approverByPin } from '../operators/approve.ts';
import type { LinkService } from '../sync/link/link-service.ts';
import { findPeers } from '../sync/stick/peers.ts';
import { importStick, readStick, writeStick } from '../sync/stick/stick-file.ts';
import { takeStick } from '../sync/stick/take-stick.ts';
import type { HostService } from './host-service.ts';

interface StickParts extends CallParts {
  link: LinkService;
  host: HostService;
}

/** The calls for a station without network, and for the desk to which its stick is brought. */
export function stickAnswers(desk: StickParts) {
  const { context } = desk;
  return answers(stickCalls, {
    writeStick: () => write(desk),
    writeStickByPin: async ({ pin }) => {
      const request = { pin, roles: ['supervisor'] as const, notBy: null };
      const answer = await approverByPin(context.db, request);
      if (answer.result === 'wait') return { result: 'wait', milliseconds: answer.milliseconds };
      if (answer.result !== 'approved') return { result: 'wrong-pin' };
      const written = await write(desk);
      if (written === null) return { result: 'closed' };
      return { result: 'written', name: written.name, facts: written.facts };
    },
    importStick: async (_input, caller) => {
      const path = await desk.dialogs.chooseStick();
      if (path === null) return null;
      const peers = findPeers(context);
      const answer =
        peers === null
          ? await importStick(context, path, (file) => sendToHub(desk, file))
          : await takeStick(context, peers, desk.link.signingKey(), await readStick(path));
      const { outcome, quarantined } = answer;
      const reason = outcome === 'refused' ? answer.reason : null;
      const operator = caller.operator?.id;
      desk.log.info({ operator, outcome, reason, quarantined }, 'stick brought');
      if (outcome === 'imported') {
        desk.link.syncNow();
        // Without a hub the records are now this desk's.
        for (const notice of [
          'syncChanged',
          'countsChanged',
          'alertsChanged',
          'stationChanged',
        ] as const)
          desk.notify(notice, null);
      }
      return answer;
    },
  });
}

async function write(desk: StickParts): Promise<WrittenStick | null> {
  const { context } = desk;
  // Written before the dialog: an operator learns at once if the file cannot be written.
  const { file, facts } = await writeStick(context, desk.link.signingKey());
  const path = await desk.dialogs.saveStick(suggestedName(context.stationName, context.clock()));
  if (path === null) return null;
  await savePersonalFile(context, path, file);
  desk.log.info({ facts, bytes: file.length }, 'stick written');
  return { name: basename(path), facts };
}

/** `desk-2-20181002-1804.lanyard` (UTC); characters that a system may refuse become hyphens. */
function suggestedName(stationName: string, wall: number): string {
  const time = new Date(wall).toISOString().slice(0, 16).replace(/[-:]/g, '').replace('T', '-');
  return `${fileNameOf(stationName)}-${time}.${stickExtension}`;
}

/** The desk that hosts the hub calls as its administrator, others as one of the hub's desks. */
async function sendToHub(desk: StickParts, file: Uint8Array) {
  const admin = desk.host.admin();
  if (admin !== null) return await askingHub(() => admin.importStick(file));
  const credentials = desk.link.credentials();
  if (credentials === null) throw new CallFailure('hub-needed');
  const hub = createHttpHub(credentials);
  try {
    return await askingHub(() => hub.importStick(file));
  } finally {
    await hub.close();
  }
}
