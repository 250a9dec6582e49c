import { CircleAlert, Send } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type KioskLanguage, personLanguage } from '../../domain/base/language.ts';
import {
  isMailAddress,
  type SmtpFault,
  type SmtpProblem,
  smtpProblems,
} from '../../domain/tickets/ticket-mail.ts';
import type { CallOutput } from '../../preload/contract.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Select } from '../../ui/fields/select.tsx';
import { TextField } from '../../ui/fields/text-field.tsx';
import { Details, SupportText } from '../../ui/fold.tsx';
import { useFormats } from '../../ui/formats.ts';
import { Note } from '../../ui/note.tsx';
import { ask } from '../base/ask.ts';
import { useAction, useAnswer } from '../base/page-client.ts';
import { useStation } from '../base/station.tsx';
import { MailView } from './mail-view.tsx';

/** Why nothing can be sent and what to do; the server's own answer is for support. */
export function FaultNote({ problem, answer }: SmtpFault): ReactNode {
  const { t } = useTranslation();
  return (
    <Note tone="stop" icon={<CircleAlert />} title={t(`mail.result.${problem}`)}>
      <p>{t(`mail.remedy.${problem}`)}</p>
      {answer !== '' && (
        <Details>
          <SupportText>{answer}</SupportText>
        </Details>
      )}
    </Note>
  );
}

/** Sends one e-mail to the operator, and shows the mail server's answer. */
export function TestMail(): ReactNode {
  const { t } = useTranslation();
  const { language } = useFormats();
  const [to, setTo] = useState('');
  const [said, setSaid] = useState<CallOutput<'sendTestMail'> | null>(null);
  const { run, busy, failure } = useAction(async () => {
    setSaid(null);
    setSaid(await ask('sendTestMail', { to, language }));
  });
  const isAddress = isMailAddress(to);
  return (
    <section className="grid gap-3">
      <div className="flex items-end flex-wrap gap-3">
        <div className="grow basis-60">
          <TextField
            label={t('mail.testTo')}
            value={to}
            onChange={(value) => setTo(value.trim())}
            maxLength={254}
          />
        </div>
        <Button icon={<Send />} isDisabled={busy || !isAddress} onPress={() => void run()}>
          {busy ? t('mail.testing') : t('mail.test')}
        </Button>
      </div>
      <FailureNote failure={failure} />
      <div role="status">{said !== null && <TestResult {...said} />}</div>
    </section>
  );
}

function TestResult({ result, answer }: CallOutput<'sendTestMail'>): ReactNode {
  const { t } = useTranslation();
  if (isProblem(result)) return <FaultNote problem={result} answer={answer} />;
  return (
    <Note
      tone={result === 'sent' ? 'go' : 'stop'}
      icon={<Send />}
      title={t(`mail.result.${result}`)}
    >
      <p className="wrap-anywhere">
        <bdi>{answer}</bdi>
      </p>
    </Note>
  );
}

function isProblem(result: CallOutput<'sendTestMail'>['result']): result is SmtpProblem {
  return smtpProblems.some((problem) => problem === result);
}

export function MailPreview(): ReactNode {
  const { t } = useTranslation();
  const { language: screen } = useFormats();
  const { event } = useStation();
  const [language, setLanguage] = useState<KioskLanguage>(personLanguage(screen, event));
  const { value, failure } = useAnswer('previewTicketMail', [{ language, design: null }]);
  return (
    <section className="grid gap-3">
      <Select
        label={t('mail.previewLanguage')}
        choices={event.languages.map((id) => ({
          id,
          label: t(`stationSettings.languageNames.${id}`),
        }))}
        value={language}
        onChange={setLanguage}
      />
      <FailureNote failure={failure} />
      {failure === null && <MailView mail={value} language={language} />}
    </section>
  );
}
