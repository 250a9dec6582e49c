import { DoorClosed, DoorOpen, LogOut } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { DoorView } from '../../../preload/contract/door.ts';
import { useStation } from '../../client/station.tsx';
import { useFormats } from '../../i18n/format.ts';
import { EmptyLine } from '../../ui/empty-line.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import type { DoorChoosing } from './use-door-choice.ts';

type Checkpoint = ReturnType<typeof useStation>['event']['checkpoints'][number];

/** Which door this is: today's first, the others after them. */
export function DoorChoice({ view, choice }: { view: DoorView; choice: DoorChoosing }): ReactNode {
  const { t } = useTranslation();
  const { event } = useStation();
  const doors = event.checkpoints.filter(({ kind }) => kind !== 'registration');
  const isToday = ({ windows }: Checkpoint): boolean =>
    windows.length === 0 || windows.some(({ day }) => day === view.day);
  const sorted = [...doors.filter(isToday), ...doors.filter((one) => !isToday(one))];
  const { failure } = choice.choose;
  return (
    <section className="door-choice" aria-labelledby="door-choice-title">
      <h1 id="door-choice-title">{t('door.choose.title')}</h1>
      {failure !== null && <FailureNote failure={failure} />}
      {sorted.length === 0 && (
        <EmptyLine icon={<DoorClosed aria-hidden="true" size={24} />}>
          {t('door.choose.none')}
        </EmptyLine>
      )}
      {view.canChoose ? (
        <ul>
          {sorted.map((checkpoint) => (
            <li key={checkpoint.id}>
              <ChoiceButton
                checkpoint={checkpoint}
                isCurrent={checkpoint.id === view.checkpoint}
                onPress={() => void choice.choose.run(checkpoint.id)}
              />
            </li>
          ))}
        </ul>
      ) : (
        <p>{t('door.choose.fixed')}</p>
      )}
      {view.checkpoint !== null && (
        <Button className="door-button" onPress={choice.close}>
          {t('door.choose.keep')}
        </Button>
      )}
    </section>
  );
}

function ChoiceButton({
  checkpoint,
  isCurrent,
  onPress,
}: {
  checkpoint: Checkpoint;
  isCurrent: boolean;
  onPress: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const formats = useFormats();
  const { language } = formats;
  const Icon = checkpoint.kind === 'exit' ? LogOut : DoorOpen;
  const times = checkpoint.windows.map(({ day, opens, closes }) =>
    t('door.window', { day: formats.shortDay(day), opens, closes }),
  );
  return (
    <Button className="door-choice-button" data-current={isCurrent || undefined} onPress={onPress}>
      <Icon aria-hidden="true" size={32} className="flips" />
      <span className="door-choice-words">
        <strong>{checkpoint.name[language]}</strong>
        <span className="door-choice-when figures">
          {[checkpoint.room?.[language], ...times].filter(Boolean).join(' · ')}
        </span>
      </span>
    </Button>
  );
}
