import { CalendarCheck, Package, PackageOpen, Pen } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dateForm } from '../../../domain/base/date-form.ts';
import { textIn } from '../../../domain/base/language.ts';
import type { ChosenPackage, OpenedPackage } from '../../../preload/contract/station/set-up.ts';
import { ChosenFile } from '../../../ui/event/chosen-file.tsx';
import { RadioCards } from '../../../ui/fields/radio-cards.tsx';
import { TextField } from '../../../ui/fields/text-field.tsx';
import { useFormats } from '../../../ui/formats.ts';
import { Note } from '../../../ui/note.tsx';
import { ask } from '../../base/ask.ts';
import { useAction } from '../../base/page-client.ts';
import { useStation } from '../../base/station.tsx';
import { StartingAnew } from './starting-anew.tsx';
import { StepFrame } from './step-frame.tsx';
import { useSetUp } from './use-set-up.ts';

/**
 * Sets up a station from a package: the file, its passphrase, and which of its stations this is.
 */
export function PackageStep(): ReactNode {
  const { t } = useTranslation();
  const { language } = useFormats();
  const { event, warnings } = useStation();
  const { next } = useSetUp();
  const use = usePackage();
  if (use.isLeaving) return <StartingAnew />;
  if (!warnings.some(({ code }) => code === 'demo-data')) {
    return (
      <StepFrame title={t('setUp.package.title')} onNext={next}>
        <Note
          tone="go"
          icon={<CalendarCheck />}
          title={t('setUp.event.already', { event: textIn(event.name, language, event) })}
        >
          <p>{t('setUp.package.alreadyHint')}</p>
        </Note>
      </StepFrame>
    );
  }
  const { chosen, opened, part, passphrase } = use;
  const becoming = opened?.parts.find(({ number }) => number === part);
  const nextWords =
    opened === null
      ? t('setUp.package.open')
      : becoming === undefined
        ? t('setUp.package.becomeNone')
        : t('setUp.package.become', { name: becoming.name });
  const goOn =
    becoming !== undefined
      ? () => void use.adopt.run(becoming.number)
      : opened === null && chosen !== null && passphrase.trim() !== ''
        ? () => void use.open.run(passphrase)
        : null;
  return (
    <StepFrame
      title={t('setUp.package.title')}
      onNext={goOn}
      nextWords={nextWords}
      isBusy={use.open.busy || use.adopt.busy}
      failure={use.choose.failure ?? use.open.failure ?? use.adopt.failure}
    >
      <ChosenFile
        label={t('setUp.package.file')}
        hint={t('setUp.package.fileHint')}
        icon={<Package size={24} />}
        chosen={chosen === null ? null : { name: chosen.fileName }}
        isWrong={false}
        choose={use.choose}
        autoFocus
      >
        {chosen !== null && <Made chosen={chosen} />}
      </ChosenFile>
      {chosen !== null && opened === null && (
        <TextField
          label={t('setUp.package.passphrase')}
          value={passphrase}
          onChange={use.setPassphrase}
          maxLength={200}
          autoFocus
        />
      )}
      {opened !== null && <Parts opened={opened} part={part} onChoose={use.setPart} />}
    </StepFrame>
  );
}

/** The state of this step; choosing another file starts over. */
function usePackage() {
  const [chosen, setChosen] = useState<ChosenPackage | null>(null);
  const [passphrase, setPassphrase] = useState('');
  const [opened, setOpened] = useState<OpenedPackage | null>(null);
  const [part, setPart] = useState<number | null>(null);
  const [isLeaving, setIsLeaving] = useState(false);
  const choose = useAction(async () => {
    const next = await ask('chooseEventPackage');
    if (next === null) return;
    setChosen(next);
    setPassphrase('');
    setOpened(null);
    setPart(null);
  });
  const open = useAction(async (typed: string) => {
    setOpened(await ask('openEventPackage', { passphrase: typed }));
  });
  const adopt = useAction(async (number: number) => {
    await ask('adoptEventPackage', { part: number });
    setIsLeaving(true);
  });
  return {
    chosen,
    passphrase,
    setPassphrase,
    opened,
    part,
    setPart,
    isLeaving,
    choose,
    open,
    adopt,
  };
}

function Made({ chosen }: { chosen: ChosenPackage }): ReactNode {
  const { t } = useTranslation();
  const { parts, made } = chosen;
  return (
    <p className="figures">
      {t('setUp.package.madeOn', { count: parts, time: useDayAndTime()(made) })}
    </p>
  );
}

/** The event and its stations. Stations that another computer has taken cannot be chosen. */
function Parts({
  opened,
  part,
  onChoose,
}: {
  opened: OpenedPackage;
  part: number | null;
  onChoose: (number: number) => void;
}): ReactNode {
  const { t } = useTranslation();
  const { language, number } = useFormats();
  const dayAndTime = useDayAndTime();
  const { event, delegates, parts, canMark } = opened;
  const total = parts.length;
  return (
    <>
      <p className="flex items-center flex-wrap gap-x-3 gap-y-1 text-go-ink" role="status">
        <PackageOpen size={20} aria-hidden="true" />
        <strong>
          <bdi>{event.name[language]}</bdi>
        </strong>
        <span className="figures">
          {t('setUp.event.days', { count: event.days.length })}
          {' · '}
          {t('setUp.package.delegates', { count: delegates, formatted: number(delegates) })}
        </span>
      </p>
      <RadioCards
        label={t('setUp.package.which')}
        value={part === null ? null : String(part)}
        onChange={(id) => onChoose(Number(id))}
        autoFocus
        choices={parts.map(({ number: id, name, opened: at }) => ({
          id: String(id),
          label: name,
          isDisabled: at !== null,
          hint:
            at === null
              ? t('setUp.package.free', { number: id, total })
              : t('setUp.package.taken', { number: id, total, time: dayAndTime(at) }),
        }))}
      />
      {parts.every((one) => one.opened !== null) && (
        <p className="field-error" role="status">
          {t('setUp.package.allTaken')}
        </p>
      )}
      {!canMark && (
        <Note tone="look" icon={<Pen />} title={t('setUp.package.readOnly')}>
          <p>{t('setUp.package.readOnlyHint')}</p>
        </Note>
      )}
    </>
  );
}

/** Without an event there is no time zone but this computer's. */
function useDayAndTime(): (wall: number) => string {
  const { language } = useFormats();
  const format = dateForm(language, { dateStyle: 'medium', timeStyle: 'short' });
  return (wall) => format.format(wall);
}
