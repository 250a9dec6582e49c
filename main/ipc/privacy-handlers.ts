import { writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { certificateFile } from '../../domain/purge/certificate.ts';
import { certificateWords } from '../../domain/purge/certificate-words.ts';
import { personWords } from '../../domain/purge/person-words.ts';
import { CallFailure } from '../call-failure.ts';
import { readStationSettings } from '../config/station-settings.ts';
import { accessRequest } from '../use-cases/access-request.ts';
import { agreeToOrder, heldOrders } from '../use-cases/held-orders.ts';
import { mayOrderHere } from '../use-cases/purge/order-purge.ts';
import { privacyView, setRetention } from '../use-cases/purge/privacy-view.ts';
import { stationCertificate } from '../use-cases/purge/station-certificate.ts';
import { withSecondPerson } from '../use-cases/second-person.ts';
import type { Desk } from './desk.ts';
import type { Handlers } from './handlers.ts';

type PrivacyHandlers = Pick<
  Handlers,
  | ('getPrivacy' | 'setRetention' | 'purge' | 'declareDestroyed')
  | ('getHeldOrders' | 'agreeToOrder')
  | ('savePurgeCertificate' | 'answerAccessRequest')
>;

/** The parts of a desk that this needs. */
export interface PrivacyDesk extends Pick<Desk, 'context' | 'purge' | 'notify'> {
  parts: Pick<Desk['parts'], 'config'>;
  dialogs: Pick<Desk['dialogs'], 'saveCertificate' | 'savePersonReport'>;
  link: Pick<Desk['link'], 'signingKey' | 'syncNow'>;
}

/** Retention, purge and access requests at a desk. */
export function privacyHandlers(desk: PrivacyDesk): PrivacyHandlers {
  const { context, purge, dialogs } = desk;
  const language = () => readStationSettings(context.db, desk.parts.config).language;
  return {
    getPrivacy: () => privacyView(context, purge.progress()),
    setRetention: ({ rule }, caller) => {
      setRetention(context, caller, rule);
      void purge.tend();
      desk.notify('privacyChanged', null);
    },
    purge: ({ pin }, caller) => {
      // Before any PIN is checked.
      mayOrderHere(context);
      return withSecondPerson(context, caller, { pin, right: 'approve-purge' }, async (by) => {
        await purge.order(caller, by);
        return {};
      });
    },
    getHeldOrders: () => heldOrders(context),
    agreeToOrder: async (input) => {
      const answer = await agreeToOrder(context, input);
      if (answer.result !== 'done') return answer;
      await purge.tend();
      // Records follow their order at the beginning of an exchange.
      desk.link.syncNow();
      desk.notify('privacyChanged', null);
      return answer;
    },
    declareDestroyed: (said, caller) => {
      purge.declare(caller, said);
      desk.notify('privacyChanged', null);
    },
    savePurgeCertificate: async ({ id }) => {
      const signed = stationCertificate(context, desk.link.signingKey(), id);
      const path = await dialogs.saveCertificate(`purge-${id}.json`);
      if (path === null) return false;
      await write(path, certificateFile(signed));
      await write(textBeside(path), certificateWords(signed, language()));
      return true;
    },
    answerAccessRequest: async ({ registrationCode }) => {
      const nameOf = (id: string): string => `person-${id}.json`;
      const answer = accessRequest(context, registrationCode, (id) => pictureBeside(nameOf(id)));
      const path = await dialogs.savePersonReport(nameOf(answer.report.delegateId));
      if (path === null) return false;
      const { report, photo } = answer;
      if (photo !== null) report.photo = basename(pictureBeside(path));
      await write(path, `${JSON.stringify(report, null, 2)}\n`);
      await write(textBeside(path), personWords(report, language()));
      if (photo !== null) await write(pictureBeside(path), photo);
      return true;
    },
  };
}

/** `person.json` → `person.txt`, in the same folder. */
function textBeside(path: string): string {
  return join(dirname(path), `${basename(path).replace(/\.json$/i, '')}.txt`);
}

function pictureBeside(path: string): string {
  return join(dirname(path), `${basename(path).replace(/\.json$/i, '')}.jpg`);
}

async function write(path: string, content: string | Uint8Array): Promise<void> {
  try {
    await writeFile(path, content, { mode: 0o600 });
  } catch (error) {
    throw new CallFailure('file-not-written', basename(path), error);
  }
}
