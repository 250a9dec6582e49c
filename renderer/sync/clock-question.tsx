import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../ui/dialog.tsx';
import { useFormats } from '../../ui/formats.ts';
import { ask } from '../base/ask.ts';
import { useAnswer } from '../base/page-client.ts';
import { useAgeWords } from '../hub-client/use-hub-words.ts';
import { PinFace, usePinKeys } from '../operators/pin-face.tsx';
import { useCheckedPin } from '../operators/use-pin-entry.ts';
import '../operators/station-exit.css';

/**
 * If this computer's clock is far off, a supervisor confirms the hub's time before anyone is
 * admitted.
 */
export function ClockQuestion(): ReactNode {
  const { value } = useAnswer('getSync', [], { renewOn: ['syncChanged', 'stationChanged'] });
  const [later, setLater] = useState<number | null>(null);
  const offset = value?.link?.clockToConfirm ?? null;
  if (value === null || offset === null || offset === later) return null;
  return <Question offset={offset} right={value.now + offset} onClose={() => setLater(offset)} />;
}

function Question({
  offset,
  right,
  onClose,
}: {
  offset: number;
  /** The hub's time, UTC milliseconds. */
  right: number;
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const formats = useFormats();
  const ageWords = useAgeWords();
  const entry = useCheckedPin(async (pin) => {
    const answer = await ask('confirmClock', { pin });
    if (answer.result === 'wait') return { waitMilliseconds: answer.milliseconds };
    return answer.result === 'wrong-pin' ? 'wrong-pin' : 'right';
  });
  usePinKeys(entry, onClose);
  const moment = `${formats.day(formats.calendarDay(right))}, ${formats.time(right)}`;
  return (
    <Dialog title={t('clockQuestion.title')} closesOutside={false} onClose={onClose}>
      <p>
        {t(offset > 0 ? 'clockQuestion.behind' : 'clockQuestion.ahead', {
          age: ageWords(Math.abs(offset)),
          moment,
        })}
      </p>
      <section
        className="pin station-exit-pin pb-3 grid gap-3 justify-items-center self-center justify-self-center"
        aria-label={t('stationExit.pin')}
      >
        <PinFace entry={entry} hint={t('clockQuestion.hint')} enterLabel={t('clockQuestion.yes')} />
      </section>
    </Dialog>
  );
}
