import { CircleCheckBig, OctagonX, Usb } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { StickAnswer } from '../../domain/sync/stick.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { useFormats } from '../../ui/formats.ts';
import { Note } from '../../ui/note.tsx';
import { useMoment } from '../base/use-moment.ts';
import { useImportStick } from './use-import-stick.ts';
import './stick.css';

/**
 * The result of importing a station's file: what it added, or why it was refused and what to do.
 */
export function StickOutcome({
  answer,
  hasPeers = false,
}: {
  answer: StickAnswer;
  /** True if this desk imported it itself, without a hub. */
  hasPeers?: boolean;
}): ReactNode {
  return (
    <div role="status">
      {answer.outcome === 'imported' ? (
        <Imported answer={answer} />
      ) : (
        <Refused answer={answer} hasPeers={hasPeers} />
      )}
    </div>
  );
}

function Imported({
  answer,
}: {
  answer: Extract<StickAnswer, { outcome: 'imported' }>;
}): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormats();
  const moment = useMoment();
  const { stationName, written, stored, known } = answer;
  const count = stored + answer.quarantined;
  return (
    <Note
      tone="go"
      icon={<CircleCheckBig />}
      title={
        count === 0
          ? t('stick.nothingNew', { name: stationName })
          : t('stick.imported', { name: stationName, count, number: number(count) })
      }
    >
      <p>
        {t('stick.writtenAt', { time: moment(written) })}{' '}
        {t('stick.known', { count: known, number: number(known) })}
      </p>
      <InQuarantine count={answer.quarantined} />
    </Note>
  );
}

type Refusal = Extract<StickAnswer, { outcome: 'refused' }>;

/** Refusals that have another text at a desk without a hub. */
const peerReasons = ['newer-version', 'other-hub', 'unknown-station', 'chain-differs'] as const;

function Refused({ answer, hasPeers }: { answer: Refusal; hasPeers: boolean }): ReactNode {
  const { t } = useTranslation();
  const { reason, stationName } = answer;
  const peerReason = hasPeers ? peerReasons.find((one) => one === reason) : undefined;
  return (
    <Note
      tone="stop"
      icon={<OctagonX />}
      title={
        stationName === null ? t('stick.refused') : t('stick.refusedOf', { name: stationName })
      }
    >
      <p>
        {t(
          peerReason === undefined
            ? `stick.reasons.${reason}`
            : `stick.peers.reasons.${peerReason}`,
        )}
      </p>
      <InQuarantine count={answer.quarantined} />
    </Note>
  );
}

function InQuarantine({ count }: { count: number }): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormats();
  if (count === 0) return null;
  return <p>{t('stick.quarantined', { count, number: number(count) })}</p>;
}

/** Imports the records that a station without the network sends on a USB stick. */
export function ImportStick({ onImported }: { onImported: () => void }): ReactNode {
  const { t } = useTranslation();
  const { answer, action } = useImportStick(onImported);
  return (
    <div className="stick grid gap-4">
      <div className="stick-line flex items-center flex-wrap gap-x-4 gap-y-3">
        <Usb className="flex-none text-soft" size={22} />
        <p className="small">{t('stick.hint')}</p>
        <Button isDisabled={action.busy} onPress={() => void action.run()}>
          {t(action.busy ? 'stick.importing' : 'stick.import')}
        </Button>
      </div>
      <FailureNote failure={action.failure} />
      {answer !== null && <StickOutcome answer={answer} />}
    </div>
  );
}
