import { CalendarX, History, X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScreenText } from '../../../domain/base/language.ts';
import { notTakenOver } from '../../../domain/event/earlier-event.ts';
import type { EarlierEvent } from '../../../preload/contract/station/set-up.ts';
import { Button } from '../../../ui/button.tsx';
import { ChosenFile } from '../../../ui/event/chosen-file.tsx';
import { FailureNote } from '../../../ui/failure-note.tsx';
import { CheckLine } from '../../../ui/fields/check-line.tsx';
import { TextField } from '../../../ui/fields/text-field.tsx';
import { useFormats } from '../../../ui/formats.ts';
import { Note } from '../../../ui/note.tsx';
import { ask } from '../../base/ask.ts';
import { useAction } from '../../base/page-client.ts';

type Begun = NonNullable<EarlierEvent['event']>;

/**
 * Bases a new event on an earlier one.
 *
 * @param onBegun called once the earlier event is open, with the form's initial values
 */
export function useEarlierEvent(onBegun: (event: Begun) => void) {
  const [chosen, setChosen] = useState<EarlierEvent | null>(null);
  const [passphrase, setPassphrase] = useState('');
  const [withSessions, setWithSessions] = useState(false);
  const isSealed = chosen !== null && chosen.event === null;
  const choose = useAction(async () => {
    const next = await ask('chooseEarlierEvent');
    if (next === null) return;
    setChosen(next);
    setPassphrase('');
    if (next.event !== null) onBegun(next.event);
  });
  const open = useAction(async (typed: string) => {
    const next = await ask('openEarlierEvent', { passphrase: typed });
    setChosen(next);
    if (next.event !== null) onBegun(next.event);
  });
  const drop = useAction(async () => {
    await ask('dropEarlierEvent');
    setChosen(null);
  });
  return {
    chosen,
    passphrase,
    setPassphrase,
    withSessions,
    setWithSessions,
    choose,
    open,
    drop,
    event: chosen?.event ?? null,
    isSealed,
    /** Opens the chosen archive; null if it is not sealed, or without a passphrase. */
    unseal: isSealed && passphrase.trim() !== '' ? () => void open.run(passphrase) : null,
  };
}

/** Chooses an archive or an event file, and shows what will be copied. */
export function EarlierEventFile({
  use,
  newDays,
}: {
  use: ReturnType<typeof useEarlierEvent>;
  /** Days of the new event; 0 while its dates are not set. */
  newDays: number;
}): ReactNode {
  const { t } = useTranslation();
  const { chosen, event, isSealed, choose, open, drop } = use;
  return (
    <ChosenFile
      label={t('setUp.earlier.title')}
      hint={t('setUp.earlier.hint')}
      icon={<History size={24} />}
      chosen={chosen === null ? null : { name: chosen.fileName }}
      isWrong={false}
      isOptional
      choose={choose}
      below={
        <div className="chosen-file-below grid gap-3 min-w-0">
          {isSealed && (
            <div className="grid grid-cols-text-end items-end gap-3">
              <TextField
                label={t('setUp.package.passphrase')}
                value={use.passphrase}
                onChange={use.setPassphrase}
                maxLength={200}
                autoFocus
              />
              <Button
                variant="primary"
                isDisabled={open.busy || use.unseal === null}
                onPress={() => use.unseal?.()}
              >
                {t(open.busy ? 'setUp.earlier.opening' : 'setUp.earlier.open')}
              </Button>
            </div>
          )}
          {event !== null && <ComesOver event={event} use={use} newDays={newDays} />}
          <FailureNote failure={choose.failure ?? open.failure ?? drop.failure} />
          {chosen !== null && (
            <div>
              <Button
                variant="quiet"
                icon={<X size={18} />}
                isDisabled={drop.busy}
                onPress={() => void drop.run()}
              >
                {t('setUp.create.remove')}
              </Button>
            </div>
          )}
        </div>
      }
    />
  );
}

function ComesOver({
  event,
  use,
  newDays,
}: {
  event: Begun;
  use: ReturnType<typeof useEarlierEvent>;
  newDays: number;
}): ReactNode {
  const { t } = useTranslation();
  const { list, language } = useFormats();
  const { sessions } = event;
  const { withSessions } = use;
  const named = (name: ScreenText): string => name[language];
  const left =
    newDays === 0
      ? { sessions: [], entrances: [] }
      : notTakenOver(event.timetable, { newDays, withSessions });
  return (
    <div role="status" className="grid gap-2">
      <p className="font-semibold text-go-ink">{t('setUp.earlier.comesOver')}</p>
      <ul className="list-disc ps-5 figures">
        <li>{t('setUp.create.categoriesCount', { count: event.categories.length })}</li>
        <li>{t('setUp.earlier.checkpoints', { count: event.checkpoints })}</li>
        <li>
          {t('setUp.create.delegationsFound', {
            count: event.delegations,
            group: event.groupWord,
          })}
        </li>
        <li>{t('setUp.earlier.fields', { count: event.extraFields })}</li>
        <li>{t('setUp.earlier.policies')}</li>
        <li>{t('setUp.earlier.templates', { count: event.templates })}</li>
      </ul>
      {sessions > 0 && (
        <>
          <CheckLine isSelected={use.withSessions} onChange={use.setWithSessions}>
            {t('setUp.earlier.sessions', { count: sessions })}
          </CheckLine>
          <p className="field-hint">{t('setUp.earlier.sessionsHint')}</p>
        </>
      )}
      {(left.sessions.length > 0 || left.entrances.length > 0) && (
        <Note tone="look" icon={<CalendarX size={20} />} title={t('setUp.earlier.check')}>
          {left.sessions.length > 0 && (
            <p>{t('setUp.earlier.sessionsLeft', { names: list(left.sessions.map(named)) })}</p>
          )}
          {left.entrances.length > 0 && (
            <p>{t('setUp.earlier.hoursLeft', { names: list(left.entrances.map(named)) })}</p>
          )}
        </Note>
      )}
      <p className="field-hint">{t('setUp.earlier.staysBehind')}</p>
    </div>
  );
}
