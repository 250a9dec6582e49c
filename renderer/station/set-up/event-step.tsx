import { CalendarCheck, Check, FileKey2, FileText } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { textIn } from '../../../domain/base/language.ts';
import type { EventChoice } from '../../../preload/contract/station/set-up.ts';
import { ChosenFile } from '../../../ui/event/chosen-file.tsx';
import { useFormats } from '../../../ui/formats.ts';
import { Note } from '../../../ui/note.tsx';
import { ask } from '../../base/ask.ts';
import { useAction, useAnswer } from '../../base/page-client.ts';
import { useStation } from '../../base/station.tsx';
import { FileProblems } from '../file-problems.tsx';
import { StartingAnew } from './starting-anew.tsx';
import { StepFrame } from './step-frame.tsx';
import { useSetUp } from './use-set-up.ts';

export function useEventChoice() {
  const { value, renew } = useAnswer('getEventChoice', []);
  const [isLeaving, setIsLeaving] = useState(false);
  const adopt = useAction(async () => {
    await ask('adoptEvent');
    setIsLeaving(true);
  });
  const chooseFile = useAction(async () => {
    await ask('chooseEventFile');
    renew();
  });
  const chooseSecret = useAction(async () => {
    await ask('chooseEventSecret');
    renew();
  });
  const choice: EventChoice = value ?? { file: null, secret: null };
  const isComplete = choice.file?.event != null && choice.secret?.problems.length === 0;
  return { choice, isComplete, chooseFile, chooseSecret, adopt, isLeaving };
}

export function EventFiles({ use }: { use: ReturnType<typeof useEventChoice> }): ReactNode {
  const { t } = useTranslation();
  const { language } = useFormats();
  const { file, secret } = use.choice;
  const event = file?.event ?? null;
  return (
    <>
      <ChosenFile
        label={t('setUp.event.file')}
        hint={t('setUp.event.fileHint')}
        icon={<FileText size={24} />}
        chosen={file}
        isWrong={isWrong(file)}
        below={isWrong(file) && <FileProblems problems={file?.problems ?? []} />}
        choose={use.chooseFile}
        autoFocus
      >
        {event !== null && (
          <p className="flex items-center flex-wrap gap-x-3 gap-y-1 text-go-ink">
            <strong>
              <bdi>{event.name[language]}</bdi>
            </strong>
            <span className="figures">
              {t('setUp.event.days', { count: event.days.length })}
              {' · '}
              {t('setUp.event.checkpoints', { count: event.checkpoints })}
              {' · '}
              {t('setUp.create.delegationsFound', {
                count: event.delegations,
                group: event.groupWord,
              })}
            </span>
          </p>
        )}
      </ChosenFile>
      <ChosenFile
        label={t('setUp.event.secret')}
        hint={t('setUp.event.secretHint')}
        icon={<FileKey2 size={24} />}
        chosen={secret}
        isWrong={isWrong(secret)}
        below={isWrong(secret) && <FileProblems problems={secret?.problems ?? []} />}
        choose={use.chooseSecret}
      >
        <SecretWords secret={secret} />
      </ChosenFile>
    </>
  );
}

/** Sets the event up from the secretariat's two files. */
export function EventFileStep(): ReactNode {
  const { t } = useTranslation();
  const { language } = useFormats();
  const { event, warnings } = useStation();
  const { next } = useSetUp();
  const use = useEventChoice();
  if (use.isLeaving) return <StartingAnew />;
  const isPlaceholder = warnings.some(({ code }) => code === 'demo-data');
  const wantsOther = use.choice.file !== null;
  const goOn = use.isComplete
    ? () => void use.adopt.run()
    : isPlaceholder || wantsOther
      ? null
      : next;
  return (
    <StepFrame
      title={t('setUp.event.title')}
      onNext={goOn}
      nextWords={use.isComplete ? t('setUp.event.adopt') : t('setUp.next')}
      isBusy={use.adopt.busy}
      failure={use.adopt.failure ?? use.chooseFile.failure ?? use.chooseSecret.failure}
    >
      {!isPlaceholder && (
        <Note
          tone="go"
          icon={<CalendarCheck />}
          title={t('setUp.event.already', { event: textIn(event.name, language, event) })}
        >
          <p>{t('setUp.event.alreadyHint')}</p>
        </Note>
      )}
      <EventFiles use={use} />
    </StepFrame>
  );
}

function isWrong(file: EventChoice['file'] | EventChoice['secret']): boolean {
  return file !== null && file.problems.length > 0;
}

/** The secret itself is never shown, only that it was read. */
function SecretWords({ secret }: { secret: EventChoice['secret'] }): ReactNode {
  const { t } = useTranslation();
  if (secret === null || secret.problems.length > 0) return null;
  return (
    <p className="flex items-center flex-wrap gap-x-3 gap-y-1 text-go-ink">
      <Check size={18} />
      {t('setUp.event.secretGood')}
    </p>
  );
}
