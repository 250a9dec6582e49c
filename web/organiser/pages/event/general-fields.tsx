import { ImagePlus, Trash2, X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import {
  type EventText,
  givenTexts,
  hasText,
  type KioskLanguage,
} from '../../../../domain/base/language.ts';
import { type EventFile, maxEmblemText } from '../../../../domain/event/event-file.ts';
import { isTimeZone } from '../../../../domain/event/local-day.ts';
import type { EventState } from '../../../../domain/organiser/event.ts';
import { Button } from '../../../../ui/button.tsx';
import { GroupWordChoice } from '../../../../ui/event/event-fields.tsx';
import { EventTextFields, LanguageChoice } from '../../../../ui/event/event-texts.tsx';
import { CheckLine } from '../../../../ui/fields/check-line.tsx';
import { readLogo } from '../../../../ui/fields/read-logo.ts';
import { TextField } from '../../../../ui/fields/text-field.tsx';
import { useFormats } from '../../../../ui/formats.ts';
import { chosenFile } from '../../parts/choose-file.ts';
import { Section } from '../../parts/page.tsx';
import { useWords } from '../../words.ts';

interface GeneralFieldsProps {
  file: EventFile;
  records: EventState['records'];
  onChange: (file: EventFile) => void;
}

export function GeneralFields({ file, records, onChange }: GeneralFieldsProps): ReactNode {
  const { t } = useWords();
  const { policies } = file;
  const texts = (name: 'name' | 'place') => (
    <Texts
      label={t(`event.field.${name}`)}
      languages={file.languages}
      texts={file[name]}
      onChange={(given) => onChange({ ...file, [name]: given })}
    />
  );
  const minutes = (name: 'heldBadgeAsksAfterMinutes' | 'listsOldAfterMinutes') => (
    <Text
      label={t(`event.field.${name}`)}
      value={String(policies[name])}
      isRight={(text) => /^[1-9]\d{0,3}$/.test(text)}
      onChange={(text) => onChange({ ...file, policies: { ...policies, [name]: Number(text) } })}
    />
  );
  const isFixed = records.any;
  return (
    <Section title={t('event.itself')}>
      <LanguageChoice
        languages={file.languages}
        onChange={(languages) => onChange({ ...file, languages })}
      />
      <div className="narrow-stack grid-cols-2 grid gap-4">
        {texts('name')}
        {texts('place')}
      </div>
      <div className="grid-cols-fit-60 grid gap-4">
        <Text
          label={t('event.field.timeZone')}
          hint={isFixed ? t('event.fixed') : undefined}
          isDisabled={isFixed}
          value={file.timeZone}
          isRight={isTimeZone}
          onChange={(timeZone) => onChange({ ...file, timeZone })}
        />
        <Text
          type="time"
          label={t('event.field.dayBoundary')}
          hint={isFixed ? t('event.fixed') : undefined}
          isDisabled={isFixed}
          value={file.dayBoundary}
          isRight={(text) => /^\d\d:\d\d$/.test(text)}
          onChange={(dayBoundary) => onChange({ ...file, dayBoundary })}
        />
        {minutes('heldBadgeAsksAfterMinutes')}
        {minutes('listsOldAfterMinutes')}
      </div>
      <Days file={file} records={records} onChange={onChange} />
      <CheckLine
        isSelected={policies.idCheck}
        onChange={(idCheck) => onChange({ ...file, policies: { ...policies, idCheck } })}
      >
        {t('event.field.idCheck')}
      </CheckLine>
      <GroupWordChoice
        value={file.groupWord}
        onChange={(groupWord) => onChange({ ...file, groupWord })}
      />
      <EmblemField file={file} onChange={onChange} />
    </Section>
  );
}

function Days({ file, records, onChange }: GeneralFieldsProps): ReactNode {
  const { t } = useWords();
  const { day: dayText } = useFormats();
  const [added, setAdded] = useState('');
  const set = (days: readonly string[]): void =>
    onChange({ ...file, days: [...new Set(days)].sort() });
  return (
    <fieldset className="grid gap-2">
      <legend className="field-label px-0">{t('event.field.days')}</legend>
      <ul className="flex flex-wrap gap-2">
        {file.days.map((day) => (
          <li key={day} className="flex items-center gap-1 border rounded-md ps-3">
            <span>{dayText(day)}</span>
            <Button
              variant="quiet"
              size="small"
              icon={<X />}
              aria-label={t('event.removeDay', { day: dayText(day) })}
              isDisabled={records.days.includes(day) || file.days.length === 1}
              onPress={() => set(file.days.filter((other) => other !== day))}
            >
              {t('event.remove')}
            </Button>
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap items-end gap-3">
        <TextField type="date" label={t('event.newDay')} value={added} onChange={setAdded} />
        <Button
          isDisabled={added === '' || file.days.includes(added)}
          onPress={() => {
            set([...file.days, added]);
            setAdded('');
          }}
        >
          {t('event.addDay')}
        </Button>
      </div>
    </fieldset>
  );
}

/** A text of the event that takes effect as it is typed, unless every language is blank. */
function Texts({
  texts,
  onChange,
  ...rest
}: {
  label: string;
  languages: readonly KioskLanguage[];
  texts: EventText;
  onChange: (texts: EventText) => void;
}): ReactNode {
  const { t } = useWords();
  const [typed, setTyped] = useState<EventText | null>(null);
  const shown = typed ?? texts;
  return (
    <EventTextFields
      {...rest}
      maxLength={160}
      texts={shown}
      error={hasText(shown) ? null : t('event.wrong')}
      onBlur={() => setTyped(null)}
      onChange={(next) => {
        setTyped(next);
        if (hasText(next)) onChange(givenTexts(next));
      }}
    />
  );
}

/** A text that takes effect as it is typed; an invalid text is marked and not taken over. */
function Text({
  value,
  isRight,
  onChange,
  ...rest
}: {
  label: string;
  hint?: string | undefined;
  type?: 'text' | 'time';
  isDisabled?: boolean;
  value: string;
  isRight: (text: string) => boolean;
  onChange: (text: string) => void;
}): ReactNode {
  const { t } = useWords();
  const { hint, ...field } = rest;
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed ?? value;
  return (
    <TextField
      {...field}
      {...(hint === undefined ? {} : { hint })}
      value={shown}
      maxLength={160}
      error={isRight(shown) ? null : t('event.wrong')}
      onBlur={() => setTyped(null)}
      onChange={(text) => {
        setTyped(text);
        if (isRight(text)) onChange(text);
      }}
    />
  );
}

interface EmblemFieldProps {
  file: EventFile;
  onChange: (file: EventFile) => void;
}

/** The organiser's emblem at the top of badges. */
function EmblemField({ file, onChange }: EmblemFieldProps): ReactNode {
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
