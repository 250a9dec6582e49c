import { ScanLine, TriangleAlert, Undo2 } from 'lucide-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { badgeFates } from '../../domain/badges/badge-fates.ts';
import type { FateAnswer } from '../../preload/contract/badges.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { RadioCards } from '../../ui/fields/radio-cards.tsx';
import { TextField } from '../../ui/fields/text-field.tsx';
import { Form } from '../../ui/form.tsx';
import { Note } from '../../ui/note.tsx';
import type { Fates } from './use-fates.ts';

/** Records what happened to badges, by scanning one after another or by a typed serial. */
export function RecordCard({ fates }: { fates: Fates }): ReactNode {
  const { t } = useTranslation();
  const { fate, choose, failure, scannedAsLost } = fates;
  return (
    <aside className="card record-card grid gap-4" aria-label={t('badges.record.title')}>
      <h2 className="text-lg">{t('badges.record.title')}</h2>
      <RadioCards
        label={t('badges.record.as')}
        choices={badgeFates.map((id) => ({ id, label: t(`badges.fate.${id}`) }))}
        value={fate}
        onChange={choose}
      />
      <div
        className="record-armed border-2 border-dashed border-edge flex gap-3 px-4 py-3 rounded-md small"
        data-armed={fate !== 'lost' || undefined}
      >
        <ScanLine className="flex-none" size={22} />
        <div>
          {fate !== 'lost' && <strong className="text-md">{t('badges.record.armed')}</strong>}
          <p>{t(`badges.record.armedHint.${fate}`)}</p>
        </div>
      </div>
      <SerialForm fates={fates} />
      {scannedAsLost && (
        <Note tone="look" icon={<TriangleAlert />} title={t('badges.record.inHand')}>
          <p>{t('badges.record.inHandHint')}</p>
        </Note>
      )}
      <FailureNote failure={failure} />
      <RecentFates fates={fates} />
    </aside>
  );
}

function SerialForm({ fates }: { fates: Fates }): ReactNode {
  const { t } = useTranslation();
  const [serial, setSerial] = useState('');
  const [asked, setAsked] = useState(false);
  const isMissing = serial.trim() === '';
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setAsked(isMissing);
    if (isMissing) return;
    if (await fates.recordSerial(serial.trim(), fates.fate)) setSerial('');
  };
  return (
    <Form
      className="record-serial grid grid-cols-text-end gap-2"
      onSubmit={(event) => void send(event)}
    >
      <TextField
        label={t('badges.record.serial')}
        hint={t('badges.record.serialHint')}
        error={asked && isMissing ? t('badges.record.needed') : null}
        maxLength={40}
        value={serial}
        onChange={setSerial}
      />
      <Button type="submit" isDisabled={fates.busy}>
        {t('badges.record.do')}
      </Button>
    </Form>
  );
}

function RecentFates({ fates }: { fates: Fates }): ReactNode {
  const { t } = useTranslation();
  return (
    <section className="record-recent" aria-live="polite" aria-label={t('badges.record.recent')}>
      {fates.recent.length > 0 && <h3 className="pb-1 small">{t('badges.record.recent')}</h3>}
      <ul>
        {fates.recent.map((answer) => (
          <li className="flex items-center gap-3 justify-between py-1 border-t" key={answer.factId}>
            <RecordedFate answer={answer} />
            <Button
              variant="quiet"
              size="small"
              icon={<Undo2 className="flips" />}
              aria-label={t('badges.record.undoOf', { serial: answer.serialText })}
              isDisabled={fates.busy}
              onPress={() => void fates.undo(answer.factId)}
            >
              {t('badges.record.undo')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function RecordedFate({ answer }: { answer: FateAnswer }): ReactNode {
  const { t } = useTranslation();
  const { serialText, printedName, fate, before } = answer;
  const unnamed = t(before === null ? 'badges.record.unheard' : 'badges.noHolder');
  return (
    <div className="grid min-w-0 leading-[1.35]">
      <bdi className="font-semibold truncate">{printedName || unnamed}</bdi>
      <span className="flex flex-wrap gap-x-3 text-soft text-xs">
        <bdi className="code">{serialText}</bdi>
        <span>{t(`badges.fate.${fate}`)}</span>
      </span>
    </div>
  );
}
