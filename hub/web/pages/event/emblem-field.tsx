import { ImagePlus, Trash2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { type EventFile, maxEmblemText } from '../../../../domain/event/event-file.ts';
import { Button } from '../../../../renderer/kit/button.tsx';
import { readLogo } from '../../../../renderer/kit/fields/read-logo.ts';
import { chosenFile } from '../../parts/choose-file.ts';
import { useWords } from '../../words.ts';

interface EmblemFieldProps {
  file: EventFile;
  onChange: (file: EventFile) => void;
}

/** The organiser's emblem at the top of badges. */
export function EmblemField({ file, onChange }: EmblemFieldProps): ReactNode {
  const { t } = useWords();
  const { emblem, ...rest } = file;
  const [refused, setRefused] = useState('');
  const choose = async (): Promise<void> => {
    const chosen = await chosenFile('image/png,image/jpeg');
    if (chosen === null) return;
    const read = await readLogo(chosen, maxEmblemText);
    setRefused('problem' in read ? chosen.name : '');
    if ('png' in read) onChange({ ...rest, emblem: read.png });
  };
  return (
    <fieldset className="grid gap-2">
      <legend className="field-label px-0">{t('event.field.emblem')}</legend>
      <p className="text-soft">{t('event.emblem.hint')}</p>
      {emblem !== undefined && (
        <img
          className="h-20 justify-self-start rounded-md border bg-white p-2"
          src={`data:image/png;base64,${emblem}`}
          alt={t('event.field.emblem')}
        />
      )}
      <div className="flex flex-wrap gap-3">
        <Button icon={<ImagePlus />} onPress={() => void choose()}>
          {t(emblem === undefined ? 'event.emblem.choose' : 'event.emblem.replace')}
        </Button>
        {emblem !== undefined && (
          <Button icon={<Trash2 />} onPress={() => onChange(rest)}>
            {t('event.emblem.remove')}
          </Button>
        )}
      </div>
      {refused !== '' && (
        <p className="text-stop-ink" role="alert">
          {t('event.emblem.refused', { file: refused })}
        </p>
      )}
    </fieldset>
  );
}
