import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SearchRow } from '../../../preload/contract/check-in.ts';
import { useNavigation } from '../../app/navigation.tsx';
import { useFormats } from '../../i18n/format.ts';
import { FailureNote } from '../../ui/failure-note.tsx';
import { useHotkeys } from '../../ui/hotkeys.ts';
import { Switch } from '../../ui/switch.tsx';
import { useNotify } from '../../ui/toast.tsx';
import { EntryList } from './entry-list.tsx';
import { LineForm } from './line-form.tsx';
import { PersonFinder } from './person-finder.tsx';
import { useEntries } from './use-entries.ts';
import './from-paper.css';

/** Types in afterwards who came by paper, one line after the other, by the keyboard alone. */
export function FromPaperTab(): ReactNode {
  const { t } = useTranslation();
  const { time } = useFormats();
  const notify = useNotify();
  const { dialog } = useNavigation();
  const { entries, failure, enter, undo } = useEntries();
  const [person, setPerson] = useState<SearchRow | null>(null);
  const [printBadge, setPrintBadge] = useState(false);
  const takeBack = async (admissionId: string): Promise<void> => {
    if (await undo(admissionId)) notify(t('emergency.fromPaper.undone'));
  };
  useHotkeys(
    [
      {
        key: 'z',
        ctrl: true,
        inFields: true,
        run: () => {
          const latest = entries.find(({ undone }) => !undone);
          if (latest !== undefined) void takeBack(latest.admissionId);
        },
      },
      { key: 'Escape', inFields: true, run: () => setPerson(null) },
    ],
    dialog === null,
  );
  return (
    <div className="from-paper">
      <section className="card from-paper-form" aria-label={t('emergency.fromPaper.title')}>
        <div>
          <h2>{t('emergency.fromPaper.title')}</h2>
          <p className="field-hint">{t('emergency.fromPaper.intro')}</p>
        </div>
        {person === null ? (
          <PersonFinder onChoose={setPerson} />
        ) : (
          <LineForm
            key={person.id}
            person={person}
            onChange={() => setPerson(null)}
            enter={async (line) => {
              const answer = await enter({ ...line, person, printBadge });
              if (answer?.outcome === 'entered') {
                const words = { name: person.printedName, time: time(answer.at) };
                notify(t('emergency.fromPaper.done', words));
                setPerson(null);
              }
              return answer;
            }}
          />
        )}
        <FailureNote failure={failure} />
        <Switch isSelected={printBadge} onChange={setPrintBadge}>
          {t('emergency.fromPaper.printBadge')}
        </Switch>
      </section>
      <EntryList entries={entries} onUndo={(id) => void takeBack(id)} />
    </div>
  );
}
