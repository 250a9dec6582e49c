import { KeyRound } from 'lucide-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import { Form } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { fewestPassPhraseCharacters, newPassPhraseSchema } from '../../../domain/pass-phrase.ts';
import { ask } from '../../client/ask.ts';
import { useStation } from '../../client/station.tsx';
import { useAction } from '../../client/use-action.ts';
import { useAnswer } from '../../client/use-answer.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Select } from '../../ui/select.tsx';
import { showErrors } from '../../ui/show-errors.ts';
import { TextField } from '../../ui/text-field.tsx';
import { useNotify } from '../../ui/toast.tsx';
import { useOwnPin } from './own-pin.tsx';

interface Phrase {
  text: string;
  again: string;
}
const nothing: Phrase = { text: '', again: '' };

/** Gives an operator, who types it here, a pass phrase that opens this station. */
export function GiveKeyForm({ onGiven }: { onGiven: () => void }): ReactNode {
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
  const { run, busy, failure } = useAction(async (): Promise<void> => {
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
    showErrors(submit.currentTarget, () => setWasSent(true));
    if (!isEasy && !differs && own.isReady) void run();
  };
  return (
    <Form className="settings-form settings-aside" onSubmit={send}>
      <h2>{t('security.give')}</h2>
      <p>{t('security.giveLead')}</p>
      <Select
        label={t('security.person')}
        value={operatorId}
        onChange={setOperatorId}
        choices={operators.map(({ id, name }) => ({ id, words: name }))}
      />
      <TextField
        label={t('security.phrase')}
        hint={t('security.phraseHint', { count: fewestPassPhraseCharacters })}
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
      <Button
        type="submit"
        look="primary"
        isDisabled={busy}
        icon={<KeyRound aria-hidden="true" size={18} />}
      >
        {t('security.give')}
      </Button>
    </Form>
  );
}
