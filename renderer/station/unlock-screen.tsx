import { LockKeyholeOpen } from 'lucide-react';
import { type FormEvent, type ReactNode, useEffect, useState } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { TextField } from '../../ui/fields/text-field.tsx';
import { LanyardArt } from '../../ui/lanyard-art.tsx';
import { ask } from '../base/ask.ts';
import { useAction } from '../base/page-client.ts';
import { useSecondsUntil } from '../operators/second-pin.tsx';
import '../check-in/hero-idle.css';
import { Form } from '../../ui/form.tsx';
import './unlock.css';

/** The start screen of a station that needs a passphrase. The window closes once it is right. */
export function UnlockScreen(): ReactNode {
  const { t, i18n } = useTranslation();
  useEffect(() => {
    document.title = t('unlock.title');
  }, [t]);
  return (
    <I18nProvider locale={i18n.language}>
      <main className="unlock min-h-screen text-center max-w-120 mx-auto grid gap-4 justify-items-center content-center p-6">
        <LanyardArt />
        <h1>{t('unlock.title')}</h1>
        <p>{t('unlock.lead')}</p>
        <UnlockForm />
        <p className="field-hint">{t('unlock.forgotten')}</p>
      </main>
    </I18nProvider>
  );
}

function UnlockForm(): ReactNode {
  const { t } = useTranslation();
  const [phrase, setPhrase] = useState('');
  const [isWrong, setWrong] = useState(false);
  const [until, setUntil] = useState<number | null>(null);
  const secondsLeft = useSecondsUntil(until);
  const { run, busy, failure } = useAction(async () => {
    const answer = await ask('unlockStore', { phrase });
    setWrong(answer.result === 'wrong-phrase');
    if (answer.result === 'wait') setUntil(performance.now() + answer.milliseconds);
    if (answer.result !== 'wait') setPhrase('');
  });
  const send = (submit: FormEvent): void => {
    submit.preventDefault();
    if (phrase.trim() !== '' && !busy && secondsLeft === 0) void run();
  };
  const error =
    secondsLeft > 0
      ? t('override.wait', { count: secondsLeft })
      : isWrong
        ? t('unlock.wrong')
        : null;
  return (
    <Form className="grid gap-4 w-full text-start" onSubmit={send}>
      <TextField
        label={t('unlock.phrase')}
        type="password"
        autoFocus
        maxLength={200}
        value={phrase}
        onChange={setPhrase}
        error={error}
      />
      <FailureNote failure={failure} />
      <Button
        type="submit"
        variant="primary"
        isDisabled={busy || secondsLeft > 0}
        icon={<LockKeyholeOpen />}
      >
        {t('unlock.open')}
      </Button>
    </Form>
  );
}
