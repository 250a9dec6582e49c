import { KeyRound, LockKeyhole, LockKeyholeOpen } from 'lucide-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  minPassPhraseCharacters,
  newPassPhraseSchema,
} from '../../domain/operators/pass-phrase.ts';
import type { KeyProtectionView } from '../../preload/contract/station/care.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Select } from '../../ui/fields/select.tsx';
import { TextField } from '../../ui/fields/text-field.tsx';
import { Form } from '../../ui/form.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useFormats } from '../../ui/formats.ts';
import { Note } from '../../ui/note.tsx';
import { useNotify } from '../../ui/toast.tsx';
import { ask } from '../base/ask.ts';
import { useAction, useAnswer } from '../base/page-client.ts';
import { useIsSupervisor, useStation } from '../base/station.tsx';
import { isPin } from '../operators/pin.ts';
import { type PinTrouble, useSecondsUntil } from '../operators/second-pin.tsx';

type Holder = KeyProtectionView['holders'][number];

export function SecuritySection(): ReactNode {
  const { t } = useTranslation();
  const isSupervisor = useIsSupervisor();
  const { value, failure, renew } = useAnswer('getKeyProtection', [], {
    renewOn: ['stationChanged'],
    when: isSupervisor,
  });
  if (!isSupervisor) return <p className="field-hint">{t('settings.supervisorOnly')}</p>;
  return (
    <div className="card settings-split">
      <div className="settings-form">
        <FailureNote failure={failure} />
        {value !== null && (
          <>
            <Protection protection={value.protection} />
            <HolderList holders={value.holders} onChanged={renew} />
          </>
        )}
      </div>
      <GiveKeyForm onGiven={renew} />
    </div>
  );
}

function Protection({ protection }: Pick<KeyProtectionView, 'protection'>): ReactNode {
  const { t } = useTranslation();
  const isOpen = protection === 'file' || protection === 'basic-text';
  const Icon = protection === 'sign-in' ? LockKeyhole : isOpen ? LockKeyholeOpen : KeyRound;
  return (
    <Note
      tone={isOpen ? 'look' : 'quiet'}
      icon={<Icon aria-hidden="true" size={20} />}
      title={t(`security.protection.${protection}.title`)}
    >
      <p>{t(`security.protection.${protection}.means`)}</p>
    </Note>
  );
}

function HolderList({
  holders,
  onChanged,
}: {
  holders: readonly Holder[];
  onChanged: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const { calendarDay } = useFormats();
  const { wholeDay } = useFormats();
  const [taking, setTaking] = useState<Holder | null>(null);
  if (holders.length === 0) return null;
  const nameOf = ({ operator }: Holder): string => operator?.name ?? t('security.unknownHolder');
  return (
    <section aria-labelledby="key-holders">
      <h2 id="key-holders">{t('security.holders')}</h2>
      <ul className="grid gap-2 mt-3">
        {holders.map((holder) => (
          <li className="flex items-center gap-3 justify-between" key={holder.id}>
            <span>
              <bdi className="font-semibold">{nameOf(holder)}</bdi>
              {holder.since !== null && (
                <small className="ms-2 text-soft">
                  {t('security.since', { day: wholeDay(calendarDay(holder.since)) })}
                </small>
              )}
            </span>
            <Button size="small" variant="quiet" onPress={() => setTaking(holder)}>
              {t('security.take')}
            </Button>
          </li>
        ))}
      </ul>
      {taking !== null && (
        <TakeKeyDialog
          id={taking.id}
          name={nameOf(taking)}
          isLast={holders.length === 1}
          onTaken={onChanged}
          onClose={() => setTaking(null)}
        />
      )}
    </section>
  );
}

/** Deletes an operator's passphrase; explains the effect if it is the last one. */
function TakeKeyDialog({
  id,
  name,
  isLast,
  onTaken,
  onClose,
}: {
  id: string;
  name: string;
  isLast: boolean;
  onTaken: () => void;
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const own = useOwnPin();
  const { run, busy, failure } = useAction(async () => {
    if (!own.heard(await ask('takeKey', { id, pin: own.pin }))) return;
    onTaken();
    onClose();
  });
  const send = (): void => {
    if (own.isReady) void run();
  };
  return (
    <FormDialog
      title={t('security.takeTitle', { name })}
      onClose={onClose}
      onSubmit={send}
      failure={failure}
      submit={{
        label: t('security.takeNow'),
        icon: <KeyRound />,
        variant: 'danger',
        isDisabled: busy || !own.isReady,
      }}
    >
      <p className="small">{t(isLast ? 'security.takeLast' : 'security.takeEffect')}</p>
      {own.field}
    </FormDialog>
  );
}

interface Phrase {
  text: string;
  again: string;
}
const nothing: Phrase = { text: '', again: '' };

/** Gives an operator a passphrase that opens this station; the operator types it here. */
function GiveKeyForm({ onGiven }: { onGiven: () => void }): ReactNode {
  const { t } = useTranslation();
  const notify = useNotify();
  const self = useStation().operator?.id ?? '';
  const operators = useAnswer('listOperators', [], { renewOn: ['stationChanged'] }).value ?? [];
  const [operatorId, setOperatorId] = useState(self);
  const [phrase, setPhrase] = useState(nothing);
  const [wasSent, setWasSent] = useState(false);
  const own = useOwnPin();
  const isEasy = !newPassPhraseSchema.safeParse(phrase.text).success;
  const differs = phrase.text !== phrase.again;
  const { run, busy, failure } = useAction(async () => {
    const answer = await ask('giveKey', { operatorId, phrase: phrase.text, pin: own.pin });
    if (!own.heard(answer)) return;
    const name = operators.find(({ id }) => id === operatorId)?.name ?? '';
    notify(t('security.given', { name }));
    setPhrase(nothing);
    setWasSent(false);
    onGiven();
  });
  const send = (submit: FormEvent<HTMLFormElement>): void => {
    submit.preventDefault();
    setWasSent(true);
    if (!isEasy && !differs && own.isReady) void run();
  };
  return (
    <Form className="settings-form" onSubmit={send}>
      <h2>{t('security.give')}</h2>
      <p>{t('security.giveLead')}</p>
      <Select
        label={t('security.person')}
        value={operatorId}
        onChange={setOperatorId}
        choices={operators.map(({ id, name }) => ({ id, label: name }))}
      />
      <TextField
        label={t('security.phrase')}
        hint={t('security.phraseHint', { count: minPassPhraseCharacters })}
        type="password"
        maxLength={200}
        value={phrase.text}
        onChange={(text) => setPhrase({ text, again: phrase.again })}
        error={wasSent && isEasy ? t('security.tooEasy') : null}
      />
      <TextField
        label={t('security.again')}
        type="password"
        maxLength={200}
        value={phrase.again}
        onChange={(again) => setPhrase({ text: phrase.text, again })}
        error={wasSent && differs ? t('security.notSame') : null}
      />
      {own.field}
      <FailureNote failure={failure} />
      <Button type="submit" variant="primary" isDisabled={busy} icon={<KeyRound />}>
        {t('security.give')}
      </Button>
    </Form>
  );
}

type PinAnswer =
  | { result: 'done' }
  | { result: 'wrong-pin' }
  | { result: 'wait'; milliseconds: number };

/**
 * The operator's own PIN, required before the key can change: nobody may get it at an unattended
 * desk.
 */
interface OwnPin {
  pin: string;
  isReady: boolean;
  field: ReactNode;
  /** Shows what is wrong with the PIN; true if it was right. */
  heard: (answer: PinAnswer) => boolean;
}

function useOwnPin(): OwnPin {
  const { t } = useTranslation();
  const [pin, setPin] = useState('');
  const [trouble, setTrouble] = useState<PinTrouble | null>(null);
  const secondsLeft = useSecondsUntil(trouble?.result === 'wait' ? trouble.until : null);
  const error =
    secondsLeft > 0
      ? t('override.wait', { count: secondsLeft })
      : trouble?.result === 'wrong-pin'
        ? t('override.wrongPin')
        : null;
  return {
    pin,
    isReady: isPin(pin) && secondsLeft === 0,
    heard: (answer) => {
      setPin('');
      setTrouble(null);
      if (answer.result === 'done') return true;
      if (answer.result === 'wrong-pin') setTrouble({ result: 'wrong-pin' });
      else setTrouble({ result: 'wait', until: performance.now() + answer.milliseconds });
      return false;
    },
    field: (
      <TextField
        label={t('security.pin')}
        type="password"
        inputMode="numeric"
        maxLength={12}
        value={pin}
        onChange={setPin}
        error={error}
      />
    ),
  };
}
