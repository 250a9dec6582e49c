import { findHubLink } from '../../db/ledger/hub-link.ts';
import { suggestedName } from '../../domain/base/suggested-names.ts';
import type { PaperTarget } from '../../preload/contract/emergency.ts';
import { emergencyPackCalls, evacuationCalls } from '../../preload/contract/emergency.ts';
import { CallFailure } from '../base/call-failure.ts';
import { answers, type CallParts } from '../base/calls.ts';
import { savePersonalFile } from '../base/saved-file.ts';
import type { DeskSession } from '../operators/session.ts';
import { emergencyPack, packContent, packPrepared } from './emergency-pack.ts';
import { evacuationList, scanEvacuated } from './evacuation.ts';
import { type EvacuationReads, readEvacuation } from './evacuation-text.ts';
import { clearEvacuated, endOldMuster, noteLook, tickEvacuated } from './muster.ts';
import { evacuationPaper, type PaperPlace } from './paper/evacuation-paper.ts';
import { packPaper } from './paper/pack-paper.ts';
import type { Paper, PaperDocument } from './paper/paper-document.ts';

interface EmergencyParts extends CallParts {
  paper: Paper;
  session: Pick<DeskSession, 'noteUse'>;
  liveReads: EvacuationReads;
}

/** Calls about who is inside, the emergency pack, entries from paper, and training. */
export function emergencyAnswers(desk: EmergencyParts) {
  const { context } = desk;
  const language = () => context.language;
  return answers(
    { ...evacuationCalls, ...emergencyPackCalls },
    {
      getEvacuation: () => readEvacuation(context, language(), desk.liveReads),
      tickEvacuated: (input) => tickEvacuated(context, input),
      scanEvacuated: ({ scan }) => {
        const answer = scanEvacuated(context, scan);
        // A camera's scans are work without a key. First ticks only: a page could repeat one for
        // ever.
        if (answer.outcome === 'ticked' && answer.before === null) desk.session.noteUse();
        return answer;
      },
      clearEvacuated: () => clearEvacuated(context),
      printEvacuation: async (input, caller) => {
        noteLook(context);
        endOldMuster(context);
        const list = evacuationList(context, language());
        const document = evacuationPaper(list, placeOf(desk));
        const name = suggestedName(language(), 'evacuation', 'pdf', list.day);
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
        const name = suggestedName(language(), 'emergency-pack', 'pdf', content.day);
        if (!(await deliver(desk, document, input.to, name))) return null;
        packPrepared(context, caller, content);
        logPaper(desk, caller.operator?.id, 'emergency pack', content.people.length);
        desk.notify('stationChanged', null);
        return { pages: document.pages.length };
      },
    },
  );
}

function placeOf({ context }: EmergencyParts): PaperPlace {
  return {
    event: context.event.file,
    language: context.language,
    stationName: context.stationName,
    training: context.training,
  };
}

/** Saves to the file that the operator chooses, or prints; false where they closed the dialog. */
async function deliver(
  desk: EmergencyParts,
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
  return await savePersonalFile(desk.context, path, pdf);
}

/** Personal data left the store: logs which operator, what and how many, but no names. */
function logPaper(
  desk: EmergencyParts,
  operator: string | undefined,
  what: string,
  people: number,
): void {
  desk.log.info({ operator, what, people }, 'list on paper');
}
