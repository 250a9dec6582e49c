import { FilePenLine, Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useEventWords } from '../../i18n/event-words.ts';
import { useFormats } from '../../i18n/format.ts';
import { IconButton } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import type { Entry } from './use-entries.ts';

/** Who was typed in here, newest first, each of whom can be taken back. */
export function EntryList({
  entries,
  onUndo,
}: {
  entries: readonly Entry[];
  onUndo: (admissionId: string) => void;
}): ReactNode {
  const { t } = useTranslation();
  const words = useEventWords();
  const { time } = useFormats();
  return (
    <section className="card paper-entries" aria-label={t('emergency.fromPaper.entered')}>
      <h2>{t('emergency.fromPaper.entered')}</h2>
      {entries.length === 0 ? (
        <EmptyState
          icon={<FilePenLine aria-hidden="true" size={22} />}
          title={t('emergency.fromPaper.none')}
          hint={t('emergency.fromPaper.noneHint')}
        />
      ) : (
        <ol>
          {entries.map((entry) => (
            <li key={entry.admissionId} data-undone={entry.undone || undefined}>
              <time className="figures">{time(entry.at)}</time>
              <span className="paper-entry-who">
                <bdi>{entry.printedName}</bdi>
                <bdi className="paper-where">{words.delegation(entry.delegation)}</bdi>
              </span>
              <span className="code">{entry.number ?? ''}</span>
              {entry.undone ? (
                <Chip tone="quiet">{t('emergency.fromPaper.undone')}</Chip>
              ) : (
                <IconButton
                  label={t('emergency.fromPaper.undo', { name: entry.printedName })}
                  icon={<Undo2 aria-hidden="true" size={18} className="flips" />}
                  onPress={() => onUndo(entry.admissionId)}
                />
              )}
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
