// clock: proposes the present time, which the operator sees and changes.

import { CircleAlert, PenLine, ScanLine } from 'lucide-react';
import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readTimeOfToday } from '../../../domain/ledger/from-paper.ts';
import type { EnterFromPaperAnswer, SearchRow } from '../../../preload/contract/check-in.ts';
import { Button } from '../../../ui/button.tsx';
import { TextField } from '../../../ui/fields/text-field.tsx';
import { Form } from '../../../ui/form.tsx';
import { useFormats } from '../../../ui/formats.ts';
import { useNavigation } from '../../../ui/navigation.tsx';
import { Note } from '../../../ui/note.tsx';
import { useEventWords } from '../../base/event-words.ts';
import { useStation, useStationAnswer } from '../../base/station.tsx';

type Refused =
  | Exclude<EnterFromPaperAnswer, { outcome: 'entered' }>
  | { outcome: 'time-unreadable' };

/**
 * The rest of a line: time, and number of the one-day badge. Enter moves to the number, then saves.
 */
export function LineForm({
  person,
  enter,
  onChange,
}: {
  person: SearchRow;
  enter: (line: { at: number; number: string }) => Promise<EnterFromPaperAnswer | null>;
  onChange: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const words = useEventWords();
  const { time } = useFormats();
  const { event } = useStation();
  const { rightOffset } = useStationAnswer();
  const [typedTime, setTypedTime] = useState(() => time(Date.now() + rightOffset));
  const [number, setNumber] = useState('');
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refused | null>(null);
  const numberField = useRef<HTMLDivElement>(null);
  const write = async (): Promise<void> => {
    const at = readTimeOfToday(typedTime, Date.now() + rightOffset, event);
    if (at === null) {
      setRefused({ outcome: 'time-unreadable' });
      return;
    }
    setBusy(true);
    const answer = await enter({ at, number });
    setBusy(false);
    setRefused(answer === null || answer.outcome === 'entered' ? null : answer);
  };
  const onSubmit = (submit: FormEvent): void => {
    submit.preventDefault();
    const field = numberField.current?.querySelector('input');
    // Enter in the time field moves to the number; Enter there saves.
    if (field !== null && field !== undefined && document.activeElement !== field) field.focus();
    else if (!busy) void write();
  };
  return (
    <Form className="grid gap-4" onSubmit={onSubmit}>
      <div className="flex items-center gap-4 justify-between px-4 py-3 rounded-md bg-accent-soft">
        <div className="grid min-w-0">
          <bdi className="text-xl font-bold wrap-anywhere">{person.printedName}</bdi>
          <bdi className="paper-where small">{words.delegation(person.delegation)}</bdi>
        </div>
        <Button variant="quiet" size="small" onPress={onChange}>
          {t('emergency.fromPaper.change')}
        </Button>
      </div>
      <div className="line-fields grid gap-4 items-start">
        <TextField
          label={t('emergency.fromPaper.time')}
          hint={t('emergency.fromPaper.timeHint')}
          autoFocus
          maxLength={8}
          value={typedTime}
          onChange={setTypedTime}
          onFocus={(focus) => {
            if (focus.target instanceof HTMLInputElement) focus.target.select();
          }}
        />
        <div ref={numberField}>
          <TextField
            label={t('emergency.fromPaper.number')}
            hint={t('emergency.fromPaper.numberHint')}
            maxLength={40}
            value={number}
            onChange={setNumber}
          />
        </div>
        <Button variant="primary" icon={<PenLine />} isDisabled={busy} onPress={() => void write()}>
          {t('emergency.fromPaper.write')}
        </Button>
        {/* An implicit submit needs a submit button where a form has several fields. */}
        <button type="submit" hidden />
      </div>
      {refused !== null && <RefusedNote refused={refused} delegateId={person.id} />}
    </Form>
  );
}

function RefusedNote({ refused, delegateId }: { refused: Refused; delegateId: string }): ReactNode {
  const { t } = useTranslation();
  const { time } = useFormats();
  const { go, pick } = useNavigation();
  const code = refused.outcome === 'refused' ? refused.why : refused.outcome;
  const words = t(`emergency.fromPaper.refused.${code}`, {
    time: refused.outcome === 'already-in' ? time(refused.at) : '',
    number: refused.outcome === 'number-used' ? refused.number : '',
  });
  return (
    <div role="alert">
      <Note
        tone="look"
        icon={<CircleAlert />}
        title={words}
        actions={
          refused.outcome === 'refused' && (
            <Button
              size="small"
              icon={<ScanLine />}
              onPress={() => {
                pick(delegateId);
                go('desk');
              }}
            >
              {t('emergency.fromPaper.openDesk')}
            </Button>
          )
        }
      />
    </div>
  );
}
