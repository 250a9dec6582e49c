import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { findHubLink } from '../../db/hub-link.ts';
import type { PaperTarget } from '../../preload/contract/evacuation.ts';
import { CallFailure } from '../call-failure.ts';
import { readStationSettings } from '../config/station-settings.ts';
import { evacuationPaper, type PaperPlace } from '../paper/evacuation-paper.ts';
import { packPaper } from '../paper/pack-paper.ts';
import type { PaperDocument } from '../paper/paper-document.ts';
import { emergencyPack, packContent, packPrepared } from '../use-cases/emergency-pack.ts';
import { clearEvacuated, evacuationList, tickEvacuated } from '../use-cases/evacuation.ts';
import { enterFromPaper } from '../use-cases/from-paper.ts';
import type { Desk } from './desk.ts';
import type { Handlers } from './handlers.ts';

type EmergencyHandlers = Pick<
  Handlers,
  | 'getEvacuation'
  | 'tickEvacuated'
  | 'clearEvacuated'
  | 'printEvacuation'
  | 'listPaperPrinters'
  | 'getEmergencyPack'
  | 'prepareEmergencyPack'
  | 'enterFromPaper'
  | 'switchTraining'
>;

/** The calls for emergencies: who is inside, the pack and entries on paper, training. */
export function emergencyHandlers(desk: Desk): EmergencyHandlers {
  const { context } = desk;
  const language = () => readStationSettings(context.db, desk.parts.config).language;
  return {
    getEvacuation: () => evacuationList(context, language()),
    tickEvacuated: (input) => tickEvacuated(context, input),
    clearEvacuated: () => clearEvacuated(context),
    printEvacuation: async (input, caller) => {
      const list = evacuationList(context, language());
      const document = evacuationPaper(list, placeOf(desk));
      const name = `evacuation-${list.day}.pdf`;
      if (!(await deliver(desk, document, input.to, name))) return null;
      logPaper(desk, caller.operator?.id, 'evacuation list', list.inside);
      return { pages: document.pages.length };
    },
    listPaperPrinters: () => desk.paper.printers(),
    getEmergencyPack: () => emergencyPack(context),
    prepareEmergencyPack: async (input, caller) => {
      const content = packContent(context, input.badges, language());
      const hasHub = findHubLink(context.db) !== null;
      const document = packPaper(content, { ...placeOf(desk), hasHub });
      const name = `emergency-pack-${content.day}.pdf`;
      if (!(await deliver(desk, document, input.to, name))) return null;
      packPrepared(context, caller, content);
      logPaper(desk, caller.operator?.id, 'emergency pack', content.people.length);
      desk.notify('stationChanged', null);
      return { pages: document.pages.length };
    },
    enterFromPaper: (input, caller) => {
      const answer = enterFromPaper(context, caller, input);
      if (answer.outcome === 'entered') {
        if (answer.prints) desk.queue.wake();
        desk.factWritten();
      }
      return answer;
    },
    switchTraining: ({ on }) => {
      // The other stations would lose their hub, and with it the facts that wait to be sent.
      if (on && desk.host.view() !== null) throw new CallFailure('training-while-hosting');
      desk.training.set(on);
      desk.restart();
    },
  };
}

function placeOf({ context, parts }: Desk): PaperPlace {
  return {
    event: context.event.file,
    language: readStationSettings(context.db, parts.config).language,
    stationName: context.kioskName,
    training: context.training,
  };
}

/** Into the file that the operator chooses, or to a printer; false where they closed the dialog. */
async function deliver(
  desk: Desk,
  document: PaperDocument,
  to: PaperTarget,
  name: string,
): Promise<boolean> {
  if (to.kind === 'printer') {
    try {
      await desk.paper.print(document, to.queue);
    } catch (error) {
      throw new CallFailure('paper-not-printed', to.queue, error);
    }
    return true;
  }
  const path = await desk.dialogs.savePaper(name);
  if (path === null) return false;
  const pdf = await desk.paper.toPdf(document).catch((error: unknown) => {
    throw new CallFailure('paper-not-drawn', '', error);
  });
  try {
    await writeFile(path, pdf);
  } catch (error) {
    throw new CallFailure('file-not-written', basename(path), error);
  }
  return true;
}

/** Personal data left the store: logs which operator, what and how many, but no names. */
function logPaper(desk: Desk, operator: string | undefined, what: string, people: number): void {
  desk.log.info({ operator, what, people }, 'list on paper');
}
