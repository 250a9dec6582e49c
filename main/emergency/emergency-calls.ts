import { findHubLink } from '../../db/ledger/hub-link.ts';
import { suggestedName } from '../../domain/base/suggested-names.ts';
import type { PaperTarget } from '../../preload/contract/emergency.ts';
import { emergencyPackCalls, evacuationCalls } from '../../preload/contract/emergency.ts';
import type { PaperPlace } from '../../reports/emergency/emergency-page.ts';
import type { EmergencyPaper } from '../../reports/emergency/emergency-paper.ts';
import { CallFailure } from '../base/call-failure.ts';
import { answers, type CallParts } from '../base/calls.ts';
import { readStationSettings } from '../base/config/station-settings.ts';
import { savePersonalFile } from '../base/saved-file.ts';
import type { DeskSession } from '../operators/session.ts';
import { emergencyPack, packContent, packPrepared } from './emergency-pack.ts';
import type { EmergencyPaperReads, PaperPrinting } from './emergency-paper.ts';
import { evacuationList, scanEvacuated } from './evacuation.ts';
import { type EvacuationReads, readEvacuation } from './evacuation-text.ts';
import { clearEvacuated, endOldMuster, noteLook, tickEvacuated } from './muster.ts';

interface EmergencyParts extends CallParts {
  paper: PaperPrinting;
  session: Pick<DeskSession, 'noteUse'>;
  liveReads: EvacuationReads & EmergencyPaperReads;
}

/** Calls about who is inside, the emergency pack, entries from paper, and training. */
export function emergencyAnswers(desk: EmergencyParts) {
  const { context } = desk;
  const language = () => readStationSettings(context.db, desk.config).language;
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
        const place = placeOf(desk);
        const name = suggestedName(language(), 'evacuation', 'pdf', list.day);
        const paper = { kind: 'evacuation', content: list, place } as const;
        const pages = await deliver(desk, paper, input.to, name);
        if (pages === null) return null;
        logPaper(desk, caller.operator?.id, 'evacuation list', list.inside);
        return { pages };
      },
      listPaperPrinters: () => desk.paper.printers(),
      getEmergencyPack: () => emergencyPack(context),
      prepareEmergencyPack: async (input, caller) => {
        const content = packContent(context, input.badges, language());
        const place = { ...placeOf(desk), hasHub: findHubLink(context.db) !== null };
        const name = suggestedName(language(), 'emergency-pack', 'pdf', content.day);
        const pages = await deliver(desk, { kind: 'pack', content, place }, input.to, name);
        if (pages === null) return null;
        packPrepared(context, caller, content);
        logPaper(desk, caller.operator?.id, 'emergency pack', content.people.length);
        desk.notify('stationChanged', null);
        return { pages };
      },
    },
  );
}

function placeOf({ context, config }: EmergencyParts): PaperPlace {
  return {
    event: context.event.file,
    language: readStationSettings(context.db, config).language,
    stationName: context.stationName,
    training: context.training,
  };
}

/**
 * Saves to the file that the operator chooses, or prints. Returns the number of pages, null where
 * they closed the dialog.
 */
async function deliver(
  desk: EmergencyParts,
  paper: EmergencyPaper,
  to: PaperTarget,
  name: string,
): Promise<number | null> {
  if (to.kind === 'printer') {
    try {
      const { pages, bytes } = await desk.liveReads.emergencyPaper({ paper, format: 'print' });
      await desk.paper.print(bytes, to.queue);
      return pages;
    } catch (error) {
      throw new CallFailure('paper-not-printed', to.queue, error);
    }
  }
  const path = await desk.dialogs.savePaper(name);
  if (path === null) return null;
  const written = desk.liveReads.emergencyPaper({ paper, format: 'pdf' });
  const { pages, bytes } = await written.catch((error: unknown) => {
    throw new CallFailure('paper-not-drawn', '', error);
  });
  return (await savePersonalFile(desk.context, path, bytes)) ? pages : null;
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
