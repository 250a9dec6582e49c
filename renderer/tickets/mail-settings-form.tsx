import { Check } from 'lucide-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type SmtpSettings,
  smtpSecurities,
  smtpSettingsSchema,
} from '../../domain/tickets/ticket-mail.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Select } from '../../ui/fields/select.tsx';
import { TextField } from '../../ui/fields/text-field.tsx';
import { Form } from '../../ui/form.tsx';
import { ask } from '../base/ask.ts';
import { useAction } from '../base/page-client.ts';

const defaultPorts = { tls: 465, starttls: 587, plain: 25 } as const;

const blank: SmtpSettings = {
  host: '',
  port: defaultPorts.starttls,
  security: 'starttls',
  user: '',
  fromName: '',
  fromAddress: '',
  replyTo: null,
  perMinute: 60,
};

interface FormProps {
  settings: SmtpSettings | null;
  hasPassword: boolean;
  onSaved: () => void;
  onCancel: (() => void) | null;
}

export function MailSettingsForm(props: FormProps): ReactNode {
  const { settings, hasPassword, onSaved, onCancel } = props;
  const { t } = useTranslation();
  const [draft, setDraft] = useState<SmtpSettings>(settings ?? blank);
  const [password, setPassword] = useState('');
  const [wasSent, setWasSent] = useState(false);
  const { run, busy, failure } = useAction((request: SmtpSettings) =>
    // If left empty, the current password stays; without a user there is none.
    ask('saveMailSettings', {
      settings: request,
      password: request.user === '' ? '' : password === '' ? null : password,
    }),
  );
  const parsed = smtpSettingsSchema.safeParse(draft);
  const wrong = new Set(parsed.error?.issues.map(({ path }) => path[0]));
  const set = (change: Partial<SmtpSettings>): void => setDraft((last) => ({ ...last, ...change }));
  const errorAt = (name: keyof SmtpSettings): string | null =>
    wasSent && wrong.has(name) ? t(`mail.wrong.${name}`) : null;
  const text = (name: 'host' | 'user' | 'fromName' | 'fromAddress') => ({
    label: t(`mail.fields.${name}`),
    value: draft[name],
    onChange: (value: string) => set({ [name]: name === 'fromName' ? value : value.trim() }),
    error: errorAt(name),
    maxLength: 254,
  });
  const digits = (name: 'port' | 'perMinute') => ({
    label: t(`mail.fields.${name}`),
    value: draft[name] === 0 ? '' : String(draft[name]),
    onChange: (value: string) => set({ [name]: Number(value.replace(/\D/g, '')) }),
    error: errorAt(name),
    maxLength: 5,
  });
  const send = async (submit: FormEvent<HTMLFormElement>): Promise<void> => {
    submit.preventDefault();
    setWasSent(true);
    if (parsed.success && (await run(parsed.data))) onSaved();
  };
  return (
    <Form className="dialog-form" onSubmit={(submit) => void send(submit)}>
      <p className="small">{t('mail.settingsIntro')}</p>
      <div className="grid grid-cols-2 gap-4">
        <TextField autoFocus isRequired {...text('host')} />
        <Select
          label={t('mail.fields.security')}
          choices={smtpSecurities.map((id) => ({ id, label: t(`mail.security.${id}`) }))}
          value={draft.security}
          onChange={(security) => set({ security, port: defaultPorts[security] })}
        />
        <TextField inputMode="numeric" {...digits('port')} />
        <TextField inputMode="numeric" {...digits('perMinute')} />
        <TextField hint={t('mail.userHint')} {...text('user')} />
        <TextField
          type="password"
          label={t('mail.fields.password')}
          {...(hasPassword ? { hint: t('mail.passwordKept') } : {})}
          value={password}
          onChange={setPassword}
          maxLength={500}
        />
        <TextField isRequired {...text('fromName')} />
        <TextField isRequired {...text('fromAddress')} />
        <TextField
          label={t('mail.fields.replyTo')}
          hint={t('mail.replyToHint')}
          value={draft.replyTo ?? ''}
          onChange={(value) => set({ replyTo: value.trim() === '' ? null : value.trim() })}
          error={errorAt('replyTo')}
          maxLength={254}
        />
      </div>
      {draft.security === 'plain' && <p className="small">{t('mail.openHint')}</p>}
      <FailureNote failure={failure} />
      <div className="dialog-buttons">
        {onCancel !== null && <Button onPress={onCancel}>{t('app.cancel')}</Button>}
        <Button type="submit" variant="primary" isDisabled={busy} icon={<Check />}>
          {t('mail.saveSettings')}
        </Button>
      </div>
    </Form>
  );
}
