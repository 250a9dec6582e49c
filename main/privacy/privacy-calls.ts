import { writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { certificateFile } from '../../domain/privacy/certificate.ts';
import { certificateWords } from '../../domain/privacy/certificate-words.ts';
import { personWords } from '../../domain/privacy/person-words.ts';
import { heldOrderCalls } from '../../preload/contract/held-orders.ts';
import { privacyCalls } from '../../preload/contract/privacy.ts';
import { CallFailure } from '../base/call-failure.ts';
import type { FileDialogs } from '../base/calls.ts';
import { answers, type CallParts } from '../base/calls.ts';
import { readStationSettings } from '../base/config/station-settings.ts';
import { agreeToOrder, heldOrders } from '../ledger/held-orders.ts';
import { withSecondPerson } from '../operators/second-person.ts';
import { accessRequest } from './access-request.ts';
import { mayOrderHere } from './order-purge.ts';
import { privacyView, setRetention } from './privacy-view.ts';
import { stationCertificate } from './station-certificate.ts';
import type { StationPurge } from './station-purge.ts';

/** The parts of a desk that this needs. */
interface PrivacyParts extends Pick<CallParts, 'context' | 'config' | 'notify'> {
  purge: StationPurge;
  dialogs: Pick<FileDialogs, 'saveCertificate' | 'savePersonReport'>;
  link: { signingKey(): string; syncNow(): void };
}

/** Retention, purge and access requests at a desk. */
export function privacyAnswers(desk: PrivacyParts) {
  const { context, purge, dialogs } = desk;
  const language = () => readStationSettings(context.db, desk.config).language;
  return answers(
    { ...privacyCalls, ...heldOrderCalls },
    {
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
    },
  );
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
