import { Usb } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WrittenStick } from '../../preload/contract/sync.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { ask } from '../base/ask.ts';
import { useAction } from '../base/page-client.ts';
import { useIsSupervisor } from '../base/station.tsx';
import { useSync } from '../hub-client/sync-provider.tsx';
import { StickOutcome } from './stick-outcome.tsx';
import { StickWritten } from './stick-written.tsx';
import { useImportStick } from './use-import-stick.ts';
import './stick.css';

/**
 * For stations without the network: exports this station's records to a USB stick, and imports
 * those of another.
 */
export function StickCard(): ReactNode {
  const { t } = useTranslation();
  const isSupervisor = useIsSupervisor();
  const hasPeers = useSync().view?.hasPeers === true;
  const importing = hasPeers ? 'stick.peers.importing' : 'stick.importing';
  const [written, setWritten] = useState<WrittenStick | null>(null);
  const { answer, action } = useImportStick();
  const write = useAction(async () => {
    setWritten(null);
    setWritten(await ask('writeStick'));
  });
  return (
    <section className="card stick grid gap-4" aria-labelledby="stick-title">
      <div className="stick-line flex items-center flex-wrap gap-x-4 gap-y-3">
        <Usb className="flex-none text-soft" size={22} />
        <div className="stick-words small">
          <h2 className="text-ink text-md tracking-normal" id="stick-title">
            {t('stick.title')}
          </h2>
          <p>{t(hasPeers ? 'stick.peers.cardHint' : 'stick.cardHint')}</p>
        </div>
        <Button isDisabled={action.busy} onPress={() => void action.run()}>
          {t(action.busy ? importing : 'stick.import')}
        </Button>
        {isSupervisor && (
          <Button isDisabled={write.busy} onPress={() => void write.run()}>
            {t('stick.write')}
          </Button>
        )}
      </div>
      <FailureNote failure={action.failure ?? write.failure} />
      {answer !== null && <StickOutcome answer={answer} hasPeers={hasPeers} />}
      {written !== null && <StickWritten written={written} hasPeers={hasPeers} />}
    </section>
  );
}
