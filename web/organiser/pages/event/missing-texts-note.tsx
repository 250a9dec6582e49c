import { Languages, Pencil } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { textIn } from '../../../../domain/base/language.ts';
import type { EventFile } from '../../../../domain/event/event-file.ts';
import { missingTexts } from '../../../../domain/event/missing-texts.ts';
import { Button } from '../../../../ui/button.tsx';
import { useFormats } from '../../../../ui/formats.ts';
import { Note } from '../../../../ui/note.tsx';
import { useWords } from '../../words.ts';
import type { Open } from './entries.tsx';

/** Number of texts that are listed at first. */
const shownAtFirst = 5;

/** The texts that lack a language of the event, each with the way to where it is typed. */
export function MissingTextsNote({
  file,
  onOpen,
}: {
  file: EventFile;
  onOpen: (open: Open) => void;
}): ReactNode {
  const { t, language } = useWords();
  const { languageName, list } = useFormats();
  const [isWhole, setWhole] = useState(false);
  const missing = missingTexts(file);
  if (missing.length === 0) return null;
  const shown = isWhole ? missing : missing.slice(0, shownAtFirst);
  return (
    <Note
      tone="look"
      icon={<Languages />}
      title={t('event.missingTexts.title', { count: missing.length })}
      actions={
        shown.length < missing.length && (
          <Button size="small" onPress={() => setWhole(true)}>
            {t('event.showAll', { count: missing.length })}
          </Button>
        )
      }
    >
      <p>{t('event.missingTexts.effect')}</p>
      <ul className="grid gap-1">
        {shown.map(({ text, languages, place }, index) => {
          const name = textIn(text, language, file);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: two texts may be the same; none moves
            <li key={`${index} ${name}`} className="flex flex-wrap items-center gap-x-3">
              <bdi className="font-semibold">{name}</bdi>
              <span>
                {t('event.missingTexts.lacks', { languages: list(languages.map(languageName)) })}
              </span>
              {place !== null && (
                <Button
                  variant="quiet"
                  size="small"
                  icon={<Pencil />}
                  aria-label={t('event.changeNamed', { name })}
                  onPress={() => onOpen(place as Open)}
                >
                  {t('event.change')}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </Note>
  );
}
